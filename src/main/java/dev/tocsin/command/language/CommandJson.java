package dev.tocsin.command.language;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON as people type it. */
final class CommandJson {

    /** Before a {@link TypedText#VARIABLE variable} that stood in JSON without quotation marks. */
    static final char BARE = '\uFDD2';
    /** So that no recursion over it is deep. */
    static final int DEEPEST = 60;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(100).build())
            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private CommandJson() {
    }

    /** An object or an array. */
    static Optional<JsonNode> container(String text) {
        String json = text.strip();
        if (!json.startsWith("{") && !json.startsWith("[")) {
            return Optional.empty();
        }
        return any(json).or(() -> any(Quotation.straight(json)));
    }

    /** Any JSON. */
    static Optional<JsonNode> any(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(json -> !json.isMissingNode());
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    /** What is wrong with it, as JSON's reader says it. */
    static String fault(String text) {
        try {
            MAPPER.readTree(text);
            return "";
        } catch (JsonProcessingException fault) {
            String place = fault.getLocation() == null ? "" : " at character " + fault.getLocation().getColumnNr();
            return " JSON's reader stopped" + place + ".";
        }
    }

    /** The text as JSON, with straight quotation marks and without bare variables, if it is JSON then. */
    static Optional<String> repaired(String text, boolean hasVariables) {
        String json = hasVariables ? withoutBareVariables(text) : text;
        return any(json).isPresent() ? Optional.of(json)
                : Optional.of(Quotation.straight(json))
                        .map(straight -> hasVariables ? withoutBareVariables(straight) : straight)
                        .filter(straight -> any(straight).isPresent());
    }

    private static String withoutBareVariables(String text) {
        StringBuilder json = new StringBuilder(text.length());
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = c == '$' && !inside ? Tokenizer.nameEnd(text, i + 1) : -1;
            if (end > 0) {
                json.append('"').append(BARE).append(text, i, end).append('"');
                i = end - 1;
                continue;
            }
            json.append(c);
            if (inside && c == '\\' && i + 1 < text.length()) {
                json.append(text.charAt(++i));
            } else if (c == '"') {
                inside = !inside;
            }
        }
        return json.toString();
    }

    /** With all characters that are not plain to see by their numbers. */
    static String compact(JsonNode json) {
        String compact = written(json);
        StringBuilder plain = new StringBuilder(compact.length());
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            boolean hidden = c != ' ' && (Character.isSpaceChar(c) || Character.isISOControl(c) || Character.isSurrogate(c)
                    || !Character.isDefined(c) || Character.getType(c) == Character.FORMAT);
            plain.append(hidden ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return plain.toString();
    }

    private static String written(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
