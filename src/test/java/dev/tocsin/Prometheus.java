package dev.tocsin;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A real Prometheus that scrapes one address each second, where the machine has one. */
final class Prometheus implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Process process;

    private Prometheus(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static Optional<Path> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable).findFirst();
    }

    static Prometheus start(Path program, Path folder, String hostAndPort, String path, Path rules) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files:
                  - %s
                scrape_configs:
                  - job_name: tocsin
                    metrics_path: %s
                    static_configs:
                      - targets: ["%s"]
                """.formatted(rules.toAbsolutePath(), path, hostAndPort));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(program.toString(), "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true).redirectOutput(folder.resolve("prometheus.log").toFile()).start();
        Prometheus prometheus = new Prometheus(port, process);
        Awaitility.await("Prometheus is ready").atMost(LONGEST_START).until(prometheus::isReady);
        return prometheus;
    }

    private boolean isReady() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The samples of an instant query. Fails if the expression cannot be read. */
    JsonNode query(String expression) throws IOException {
        JsonNode answer = json("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!"success".equals(answer.path("status").asText())) {
            throw new AssertionError(expression + ": " + answer.path("error").asText());
        }
        return answer.path("data").path("result");
    }

    JsonNode rules() throws IOException {
        return json("/api/v1/rules").path("data").path("groups").path(0).path("rules");
    }

    private JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
