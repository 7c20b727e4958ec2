package dev.tocsin.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sample messages in {@code src/test/resources/notice}. */
final class Samples {

    private static final String TOPIC = "arn:aws:sns:eu-west-3:210987654321:on-duty";

    private Samples() {
    }

    static List<String> names() {
        try (var files = Files.list(Path.of(Samples.class.getResource("/notice").toURI()))) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static String body(String name) {
        try {
            return Files.readString(Path.of(Samples.class.getResource("/notice/" + name).toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static Message message(String body) {
        return message(null, body);
    }

    static Message message(String subject, String body) {
        return new Message(TOPIC, "7f6b5a44-0000-4000-8000-000000000001", Instant.parse("2026-03-02T09:15:32Z"),
                Optional.ofNullable(subject), body, Map.of());
    }

    static Notice interpreted(String name) {
        return AllInterpreters.asked().interpret(message(body(name)));
    }

    /** The facts as "label: value" lines. */
    static List<String> facts(Notice notice) {
        return notice.facts().stream().map(fact -> fact.label() + ": " + value(fact.value())).toList();
    }

    private static String value(Fact.Value value) {
        if (value instanceof Fact.Words words) {
            return words.words();
        }
        return value instanceof Fact.Moment moment ? moment.instant().toString() : ((Link) value).url();
    }
}
