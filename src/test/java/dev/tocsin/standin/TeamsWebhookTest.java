package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeamsWebhookTest {

    private static final String FLOW = "/powerautomate/automations/direct/workflows/0123456789abcdef0123456789abcdef"
            + "/triggers/manual/paths/invoke";
    private static final String CARD_FLOW = "/workflows/ca4d456789abcdef0123456789abcdef/triggers/manual/paths/invoke";
    private static final String CARD = "{\"type\":\"AdaptiveCard\","
            + "\"$schema\":\"http://adaptivecards.io/schemas/adaptive-card.json\",\"version\":\"1.5\",\"body\":["
            + "{\"type\":\"TextBlock\",\"text\":\"Hello\",\"wrap\":true}]}";

    private final TeamsWebhook teams = new TeamsWebhook(path -> Optional.empty(), Pacing.NONE);

    @Test
    void acceptsWithoutAWordWhatItShows() {
        assertThat(post(FLOW, message(CARD))).isEqualTo(new Answer(202, "text/plain", "", Map.of(), true));
        assertThat(post(CARD_FLOW, CARD)).isEqualTo(new Answer(202, "text/plain", "", Map.of(), true));
    }

    @Test
    void acceptsWithoutAWordTheOtherFormToo() {
        assertThat(post(FLOW, CARD)).isEqualTo(new Answer(202, "text/plain", "", Map.of(), false));
        assertThat(post(CARD_FLOW, message(CARD))).isEqualTo(new Answer(202, "text/plain", "", Map.of(), false));
        assertThat(post(FLOW, "{\"text\":\"Hello\"}").accepted()).isFalse();
    }

    @Test
    void refusesWithTheirStatuses() {
        assertThat(answer("GET", FLOW, Map.of("sig", "s3cr3t"), "{}").status()).isEqualTo(405);
        assertThat(answer("POST", "/workflows/1", Map.of("sig", "s3cr3t"), "{}")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).contains("\"code\":\"WorkflowNotFound\"");
        });
        assertThat(answer("POST", FLOW, Map.of(), message(CARD)).status()).isEqualTo(401);
        assertThat(post(FLOW, "{").status()).isEqualTo(400);
        assertThat(post(FLOW, message(CARD.replace("Hello", "x".repeat(29_000)))).status()).isEqualTo(413);
        assertThat(new TeamsWebhook(path -> Optional.empty(), path -> 7).answer(inquiry("POST", FLOW, Map.of("sig", "s3cr3t"),
                message(CARD)))).satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(429);
                    assertThat(answer.headers()).containsEntry("Retry-After", "7");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', value = {
            "\"1.5\" => \"1.6\" => [/version]",
            "\"body\" => \"bodies\" => unknown member [/bodies]",
            "\"wrap\":true => \"warp\":true => unknown member [/body/0/warp]",
            "\"wrap\":true => \"wrap\":false => [/body/0/wrap]",
            "Hello => ` ` => is blank [/body/0/text]",
            "TextBlock => CodeBlock => unknown element CodeBlock [/body/0]",
            "\"wrap\":true => \"wrap\":true,\"color\":\"red\" => unknown word [/body/0/color]",
            "\"wrap\":true => \"wrap\":true,\"size\":\"Stretch\" => unknown word [/body/0/size]",
            "\"body\" => \"msteams\":{\"entities\":[]},\"body\" => [/msteams/entities]",
            "\"body\" => \"actions\":[{\"type\":\"Action.Submit\",\"title\":\"x\"}],\"body\" => needs a bot [/actions/0]",
            "\"body\" => \"actions\":[{\"type\":\"Action.OpenUrl\",\"title\":\"x\",\"url\":\"javascript:x\"}],\"body\" => [/actions/0/url]",
            "{\"type\":\"TextBlock\" => {\"type\":\"Container\",\"items\":[]},{\"type\":\"TextBlock\" => is empty [/body/0/items]",
            "{\"type\":\"TextBlock\" => {\"type\":\"FactSet\",\"facts\":[{\"title\":\"x\"}]},{\"type\":\"TextBlock\" => [/body/0/facts/0]" })
    void saysWhatTeamsWouldNotShow(String part, String wrong, String fault) {
        Answer answer = post(CARD_FLOW, CARD.replace(part, wrong));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(fault);
        assertThat(answer.accepted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { FLOW, CARD_FLOW, "/workflows/x", "/powerautomate" })
    void speaksForWorkflows(String path) {
        assertThat(teams.speaksFor(inquiry("POST", path, Map.of(), "{}"))).isTrue();
    }

    @Test
    void namesItsRoomWithoutTheSecret() {
        assertThat(teams.room(inquiry("POST", FLOW, Map.of("sig", "s3cr3t"), "{}"))).isEqualTo("flow 01234567");
        assertThat(teams.room(inquiry("POST", "/workflows/s3cr3t", Map.of(), "{}"))).isEqualTo("unknown");
    }

    private Answer post(String path, String body) {
        return answer("POST", path, Map.of("sig", "s3cr3t"), body);
    }

    private Answer answer(String method, String path, Map<String, String> query, String body) {
        return teams.answer(inquiry(method, path, query, body));
    }

    private static Inquiry inquiry(String method, String path, Map<String, String> query, String body) {
        return new Inquiry(method, path, path, query, Map.of("content-type", "application/json"), body, Inquiry.json(body));
    }

    private static String message(String card) {
        return "{\"type\":\"message\",\"attachments\":[{\"contentType\":\"application/vnd.microsoft.card.adaptive\","
                + "\"contentUrl\":null,\"content\":" + card + "}]}";
    }
}
