package dev.tocsin.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.benchmark.Ending;
import dev.tocsin.benchmark.Folders;
import dev.tocsin.benchmark.PostgresPrograms;
import dev.tocsin.embedded.UnpackedPostgres;
import dev.tocsin.standin.SigningCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** Two replicas on one database between an SNS that insists and chats that fail, while all of them are harmed. */
public final class ChaosRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration UNTIL_TAKEN = Duration.ofSeconds(60);
    private static final Duration UNTIL_DRAINED = Duration.ofMinutes(4);
    private static final String PACE = "100ms";
    private static final String NO_PACE = "0s";

    private final ChaosOptions options;
    private final SigningCertificate certificate = SigningCertificate.good();
    private final long start = System.nanoTime();
    private final Path certificates;
    private final FragilePostgres database;
    private final MoodyChats chats;
    private final List<Replica> replicas;
    private final InsistentSns sns;
    private final Troublemaker troublemaker;
    private final String key = key();

    private ChaosRun(ChaosOptions options, Ending ending) throws IOException, InterruptedException {
        this.options = options;
        Files.createDirectories(options.results());
        Path work = Files.createTempDirectory(options.folder(), "tocsin-chaos");
        ending.then(() -> Folders.remove(work));
        Folders.letAllRead(work);
        this.certificates = certificate.writeTo(work.resolve("sns")).getParent();
        this.database = new FragilePostgres(programs(work, ending), work, options.results(), ending);
        this.chats = new MoodyChats(vertx(ending), options.seed());
        this.replicas = List.of(new Replica("a", options.application(), options.results(), ending),
                new Replica("b", options.application(), options.results(), ending));
        this.sns = new InsistentSns(vertx(ending), certificate, replicas, options.seed());
        this.troublemaker = new Troublemaker(replicas, database, chats, options.seed(), options.longestFreeze());
    }

    /** Ends and removes what it started, and leaves logs and ledger. */
    public static Ledger of(ChaosOptions options) throws IOException, InterruptedException, SQLException {
        Ending ending = new Ending();
        Thread hook = new Thread(ending::run, "ending");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new ChaosRun(options, ending).run();
        } finally {
            ending.run();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    /** Those that {@code PG_BIN} names, or else the embedded ones. */
    private static PostgresPrograms programs(Path work, Ending ending) throws IOException {
        String given = System.getenv("PG_BIN");
        return PostgresPrograms.in(given != null ? Path.of(given) : UnpackedPostgres.programsIn(work.resolve("postgres")), work,
                ending);
    }

    private static Vertx vertx(Ending ending) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setUseDaemonThread(true));
        ending.then(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        return vertx;
    }

    private static String key() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private Ledger run() throws IOException, InterruptedException, SQLException {
        for (Replica replica : replicas) {
            Files.deleteIfExists(replica.log());
        }
        database.start();
        launch(PACE);
        configure();
        say("everything runs; seed " + options.seed());
        sns.start(options.perSecond());
        troublemaker.harm(options.time().dividedBy(2));
        say("both replicas start again without a pace");
        replicas.forEach(Replica::stop);
        launch(NO_PACE);
        troublemaker.harm(options.time().dividedBy(2));
        Duration drained = drain();
        List<String> misnamed = new DigestPages(replicas.get(0), database).misnamed();
        replicas.forEach(Replica::stop);
        return ledger(drained).fault("digests of which the API names other deliveries", misnamed);
    }

    private void launch(String pace) throws IOException, InterruptedException {
        for (Replica replica : replicas) {
            replica.set(settings(replica, pace));
            replica.launch();
        }
        for (Replica replica : replicas) {
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
        settings.put("TOCSIN_DELIVERY_BACKOFF", "300ms");
        settings.put("TOCSIN_DELIVERY_LONGEST_PAUSE", "3s");
        settings.put("TOCSIN_DELIVERY_LONGEST_BACKOFF", "5s");
        settings.put("TOCSIN_DELIVERY_SHUTDOWN_TIMEOUT", "5s");
        // So that whatever dies was refused.
        settings.put("TOCSIN_DELIVERY_MAX_INTERRUPTIONS", "1000");
        return settings;
    }

    private void configure() throws IOException, InterruptedException {
        Replica any = replicas.get(0);
        any.create("/api/slack/workspaces", JSON.writeValueAsString(Map.of("botToken", "xoxb-s3cr3t-chaos")));
        for (LaneUnderTest lane : LaneUnderTest.all()) {
            any.create(lane.apiPath(), JSON.writeValueAsString(lane.configuration(chats.url())));
        }
    }

    /** Without harm everything has to arrive. */
    private Duration drain() throws IOException, InterruptedException, SQLException {
        long begin = System.nanoTime();
        chats.calm();
        sns.close();
        for (Replica replica : replicas) {
            if (!replica.isAlive()) {
                replica.launch();
            }
            replica.awaitReady();
        }
        say("no more harm; all has to arrive");
        while (sns.unanswered() > 0 && System.nanoTime() - begin < UNTIL_TAKEN.toNanos()) {
            Thread.sleep(100);
        }
        while (!isDrained() && System.nanoTime() - begin < UNTIL_DRAINED.toNanos()) {
            Thread.sleep(500);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private boolean isDrained() throws SQLException {
        return database.count("SELECT (SELECT count(*) FROM delivery WHERE state = 'PENDING') "
                + "+ (SELECT count(*) FROM lane WHERE lease IS NOT NULL AND leased_until > now())") == 0;
    }

    private Ledger ledger(Duration drained) throws IOException, SQLException {
        ToldHistory history = ToldHistory.read(database);
        List<TroubleEvent> troubles = troublemaker.events();
        Ledger ledger = new Ledger();
        Auditor.audit(new Evidence(sns.letters(), LaneUnderTest.all(), chats.posts(), history, troubles), ledger);
        ledger.figure("posts that the chats got", chats.posts().size())
                .figure("seconds until all had arrived, without harm", drained.toSeconds());
        for (Trouble trouble : Trouble.values()) {
            ledger.figure("harm: " + trouble.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    troubles.stream().filter(one -> one.trouble() == trouble).count());
        }
        ledger.figure("starts that failed, as the database went away meanwhile", troublemaker.failedStarts());
        ledger.fault("genuine messages that were answered 4xx", sns.refusals())
                .fault("posts of which nobody can say what they show", chats.unreadable())
                .fault("replicas that ended by themselves", troublemaker.ownEnds())
                .note("seed", options.seed()).note("seconds of harm", options.time().toSeconds())
                .note("application", options.application().path().toString())
                .note("answers to SNS", sns.statuses())
                .note("harm", troubles.stream().map(one -> one.words(start)).toList())
                .note("errors and traces in the logs", LogFindings.of(replicas.stream().map(Replica::log).toList()));
        JSON.writerWithDefaultPrettyPrinter().writeValue(options.results().resolve("ledger.json").toFile(), ledger.document());
        return ledger;
    }

    private void say(String words) {
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, words);
    }
}
