package dev.tocsin.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.benchmark.Application;
import dev.tocsin.benchmark.Child;
import dev.tocsin.benchmark.Ending;
import dev.tocsin.benchmark.FreePort;

/** The application as it is shipped, started again and again at the same address. */
final class Replica {

    static final String ADMIN_TOKEN = "s3cr3t-chaos-admin-token";

    /** As a small pod has it, and without the second compiler, as these processes do not live long. */
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-Xmx160m", "-XX:TieredStopAtLevel=1");
    private static final Duration UNTIL_READY = Duration.ofSeconds(90);

    private final String name;
    private final Application application;
    private final Path log;
    private final Ending ending;
    private final int port = FreePort.any();
    private final int operations = FreePort.any();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();
    private Map<String, String> environment = Map.of();
    private Child process;
    private volatile boolean isFrozen;
    private volatile boolean hasStarted;

    Replica(String name, Application application, Path results, Ending ending) {
        this.name = name;
        this.application = application;
        this.log = results.toAbsolutePath().resolve("replica-" + name + ".log");
        this.ending = ending;
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** Where its health is asked. */
    int operationsPort() {
        return operations;
    }

    Path log() {
        return log;
    }

    /** With these settings from the next start on. */
    void set(Map<String, String> settings) {
        environment = new HashMap<>(settings);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(operations));
        environment.put("TOCSIN_API_ADMIN_TOKEN", ADMIN_TOKEN);
    }

    /** Without waiting for anything. */
    void launch() throws IOException {
        process = Child.start("replica " + name, application.command(JAVA, log.resolveSibling("gc-" + name)), environment, log,
                ending);
        hasStarted = false;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isFrozen() {
        return isFrozen;
    }

    /** Whether it was ready once since it was launched, whatever it waits for now. */
    boolean hasStarted() throws InterruptedException {
        return hasStarted || isReady();
    }

    boolean isReady() throws InterruptedException {
        try {
            boolean isReady = !isFrozen && process.isAlive()
                    && http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operations + "/q/health/ready"))
                            .timeout(Duration.ofSeconds(2)).build(), BodyHandlers.discarding()).statusCode() == 200;
            hasStarted |= isReady;
            return isReady;
        } catch (IOException notYet) {
            return false;
        }
    }

    void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + UNTIL_READY.toNanos();
        while (!isReady()) {
            process.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("replica " + name + " is not ready: " + process.lastWords());
            }
            Thread.sleep(100);
        }
    }

    void kill() {
        process.kill();
    }

    /** As Kubernetes does it. */
    void stop() {
        process.stop();
    }

    /** Whether it ended by itself in that time after its SIGTERM; else it is killed. */
    boolean stopWithin(Duration grace) {
        return process.stopWithin(grace);
    }

    void freeze() {
        isFrozen = true;
        process.signal("STOP");
    }

    void thaw() {
        process.signal("CONT");
        isFrozen = false;
    }

    HttpResponse<String> api(String method, String path, String json) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + ADMIN_TOKEN).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    }

    /** What the API has to take. */
    void create(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = api("POST", path, json);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("POST " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
