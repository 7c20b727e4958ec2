package dev.tocsin.packaged;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import dev.tocsin.benchmark.Application;
import dev.tocsin.benchmark.FreePort;

/**
 * The application as it is shipped, started as a process of its own in a folder of its own, with the memory that a small pod
 * gives it. What {@code -Dpackaged.app} names is started: a packaged application, or a native executable. Where a test gives it
 * no database it gets one on the PostgreSQL that the tests share, as to make one takes as long as all the rest of a start.
 */
final class PackagedTocsin implements AutoCloseable {

    static final String ADMIN_TOKEN = "s3cr3t-packaged-token";
    static final String DATABASE = "QUARKUS_DATASOURCE_REACTIVE_URL";

    private static final Application APPLICATION = Application.packaged();
    /**
     * Without the second compiler, which costs a third of a start and in its few seconds brings nothing back, and without
     * verifying the classes, which costs a tenth; the chaos test's replicas do that.
     */
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");
    private static final List<String> USUAL_MEMORY = List.of("-Xmx128m");

    private final Path folder;
    private final Map<String, String> settings;
    private final int port = FreePort.any();
    private final int operationsPort = FreePort.any();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private List<String> place = List.of();
    private List<String> memory = USUAL_MEMORY;
    private boolean makesItsDatabase;
    private GivenDatabase database;
    private Process process;

    PackagedTocsin(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = new HashMap<>(settings);
    }

    /** A native executable has no embedded database. */
    static boolean isNative() {
        return !APPLICATION.isJar();
    }

    /** Its public address is the one that it listens on, and so is its console's. */
    PackagedTocsin publishedAsItIs() {
        settings.put("TOCSIN_PUBLIC_URL", url());
        settings.put("TOCSIN_CONSOLE_URL", url());
        return this;
    }

    /** Starts its embedded PostgreSQL, if it has one. */
    PackagedTocsin withItsOwnDatabase() {
        makesItsDatabase = !isNative();
        return this;
    }

    /** From the next start on where this command leads what follows it. */
    PackagedTocsin in(List<String> newPlace) {
        place = newPlace;
        return this;
    }

    /** From the next start on. */
    PackagedTocsin withMemory(String... options) {
        memory = List.of(options);
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Where health and metrics are. */
    String operationsUrl() {
        return "http://127.0.0.1:" + operationsPort;
    }

    PackagedTocsin start() throws IOException {
        launch();
        Awaitility.await("readiness; log: " + log()).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(200))
                .until(this::isReady);
        return this;
    }

    /** Without waiting for anything. */
    Process launch() throws IOException {
        if (!makesItsDatabase && !settings.containsKey(DATABASE)) {
            giveDatabase();
        }
        List<String> command = new ArrayList<>(place);
        command.addAll(APPLICATION.command(JAVA, memory));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("TOCSIN_"));
        builder.environment().putAll(Map.of("QUARKUS_HTTP_HOST", "127.0.0.1", "QUARKUS_HTTP_PORT", String.valueOf(port),
                "QUARKUS_MANAGEMENT_PORT", String.valueOf(operationsPort), "TOCSIN_API_ADMIN_TOKEN", ADMIN_TOKEN,
                // Tests send one matter often, and keep a connection that nobody misses.
                "TOCSIN_DELIVERY_FOLD_AFTER", "0", "TOCSIN_DOOR_FAREWELL", "500ms"));
        builder.environment().putAll(settings);
        process = builder.start();
        return process;
    }

    private void giveDatabase() throws IOException {
        try {
            database = GivenDatabase.empty();
        } catch (SQLException e) {
            throw new IOException(e);
        }
        database.settings().forEach(settings::putIfAbsent);
    }

    /** Until it takes connections, which is before it says that it is ready. */
    void awaitListening() {
        Awaitility.await("a port; log: " + log()).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    try (Socket socket = new Socket("127.0.0.1", port)) {
                        return socket.isConnected();
                    } catch (IOException notYet) {
                        return false;
                    }
                });
    }

    boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("the application ended; log: " + log());
        }
        try {
            return get(operationsUrl() + "/q/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As the kernel does it when memory runs out. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Kubernetes does it. */
    boolean stop(Duration atMost) throws InterruptedException {
        process.destroy();
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    HttpResponse<String> post(String path, Map<String, String> headers, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(20)).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    HttpResponse<String> api(String method, String path, String body) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + ADMIN_TOKEN).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build());
    }

    /** Health and metrics. */
    HttpResponse<String> operations(String path) throws IOException {
        return get(operationsUrl() + path);
    }

    private HttpResponse<String> get(String url) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Below target, where the test of the logs finds it. */
    Path log() {
        return Path.of("target", "packaged-" + folder.getFileName() + ".log").toAbsolutePath();
    }

    String logged() throws IOException {
        return Files.readString(log());
    }

    @Override
    public void close() {
        try {
            if (process != null && process.isAlive() && !stop(Duration.ofSeconds(30))) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            closeDatabase();
        }
    }

    private void closeDatabase() {
        try {
            if (database != null) {
                database.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
