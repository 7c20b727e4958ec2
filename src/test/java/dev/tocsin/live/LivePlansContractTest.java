package dev.tocsin.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.LiveMessages;

/**
 * What is asked of the messages that stand for matters costs what it is about, whether or not the planner knows how many there
 * are: a thousand open ones in each of fifty configurations, of which few are due.
 */
class LivePlansContractTest {

    private static final String[] FILLING = { "ALTER TABLE posting SET (autovacuum_enabled = false)", """
            INSERT INTO configuration (type, configuration_name, webhook_url_sealed)
            SELECT 'slack-channel', 'c-' || i, 'sealed' FROM generate_series(1, 50) i""",
            """
                    INSERT INTO posting (id, configuration_id, deliveries, matter, state, reference, channel, workspace, standing, phase,
                        state_at, delivery_id, update_due_at)
                    SELECT gen_random_uuid(), c.id, 1, 'm ' || i, 'HIGH', '1.1', 'C1', 'workspace:T' || c.id % 20, 'ALARM', 'OPEN', now(), i,
                           CASE WHEN i = 1 THEN now() END
                    FROM configuration c, generate_series(1, 1000) i""",
            """
                    INSERT INTO update_budget (workspace) SELECT DISTINCT workspace FROM posting""" };

    @RegisterExtension
    static final QueueDatabase neverAnalysed = QueueDatabase.shaped(FILLING);
    @RegisterExtension
    static final QueueDatabase analysed = QueueDatabase
            .shaped(Stream.concat(Stream.of(FILLING), Stream.of("ANALYZE")).toArray(String[]::new));

    static Stream<Arguments> shapes() {
        return Stream.of(Arguments.of("never analysed", neverAnalysed), Arguments.of("analysed", analysed));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void tenMattersOfAThousandAreFoundByTheirIndex(String shape, QueueDatabase database) {
        assertThat(database.pages(LiveMessages.FIND, "ARRAY[1,2,3,4,5,6,7,8,9,10]::bigint[]",
                "ARRAY['m 1','m 2','m 3','m 4','m 5','m 6','m 7','m 8','m 9','m 10']::text[]"))
                .allSatisfy(pages -> assertThat(pages).isLessThan(150));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void theWorkspacesWithSomethingDueAreFoundByTheirIndex(String shape, QueueDatabase database) {
        assertThat(database.pages(DueChanges.WORKSPACES)).allSatisfy(pages -> assertThat(pages).isLessThan(200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void whatIsDueIsClaimedByItsIndex(String shape, QueueDatabase database) {
        assertThat(database.pages(DueChanges.CLAIM, "ARRAY['workspace:T1','workspace:T2']::text[]", "gen_random_uuid()",
                "40000::bigint", "1500::float8", "10", "40")).allSatisfy(pages -> assertThat(pages).isLessThan(600));
    }
}
