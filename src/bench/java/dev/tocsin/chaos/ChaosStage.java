package dev.tocsin.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.benchmark.Application;
import dev.tocsin.benchmark.Ending;
import dev.tocsin.benchmark.Folders;
import dev.tocsin.benchmark.PostgresPrograms;
import dev.tocsin.embedded.UnpackedPostgres;
import dev.tocsin.standin.SigningCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** What stands around the replicas: the database, the chats, an SNS, and the settings by which they find each other. */
final class ChaosStage {

    static final String PACE = "100ms";
    static final String NO_PACE = "0s";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UNTIL_TAKEN = Duration.ofSeconds(60);
    /** How long nothing may arrive while something waits. How long all of it takes is a matter of the machine. */
    private static final Duration UNTIL_MORE_ARRIVES = Duration.ofMinutes(1);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(20);

    private final ChaosOptions options;
    private final Ending ending;
    private final SigningCertificate certificate = SigningCertificate.good();
    private final long start = System.nanoTime();
    private final Path certificates;
    private final FragilePostgres database;
    private final MoodyChats chats;
    private final String key = key();
    private final List<Replica> replicas = new ArrayList<>();

    ChaosStage(ChaosOptions options, Ending ending) throws IOException, InterruptedException {
        this.options = options;
        this.ending = ending;
        Files.createDirectories(options.results());
        Path work = Files.createTempDirectory(options.folder(), "tocsin-chaos");
        ending.then(() -> Folders.remove(work));
        Folders.letAllRead(work);
        this.certificates = certificate.writeTo(work.resolve("sns")).getParent();
        this.database = new FragilePostgres(programs(work, ending), work, options.results(), ending,
                Ballast.in(work));
        this.chats = new MoodyChats(vertx(), options.seed());
        database.start();
    }

    /** Those that {@code PG_BIN} names, or else the embedded ones. */
    private static PostgresPrograms programs(Path work, Ending ending) throws IOException {
        String given = System.getenv("PG_BIN");
        return PostgresPrograms.in(given != null ? Path.of(given) : UnpackedPostgres.programsIn(work.resolve("postgres")), work,
                ending);
    }

