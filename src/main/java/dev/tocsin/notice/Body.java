package dev.tocsin.notice;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Reads a published text as JSON, strictly and within bounds; whatever is not such JSON is simply text. */
final class Body {

    /** AWS events stay below 20 levels; the bound keeps every recursion over a tree short. */
    private static final int DEEPEST = 100;

    /** SNS messages have at most 256 KiB; AWS raised the limit of sibling services to 1 MiB, so there is room for that. */
    private static final int LONGEST = 2 * 1024 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST)
                    .maxNameLength(LONGEST)
                    .maxNumberLength(1000)
                    .build())
            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private Body() {
    }

    /**
     * The body as JSON, or a missing node. A JSON string that holds a JSON object or array, as EventBridge's input
     * transformers and careless publishers make it, is opened.
     */
    static JsonNode read(String body) {
        JsonNode json = parse(body);
        if (json.isTextual()) {
            JsonNode inner = parseContainer(json.textValue());
            return inner.isMissingNode() ? json : inner;
        }
        return json;
    }

    /** Reads only objects and arrays; cheap for text that is neither. */
    static JsonNode parseContainer(String text) {
        String content = text.strip();
        boolean container = content.startsWith("{") && content.endsWith("}")
                || content.startsWith("[") && content.endsWith("]");
        return container ? parse(content) : MissingNode.getInstance();
    }

    /** Indented, as people read it, and no more of it than a chat could show. */
    static Text.Preformatted pretty(JsonNode json) {
        Shortened shortened = new Shortened();
        try {
            PRETTY.writeValue(shortened, json);
        } catch (IOException enough) {
            return shortened.text();
        }
        return shortened.text();
    }

    /** In one line. */
    static String compact(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossibleForTrees) {
            return "";
        }
    }

    private static JsonNode parse(String text) {
        if (text == null || text.length() > LONGEST) {
            return MissingNode.getInstance();
        }
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (!mayBeJson(content)) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode json = MAPPER.readTree(content);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException | RuntimeException | StackOverflowError noJson) {
            return MissingNode.getInstance();
        }
    }

    /** What prose begins with begins no JSON, and to find that out by a parser's exception takes longer than all else. */
    private static boolean mayBeJson(String text) {
        int start = 0;
        while (start < text.length() && isJsonSpace(text.charAt(start))) {
            start++;
        }
        if (start == text.length()) {
            return false;
        }
        char first = text.charAt(start);
        return switch (first) {
            case '{', '[', '"', '-' -> true;
            case 't' -> text.startsWith("true", start);
            case 'f' -> text.startsWith("false", start);
            case 'n' -> text.startsWith("null", start);
            default -> first >= '0' && first <= '9';
        };
    }

    private static boolean isJsonSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
