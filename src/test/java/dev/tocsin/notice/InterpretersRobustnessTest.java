package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * No payload keeps a message from its readers. Each interpreter is asked directly, so that none hides behind the floor. What
 * holds of the notices and of what is sent then, {@code MutatedSamplesTest} says.
 */
class InterpretersRobustnessTest {

    /** No multiple of three, so that these meet every kind of change too. */
    private static final int SOME = 11;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<JsonNode> ODD = List.of(JSON.booleanNode(true), JSON.numberNode(-1),
            JSON.numberNode(new java.math.BigDecimal("1E+999999999")), JSON.textNode(""), JSON.textNode(" \n\u0000\uD800"),
            JSON.textNode("x".repeat(9_000)), JSON.textNode("{\"a\": [1, {\"b\": null}]}"), JSON.arrayNode(),
            JSON.arrayNode().add(1).add("a").addNull().addObject(), JSON.objectNode(),
            JSON.objectNode().put("", "").set("a", JSON.objectNode().put("b", 1)));

    @ParameterizedTest
    @MethodSource("samples")
    void survivesChangesInSomePlacesOfEverySample(String name) {
        survivesChanges(name, SOME);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("samples")
    void survivesChangesInEveryPlaceOfEverySample(String name) {
        survivesChanges(name, 1);
    }

    /** @param step from one changed place to the next */
    private void survivesChanges(String name, int step) {
        JsonNode sample = Body.read(Samples.body(name));
        if (!sample.isContainerNode()) {
            return;
        }
        int places = JsonPlace.in(sample).size();
        for (int place = 0; place < places; place += step) {
            JsonNode mutant = sample.deepCopy();
            JsonPlace changed = JsonPlace.in(mutant).get(place);
            // In turns, so that every sample meets every kind of change.
            switch (place % 3) {
                case 0 -> changed.remove();
                case 1 -> changed.put(JSON.nullNode());
                default -> changed.put(ODD.get(place / 3 % ODD.size()).deepCopy());
            }
            assertReadable(Body.compact(mutant));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void survivesDamagedText(String name) {
        survivesDamage(name, 5);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("samples")
    void survivesDamagedTextOften(String name) {
        survivesDamage(name, 50);
    }

    private void survivesDamage(String name, int times) {
        Random random = new Random(4711);
        byte[] sample = Samples.body(name).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < times; i++) {
            byte[] damaged = sample.clone();
            for (int hits = 0; hits < 3; hits++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            int end = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
            assertReadable(new String(damaged, 0, end, StandardCharsets.UTF_8));
        }
    }

    @Test
    void survivesRandomTextOfAnyKind() {
        Random random = new Random(42);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            assertReadable(new String(bytes, StandardCharsets.ISO_8859_1));
            assertReadable(new String(bytes, StandardCharsets.UTF_16BE));
        }
        assertReadable("");
        assertReadable(" \n ");
        assertReadable(null);
        assertThat(AllInterpreters.asked().interpret(Samples.message("\u0000")).title()).isEqualTo("Notification");
    }

    /** SNS allows 256 KiB. The limit of time is far above what is needed and far below what a quadratic step would take. */
    @ParameterizedTest
    @MethodSource("large")
    void readsTheLargestMessagesInNoTime(String body) {
        assertReadable("what is loaded once does not count");
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertReadable(body));
    }

    private static List<String> samples() {
        return Samples.names();
    }

    private static Stream<String> large() {
        int size = 256 * 1024;
        return Stream.of("x".repeat(size), "x\n".repeat(size / 2), "https://".repeat(size / 8), "Action=".repeat(size / 7),
                "Action=Unsubscribe ".repeat(size / 19), "Action=Unsubscribe".repeat(size / 18),
                "[" + "1,".repeat(size / 2 - 2) + "1]", "[" + "[],".repeat(size / 3 - 2) + "[]]",
                "{\"a\": \"" + "\\u0000".repeat(size / 6 - 4) + "\"}",
                "{\"detail-type\": \"x\", \"detail\": " + wide(size) + "}",
                "{\"detail-type\": \"x\", \"detail\": " + secrets(size) + "}", wide(size), secrets(size),
                "{\"AlarmName\": \"a\", \"NewStateValue\": \"b\", \"AlarmRule\": \"" + "arn:aws:cloudwatch:".repeat(size / 20)
                        + "\"}",
                "{\"version\": \"1.0\", \"source\": \"custom\", \"content\": {\"title\": \"" + "<https://a|".repeat(size / 12)
                        + "\", \"description\": \"x\"}}",
                "{\"text\": \"" + "<@U".repeat(size / 3 - 10) + "\"}");
    }

    private static String wide(int size) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; json.length() < size - 40; i++) {
            json.append("\"value-").append(i).append("\": \"").append(i).append("\",");
        }
        return json.append("\"name\": \"password\"}").toString();
    }

    private static String secrets(int size) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; json.length() < size - 60; i++) {
            json.append("\"token").append(i).append("\": \"s3cr3t-").append(i).append("\",");
        }
        return json.append("\"name\": \"n\"}").toString();
    }

    private void assertReadable(String body) {
        assertThat(AllInterpreters.askedOneByOne(Samples.message(body)))
                .allSatisfy(notice -> assertThat(notice.title()).isNotBlank().doesNotContain("\n"));
    }
}
