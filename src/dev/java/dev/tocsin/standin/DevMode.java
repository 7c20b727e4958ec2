package dev.tocsin.standin;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.logging.Log;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/**
 * In dev mode alone: starts the stand-in beside Tocsin, and creates configurations that send to it. A live reload stops
 * and starts it again with the classes.
 */
@ApplicationScoped
class DevMode {

    private static final String CONSOLE = "/console/";

    private final Vertx vertx;
    private final int port;
    private final int tocsinPort;
    private final Path folder;
    private final Optional<String> adminToken;
    private final Optional<URI> moto;

    private ChatStandIn standIn;
    private SnsPublisher publisher;

    DevMode(Vertx vertx,
            @ConfigProperty(name = "tocsin.stand-in.port", defaultValue = "8090") int port,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int tocsinPort,
            @ConfigProperty(name = "tocsin.stand-in.folder", defaultValue = ".tocsin/dev") Path folder,
            @ConfigProperty(name = "tocsin.api.admin-token") Optional<String> adminToken,
            @ConfigProperty(name = "tocsin.commands.aws.endpoint-override") Optional<URI> moto) {
        this.vertx = vertx;
        this.port = port;
        this.tocsinPort = tocsinPort;
        this.folder = folder;
        this.adminToken = adminToken;
        this.moto = moto;
    }

    void start(@Observes StartupEvent event) throws IOException {
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            return;
        }
        credentials();
        SnsSigner signer = SnsSigner.with(new DevSigningCertificate(folder).keptOrMade());
        URI tocsin = URI.create("http://localhost:" + tocsinPort);
        publisher = new SnsPublisher(vertx);
        standIn = started();
        subscribable(signer, tocsin);
        standIn.offer(new SlackEvents(publisher, tocsin.resolve("/slack/events"), standIn.slack()));
        standIn.interactAt(publisher, tocsin.resolve("/slack/interactions"));
        DemoConfigurations.prepare(standIn);
        standIn.offer(tocsin.resolve(CONSOLE));
        standIn.offer(new Gallery(publisher, tocsin, adminToken));
        new DemoConfigurations(vertx, publisher, tocsin, standIn.url(), adminToken).create()
                .onFailure(failure -> Log.warnf("demo=failed reason=\"%s\"", failure.getMessage()))
                .onComplete(tried -> {
                    // Not before: a sample that no configuration hears is refused, and a command in no workspace is left alone.
                    standIn.offer(samples(signer, tocsin));
                    standIn.offer(standIn.typing(publisher, tocsin));
                    sayWhereToLook(tocsin);
                });
    }

    private SamplePublisher samples(SnsSigner signer, URI tocsin) {
        SamplePublisher samples = new SamplePublisher(publisher, signer, tocsin.resolve("/sns"),
                DemoConfigurations.TOPIC_ARN);
        samples.tell(new AlarmedMetrics(standIn.metrics())::heard);
        return samples;
    }

    private ChatStandIn started() {
        try {
            return ChatStandIn.start(vertx, new ChatStandIn.Options(port, true, Map.of(DemoConfigurations.SLACK_PATH,
                    DemoConfigurations.SLACK, DemoConfigurations.CHIME_PATH, DemoConfigurations.CHIME,
                    DemoConfigurations.TEAMS_PATH, DemoConfigurations.TEAMS)));
        } catch (IllegalStateException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw new IllegalStateException("tocsin.stand-in.port: port " + port + " on 127.0.0.1 is taken by another "
                            + "process, perhaps another dev mode. Stop it, or choose another port.", cause);
                }
            }
            throw failed;
        }
    }

    /** Such as no AWS would accept, found before the developer's own: Tocsin subscribes the demo topic by itself. */
    private static void credentials() {
        System.setProperty("aws.accessKeyId", "AKIASTANDIN");
        System.setProperty("aws.secretAccessKey", "stand-in");
    }

    private void subscribable(SnsSigner signer, URI tocsin) {
        standIn.sns().keepIn(new TopicsFile(folder.resolve("sns.json")));
        standIn.sns().createTopic(DemoConfigurations.TOPIC_ARN);
        standIn.sns().createTopic(DemoConfigurations.OTHER_TOPIC_ARN);
        standIn.sns().deliver(signer, tocsin.resolve("/sns"));
    }

    private void sayWhereToLook(URI tocsin) {
        Log.infof("Tocsin is at %s, and its console at %s", tocsin, tocsin.resolve(CONSOLE));
        Log.infof("What the chats would show is at %s, and samples to publish", standIn.url());
        Log.infof("All that Tocsin understands, drawn: %s/stand-in/gallery", standIn.url());
        Log.infof("A Slack workspace authorizes Tocsin at %s/slack/install", tocsin);
        Log.infof("Commands for AWS that are typed there ask %s",
                moto.map(url -> "moto, if it runs at " + url).orElse("AWS"));
        Log.infof("From a shell: curl -X POST %s/stand-in/samples/cloudwatch-alarm", standIn.url());
    }

    void stop(@Observes ShutdownEvent event) {
        if (standIn != null) {
            standIn.close();
        }
        if (publisher != null) {
            publisher.close();
        }
    }
}
