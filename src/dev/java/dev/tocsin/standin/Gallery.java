package dev.tocsin.standin;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.vertx.core.Future;

/**
 * The samples of the interpreters' tests, from {@code notice/} beside the classes, and what Tocsin says of each: the running
 * Tocsin is asked at {@code /api/preview}, so that what the page draws is what would be sent.
 */
public final class Gallery {

    /** The tests' topic, so that the payloads are those that the tests expect. */
    private static final String TOPIC = "arn:aws:sns:eu-west-3:210987654321:on-duty";
    private static final String GOLDEN = ".golden.json";
    private static final String PROPERTIES = ".properties";
    private static final String ATTRIBUTE = "attribute.";

    private final SnsPublisher http;
    private final URI tocsin;
    private final Map<String, String> headers;
    private final Path folder = beside("notice");

    /** @param token a bearer token for Tocsin's API */
    public Gallery(SnsPublisher http, URI tocsin, Optional<String> token) {
        this.http = http;
        this.tocsin = tocsin;
        this.headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        token.ifPresent(bearer -> headers.put("Authorization", "Bearer " + bearer));
    }

    /** Paths below the folder, such as {@code monitoring/alarm-metric.json}. */
    ArrayNode names() {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        samples().forEach(names::add);
        return names;
    }

    /**
     * A sample and its preview.
     *
     * @return {@code sample}: what is published; {@code preview}: what Tocsin answered; fails with an
     *         {@link IllegalArgumentException} if there is no such sample
     */
    Future<Answer> preview(String name) {
        if (!samples().contains(name)) {
            return Future.failedFuture(new IllegalArgumentException("There is no sample " + name));
        }
        ObjectNode sample = sample(name);
        ObjectNode request = sample.deepCopy().put("topicArn", TOPIC);
        return http.post(tocsin.resolve("/api/preview"), headers, request.toString()).map(reply -> {
            if (reply.status() != 200) {
                throw new IllegalStateException("Tocsin answered " + reply.status() + ": " + reply.body());
            }
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("sample", sample);
            answer.set("preview", Inquiry.json(reply.body()));
            return Answer.json(200, answer.toString());
        });
    }

    private ObjectNode sample(String name) {
        ObjectNode sample = JsonNodeFactory.instance.objectNode();
        try {
            Properties properties = properties(folder.resolve(name.substring(0, name.lastIndexOf('.')) + PROPERTIES));
            Optional.ofNullable(properties.getProperty("subject")).ifPresent(subject -> sample.put("subject", subject));
            sample.put("message", Files.readString(folder.resolve(name)));
            properties.stringPropertyNames().stream().filter(key -> key.startsWith(ATTRIBUTE)).sorted()
                    .forEach(key -> sample.withObjectProperty("messageAttributes").put(key.substring(ATTRIBUTE.length()),
                            properties.getProperty(key)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return sample;
    }

    private List<String> samples() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.endsWith(GOLDEN) && !name.endsWith(PROPERTIES)).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    /** A folder of resources, which in dev mode and in tests lie where the classes do. */
    private static Path beside(String folder) {
        try {
            return Path.of(Gallery.class.getProtectionDomain().getCodeSource().getLocation().toURI()).resolve(folder);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
