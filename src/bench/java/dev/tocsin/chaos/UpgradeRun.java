package dev.tocsin.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.tocsin.benchmark.Application;
import io.vertx.core.Vertx;

/**
 * An older build takes messages and is replaced under load: the newer one migrates beside it. Then both work on the newer
 * tables and are harmed, and at last the older one is put back, started on the newer tables and left alone with what waits.
 */
final class UpgradeRun {

    private static final int CONNECTIONS = 100;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(15);
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final String TABLES = "SELECT max(version::integer) FROM flyway_schema_history WHERE success";

    private final ChaosOptions options;
    private final ChaosStage stage;
    private final Application older;
    private final Endpoints endpoints;
    private final Rollout rollout;
    private final InsistentSns sns;

    UpgradeRun(ChaosOptions options, ChaosStage stage) throws IOException, InterruptedException {
        this.options = options;
        this.stage = stage;
        this.older = options.beside().orElseThrow(
                () -> new IllegalArgumentException("chaos.beside names the older build, which there has to be"));
        Vertx vertx = stage.vertx();
        this.endpoints = new Endpoints(vertx);
        this.rollout = new Rollout(stage, endpoints, RolloutTimes.of(RollingRun.MANIFEST), ChaosStage.PACE);
        this.sns = stage.sns(List.of(new IngressDoor(vertx, endpoints).url()), CONNECTIONS, TIME_LIMIT);
    }

    Ledger run() throws IOException, InterruptedException, SQLException {
        rollout.begin(older);
        endpoints.countFromNowOn();
        long before = stage.database().count(TABLES);
        stage.say("the older build runs, on tables of version " + before + "; seed " + options.seed());
        sns.start(options.perSecond());
        TimeUnit.NANOSECONDS.sleep(BEFORE.toNanos());

        rollout.replaceOldest(options.application());
        long after = stage.database().count(TABLES);
        stage.say("the newer build runs beside it, on tables of version " + after);
        rollout.awaitFarewells();
        List<String> unrest = sns.otherThan(200, 503);
        Map<Integer, Integer> answers = sns.statuses();
        long nobodyReady = endpoints.nobodyReady().toMillis();

        List<Replica> both = rollout.serving();
        Troublemaker troublemaker = new Troublemaker(both, stage.database(), stage.chats(), options.seed(),
                options.longestFreeze());
        troublemaker.harm(options.time());
        ChaosStage.awaitReady(both);

        stage.say("back to the older build");
        rollout.replaceOldest(older);
        rollout.replaceOldest(older);
        rollout.awaitFarewells();
        Duration drained = stage.drain(sns, rollout.serving());
        rollout.serving().forEach(Replica::stop);

        Ledger ledger = stage.ledger(sns, drained, troublemaker.events());
        stage.tellHarm(ledger, troublemaker);
        rollout.tell(ledger);
        return ledger.figure("version of the tables before", before).figure("version of the tables after", after)
                .figure("milliseconds in which no replica was ready during the upgrade", nobodyReady)
                .figure("answers 200 during the upgrade", answers.getOrDefault(200, 0))
                .figure("answers 503 during the upgrade", answers.getOrDefault(503, 0))
                .note("older build", older.path().toString())
                .fault("answers other than 200 and 503 during the upgrade", unrest)
                .fault("the tables were not migrated", after > before ? List.of() : List.of("still " + after));
    }
}
