package dev.tocsin.aws.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table of a service as text: blocks of lines, of which all but the first are set in by a blank. */
final class ModelText {

    private final String text;

    ModelText(String text) {
        this.text = text;
    }

    ServiceModel read() {
        Map<String, String> head = new HashMap<>();
        List<OperationModel> operations = new ArrayList<>();
        Map<String, Integer> shapes = new HashMap<>();
        int at = 0;
        while (at < text.length()) {
            int end = lineEnd(at);
            int space = text.indexOf(' ', at);
            switch (text.substring(at, Math.max(at, Math.min(space, end)))) {
                case "#", "" -> {
                }
                case "operation" -> operations.add(OperationBlock.of(block(at)));
                case "structure", "list", "map", "string", "integer", "long", "float", "double", "boolean", "timestamp",
                        "blob", "document" ->
                    shapes.put(word(space + 1, end), at);
                default -> head.put(text.substring(at, space), text.substring(space + 1, end));
            }
            at = next(end);
        }
        return model(head, operations, new LazyShapes(this, shapes));
    }

    private static ServiceModel model(Map<String, String> head, List<OperationModel> operations, Map<String, Shape> shapes) {
        String endpoint = head.get("endpoint");
        return new ServiceModel(head.get("service"), head.get("title"),
                WireProtocol.valueOf(head.get("protocol").replace('-', '_').toUpperCase(Locale.ROOT)),
                head.getOrDefault("json", ""), head.get("version"), head.getOrDefault("target", ""), endpoint,
                head.getOrDefault("signing", endpoint), head.containsKey("global"), head.getOrDefault("namespace", ""),
                List.copyOf(operations), shapes);
    }

    /** The line at this place, and those after it that are set in. */
    List<String> block(int begin) {
        List<String> lines = new ArrayList<>();
        int end = lineEnd(begin);
        lines.add(text.substring(begin, end));
        int at = end + 1;
        while (at < text.length() && text.charAt(at) == ' ') {
            end = lineEnd(at);
            lines.add(text.substring(at, end));
            at = end + 1;
        }
        return lines;
    }

    /** Where the next block begins. */
    private int next(int lineEnd) {
        int at = lineEnd + 1;
        while (at < text.length() && text.charAt(at) == ' ') {
            at = lineEnd(at) + 1;
        }
        return at;
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private String word(int at, int lineEnd) {
        int space = text.indexOf(' ', at);
        return text.substring(at, space < 0 || space > lineEnd ? lineEnd : space);
    }

    static Optional<String> optional(String[] words, int at) {
        return words.length > at && !words[at].equals("-") ? Optional.of(words[at]) : Optional.empty();
    }
}