    private static String key() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    Vertx vertx() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setUseDaemonThread(true));
        ending.then(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        return vertx;
    }

    FragilePostgres database() {
        return database;
    }

    MoodyChats chats() {
        return chats;
    }

    /** Not started yet. */
    Replica replica(String name, Application application) throws IOException {
        Replica replica = new Replica(name, application, options.results(), ending);
        Files.deleteIfExists(replica.log());
        replicas.add(replica);
        return replica;
    }

    InsistentSns sns(List<String> doors, int connections, Duration timeLimit) {
        return new InsistentSns(vertx(), certificate, doors, connections, timeLimit, options.seed());
    }

    /** With this pace; without waiting until they are ready. */
    void launch(List<Replica> launched, String pace) throws IOException {
        for (Replica replica : launched) {
            replica.set(settings(replica, pace));
            replica.launch();
        }
    }

    static void awaitReady(List<Replica> launched) throws InterruptedException {
        for (Replica replica : launched) {
            replica.awaitReady();
        }
    }

    private Map<String, String> settings(Replica replica, String pace) {
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + database.address());
        settings.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        settings.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        settings.put("TOCSIN_SECRETS_KEY", key);
        settings.put("TOCSIN_SLACK_WEBHOOK_ORIGINS", chats.url());
        settings.put("TOCSIN_CHIME_WEBHOOK_ORIGINS", chats.url());
        settings.put("TOCSIN_SLACK_API_URL", chats.slackApiUrl(replica));
        settings.put("TOCSIN_SNS_SIGNING_CERTIFICATES", certificates.toString());
        settings.put("TOCSIN_SNS_SUBSCRIBE", "never");
        settings.put("TOCSIN_CHAT_TIMEOUT", ChaosTimes.TRY.toMillis() + "ms");
        settings.put("TOCSIN_DELIVERY_LEASE", ChaosTimes.LEASE.toMillis() + "ms");
        settings.put("TOCSIN_DELIVERY_PACE", pace);
        settings.put("TOCSIN_DELIVERY_FOLD_AFTER", "0");
        settings.put("TOCSIN_DELIVERY_STEP_ASIDE_AFTER", String.valueOf(ChaosTimes.STEPS_ASIDE_AFTER));
        settings.put("TOCSIN_LIVE_CHANGE_EVERY", "1s");
        settings.put("TOCSIN_LIVE_CHANGES_PER_MINUTE", "600");
        settings.put("TOCSIN_LIVE_NEW_EPISODE_AFTER", "5s");
        // Nobody asks AWS for anything.
        settings.put("TOCSIN_LIVE_CHARTS", "false");
        settings.put("TOCSIN_DELIVERY_BACKOFF", "300ms");
        settings.put("TOCSIN_DELIVERY_LONGEST_PAUSE", "3s");
        settings.put("TOCSIN_DELIVERY_LONGEST_BACKOFF", "5s");
        settings.put("TOCSIN_DELIVERY_SHUTDOWN_TIMEOUT", "5s");
        if (options.beside().isPresent()) {
            // Builds from before they said so themselves start on newer tables only with this.
            settings.put("QUARKUS_FLYWAY_IGNORE_MIGRATION_PATTERNS", "*:future");
        }
        // So that whatever dies was refused.
        settings.put("TOCSIN_DELIVERY_MAX_INTERRUPTIONS", "1000");
        return settings;
    }

    void configure(Replica any) throws IOException, InterruptedException {
        any.create("/api/slack/workspaces", JSON.writeValueAsString(Map.of("botToken", "xoxb-s3cr3t-chaos")));
        for (LaneUnderTest lane : LaneUnderTest.all()) {
            any.create(lane.apiPath(), JSON.writeValueAsString(lane.configuration(chats.url())));
        }
    }

    /** Without harm everything has to arrive; by these replicas. */
    Duration drain(InsistentSns sns, List<Replica> remaining) throws IOException, InterruptedException, SQLException {
        long begin = System.nanoTime();
        chats.calm();
        sns.close();
        for (Replica replica : remaining) {
            if (!replica.isAlive()) {
                replica.launch();
            }
            replica.awaitReady();
        }
        say("no more harm; all has to arrive");
        while (sns.unanswered() > 0 && System.nanoTime() - begin < UNTIL_TAKEN.toNanos()) {
            Thread.sleep(100);
        }
        long least = Long.MAX_VALUE;
        long since = System.nanoTime();
        for (long left = waiting(); left > 0; left = waiting()) {
            if (left < least) {
                least = left;
                since = System.nanoTime();
            }
            if (System.nanoTime() - since > UNTIL_MORE_ARRIVES.toNanos()
                    || System.nanoTime() - begin > LONGEST_DRAIN.toNanos()) {
                break;
            }
            Thread.sleep(500);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Deliveries, lanes that are leased, and messages that are to be changed. */
    private long waiting() throws SQLException {
        return database.count("SELECT (SELECT count(*) FROM delivery WHERE state = 'PENDING') "
                + "+ (SELECT count(*) FROM lane WHERE lease IS NOT NULL AND leased_until > now())")
                + (endsWithThisBuild() ? database.count("SELECT count(*) FROM posting WHERE update_due_at IS NOT NULL") : 0);
    }

    /** An older one may know nothing of messages that are to be changed. */
    private boolean endsWithThisBuild() {
        return options.kind() != ChaosKind.UPGRADE;
    }

    /** What every run tells, whatever was done in it. */
    Ledger ledger(InsistentSns sns, Duration drained, List<TroubleEvent> troubles) throws IOException, SQLException {
        ToldHistory history = ToldHistory.read(database);
        Ledger ledger = new Ledger();
        Evidence evidence = new Evidence(sns.letters(), LaneUnderTest.all(), chats.posts(), chats.channels().letters(), history,
                troubles);
        Auditor.audit(evidence, ledger);
        if (endsWithThisBuild()) {
            Threads.auditChanges(evidence, ledger);
        }
        return ledger.figure("posts that the chats got", chats.posts().size())
                .figure("changes of messages that the chats took", chats.channels().changes())
                .figure("seconds until all had arrived, without harm", drained.toSeconds())
                .fault("genuine messages that were answered 4xx", sns.refusals())
                .fault("posts of which nobody can say what they show", chats.unreadable())
                .note("seed", options.seed()).note("seconds of harm", options.time().toSeconds())
                .note("application", options.application().path().toString())
                .note("answers to SNS", sns.statuses())
                .note("errors and traces in the logs", LogFindings.of(replicas.stream().map(Replica::log).toList()));
    }

    void tellHarm(Ledger ledger, Troublemaker troublemaker) {
        List<TroubleEvent> troubles = troublemaker.events();
        for (Trouble trouble : Trouble.values()) {
            ledger.figure("harm: " + trouble.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    troubles.stream().filter(one -> one.trouble() == trouble).count());
        }
        ledger.figure("starts that failed, as the database went away meanwhile", troublemaker.failedStarts());
        ledger.fault("replicas that ended by themselves", troublemaker.ownEnds())
                .note("harm", troubles.stream().map(one -> one.words(start)).toList());
    }

    void say(String words) {
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, words);
    }
}
