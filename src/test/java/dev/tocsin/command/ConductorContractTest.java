package dev.tocsin.command;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;

/** How many commands a replica is at, and how it stops. */
class ConductorContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final StoredCommands commands = new StoredCommands(database);
    private final Held run = new Held();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SomeCommandsConfig config = new SomeCommandsConfig(3, 4, 20, 60, Duration.ofSeconds(60));
    private final Conductor conductor = new Conductor(commands.claims(config), run, config, meters);

    /** Commands end when they are told to. */
    private static final class Held extends CommandRun {

        final List<CompletableFuture<Void>> underWay = new CopyOnWriteArrayList<>();

        Held() {
            super(null, null, null, null, null, null, null, null, null, null);
        }

        @Override
        Uni<Void> carryOut(ClaimedCommand command) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            underWay.add(end);
            return Uni.createFrom().completionStage(end);
        }
    }

    @Test
    void whatComesInIsBegunAtOnceAndNoMoreThanSoManyAreUnderWay() {
        IntStream.range(0, 5).forEach(i -> commands.typed("C" + i));

        IntStream.range(0, 10).forEach(i -> conductor.wake());
        await().atMost(ofSeconds(5)).until(() -> run.underWay.size() == 3);
        conductor.look();
        await().during(ofMillis(200)).atMost(ofSeconds(5)).until(() -> run.underWay.size() == 3);
        assertThat(meters.get("tocsin.commands.running").gauge().value()).isEqualTo(3);

        run.underWay.get(0).complete(null);
        await().atMost(ofSeconds(5)).until(() -> run.underWay.size() == 4);
        run.underWay.get(1).completeExceptionally(new IllegalStateException("a fault of ours"));
        await().atMost(ofSeconds(5)).until(() -> run.underWay.size() == 5);
    }

    @Test
    void whoStopsBeginsNothingAndLetsWhatIsUnderWayEnd() throws Exception {
        commands.typed("C1");
        conductor.wake();
        await().atMost(ofSeconds(5)).until(() -> run.underWay.size() == 1);
        commands.typed("C2");

        conductor.beginNoMore(null);
        conductor.wake();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(this::awaitThoseUnderWay);
        await().during(ofMillis(200)).atMost(ofSeconds(5)).until(() -> !stopped.isDone());
        run.underWay.get(0).complete(null);

        await().atMost(ofSeconds(5)).until(stopped::isDone);
        assertThat(run.underWay).hasSize(1);
        assertThat(commands.claim(5)).as("another replica").hasSize(1);
    }

    private void awaitThoseUnderWay() {
        try {
            conductor.awaitThoseUnderWay(null);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
