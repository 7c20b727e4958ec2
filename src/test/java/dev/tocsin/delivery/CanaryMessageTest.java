package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tocsin.notice.Message;

class CanaryMessageTest {

    private static final UUID MARK = UUID.fromString("165545c9-2a5c-472c-8df2-7ff2be2b3b1b");
    private static final String TEXT = CanaryMessage.of("payments", MARK, Instant.parse("2026-11-24T08:00:00Z"));

    @Test
    void isKnownByItsMark() {
        assertThat(CanaryMessage.mark(message(CanaryMessage.SUBJECT, TEXT))).contains(MARK);
    }

    @Test
    void nothingElseIsTakenForOne() {
        assertThat(CanaryMessage.mark(message(null, TEXT))).isEmpty();
        assertThat(CanaryMessage.mark(message("Tocsin test message", TEXT))).isEmpty();
        assertThat(CanaryMessage.mark(message(CanaryMessage.SUBJECT, "canary-" + MARK))).isEmpty();
        assertThat(CanaryMessage.mark(message(CanaryMessage.SUBJECT, "\"id\":\"canary-165545c9\""))).isEmpty();
        assertThat(CanaryMessage.mark(message(CanaryMessage.SUBJECT, ""))).isEmpty();
    }

    private static Message message(String subject, String body) {
        return new Message("arn", UUID.randomUUID().toString(), Instant.EPOCH, Optional.ofNullable(subject), body, Map.of());
    }
}
