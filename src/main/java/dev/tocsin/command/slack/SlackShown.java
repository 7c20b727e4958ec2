package dev.tocsin.command.slack;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A message as Slack takes it.
 *
 * @param text what notifications of the phone say, escaped as Slack wants it
 * @param blocks within Slack's limits
 * @param snippet what is to be uploaded beside it, since it is too long for a message
 */
public record SlackShown(String text, ArrayNode blocks, Optional<String> snippet) {

    /** The blocks for where Slack refuses tables, which it has only since 2025: they are letters of one width then. */
    public static ArrayNode withoutTable(Iterable<JsonNode> blocks) {
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        blocks.forEach(block -> {
            if (isTable(block)) {
                others.addAll(LetterTable.blocks(block));
            } else {
                others.add(block);
            }
        });
        return others;
    }

    public static boolean isTable(JsonNode block) {
        return block.path("type").asText().equals("table");
    }
}
