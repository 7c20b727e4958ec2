package dev.tocsin.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Keeps topics and subscriptions from one dev mode to the next, as SNS would. What waits for the subscriber is not kept. */
final class TopicsFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private boolean isClosed;

    TopicsFile(Path file) {
        this.file = file;
    }

    /** @param topics their attributes by their ARNs */
    record Kept(Map<String, Map<String, String>> topics, List<SnsSubscription> subscriptions) {
    }

    /** Nothing where there is no file yet, or one that cannot be read. */
    Kept read() {
        try {
            JsonNode kept = Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
            List<SnsSubscription> subscriptions = kept.path("subscriptions").valueStream().map(TopicsFile::subscription)
                    .toList();
            Map<String, Map<String, String>> topics = new TreeMap<>();
            kept.path("topics").properties().forEach(one -> topics.put(one.getKey(), texts(one.getValue())));
            return new Kept(topics, subscriptions);
        } catch (IOException unreadable) {
            System.getLogger(TopicsFile.class.getName()).log(System.Logger.Level.WARNING,
                    "The stand-in for SNS begins anew, without topics: {0} cannot be read: {1}", file, unreadable);
            return new Kept(Map.of(), List.of());
        }
    }

    /** For the last time: what was to be written before and comes later must not overwrite what the next one writes. */
    synchronized void close(Supplier<Kept> state) {
        write(state);
        isClosed = true;
    }

    /** Whole or not at all, and one after the other. */
    synchronized void write(Supplier<Kept> state) {
        if (isClosed) {
            return;
        }
        Kept kept = state.get();
        ObjectNode json = JSON.createObjectNode();
        json.set("topics", JSON.valueToTree(kept.topics()));
        ArrayNode subscriptions = json.putArray("subscriptions");
        kept.subscriptions().forEach(one -> subscriptions.add(json(one)));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            JSON.writerWithDefaultPrettyPrinter().writeValue(whole.toFile(), json);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static ObjectNode json(SnsSubscription one) {
        ObjectNode json = JSON.createObjectNode().put("arn", one.arn()).put("topicArn", one.topicArn())
                .put("protocol", one.protocol()).put("endpoint", one.endpoint()).put("token", one.token())
                .put("confirmed", one.isConfirmed()).put("authenticated", one.isAuthenticated());
        json.set("attributes", JSON.valueToTree(one.attributes()));
        return json;
    }

    private static SnsSubscription subscription(JsonNode json) {
        return new SnsSubscription(json.path("arn").asText(), json.path("topicArn").asText(), json.path("protocol").asText(),
                json.path("endpoint").asText(), json.path("token").asText(), texts(json.path("attributes")),
                json.path("confirmed").asBoolean(), json.path("authenticated").asBoolean());
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new TreeMap<>();
        json.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
        return texts;
    }
}
