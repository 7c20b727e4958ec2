package dev.tocsin.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.command.CommandSource;
import dev.tocsin.command.TypedCommand;

/** What Slack says of a message in which somebody mentions the app. */
class SlackMentionTest {

    private static final String MENTION = """
            {"token": "x", "team_id": "T1", "api_app_id": "A1", "type": "event_callback", "event_id": "Ev0123",
             "event_time": 1795570000, "is_ext_shared_channel": false,
             "authorizations": [{"enterprise_id": null, "team_id": "T1", "user_id": "UBOT", "is_enterprise_install": false}],
             "event": {"type": "app_mention", "user": "U1", "text": "<@UBOT> help", "ts": "1700000000.000100", "channel": "C1",
               "team": "T1", "event_ts": "1700000000.000100"}}""";

    @Test
    void whoTypedWhatWhere() {
        assertThat(read(MENTION))
                .contains(new TypedCommand(CommandSource.MENTION, "event Ev0123", "T1", true, Optional.of("A1"),
                        "C1", Optional.of("1700000000.000100"), Optional.empty(), "U1", "", "<@UBOT> help", ""));
        assertThat(read(MENTION.replace("\"team\": \"T1\"", "\"thread_ts\": \"1600000000.000001\"")).orElseThrow().thread())
                .contains("1600000000.000001");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"bot_id\": \"B1\"", "\"bot_profile\": {\"id\": \"B1\"}", "\"edited\": {\"user\": \"U1\"}",
            "\"subtype\": \"bot_message\"", "\"subtype\": \"message_changed\"", "\"user\": null" })
    void whatNobodyWroteJustNowIsLeftAlone(String member) {
        assertThat(read(MENTION.replace("\"team\": \"T1\", \"event_ts\"", member + ", \"event_ts\""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "thread_broadcast", "file_share" })
    void whatPeopleWriteInOtherWaysCounts(String subtype) {
        assertThat(read(MENTION.replace("\"team\": \"T1\"", "\"subtype\": \"" + subtype + "\""))).isPresent();
    }

    @Test
    void inAChannelThatIsSharedThoseOfOthersAreToldApart() {
        String shared = MENTION.replace("\"is_ext_shared_channel\": false", "\"is_ext_shared_channel\": true");

        assertThat(isOurs(shared)).isTrue();
        assertThat(isOurs(shared.replace("\"team\": \"T1\"", "\"team\": \"T2\""))).isFalse();
        assertThat(isOurs(shared.replace("\"team\": \"T1\"", "\"team\": \"T1\", \"user_team\": \"T2\""))).isFalse();
        assertThat(isOurs(shared.replace("\"team\": \"T1\", ", ""))).as("whose team nobody says").isFalse();
        assertThat(isOurs(MENTION.replace(", \"is_ext_shared_channel\": false", "").replace("\"team\": \"T1\"",
                "\"team\": \"T2\""))).as("where it is not said whether it is shared").isFalse();
        assertThat(isOurs(MENTION.replace("\"team\": \"T1\"", "\"team\": \"T2\""))).as("another team of the organisation")
                .isTrue();
    }

    @Test
    void anAppOfAWholeOrganisationIsKnownByThatsId() {
        TypedCommand typed = read(MENTION.replace("\"enterprise_id\": null, \"team_id\": \"T1\", \"user_id\": \"UBOT\", "
                + "\"is_enterprise_install\": false",
                "\"enterprise_id\": \"E1\", \"team_id\": null, \"user_id\": \"UBOT\", "
                        + "\"is_enterprise_install\": true")
                .replace("false,\n", "true,\n")).orElseThrow();

        assertThat(typed.workspaceId()).isEqualTo("E1");
        assertThat(typed.isOfTheWorkspace()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "event_id": "Ev0123"          | "event_id": ""
            "team_id": "T1", "api_app_id" | "team_id": "T/1", "api_app_id"
            "user": "U1"                  | "user": "<@U1>"
            "channel": "C1"               | "channel": "#alarms"
            "ts": "1700000000.000100", "c | "ts": "now", "c
            "team": "T1"                  | "thread_ts": "x"
            """)
    void whatCannotBeIsUnreadable(String right, String wrong) {
        assertThat(MENTION).contains(right);
        assertThatThrownBy(() -> read(MENTION.replace(right, wrong))).isInstanceOf(SlackEvent.Unreadable.class);
    }

    private static boolean isOurs(String event) {
        return read(event).orElseThrow().isOfTheWorkspace();
    }

    private static Optional<TypedCommand> read(String event) {
        return SlackEvent.read(event.getBytes(StandardCharsets.UTF_8)) instanceof SlackEvent.Mention mention
                ? Optional.of(mention.typed())
                : Optional.empty();
    }
}
