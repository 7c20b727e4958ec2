package dev.tocsin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SlackTeams;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;

/** Slack, Chime and SNS for a {@code @QuarkusTest}: the stand-in, and a certificate that Tocsin finds in its folder. */
public final class OutsideWorld implements QuarkusTestResourceLifecycleManager {

    static final String ADMIN_TOKEN = "s3cr3t-admin-token";

    private Vertx vertx;
    private ChatStandIn standIn;
    private SigningCertificate certificate;
    private Path certificates;
    private Path declaration;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        certificate = SigningCertificate.good();
        certificates = folderWith(certificate);
        declaration = declaration();
        Map<String, String> properties = new HashMap<>(properties(standIn.url(), certificates));
        properties.put("tocsin.public-url", "https://tocsin.test");
        properties.put("tocsin.console.url", "https://console.tocsin.test");
        properties.put("tocsin.slack.authorize-url", standIn.url() + "/oauth/v2/authorize");
        properties.put("tocsin.slack.client-id", SlackTeams.CLIENT_ID);
        properties.put("tocsin.slack.client-secret", SlackTeams.CLIENT_SECRET);
        properties.put("tocsin.slack.signing-secret", SlackTeams.SIGNING_SECRET);
        properties.put("tocsin.sns.reconcile-every", "1s");
        properties.put("tocsin.cloudwatch-logs.region", "us-east-1");
        properties.put("tocsin.cloudwatch-logs.endpoint-override", standIn.url());
        properties.put("tocsin.cloudwatch.endpoint-override", standIn.url());
        properties.put("tocsin.cloudwatch-logs.retention-days", "30");
        // Where the AWS SDK looks for credentials.
        System.setProperty("aws.accessKeyId", "AKIAS3CR3T");
        System.setProperty("aws.secretAccessKey", "s3cr3t-aws-key");
        properties.put("tocsin.configurations-file", declaration.toString());
        properties.put("tocsin.configurations-check-every", "200ms");
        properties.put("tocsin.delivery.pace", "100ms");
        // Tests send one matter often. Those of repeats say in their configurations that they are to be kept.
        properties.put("tocsin.delivery.fold-after", "0");
        properties.put("tocsin.delivery.fold-for", "3s");
        properties.put("tocsin.delivery.backoff", "200ms");
        properties.put("tocsin.delivery.poll", "200ms");
        properties.put("tocsin.live.change-every", "1s");
        // So few that a test can fill them.
        properties.put("tocsin.delivery.max-in-flight", "16");
        properties.put("tocsin.silence.canary-hour", "0");
        properties.put("tocsin.chime.webhook-origins", standIn.url() + "," + otherNameOf(standIn));
        return properties;
    }

    /** The same server as another host, for those that are to hang. */
    static String otherNameOf(ChatStandIn standIn) {
        return standIn.url().replace("localhost", "127.0.0.1");
    }

    /** What points Tocsin at the stand-in. */
    static Map<String, String> properties(String standIn, Path certificates) {
        return Map.of(
                "tocsin.slack.webhook-origins", standIn,
                "tocsin.slack.api-url", standIn + "/api",
                "tocsin.chime.webhook-origins", standIn,
                "tocsin.teams.webhook-origins", standIn,
                "tocsin.sns.endpoint-override", standIn,
                "tocsin.sns.signing-certificates", certificates.toString(),
                "tocsin.sns.timeout", "1s",
                "tocsin.api.admin-token", ADMIN_TOKEN,
                "tocsin.secrets.key",
                Base64.getEncoder().encodeToString("s3cr3t-key-of-thirty-two-bytes!!".getBytes(StandardCharsets.UTF_8)));
    }

    /** One that declares nothing yet. */
    private static Path declaration() {
        try {
            return Files.writeString(Files.createTempDirectory("tocsin-declaration").resolve("configurations.yaml"),
                    "slackChannels: []\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folderWith(SigningCertificate certificate) {
        try {
            Path folder = Files.createTempDirectory("tocsin-certificates");
            certificate.writeTo(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(standIn, new TestInjector.MatchesType(ChatStandIn.class));
        injector.injectIntoFields(certificate, new TestInjector.MatchesType(SigningCertificate.class));
    }

    @Override
    public void stop() {
        standIn.close();
        vertx.close();
        List.of(certificates, declaration.getParent()).forEach(OutsideWorld::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
