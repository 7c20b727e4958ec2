package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Received;
import io.vertx.core.Vertx;

/** A database that an older version has filled is taken over, with all that waits in it. */
class UpgradeIT {

    /** The last migration before kinds said where their deliveries go. */
    private static final String BEFORE_KINDS = "7";
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String BOT_TOKEN = "xoxb-s3cr3t-T0OLD";

    @TempDir
    Path folder;

    private final SecretSealer sealer = new SecretSealer(Optional.of(GivenDatabase.KEY), Optional.empty());

    @Test
    void whatWaitedForTheOldVersionIsDeliveredByTheNewOne() throws Exception {
        Vertx vertx = Vertx.vertx();
        ChatStandIn standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        try (GivenDatabase database = GivenDatabase.empty()) {
            Flyway.configure().dataSource(database.dataSource()).locations("classpath:db/migration")
                    .target(BEFORE_KINDS).load().migrate();
            List<String> waiting = fill(database, standIn.url());
            Map<String, String> settings = new HashMap<>(database.settings());
            settings.putAll(Map.of("TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                    "TOCSIN_SLACK_API_URL", standIn.url() + "/api",
                    "TOCSIN_CHIME_WEBHOOK_ORIGINS", standIn.url()));
            try (PackagedTocsin tocsin = new PackagedTocsin(work, settings).start()) {
                for (String path : List.of("/services/T0/B0/s3cr3t0", "/incomingwebhooks/old?token=s3cr3t",
                        "/api/chat.postMessage")) {
                    Awaitility.await(path).atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            standIn.received().all().stream().filter(Received::accepted).filter(one -> one.uri().equals(path)))
                            .hasSameSizeAs(waiting)
                            .allMatch(one -> waiting.stream().anyMatch(one.body()::contains)));
                }
                assertThat(tocsin.api("GET", "/api/configurations", null).body()).contains("old-webhook", "old-room",
                        "old-channel");
                anOldReplicaMovesTheChannel(database);
                assertThat(addressOf(database, "old-channel")).isEqualTo("C0MOVED");
            }
        } finally {
            standIn.close();
            vertx.close();
        }
    }

    /** As the version of that migration did it. The words that wait, one notification each. */
    private List<String> fill(GivenDatabase database, String standIn) throws SQLException {
        List<String> words = List.of("waited-" + UUID.randomUUID(), "waited-" + UUID.randomUUID());
        database.run(
                "INSERT INTO slack_workspace (slack_team_id, slack_team_name, bot_token_sealed) VALUES ('T0OLD', 'Old', '"
                        + sealer.seal(Secret.of(BOT_TOKEN), "workspace:T0OLD") + "')",
                "INSERT INTO configuration (type, configuration_name, webhook_url_sealed) VALUES ('slack-channel', 'old-webhook', '"
                        + sealer.seal(Secret.of(standIn + "/services/T0/B0/s3cr3t0"), "configuration:old-webhook") + "')",
                "INSERT INTO configuration (type, configuration_name, slack_team_id, slack_channel_id) "
                        + "VALUES ('slack-channel', 'old-channel', 'T0OLD', 'C0OLD')",
                "INSERT INTO configuration (type, configuration_name, webhook_description, webhook_url_sealed) "
                        + "VALUES ('chime-webhook', 'old-room', 'Old', '"
                        + sealer.seal(Secret.of(standIn + "/incomingwebhooks/old?token=s3cr3t"), "configuration:old-room")
                        + "')",
                "INSERT INTO configuration_topic (configuration_id, topic_arn) SELECT id, '" + TOPIC + "' FROM configuration");
        for (String word : words) {
            database.run("INSERT INTO notification (topic_arn, message_id, type, message, published_at) VALUES ('" + TOPIC
                    + "', '" + UUID.randomUUID() + "', 'Notification', convert_to('" + word + "', 'UTF8'), now())");
        }
        database.run("INSERT INTO delivery (notification_id, configuration_id, configuration_name) "
                + "SELECT n.id, c.id, c.configuration_name FROM notification n, configuration c ORDER BY n.id");
        return words;
    }

    /** While a rollout is under way; it does not know what the columns of the new version are for. */
    private static void anOldReplicaMovesTheChannel(GivenDatabase database) throws SQLException {
        database.run("UPDATE configuration SET slack_channel_id = 'C0MOVED' WHERE configuration_name = 'old-channel'");
    }

    private static String addressOf(GivenDatabase database, String name) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var found = statement.executeQuery("SELECT d.address FROM destination d JOIN configuration c "
                        + "ON c.id = d.configuration_id WHERE c.configuration_name = '" + name + "'")) {
            found.next();
            return found.getString(1);
        }
    }
}
