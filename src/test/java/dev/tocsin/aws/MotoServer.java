package dev.tocsin.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Assumptions;

/** Somebody else's idea of AWS, where Python has it. It gives everybody the account 123456789012, and checks no signature. */
public final class MotoServer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final String url;
    private final Path log;

    private MotoServer(Process process, String url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * Where there is none, the test is skipped, and says so.
     *
     * @param test that needs it
     * @param calls of which services nobody else answers
     */
    public static MotoServer start(String test, String calls) throws IOException, InterruptedException {
        boolean isThere = isThere();
        if (!isThere) {
            System.err.println("""

                    **************************************************************************
                    SKIPPED: %s. python3 has no moto with its server (pip install
                    'moto[server]'), so nothing but our own stand-ins answered the calls of
                    %s.
                    **************************************************************************
                    """.formatted(test, calls));
        }
        Assumptions.assumeTrue(isThere, "python3 has no moto with its server");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path log = Files.createTempFile("moto", ".log");
        Process process = new ProcessBuilder("python3", "-c",
                "import sys; from moto.server import main; main(['-p', sys.argv[1]])",
                String.valueOf(port)).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        MotoServer moto = new MotoServer(process, "http://localhost:" + port, log);
        moto.await();
        return moto;
    }

    private static boolean isThere() throws InterruptedException {
        try {
            Process look = new ProcessBuilder("python3", "-c", "import moto.server, flask_cors").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return look.waitFor(60, TimeUnit.SECONDS) && look.exitValue() == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    public String url() {
        return url;
    }

    /** What a script of ours printed last, which makes things there. */
    public String run(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", script, url).redirectErrorStream(true).start();
        List<String> printed;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            printed = out.lines().toList();
        }
        if (process.waitFor() != 0 || printed.isEmpty()) {
            throw new IOException(script + " failed: " + String.join("\n", printed));
        }
        return printed.get(printed.size() - 1);
    }

    /** Tells moto itself something. */
    public void post(String path, String body) throws IOException {
        answer(path, Map.of("Content-Type", "text/plain"), body);
    }

    /** What a service answers to a request of the query protocol; moto goes by the scope of a signature. */
    public String ask(String service, String form) throws IOException {
        return answer("/", Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIAS3CR3T/20261128/us-east-1/" + service
                        + "/aws4_request, SignedHeaders=host, Signature=0"),
                form);
    }

    private String answer(String path, Map<String, String> headers, String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        headers.forEach(connection::setRequestProperty);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void await() throws IOException {
        long until = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                HttpURLConnection connection = (HttpURLConnection) URI.create(url + "/moto-api/").toURL().openConnection();
                connection.setConnectTimeout(1000);
                connection.getResponseCode();
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        close();
        throw new IOException("moto did not start: " + Files.readString(log));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Files.deleteIfExists(log);
        } catch (IOException left) {
            // The temporary folder has it then.
        }
    }
}
