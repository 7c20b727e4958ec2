package dev.tocsin.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The sample messages in {@code src/test/resources/notice}: one file each with the published text, {@code .json} or
 * {@code .txt}. What else SNS would tell stands in a {@code .properties} file of the same name: {@code subject}, {@code topic},
 * and {@code attribute.} followed by the name of a message attribute. Beside it, in {@code .golden.json}, stands what Tocsin
 * makes of it.
 */
public final class Samples {

    public static final Path FOLDER = Path.of("src/test/resources/notice");

    private static final String TOPIC = "arn:aws:sns:eu-west-3:210987654321:on-duty";
    private static final String GOLDEN = ".golden.json";
    private static final String ATTRIBUTE = "attribute.";

    private Samples() {
    }

    /** Paths below the folder, such as {@code compute/ecs-task-stopped.json}. */
    public static List<String> names() {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.endsWith(GOLDEN) && !name.endsWith(".properties")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String body(String name) {
        return read(FOLDER.resolve(name));
    }

    /** The sample as SNS would bring it. */
    public static Message sample(String name) {
        Properties properties = properties(FOLDER.resolve(base(name) + ".properties"));
        Map<String, String> attributes = properties.stringPropertyNames().stream().filter(key -> key.startsWith(ATTRIBUTE))
                .collect(Collectors.toMap(key -> key.substring(ATTRIBUTE.length()), properties::getProperty));
        Message message = message(properties.getProperty("subject"), body(name), attributes);
        return new Message(properties.getProperty("topic", TOPIC), message.messageId(), message.publishedAt(),
                message.subject(), message.body(), message.attributes());
    }

    /** Where the expected notice and payloads of a sample are kept. */
    public static Path golden(String name) {
        return FOLDER.resolve(base(name) + GOLDEN);
    }

    public static Message message(String body) {
        return message(null, body);
    }

    public static Message message(String subject, String body) {
        return message(subject, body, Map.of());
    }

    public static Message message(String subject, String body, Map<String, String> attributes) {
        return new Message(TOPIC, "7f6b5a44-0000-4000-8000-000000000001", Instant.parse("2026-03-02T09:15:32Z"),
                Optional.ofNullable(subject), body, attributes);
    }

    public static Notice interpreted(String name) {
        return AllInterpreters.asked().interpret(sample(name));
    }

    /** The facts as "label: value" lines. */
    public static List<String> facts(Notice notice) {
        return notice.facts().stream().map(fact -> fact.label() + ": " + value(fact.value())).toList();
    }

    private static String value(Fact.Value value) {
        if (value instanceof Fact.Words words) {
            return words.words();
        }
        return value instanceof Fact.Moment moment ? moment.instant().toString() : ((Link) value).url();
    }

    private static String base(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static Properties properties(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
