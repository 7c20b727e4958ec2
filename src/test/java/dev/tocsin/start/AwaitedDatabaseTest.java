package dev.tocsin.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.MovingClock;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class AwaitedDatabaseTest {

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-28T10:00:00Z"));
    private final List<String> log = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Deque<SQLException> answers = new ArrayDeque<>();

    @Test
    void asksNoLongerThanItHasTo() throws InterruptedException {
        await(Duration.ofMinutes(1));

        assertThat(log).isEmpty();
        assertThat(pauses).isEmpty();
    }

    /** Only one of the two drivers takes them. */
    @ParameterizedTest
    @ValueSource(strings = { "postgresql://a.example.com,b.example.com/tocsin",
            "postgresql://a.example.com:5432,b.example.com:5433/tocsin?targetServerType=primary" })
    void severalHostsAreRefusedBeforeAnybodyIsAsked(String url) {
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of(StartSettings.DATABASE_URL, url), "settings", 100)).build();

        assertThatThrownBy(() -> AwaitedDatabase.of(config, log::add)).isInstanceOfSatisfying(NoStart.class, refused -> {
            assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_SETTING);
            assertThat(refused).hasMessageContaining("names several hosts, and may name one");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "08001", "08006", "57P03", "53300" })
    void waitsForADatabaseThatIsAwayOrStartsAndSaysSoOnce(String state) throws InterruptedException {
        answer(state, 5);

        await(Duration.ofMinutes(1));

        assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
                Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(log).singleElement().asString().contains("waits up to 60 s", "db.example.com:5433", "Connection refused")
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = { "28P01", "28000", "08004", "3D000" })
    void takesARefusalForAnAnswer(String state) throws InterruptedException {
        answer(state, 1);

        await(Duration.ofMinutes(1));

        assertThat(pauses).isEmpty();
    }

    @Test
    void givesUpAfterItsTimeAndSaysWhatToDo() {
        answer("08001", 100);

        assertThatThrownBy(() -> await(Duration.ofSeconds(10))).isInstanceOfSatisfying(NoStart.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_AWAY);
            assertThat(failure.getMessage()).contains("db.example.com:5433", "Connection refused",
                    "QUARKUS_DATASOURCE_REACTIVE_URL", "10 s", "TOCSIN_DATABASE_WAIT").doesNotContain("s3cr3t");
        });
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void triesOnceWhereItIsNotToWait() {
        answer("08001", 100);

        assertThatThrownBy(() -> await(Duration.ZERO)).isInstanceOf(NoStart.class);
        assertThat(pauses).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void theDriversOwnFailureToConnectIsAnAbsence() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(AwaitedDatabase.of(config("postgresql://127.0.0.1:" + free + "/x"), log::add)::await)
                .isInstanceOf(NoStart.class).hasMessageContainingAll("127.0.0.1:" + free, "Connection refused");
        assertThatThrownBy(AwaitedDatabase.of(config("postgresql://nowhere.invalid/x"), log::add)::await)
                .isInstanceOf(NoStart.class).hasMessageContainingAll("nowhere.invalid:5432", "unknown host");
    }

    @ParameterizedTest
    @ValueSource(strings = { "postgresql://tocsin:s3cr3t@db.example.com/tocsin", "postgresql://s3cr3t@db.example.com/tocsin",
            "mysql://db.example.com/s3cr3t", "s3cr3t", "jdbc:postgresql://db.example.com/s3cr3t" })
    void aUrlThatCannotBeUsedIsSaidSoAndNotShown(String url) {
        assertThatThrownBy(() -> AwaitedDatabase.of(config(url), log::add)).isInstanceOfSatisfying(NoStart.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_SETTING);
            assertThat(failure.getMessage())
                    .contains("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://db.example.com:5432/tocsin")
                    .doesNotContain("s3cr3t");
        });
    }

    private void await(Duration patience) throws InterruptedException {
        DatabaseAddress address = DatabaseAddress.of(config("postgresql://db.example.com:5433/tocsin?password=s3cr3t"));
        new AwaitedDatabase(address, patience, clock, this::probe, pause -> {
            pauses.add(pause);
            clock.pass(pause);
        }, log::add).await();
    }

    private void probe() throws SQLException {
        SQLException failure = answers.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private void answer(String state, int times) {
        for (int i = 0; i < times; i++) {
            answers.add(new SQLException("no", state, new IOException("Connection refused")));
        }
    }

    private static Config config(String url) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withConverter(Duration.class, 300,
                new io.quarkus.runtime.configuration.DurationConverter())
                .withSources(new PropertiesConfigSource(Map.of(StartSettings.DATABASE_URL, url, "tocsin.database.wait", "0s"),
                        "test", 100))
                .build();
    }
}
