package dev.tocsin.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.command.ButtonPresser;
import dev.tocsin.command.PressedButton;
import dev.tocsin.command.offer.PressedOffer;
import dev.tocsin.live.CareAction;
import dev.tocsin.live.ChatSpot;

/** What Slack says of a button that somebody pressed. */
class SlackPressTest {

    private static final UUID ID = UUID.fromString("0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e");
    static final String PRESSED = """
            {"type": "block_actions", "user": {"id": "U1", "username": "jane", "name": "jane", "team_id": "T1"},
             "api_app_id": "A1", "container": {"type": "message", "message_ts": "1700000000.000100", "channel_id": "C1"},
             "team": {"id": "T1", "domain": "acme"}, "enterprise": null, "is_enterprise_install": false,
             "channel": {"id": "C1", "name": "alarms"}, "response_url": "https://hooks.slack.com/actions/T1/1/x",
             "actions": [{"action_id": "tocsin-acknowledge", "block_id": "b", "type": "button", "action_ts": "1700000009.5",
               "value": "0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e"}]}""";

    @Test
    void whoPressedWhatUnderWhichMessage() {
        SlackPress press = read(PRESSED);

        assertThat(press.pressed()).isEqualTo(new SlackPress.OfMatter(CareAction.ACKNOWLEDGE, ID));
        assertThat(press.isOfTheWorkspace()).isTrue();
        assertThat(press.userId() + " " + press.userName()).isEqualTo("U1 jane");
        assertThat(press.spot()).isEqualTo(new ChatSpot("workspace:T1", "C1", "1700000000.000100"));
        assertThat(press.press()).isEqualTo("U1 1700000009.5 tocsin-acknowledge");
        assertThat(press.responseUrl()).isEqualTo("https://hooks.slack.com/actions/T1/1/x");
    }

    @ParameterizedTest
    @CsvSource({ "tocsin-resolve,RESOLVE", "tocsin-reopen,REOPEN" })
    void theOtherButtons(String id, CareAction action) {
        assertThat(read(PRESSED.replace("tocsin-acknowledge", id)).pressed()).isEqualTo(new SlackPress.OfMatter(action, ID));
    }

    @ParameterizedTest
    @CsvSource({ "tocsin-command-run,RUN,", "tocsin-command-cancel,CANCEL,", "tocsin-command-more,MORE,",
            "tocsin-command-json,JSON,", "tocsin-command-account-123456789012,ACCOUNT,123456789012" })
    void thoseOfCommands(String id, PressedButton.Kind kind, String choice) {
        SlackPress press = read(PRESSED.replace("tocsin-acknowledge", id));

        assertThat(press.pressed())
                .isEqualTo(new SlackPress.OfCommand(new PressedButton(ID, kind, Optional.ofNullable(choice))));
        assertThat(press.presser()).isEqualTo(
                new ButtonPresser("T1", "C1", "1700000000.000100", "U1", "jane", "U1 1700000009.5 " + id));
    }

    @Test
    void thoseBelowNotifications() {
        String pressed = PRESSED.replace("tocsin-acknowledge", "tocsin-offer-.show-logs").replace(ID.toString(), "4711");

        assertThat(read(pressed).pressed()).isEqualTo(new SlackPress.OfNotification(new PressedOffer(4711, ".show-logs")));
        assertThat(SlackPress.read(form(pressed.replace("4711", "-1")))).isEmpty();
        assertThat(SlackPress.read(form(pressed.replace(".show-logs", "$(x)")))).isEmpty();
        assertThat(SlackPress.read(form(pressed.replace("4711", "9".repeat(40))))).isEmpty();
    }

    @Test
    void whoBelongsToAnotherWorkspaceIsToldApart() {
        assertThat(read(PRESSED.replace("\"team_id\": \"T1\"", "\"team_id\": \"T2\"")).isOfTheWorkspace()).isFalse();
        assertThat(read(PRESSED.replace(", \"team_id\": \"T1\"", "")).isOfTheWorkspace()).isFalse();
    }

    @Test
    void anAppOfAWholeOrganisationIsKnownByThatsId() {
        String pressed = PRESSED.replace("\"enterprise\": null, \"is_enterprise_install\": false",
                "\"enterprise\": {\"id\": \"E1\"}, \"is_enterprise_install\": true");

        assertThat(read(pressed).spot().workspace()).isEqualTo("workspace:E1");
        assertThat(read(pressed).isOfTheWorkspace()).isTrue();
        assertThat(read(pressed.replace("\"team_id\": \"T1\"", "\"team_id\": \"E1\"")).isOfTheWorkspace()).isTrue();
        assertThat(read(pressed.replace("\"team_id\": \"T1\"", "\"team_id\": \"T9\"")).isOfTheWorkspace()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"type\":\"view_submission\"}", "{}", "{\"type\":\"block_actions\"}",
            "{\"type\":\"block_actions\",\"actions\":[]}", "{\"type\":\"block_actions\",\"actions\":{}}",
            "{\"type\":\"block_actions\",\"actions\":[{\"action_id\":\"open-runbook\"}]}",
            "{\"type\":\"block_actions\",\"actions\":[{\"action_id\":\"tocsin-acknowledge\",\"value\":\"7\"}]}",
            "{\"type\":\"block_actions\",\"actions\":[{\"action_id\":\"tocsin-acknowledge\"}]}", "{\"type\":7}" })
    void whatIsNotOursIsLeftAlone(String payload) {
        assertThat(SlackPress.read(form(payload))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "payload", "payload=", "payload=%", "payload=%zz", "payload=[]", "payload=null",
            "payload={", "payload=%7B%7D&payload=%7B%7D", "PAYLOAD=%7B%7D", "payload=%7B%22a%22%3A%22%5Cu0000%22%7D" })
    void whatIsNoSuchFormIsUnreadable(String form) {
        assertThatThrownBy(() -> SlackPress.read(form.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SlackEvent.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "id": "T1"                     | "id": "T1/../T2"
            "id": "T1"                     | "id": null
            "id": "U1"                     | "id": "<@U1>"
            "channel_id": "C1"             | "channel_id": "#alarms"
            "message_ts": "1700000000.000100" | "message_ts": "now"
            "action_ts": "1700000009.5"    | "action_ts": ""
            """)
    void whatCannotBeIsUnreadable(String right, String wrong) {
        assertThat(PRESSED).contains(right);
        assertThatThrownBy(() -> read(PRESSED.replace(right, wrong))).isInstanceOf(SlackEvent.Unreadable.class);
    }

    @Test
    void aMessageOfManyLevelsBreaksNothing() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);

        assertThatThrownBy(() -> SlackPress.read(form("{\"type\":\"block_actions\",\"message\":" + deep + "}")))
                .isInstanceOf(SlackEvent.Unreadable.class);
    }

    private static SlackPress read(String payload) {
        return SlackPress.read(form(payload)).orElseThrow();
    }

    private static byte[] form(String payload) {
        return ("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
