package dev.tocsin.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Amazon EC2 and STS, any of whose answers can be held back. */
final class HeldAws implements AutoCloseable {

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");
    private static final Map<String, String> ANSWERS = Map.of(
            "AssumeRole", """
                    <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId>\
                    <SecretAccessKey>s3cr3t-role</SecretAccessKey><SessionToken>s3cr3t-token</SessionToken>\
                    <Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>""",
            "DescribeInstances",
            """
                    <DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-0123456789abcdef0\
                    </instanceId><instanceState><code>16</code><name>running</name></instanceState></item></instancesSet></item>\
                    </reservationSet></DescribeInstancesResponse>""",
            "StopInstances", """
                    <StopInstancesResponse><instancesSet><item><instanceId>i-0123456789abcdef0</instanceId><currentState>\
                    <code>64</code><name>stopping</name></currentState></item></instancesSet></StopInstancesResponse>""");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    HeldAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** From now on this is asked in vain. */
    void hold(String action) {
        held.put(action, new CountDownLatch(1));
    }

    void release(String action) {
        held.remove(action).countDown();
    }

    /** How often it was asked. */
    long asked(String action) {
        return asked.stream().filter(action::equals).count();
    }

    void forget() {
        asked.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Matcher action = ACTION.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String name = action.find() ? action.group(1) : "?";
        asked.add(name);
        try {
            CountDownLatch latch = held.get(name);
            if (latch != null) {
                latch.await();
            }
            byte[] answer = ANSWERS.getOrDefault(name, "<Response/>").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } catch (IOException killed) {
            // Whoever asked is gone.
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
