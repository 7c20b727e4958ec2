package dev.tocsin.command;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.command.slack.SlackShown;

/**
 * Something to be said in Slack.
 *
 * @param json as it is stored
 */
record Speech(Way way, ObjectNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "text";
    private static final String BLOCKS = "blocks";
    private static final String SNIPPET = "snippet";
    private static final String CONFIGURATION = "configuration";

    /** To whom it is said. */
    enum Way {
        /** To all, in the thread. */
        REPLY,
        /** To whoever gave the command alone. */
        WHISPER,
        /** To all, in place of a question. */
        EDIT,
        /** To whoever gave the command alone: where they say which role is theirs. The link is made as it is said. */
        ROLE_LINK
    }

    static Speech of(Way way, SlackShown shown) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put(TEXT, shown.text());
        json.set(BLOCKS, shown.blocks());
        shown.snippet().ifPresent(snippet -> json.put(SNIPPET, snippet));
        return new Speech(way, json);
    }

    static Speech roleLink(String configurationName) {
        return new Speech(Way.ROLE_LINK, JsonNodeFactory.instance.objectNode().put(CONFIGURATION, configurationName));
    }

    /** Empty if it is none that this version knows. */
    static Optional<Speech> read(String way, String json) {
        try {
            JsonNode read = JSON.readTree(json);
            return read instanceof ObjectNode object ? Optional.of(new Speech(Way.valueOf(way), object)) : Optional.empty();
        } catch (IOException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    String text() {
        return json.path(TEXT).asText();
    }

    ArrayNode blocks() {
        return json.path(BLOCKS) instanceof ArrayNode blocks ? blocks : JsonNodeFactory.instance.arrayNode();
    }

    Optional<String> snippet() {
        return Optional.ofNullable(json.path(SNIPPET).textValue());
    }

    /** Whose role is asked for. */
    String configurationName() {
        return json.path(CONFIGURATION).asText();
    }

    /** Without what it says. */
    @Override
    public String toString() {
        return "Speech[" + way + "]";
    }
}
