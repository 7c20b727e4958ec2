package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Tocsin itself says of its messages. */
class RemarkTest {

    private static final Remark REMINDED = new Remark(Remark.What.REMINDED, Optional.of(UUID.randomUUID()), Severity.HIGH,
            "Still ALARM after 2 hours, nobody has acknowledged it", Optional.of("payments-api-5xx \u2192 \"x\" <b>"),
            Optional.of("arn:x"), Optional.of("https://slack.com/archives/C1/p1"));

    @Test
    void isReadAsItWasWritten() {
        assertThat(Remark.in(message(Remark.TOPIC, REMINDED.toJson()))).contains(REMINDED);
        Remark least = new Remark(Remark.What.HANDED_ON, Optional.empty(), Severity.INFO, "x", Optional.empty(),
                Optional.empty(), Optional.empty());
        assertThat(Remark.in(message(Remark.TOPIC, least.toJson()))).contains(least);
    }

    @Test
    void canBeReadByItself() {
        Notice notice = AllInterpreters.asked().interpret(message(Remark.TOPIC, REMINDED.toJson()));

        assertThat(notice.family()).isEqualTo("tocsin-remark");
        assertThat(notice.title()).isEqualTo("Still ALARM after 2 hours, nobody has acknowledged it");
        assertThat(notice.texts()).containsExactly(new Text.Plain("payments-api-5xx \u2192 \"x\" <b>"));
        assertThat(notice.correlationKey()).contains("arn:x");
        assertThat(notice.standing()).isEmpty();
    }

    /** Whoever publishes to a topic must not speak in our name, nor into the thread of a message. */
    @Test
    void nobodyElseCanMakeOne() {
        Message forged = message("arn:aws:sns:eu-west-3:210987654321:on-duty", REMINDED.toJson());

        assertThat(Remark.in(forged)).isEmpty();
        assertThat(AllInterpreters.asked().interpret(forged).family()).isEqualTo("json");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{}", "[]", "null", "text", "{\"what\":\"REMINDED\"}", "{\"what\":7,\"headline\":\"x\"}",
            "{\"what\":\"SUNG\",\"headline\":\"x\"}", "{\"what\":\"REMINDED\",\"headline\":\"\"}" })
    void whatIsNoneIsReadAsAnyOther(String body) {
        assertThat(Remark.in(message(Remark.TOPIC, body))).isEmpty();
        assertThat(AllInterpreters.asked().interpret(message(Remark.TOPIC, body)).title()).isNotBlank();
    }

    @Test
    void whatIsWrongInItIsLeftOut() {
        Remark remark = Remark.in(message(Remark.TOPIC,
                "{\"what\":\"REMINDED\",\"headline\":\"x\",\"posting\":\"y\",\"severity\":\"LOUD\",\"link\":[]}"))
                .orElseThrow();

        assertThat(remark).isEqualTo(new Remark(Remark.What.REMINDED, Optional.empty(), Severity.INFO, "x",
                Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Message message(String topic, String body) {
        return new Message(topic, UUID.randomUUID().toString(), Instant.EPOCH, Optional.empty(), body, Map.of());
    }
}
