package dev.tocsin.benchmark;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One Alertmanager without a cluster, whose receivers are the webhooks of the stub. */
final class Alertmanager {

    static final Optional<Path> PROGRAM = Stream.of("/usr/bin/prometheus-alertmanager", "/usr/bin/alertmanager",
            "/usr/local/bin/alertmanager").map(Path::of).filter(Files::isExecutable).findFirst();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Child process;
    private final int port;

    private Alertmanager(Child process, int port) {
        this.process = process;
        this.port = port;
    }

    static Alertmanager start(Path folder, String chats, int lanes, Ending ending) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), configuration(chats, lanes));
        int port = FreePort.any();
        Child process = Child.start("Alertmanager", List.of(PROGRAM.orElseThrow().toString(), "--config.file=" + file,
                "--storage.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=", "--log.level=error"), Map.of(), folder.resolve("alertmanager.log"),
                ending);
        ending.then(process::stop);
        Alertmanager alertmanager = new Alertmanager(process, port);
        alertmanager.awaitListening();
        return alertmanager;
    }

    private static String configuration(String chats, int lanes) {
        String routes = IntStream.range(0, lanes)
                .mapToObj(lane -> "    - matchers: ['lane=\"" + lane + "\"']\n      receiver: lane-" + lane + "\n")
                .collect(Collectors.joining());
        String receivers = IntStream.range(0, lanes)
                .mapToObj(lane -> "  - name: lane-" + lane + "\n    slack_configs:\n      - api_url: "
                        + ChatStub.webhook(chats, lane)
                        + "\n        channel: '#benchmark'\n        text: '{{ .CommonAnnotations.text }}'\n")
                .collect(Collectors.joining());
        return """
                route:
                  receiver: lane-0
                  group_by: ['...']
                  group_wait: 1ms
                  group_interval: 5m
                  repeat_interval: 4h
                  routes:
                """ + routes + "receivers:\n" + receivers;
    }

    private void awaitListening() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isListening()) {
            process.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Alertmanager does not listen: " + process.lastWords());
            }
            Thread.sleep(50);
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    double cpuSeconds() {
        return Processes.cpuSeconds(process.pid());
    }

    void stop() {
        process.stop();
    }
}
