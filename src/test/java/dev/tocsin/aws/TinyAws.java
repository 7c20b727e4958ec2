package dev.tocsin.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers what is set, in the form of the real protocols: CBOR for CloudWatch, XML for STS and IAM, JSON for the others. Roles
 * can be assumed unless something else is set.
 */
public final class TinyAws implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ROLE = Pattern.compile("RoleArn=arn%3A[a-z-]+%3Aiam%3A%3A(\\d{12})%3A");

    /** A request. Of CloudWatch's the body is JSON. */
    public record Asked(String operation, String authorization, String body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Reply(int status, String body) {
    }

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    public TinyAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The operation by its name, for instance {@code GetMetricData}; the body as JSON for CloudWatch, else as it is. */
    public TinyAws answers(String operation, int status, String body) {
        replies.put(operation, new Reply(status, body));
        return this;
    }

    /** The operation is refused. */
    public TinyAws refuses(String operation, String code, String message) {
        return answers(operation, 400, operation.equals("AssumeRole") || operation.equals("ListAccountAliases")
                ? "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error></ErrorResponse>"
                : JSON.createObjectNode().put("__type", "com.amazonaws#" + code).put("message", message).toString());
    }

    public List<Asked> asked(String operation) {
        return asked.stream().filter(one -> one.operation().equals(operation)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        boolean isCbor = path.startsWith("/service/");
        String text = isCbor ? Cbor.read(body).toString() : new String(body, StandardCharsets.UTF_8);
        String operation = isCbor ? path.substring(path.lastIndexOf('/') + 1) : operation(exchange, text);
        asked.add(new Asked(operation, exchange.getRequestHeaders().getFirst("Authorization"), text));
        Reply reply = replies.getOrDefault(operation, usual(operation, text));
        byte[] bytes = isCbor ? Cbor.write(JSON.readTree(reply.body())) : reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", isCbor ? "application/cbor" : "text/xml");
        if (isCbor) {
            exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
        }
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String operation(HttpExchange exchange, String body) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return target.substring(target.indexOf('.') + 1);
        }
        Matcher action = Pattern.compile("Action=([A-Za-z]+)").matcher(body);
        return action.find() ? action.group(1) : "";
    }

    private static Reply usual(String operation, String body) {
        if (operation.equals("AssumeRole")) {
            Matcher role = ROLE.matcher(body);
            String account = role.find() ? role.group(1) : "?";
            return new Reply(200,
                    """
                            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>\
                            <AccessKeyId>ASIA%s</AccessKeyId><SecretAccessKey>s3cr3t</SecretAccessKey><SessionToken>s3cr3t</SessionToken>\
                            <Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"""
                            .formatted(account));
        }
        if (operation.equals("GetCallerIdentity")) {
            return new Reply(200, """
                    <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
                    <Arn>arn:aws:sts::111111111111:assumed-role/tocsin/x</Arn><UserId>X</UserId><Account>111111111111</Account>\
                    </GetCallerIdentityResult></GetCallerIdentityResponse>""");
        }
        return new Reply(200, "{}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
