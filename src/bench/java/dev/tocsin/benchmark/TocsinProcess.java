package dev.tocsin.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The application as it is shipped, without pacing and apart from that as it comes. */
final class TocsinProcess {

    static final String GC_LOG = "gc.log";

    private static final String TOKEN = "benchmark-admin-token";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String KEY = key();

    private final Child process;
    private final int port;
    private final int operations;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private double secondsUntilReady;

    private TocsinProcess(Child process, int port, int operations) {
        this.process = process;
        this.port = port;
        this.operations = operations;
    }

    /** And waits until it is ready. */
    static TocsinProcess start(Application application, DatabaseServer database, Path folder, Subject.Setting setting)
            throws IOException, InterruptedException {
        int port = FreePort.any();
        int operations = FreePort.any();
        Map<String, String> environment = environment(database, setting);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(operations));
        long start = System.nanoTime();
        Child child = Child.start(application.name(), application.command(setting.javaOptions(), folder.resolve(GC_LOG)),
                environment, folder.resolve("tocsin.log"), setting.ending());
        TocsinProcess process = new TocsinProcess(child, port, operations);
        try {
            process.awaitReady(start);
        } catch (IllegalStateException | InterruptedException failure) {
            child.stop();
            throw failure;
        }
        return process;
    }

    private static Map<String, String> environment(DatabaseServer database, Subject.Setting setting) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + database.address());
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        environment.put("TOCSIN_API_ADMIN_TOKEN", TOKEN);
        environment.put("TOCSIN_SECRETS_KEY", KEY);
        environment.put("TOCSIN_SLACK_WEBHOOK_ORIGINS",
                String.join(",", setting.chats().url(), setting.chats().hangingUrl(), Subject.NOBODY_LISTENS));
        environment.put("TOCSIN_SLACK_API_URL", setting.chats().url() + "/api");
        environment.put("TOCSIN_SNS_SIGNING_CERTIFICATES", setting.certificates().toString());
        environment.put("TOCSIN_SNS_SUBSCRIBE", "never");
        environment.put("TOCSIN_DELIVERY_PACE", "0s");
        environment.put("TOCSIN_DELIVERY_FOLD_AFTER", "0");
        environment.putAll(setting.settings());
        return environment;
    }

    private static String key() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private void awaitReady(long start) throws InterruptedException {
        while (!isReady()) {
            process.requireAlive();
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("not ready within " + PATIENCE.toSeconds() + " s: " + process.lastWords());
            }
            Thread.sleep(10);
        }
        secondsUntilReady = (System.nanoTime() - start) / 1e9;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operations + "/q/health/ready"))
                    .timeout(ANSWER).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** From the start of the process to the first answer that it is ready. */
    double secondsUntilReady() {
        return secondsUntilReady;
    }

    long pid() {
        return process.pid();
    }

    double cpuSeconds() {
        return Processes.cpuSeconds(process.pid());
    }

    double peakMebibytes() {
        return Processes.peakMebibytes(process.pid());
    }

    /** To the API, which has to take it. */
    void post(String path, String json) {
        ask("POST", path, BodyPublishers.ofString(json));
    }

    /** From the API, which has to answer it. */
    String get(String path) {
        return ask("GET", path, BodyPublishers.noBody());
    }

    private String ask(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(ANSWER)
                .header("Authorization", "Bearer " + TOKEN).header("Content-Type", "application/json").method(method, body)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new IllegalStateException(method + " " + path + ": " + failure, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        process.stop();
    }
}
