package dev.tocsin.standin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request with its whole body.
 *
 * @param uri path and query
 * @param headers header name in lower case to value
 * @param body as text; empty if it is none
 * @param json the body, or the {@code payload} of a form, as JSON; else {@link MissingNode}
 * @param bytes the body as it came
 */
record Inquiry(String method, String uri, String path, Map<String, String> query, Map<String, String> headers, String body,
        JsonNode json, Buffer bytes) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Inquiry(String method, String uri, String path, Map<String, String> query, Map<String, String> headers, String body,
            JsonNode json) {
        this(method, uri, path, query, headers, body, json, Buffer.buffer(body));
    }

    static Inquiry of(HttpServerRequest request, Buffer bytes) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        String body = isText(headers, bytes) ? bytes.toString() : "";
        return new Inquiry(request.method().name(), request.uri(), request.path(), parameters(request.query()), headers,
                body, json(isForm(headers) ? parameters(body).getOrDefault("payload", "") : body), bytes);
    }

    private static boolean isText(Map<String, String> headers, Buffer bytes) {
        if (headers.getOrDefault("content-type", "").startsWith("application/cbor")) {
            return false;
        }
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.getByte(i) == 0) {
                return false;
            }
        }
        return true;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean isForm() {
        return isForm(headers);
    }

    private static boolean isForm(Map<String, String> headers) {
        return headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
    }

    static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (encoded != null) {
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenPercent) {
            return text;
        }
    }
}
