package dev.tocsin.standin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** Calls the stand-in's Web API as an app does, over HTTP. */
final class SlackCaller {

    static final String TEAM = "T0CALLER";

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final String token;

    SlackCaller(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** In a workspace that it may do everything in. */
    static SlackCaller of(ChatStandIn standIn) {
        return new SlackCaller(standIn.url(), "xoxb-s3cr3t-" + TEAM);
    }

    SlackCaller as(String otherToken) {
        return new SlackCaller(url, otherToken);
    }

    /** @param singleQuoted JSON with ' for " */
    JsonNode call(String method, String singleQuoted) throws IOException, InterruptedException {
        return Inquiry.json(answer(method, singleQuoted).body());
    }

    HttpResponse<String> answer(String method, String singleQuoted) throws IOException, InterruptedException {
        return send(method, "application/json; charset=utf-8", singleQuoted.replace('\'', '"'));
    }

    JsonNode form(String method, Map<String, String> form) throws IOException, InterruptedException {
        return Inquiry.json(send(method, "application/x-www-form-urlencoded", form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))).body());
    }

    /** Why it was refused; ok if it was not. */
    String error(String method, String singleQuoted) throws IOException, InterruptedException {
        JsonNode answer = call(method, singleQuoted);
        return answer.path("ok").asBoolean() ? "ok" : answer.path("error").asText();
    }

    /** Posts text, and says the message's name. */
    String post(String channel, String text) throws IOException, InterruptedException {
        return call("chat.postMessage", "{'channel':'" + channel + "','text':'" + text + "'}").path("ts").asText();
    }

    private HttpResponse<String> send(String method, String type, String body) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url + "/api/" + method)).header("Content-Type", type)
                .header("Authorization", "Bearer " + token).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
