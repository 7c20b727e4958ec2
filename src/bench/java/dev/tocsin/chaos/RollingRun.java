package dev.tocsin.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;

/** Replicas are replaced one after the other while SNS publishes hundreds of notifications a second. Nobody may notice. */
final class RollingRun {

    static final Path MANIFEST = Path.of("kubernetes", "base", "deployment.yaml");
    /**
     * So few that none of them rests for long. What meets the end of a connection that has rested has no answer, whatever the
     * replica does about it: it cannot say on a connection at rest that it will close it.
     */
    private static final int CONNECTIONS = 16;
    /** As long as SNS waits. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(15);
    private static final Duration BEFORE = Duration.ofSeconds(2);
    /** What a run that takes less than this is to save. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final ChaosOptions options;
    private final ChaosStage stage;
    private final Endpoints endpoints;
    private final IngressDoor ingress;
    private final ServiceDoor service;
    private final Rollout rollout;
    private final InsistentSns sns;

    RollingRun(ChaosOptions options, ChaosStage stage) throws IOException, InterruptedException {
        this.options = options;
        this.stage = stage;
        Vertx vertx = stage.vertx();
        this.endpoints = new Endpoints(vertx);
        this.ingress = new IngressDoor(vertx, endpoints);
        this.service = new ServiceDoor(vertx, endpoints);
        RolloutTimes times = RolloutTimes.of(MANIFEST);
        boolean isBrief = options.time().compareTo(LONG) < 0;
        this.rollout = new Rollout(stage, endpoints, isBrief ? times.settlingFor(options.time()) : times, ChaosStage.NO_PACE);
        this.sns = stage.sns(List.of(ingress.url(), service.url()), CONNECTIONS, TIME_LIMIT);
    }

    Ledger run() throws IOException, InterruptedException, SQLException {
        stage.chats().calm();
        rollout.begin(options.application());
        endpoints.countFromNowOn();
        stage.say("everything runs; seed " + options.seed());
        sns.start(options.perSecond());
        TimeUnit.NANOSECONDS.sleep(BEFORE.toNanos());
        long end = System.nanoTime() + options.time().toNanos();
        do {
            rollout.replaceAll(options.application());
            stage.say("all replicas are new");
        } while (System.nanoTime() < end);
        rollout.awaitFarewells();
        long nobodyReady = endpoints.nobodyReady().toMillis();
        Duration drained = stage.drain(sns, rollout.serving());
        rollout.serving().forEach(Replica::stop);
        Ledger ledger = stage.ledger(sns, drained, List.of());
        rollout.tell(ledger);
        sns.tellPace(ledger);
        return ledger.figure("milliseconds in which no replica was ready", nobodyReady)
                .figure("answers 200", sns.statuses().getOrDefault(200, 0))
                .figure("answers 503", sns.statuses().getOrDefault(503, 0))
                .fault("answers other than 200 and 503, and none", sns.otherThan(200, 503))
                .fault("connections that broke behind the ingress", ingress.broken())
                .fault("connections that broke behind the Service", service.broken());
    }
}
