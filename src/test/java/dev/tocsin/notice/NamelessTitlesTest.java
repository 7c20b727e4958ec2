package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whichever member is missing, a title has words for it. */
class NamelessTitlesTest {

    private static final int DEEPEST = 4;

    @ParameterizedTest
    @MethodSource("samples")
    void haveNoQuestionMarkForAMissingName(String name) {
        Message message = Samples.sample(name);
        for (JsonNode changed : withoutOneMember(Body.read(message.body()))) {
            String title = AllInterpreters.asked().interpret(new Message(message.topicArn(), message.messageId(),
                    message.publishedAt(), message.subject(), Body.compact(changed), message.attributes())).title();
            assertThat(title).as(Body.compact(changed)).doesNotContainPattern("(?:^|[^\\p{L}\\p{N}])\\?")
                    .doesNotContain("null").doesNotEndWith(" ");
        }
    }

    private static List<JsonNode> withoutOneMember(JsonNode root) {
        List<JsonNode> changed = new ArrayList<>();
        remove(root, root, 0, changed);
        return changed;
    }

    private static void remove(JsonNode root, JsonNode place, int depth, List<JsonNode> changed) {
        if (depth > DEEPEST || !(place instanceof ObjectNode object)) {
            return;
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            ObjectNode before = object.deepCopy();
            object.remove(name);
            changed.add(root.deepCopy());
            object.removeAll();
            object.setAll(before);
            remove(root, object.get(name), depth + 1, changed);
        }
    }

    private static List<String> samples() {
        return Samples.names().stream().filter(name -> name.endsWith(".json")).toList();
    }
}
