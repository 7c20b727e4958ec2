package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SlackTeams;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;

/** The guide in the documentation does what it says, from authorizing a workspace to removing it. */
class GettingStartedIT {

    private static final Path GUIDE = Path.of("docs", "getting-started.md");

    @TempDir
    Path folder;

    private final SigningCertificate certificate = SigningCertificate.good();

    @Test
    void everyCommandOfTheGuideWorksAndShowsWhatTheGuideShows() throws Exception {
        certificate.writeTo(folder.resolve("certificates"));
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        Vertx vertx = Vertx.vertx();
        ChatStandIn standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        try (PackagedTocsin tocsin = new PackagedTocsin(work, settings(standIn.url())).publishedAsItIs().start()) {
            standIn.sns().deliver(SnsSigner.with(certificate), URI.create(tocsin.url() + "/sns"));

            PageOfCommands.read(GUIDE).carryOut(Files.createDirectory(folder.resolve("reader")),
                    Map.of("TOCSIN", tocsin.url(), "STAND_IN", standIn.url(), "TOKEN", PackagedTocsin.ADMIN_TOKEN),
                    Duration.ofMinutes(3));

            assertThat(standIn.received().accepted()).anyMatch(message -> message.body().contains("C0OPS")
                    && message.body().contains("The disk of db-7 is full"));
        } finally {
            standIn.close();
            vertx.close();
        }
    }

    private Map<String, String> settings(String standIn) {
        return Map.ofEntries(
                Map.entry("TOCSIN_SLACK_API_URL", standIn + "/api"),
                Map.entry("TOCSIN_SLACK_AUTHORIZE_URL", standIn + "/oauth/v2/authorize"),
                Map.entry("TOCSIN_SLACK_CLIENT_ID", SlackTeams.CLIENT_ID),
                Map.entry("TOCSIN_SLACK_CLIENT_SECRET", SlackTeams.CLIENT_SECRET),
                Map.entry("TOCSIN_SLACK_SIGNING_SECRET", SlackTeams.SIGNING_SECRET),
                Map.entry("TOCSIN_CHIME_WEBHOOK_ORIGINS", standIn),
                Map.entry("TOCSIN_SNS_ENDPOINT_OVERRIDE", standIn),
                Map.entry("TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString()),
                Map.entry("AWS_ACCESS_KEY_ID", "AKIAS3CR3T"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "s3cr3t-aws-key"),
                Map.entry("TOCSIN_DELIVERY_PACE", "100ms"));
    }
}
