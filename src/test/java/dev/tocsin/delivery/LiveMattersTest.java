package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.chat.Form;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

class LiveMattersTest {

    /** Nothing is asked of it. */
    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final List<String> understood = new ArrayList<>();
    private final LiveMatters matters = QueueParts.matters(database.postgres(), QueueParts.meaning(List.of(this::interpret)),
            null);

    @Test
    void whatSeveralLanesHearIsUnderstoodOnce() {
        assertThat(title(1, "disk full")).isEqualTo("disk full");
        assertThat(title(2, "disk full")).isEqualTo("disk full");
        // After a failover to a database that lags, another message may come back under the same id.
        assertThat(title(3, "disk empty")).isEqualTo("disk empty");
        assertThat(title(4, "disk full")).isEqualTo("disk full");

        assertThat(understood).containsExactly("disk full", "disk empty", "disk full");
    }

    private Optional<Notice> interpret(Reading reading) {
        understood.add(reading.message().body());
        return Optional.of(Notice.of("text", Severity.INFO, reading.message().body()).build());
    }

    private String title(long lane, String body) {
        Message message = new Message("topic", "message", Instant.EPOCH, Optional.empty(), body, Map.of());
        Claim claim = new Claim(lane, UUID.randomUUID(), lane, "ops", Form.FULL, 1, 0, 0, 0, Duration.ZERO, Instant.EPOCH, 5,
                message, new Claim.Address("slack-webhook", "", "sealed", "configuration:ops", false, true),
                new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))));
        return matters.of(new Run(0, List.of(claim), Optional.empty())).await().atMost(Duration.ofSeconds(10)).notice(claim)
                .orElseThrow().title();
    }
}
