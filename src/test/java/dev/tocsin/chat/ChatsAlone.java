package dev.tocsin.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

import dev.tocsin.standin.ChatStandIn;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.vertx.core.Vertx;

/** The chats without a database, which take all servers of these tests for theirs: one application for all such tests. */
public final class ChatsAlone implements QuarkusTestProfile {

    static final int PORT = freePort("tocsin.test.chat-port");
    static final int RESETTING_PORT = freePort("tocsin.test.resetting-port");
    static final int SILENT_PORT = freePort("tocsin.test.silent-port");
    static final String ORIGIN = "http://127.0.0.1:" + PORT;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.devservices.enabled", "false", "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0", "quarkus.tls.trust-store.pem.certs", TestAuthority.pem().toString(),
                "tocsin.chat.timeout", "3s", "tocsin.slack.webhook-origins",
                ORIGIN + ",https://127.0.0.1:" + SILENT_PORT + ",http://127.0.0.1:1,http://nowhere.invalid,http://127.0.0.1:"
                        + RESETTING_PORT,
                "tocsin.slack.api-url", ORIGIN + "/api", "tocsin.chime.webhook-origins", ORIGIN);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Workflows.class));
    }

    /** Quarkus loads this class twice; both must mean the same port. */
    private static int freePort(String property) {
        if (System.getProperty(property) == null) {
            try (ServerSocket socket = new ServerSocket(0)) {
                System.setProperty(property, Integer.toString(socket.getLocalPort()));
            } catch (IOException none) {
                throw new UncheckedIOException(none);
            }
        }
        return Integer.getInteger(property);
    }

    /** The stand-in, whose origin the application must know when it starts. */
    public static final class Workflows implements QuarkusTestResourceLifecycleManager {

        private final Vertx vertx = Vertx.vertx();
        private ChatStandIn standIn;

        @Override
        public Map<String, String> start() {
            standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
            return Map.of("tocsin.teams.webhook-origins", standIn.url());
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(standIn, new TestInjector.MatchesType(ChatStandIn.class));
        }

        @Override
        public void stop() {
            standIn.close();
            vertx.close();
        }
    }
}
