package dev.tocsin.chat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;

/** Messages of SNS's full size, made to keep somebody busy or to grow on the way. */
public final class HostileMessages {

    private static final int SIZE = 256 * 1024;
    private static final Map<String, Notice> INTERPRETED = new ConcurrentHashMap<>();

    private HostileMessages() {
    }

    /** As bodies. Each text stands alone, in a custom notification, and in a Slack message of each kind. */
    public static Stream<String> bodies() {
        Stream<String> texts = Stream.of("<http://a|" + " ".repeat(SIZE - 500) + "x", " ".repeat(SIZE - 500) + "x",
                filled("<http://a"), filled("<http://a|"), filled("<http://a |"), "<http://a" + " ".repeat(SIZE - 500),
                filled("<@U1|"), filled("*a "), filled("`a"), filled("a.a@"), "mailto:" + filled("a.a"), filled("arn:aws:"),
                filled("Action="), filled("&amp"), filled("@here"), filled("'password':"), filled("\u200b "));
        return Stream.concat(texts.flatMap(HostileMessages::everywhere), nested());
    }

    /** Arrays and objects as deep as is read, with many elements at the bottom: indented, they grow a hundredfold. */
    private static Stream<String> nested() {
        int depth = 98;
        return Stream.of("[".repeat(depth) + "1,".repeat(SIZE / 2 - 200) + "1" + "]".repeat(depth),
                "{\"a\":".repeat(depth) + "[" + "1,".repeat(SIZE / 2 - 500) + "1]" + "}".repeat(depth),
                "[".repeat(50) + "[[],[]],".repeat(SIZE / 8 - 100) + "1" + "]".repeat(50));
    }

    /** Once for the renderers of all chats, as it takes longer than they do. */
    public static Notice interpreted(String body) {
        return INTERPRETED.computeIfAbsent(body, HostileMessages::interpretedAnew);
    }

    private static Notice interpretedAnew(String body) {
        return AllInterpreters.asked().interpret(new Message("arn:aws:sns:eu-west-3:210987654321:on-duty",
                "7f6b5a44-0000-4000-8000-000000000002", Instant.parse("2026-03-02T09:15:32Z"), Optional.empty(), body,
                Map.of()));
    }

    private static Stream<String> everywhere(String text) {
        return Stream.of(text, "{\"note\": \"" + text + "\"}",
                "{\"version\": \"1.0\", \"source\": \"custom\", \"content\": {\"description\": \"" + text + "\"}}",
                "{\"text\": \"" + text + "\"}",
                "{\"blocks\": [{\"type\": \"section\", \"text\": {\"type\": \"mrkdwn\", \"text\": \"" + text + "\"}}]}",
                "{\"attachments\": [{\"title_link\": \"" + text + "\", \"text\": \"" + text.substring(text.length() / 2)
                        + "\"}]}");
    }

    private static String filled(String part) {
        return part.repeat((SIZE - 500) / part.length());
    }
}
