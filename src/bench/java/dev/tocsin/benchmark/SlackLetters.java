package dev.tocsin.benchmark;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.standin.SlackRequests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Commands as Slack sends them, signed as it signs: in a mention, or as a slash command. They are of many people in as many
 * channels as there are, so that nobody gives too many. What is signed is good for five minutes.
 */
final class SlackLetters {

    static final String SECRET = "benchmark-signing-secret";
    static final int CHANNELS = 16;
    /** What the time of a message begins with; its number comes behind it. */
    static final String TS = "1700000000.";

    /** Each stays in one channel, as a multiple of those. */
    private static final int PEOPLE = 64;
    private static final String APP = "A0BENCH";

    private final String responseOrigin;
    private int next;

    /** @param responseOrigin where somebody who typed a slash command can be answered alone */
    SlackLetters(String responseOrigin) {
        this.responseOrigin = responseOrigin;
    }

    /** Each of the services in turn. */
    CommandLetters mentions(int count, int things) {
        return new CommandLetters(numbered(count, number -> mention(number, service(number), things)), things, false);
    }

    CommandLetters mentions(int count, StubbedService service, int things) {
        return new CommandLetters(numbered(count, number -> mention(number, service, things)), things, false);
    }

    /** Each of the services in turn. */
    CommandLetters slashCommands(int count, int things) {
        return new CommandLetters(numbered(count, number -> slashCommand(number, service(number), things)), things, true);
    }

    private List<Letter> numbered(int count, IntFunction<Letter> letter) {
        int first = next;
        next += count;
        return IntStream.range(first, next).mapToObj(letter).collect(Collectors.toUnmodifiableList());
    }

    private static StubbedService service(int number) {
        return StubbedService.values()[number % StubbedService.values().length];
    }

    static String ts(int number) {
        return String.format(Locale.ROOT, "%s%08d", TS, number);
    }

    private static String person(int number) {
        return "U0" + number % PEOPLE;
    }

    private static String channel(int number) {
        return ChatStub.channel(number % PEOPLE % CHANNELS);
    }

    private static Letter mention(int number, StubbedService service, int things) {
        long now = Instant.now().getEpochSecond();
        JsonObject event = new JsonObject().put("type", "app_mention").put("user", person(number))
                .put("text", "<@U0BENCH> " + service.command(number, things)).put("ts", ts(number))
                .put("channel", channel(number)).put("team", ChatStub.TEAM).put("event_ts", ts(number));
        String body = new JsonObject().put("token", "x").put("team_id", ChatStub.TEAM).put("api_app_id", APP)
                .put("type", "event_callback").put("event_id", "Ev" + number).put("event_time", now)
                .put("is_ext_shared_channel", false).put("event", event).encode();
        return letter(number, "/slack/events", SlackRequests.headers(body, now, SECRET), body);
    }

    private Letter slashCommand(int number, StubbedService service, int things) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("token", "x");
        fields.put("team_id", ChatStub.TEAM);
        fields.put("channel_id", channel(number));
        fields.put("user_id", person(number));
        fields.put("user_name", "somebody");
        fields.put("command", "/tocsin");
        fields.put("text", service.command(number, things));
        fields.put("api_app_id", APP);
        fields.put("is_enterprise_install", "false");
        fields.put("response_url", responseOrigin + "/commands/" + number);
        fields.put("trigger_id", number + ".0");
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return letter(number, "/slack/commands", SlackRequests.formHeaders(form, Instant.now().getEpochSecond(), SECRET), form);
    }

    private static Letter letter(int number, String path, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        return new Letter(number, Buffer.buffer(head.toString()).appendBytes(bytes));
    }
}
