package dev.tocsin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class StatementsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SLEEP = "SELECT pg_sleep($1)";

    @Inject
    Postgres postgres;

    @Test
    void aStatementEndsInTime() {
        assertThatThrownBy(() -> postgres.within(Duration.ofMillis(100)).query(SLEEP, Tuple.of(1.0)).await().atMost(PATIENCE))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void whatCameTooLateIsUndoneOnceItHasCome() {
        AtomicInteger undone = new AtomicInteger();
        Uni<Void> undo = Uni.createFrom().voidItem().invoke(undone::incrementAndGet);

        assertThatThrownBy(() -> postgres.within(Duration.ofMillis(100)).query(SLEEP, Tuple.of(1.5), () -> undo).await()
                .atMost(PATIENCE)).isInstanceOf(TimeoutException.class);

        assertThat(undone).hasValue(0);
        await().until(() -> undone.get() == 1);
    }

    @Test
    void whatCameInTimeIsNotUndone() {
        AtomicInteger undone = new AtomicInteger();

        assertThat(postgres.within(PATIENCE).query(SLEEP, Tuple.of(0.0), () -> {
            undone.incrementAndGet();
            return Uni.createFrom().voidItem();
        }).await().atMost(PATIENCE).size()).isEqualTo(1);

        assertThat(undone).hasValue(0);
    }

    /** Else one that is always in use would stay for ever with a server that is no primary any more. */
    @Test
    void aConnectionIsReplacedNowAndThen() {
        assertThat(ConfigProvider.getConfig().getValue("quarkus.datasource.reactive.max-lifetime", Duration.class))
                .isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aTransactionEndsInTimeToo() {
        assertThatThrownBy(() -> postgres.within(Duration.ofMillis(100))
                .transaction(connection -> connection.preparedQuery(SLEEP).execute(Tuple.of(1.0))).await().atMost(PATIENCE))
                .isInstanceOf(TimeoutException.class);
    }
}
