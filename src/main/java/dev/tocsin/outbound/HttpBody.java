package dev.tocsin.outbound;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** What a request brings. What is secret belongs here: URLs end up in the logs and metrics of everything on the way. */
public record HttpBody(String type, String text) {

    private static final String FORM = "application/x-www-form-urlencoded";

    boolean isForm() {
        return type.equals(FORM);
    }

    public static HttpBody json(String json) {
        return new HttpBody("application/json", json);
    }

    public static HttpBody form(Map<String, String> fields) {
        return new HttpBody(FORM, fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue())).collect(Collectors.joining("&")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Without what it says: that may be secret. */
    @Override
    public String toString() {
        return "HttpBody[" + type + "]";
    }
}
