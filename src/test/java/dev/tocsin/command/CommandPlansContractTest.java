package dev.tocsin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.database.QueueDatabase;

/** What is asked of commands costs what it is about, whether or not the planner knows how many there were. */
class CommandPlansContractTest {

    private static final String[] FILLING = { "ALTER TABLE chat_command SET (autovacuum_enabled = false)",
            """
                    INSERT INTO chat_command (id, source, source_key, slack_team_id, slack_channel_id, slack_user_id, slack_user_name,
                        text, shown, line, received_at, state, due_at, expires_at, question)
                    SELECT gen_random_uuid(), 'MENTION', 'k' || i, 'T1', 'C' || i % 50, 'U' || i % 200, 'jane', 'help', 'help', 'l' || i,
                           now() - (50000 - i) * interval '100 seconds', CASE WHEN i % 1000 = 1 THEN 'ASKING' ELSE 'DONE' END,
                           CASE WHEN i % 1000 = 0 THEN now() END,
                           CASE WHEN i % 1000 = 1 THEN now() + interval '1 minute' END,
                           CASE WHEN i % 1000 = 1 THEN 'MISSING' END
                    FROM generate_series(1, 50000) i""" };

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
    void whatIsDueIsClaimedByItsIndex(String shape, QueueDatabase database) {
        assertThat(database.pages(CommandClaims.CLAIM, "4", "16", "60000", "2"))
                .allSatisfy(pages -> assertThat(pages).isLessThan(1_500));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void whatWasGivenOfLateIsCountedByItsIndexes(String shape, QueueDatabase database) {
        assertThat(database.pages(CommandRates.COUNT, "'T1'", "'C7'", "'U7'", "now()", "gen_random_uuid()", "'x'", "1000"))
                .allSatisfy(pages -> assertThat(pages).isLessThan(60));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void whatLacksSomethingAndWhatExpiresAreFoundByTheirs(String shape, QueueDatabase database) {
        assertThat(database.pages(OpenQuestions.LACKING, "'T1'", "'C1'", "'l1'", "'U1'", "gen_random_uuid()"))
                .allSatisfy(pages -> assertThat(pages).isLessThan(20));
        assertThat(database.pages(CommandHousekeeping.EXPIRE, "50")).allSatisfy(pages -> assertThat(pages).isLessThan(60));
    }
}
