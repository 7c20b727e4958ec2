package dev.tocsin.sns.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Refusals are kept as long as the history. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class RefusalsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool pool;
    @Inject
    Refusals refusals;

    @Test
    void forgetsWhatIsOlderThanTheHistory() {
        UUID old = refusal("31 days");
        UUID recent = refusal("29 days");

        refusals.forget().await().atMost(PATIENCE);

        assertThat(isKept(old)).isFalse();
        assertThat(isKept(recent)).isTrue();
    }

    private UUID refusal(String age) {
        UUID messageId = UUID.randomUUID();
        pool.preparedQuery("INSERT INTO refusal (refused_at, reason, detail, message_id) VALUES (now() - $1::text::interval, "
                + "'STALE', 'a test', $2)").execute(Tuple.of(age, messageId)).await().atMost(PATIENCE);
        return messageId;
    }

    private boolean isKept(UUID messageId) {
        return pool.preparedQuery("SELECT FROM refusal WHERE message_id = $1").execute(Tuple.of(messageId)).await()
                .atMost(PATIENCE).size() == 1;
    }
}
