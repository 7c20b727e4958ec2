package dev.tocsin.command.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.database.QueueDatabase;

/**
 * What is asked with each command costs what a channel has, and not what there is: ten thousand channels, ten of which take
 * commands, each with ten aliases.
 */
class CommandSettingsPlansContractTest {

    private static final String[] FILLING = { "ALTER TABLE configuration SET (autovacuum_enabled = false)",
            "ALTER TABLE command_alias SET (autovacuum_enabled = false)",
            "INSERT INTO slack_workspace (slack_team_id, slack_team_name, bot_token_sealed) VALUES ('T1', 'Team', 'token')",
            """
                    INSERT INTO configuration (type, configuration_name, slack_team_id, slack_channel_id, commands)
                    SELECT 'slack-channel', 'c-' || i, 'T1', 'C' || i, i % 1000 = 77 FROM generate_series(1, 10000) i""",
            """
                    INSERT INTO command_alias (slack_team_id, slack_channel_id, name, action, created_by)
                    SELECT 'T1', 'C' || i, 'alias-' || j, 'help', 'Ada'
                    FROM generate_series(1, 10000) i, generate_series(1, 10) j""",
            """
                    INSERT INTO command_default (slack_team_id, slack_channel_id, account, account_until)
                    SELECT 'T1', 'C' || i, '123456789012', now() + interval '7 days' FROM generate_series(1, 10000) i""",
            """
                    INSERT INTO command_person (configuration_id, slack_team_id, slack_user_id, slack_user_name, role_arn)
                    SELECT id, 'T1', 'U' || j, 'ada', 'arn:aws:iam::123456789012:role/ada'
                    FROM configuration, generate_series(1, 3) j""" };

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
    void aChannelIsFoundByItsIndexes(String shape, QueueDatabase database) {
        for (String sql : new String[] { CommandPlaces.IN, ChannelDefaults.OF }) {
            assertThat(database.pages(sql, "'T1'", "'C77'")).as(sql).allSatisfy(pages -> assertThat(pages).isLessThan(20));
        }
        assertThat(database.pages(Aliases.LIST, "'T1'", "'C77'", "100"))
                .allSatisfy(pages -> assertThat(pages).isLessThan(30));
        assertThat(database.pages(Aliases.FIND, "'T1'", "'C77'", "'alias-7'"))
                .allSatisfy(pages -> assertThat(pages).isLessThan(20));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void channelsThatTakeCommandsAreFoundWithoutLookingAtTheOthers(String shape, QueueDatabase database) {
        assertThat(database.pages(CommandPlaces.TAKING)).allSatisfy(pages -> assertThat(pages).isLessThan(30));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void aPersonsRoleIsFoundByItsIndexes(String shape, QueueDatabase database) {
        assertThat(database.pages(PersonStore.ROLE_OF, "'T1'", "'U2'", "'c-77'"))
                .allSatisfy(pages -> assertThat(pages).isLessThan(30));
    }
}
