package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Received;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The next version migrates beside this one, which goes on, and starts again on what it finds then: as a rollout has it, and
 * whoever goes back. What it could not work on it refuses.
 */
@Tag("long")
class NewerTablesIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String SLACK = "/services/T0/B0/s3cr3t0";
    private static final int NEXT = MigrationFiles.newest() + 1;
    /** All that a migration may do to tables that there are. */
    private static final String ADDS = """
            ALTER TABLE delivery ADD COLUMN of_the_next text, ADD COLUMN counted integer NOT NULL DEFAULT 0;
            ALTER TABLE lane ADD COLUMN of_the_next text;
            ALTER TABLE configuration ADD COLUMN of_the_next text;
            ALTER TABLE notification ADD COLUMN of_the_next text;
            CREATE TABLE next_table (delivery_id bigint PRIMARY KEY);
            CREATE INDEX delivery_of_the_next ON delivery (of_the_next, id) WHERE of_the_next IS NOT NULL;
            CREATE FUNCTION note_next() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO next_table VALUES (NEW.id);
                RETURN NULL;
            END $$;
            CREATE TRIGGER delivery_is_noted AFTER INSERT ON delivery FOR EACH ROW EXECUTE FUNCTION note_next();
            """;

    @TempDir
    Path folder;

    private final SigningCertificate certificate = SigningCertificate.good();
    private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private Vertx vertx;
    private ChatStandIn standIn;
    private EmbeddedPostgres postgres;
    private PackagedTocsin tocsin;
    private volatile boolean isPosting = true;

    @BeforeEach
    void prepare() throws Exception {
        vertx = Vertx.vertx();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        postgres = EmbeddedPostgres.start();
        certificate.writeTo(folder.resolve("certificates"));
        tocsin = new PackagedTocsin(Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin")), Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres",
                "TOCSIN_SECRETS_KEY", GivenDatabase.KEY,
                "TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString(),
                "TOCSIN_DELIVERY_PACE", "0",
                "TOCSIN_SNS_SUBSCRIBE", "never"));
    }

    @AfterEach
    void stop() throws IOException {
        isPosting = false;
        tocsin.close();
        standIn.close();
        vertx.close();
        postgres.close();
    }

    @Test
    void thisVersionGoesOnAndStartsAgainOnWhatTheNextOneAdds() throws Exception {
        tocsin.start();
        assertThat(tocsin.api("POST", "/api/slack/channels", """
                {"configurationName": "ops", "webhookUrl": "%s", "snsTopicArns": ["%s"]}""".formatted(standIn.url() + SLACK,
                TOPIC)).statusCode()).isEqualTo(201);
        Thread sns = new Thread(this::post, "sns");
        sns.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> taken.size() > 30);

        askForTheHistory();

        migrate(NEXT, "adds", ADDS);
        askForTheHistory();
        int before = taken.size();
        await().atMost(Duration.ofSeconds(20)).until(() -> taken.size() > before + 30);
        isPosting = false;
        sns.join();
        assertThat(statuses).isSubsetOf(200, 503).contains(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(shown()).containsAll(taken));

        assertThat(tocsin.stop(Duration.ofSeconds(20))).isTrue();
        tocsin.start();
        assertThat(tocsin.logged()).contains("The tables are of version " + NEXT + ", from a newer Tocsin")
                .doesNotContain(" ERROR ", "\tat ", "0A000");
        post(1_000_000);
        assertThat(taken).contains(1_000_000);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(shown()).contains(1_000_000));
    }

    @Test
    void whatItCouldNotWorkOnItRefusesInOneLine() throws Exception {
        migrate(NEXT, "adds", "SELECT 1;");
        migrate(NEXT + 1, "contract_from_" + NEXT + "_drop_the_reason_of_attempts", "ALTER TABLE attempt DROP COLUMN reason;");
        assertThat(lineOfARefusedStart()).contains("version " + (NEXT + 1) + " by a newer Tocsin",
                "needs what was taken away by migration " + (NEXT + 1) + " (contract from " + NEXT,
                "Start a newer version of Tocsin", "restore the backup");
    }

    @Test
    void itRefusesTablesOfWhichItCannotKnowWhatBecameOfThem() throws Exception {
        migrate(NEXT + 20, "adds", "SELECT 1;");
        assertThat(lineOfARefusedStart()).contains("which is more than 10 migrations ahead of this version's " + (NEXT - 1));
    }

    /** Its statements are prepared before the migration, and used after it. */
    private void askForTheHistory() throws IOException {
        for (String path : List.of("/api/notifications", "/api/deliveries?configurationName=ops", "/api/refusals",
                "/api/configurations", "/api/slack/channels/ops", "/api/topics", "/api/audit")) {
            for (int time = 0; time < 3; time++) {
                assertThat(tocsin.api("GET", path, null).statusCode()).as(path).isEqualTo(200);
            }
        }
    }

    private String lineOfARefusedStart() throws Exception {
        Process process = tocsin.launch();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(65);
        assertThat(tocsin.logged()).doesNotContain("\tat ");
        List<String> said = tocsin.logged().lines().filter(line -> line.startsWith("Tocsin did not start: ")).toList();
        assertThat(said).hasSize(1);
        return said.get(0);
    }

    private void migrate(int version, String name, String sql) throws IOException {
        Path next = Files.createDirectories(folder.resolve("next"));
        Files.writeString(next.resolve("V" + version + "__" + name + ".sql"), sql);
        Flyway.configure().dataSource(postgres.getPostgresDatabase())
                .locations("classpath:db/migration", "filesystem:" + next).load().migrate();
    }

    private void post() {
        for (int number = 0; isPosting; number++) {
            post(number);
        }
    }

    private void post(int number) {
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC, "number-" + number + "-"));
        try {
            int status = tocsin.post("/sns", message.headers(), message.json()).statusCode();
            statuses.add(status);
            if (status == 200) {
                taken.add(number);
            }
        } catch (IOException noAnswer) {
            statuses.add(0);
        }
    }

    private Set<Integer> shown() {
        return new HashSet<>(standIn.received().all().stream().filter(Received::accepted).map(Received::body)
                .filter(body -> body.contains("number-"))
                .map(body -> Integer.valueOf(body.replaceFirst("(?s).*number-(\\d+)-.*", "$1"))).collect(Collectors.toSet()));
    }
}
