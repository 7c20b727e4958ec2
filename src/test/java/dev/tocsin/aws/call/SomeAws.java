package dev.tocsin.aws.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.tocsin.aws.AwsWire;
import dev.tocsin.aws.model.ServiceModel;
import dev.tocsin.aws.model.TheModels;
import io.smallrye.mutiny.Uni;

/** Something that answers calls as is set, and remembers them; and calls of it without Quarkus. */
final class SomeAws implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String SESSION = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>\
            <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s3cr3t</SecretAccessKey><SessionToken>s3cr3t-token</SessionToken>\
            <Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>""";

    /** What came in. */
    record Asked(String operation, String method, String uri, Map<String, String> headers, String body) {

        String authorization() {
            return headers.getOrDefault("Authorization", "");
        }
    }

    /** Answers one request, in whichever way. */
    interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<Answering>> answers = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AwsWire wire;
    final AwsCalls calls;

    SomeAws(Duration timeout, Clock clock) {
        System.setProperty("aws.accessKeyId", "AKIAS3CR3T");
        System.setProperty("aws.secretAccessKey", "s3cr3t-aws-key");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        answers("AssumeRole", 200, SESSION);
        wire = new AwsWire(Optional.of(URI.create(url())), Map.of(), clock);
        RandomGenerator chance = () -> 0;
        calls = new AwsCalls(config(timeout, Optional.of(URI.create(url())), 2), wire, clock, chance);
    }

    static CallsConfig config(Duration timeout, Optional<URI> endpoint, int atOnce) {
        return new CallsConfig() {
            @Override
            public Duration timeout() {
                return timeout;
            }

            @Override
            public int answerBytes() {
                return 1_048_576;
            }

            @Override
            public int atOnce() {
                return atOnce;
            }

            @Override
            public Optional<URI> endpointOverride() {
                return endpoint;
            }
        };
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    SomeAws answers(String operation, int status, String body) {
        return answers(operation, status, body, Map.of());
    }

    SomeAws answers(String operation, int status, String body, Map<String, String> headers) {
        return inTurn(operation, List.of(exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }));
    }

    /** The last one answers all that follow. */
    SomeAws inTurn(String operation, List<Answering> turns) {
        answers.put(operation, new CopyOnWriteArrayList<>(turns));
        return this;
    }

    static Answering of(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        String operation = operation(exchange, headers, body);
        asked.add(new Asked(operation, exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
        List<Answering> turns = answers.getOrDefault(operation, List.of(of(404, "")));
        Answering turn = turns.size() > 1 ? turns.remove(0) : turns.get(0);
        turn.answer(exchange);
    }

    private static String operation(HttpExchange exchange, Map<String, String> headers, String body) {
        Matcher action = Pattern.compile("Action=([A-Za-z]+)").matcher(body);
        if (headers.containsKey("X-Amz-Target")) {
            return headers.get("X-Amz-Target").replaceAll(".*\\.", "");
        }
        return action.find() ? action.group(1) : exchange.getRequestMethod();
    }

    List<Asked> asked(String operation) {
        return asked.stream().filter(one -> one.operation().equals(operation)).toList();
    }

    AwsAnswer call(String service, String command, String parameters) {
        return call(service, command, parameters, "eu-central-1", role(List.of()));
    }

    AwsAnswer call(String service, String command, String parameters, String region, ActingRole as) {
        return started(service, command, parameters, region, as).await().atMost(Duration.ofSeconds(30));
    }

    Uni<AwsAnswer> started(String service, String command, String parameters, String region, ActingRole as) {
        return calls.call(of(service, command, parameters, region), as);
    }

    static AwsCall of(String service, String command, String parameters, String region) {
        ServiceModel model = TheModels.of(service);
        try {
            return new AwsCall(model, model.operation(command).orElseThrow(() -> new IllegalArgumentException(command)),
                    (ObjectNode) JSON.readTree(parameters), region);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ActingRole role(List<String> guardrails) {
        return new ActingRole("arn:aws:iam::222222222222:role/on-call", guardrails, "chatbot-session-U1", Map.of());
    }

    @Override
    public void close() {
        calls.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
