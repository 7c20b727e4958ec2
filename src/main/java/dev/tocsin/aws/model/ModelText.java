package dev.tocsin.aws.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The table of a service as text: a head, then operations, then shapes. Each is a block of lines, of which all but the first
 * are
 * set in by a blank. Operations and shapes are in the order of their names, and are looked for without reading all of them:
 * EC2's has twenty thousand lines, of which a call needs fifty.
 */
final class ModelText {

    private static final String OPERATIONS = "\noperations\n";
    private static final String SHAPES = "\nshapes\n";

    private final String text;
    private final int operations;
    private final int operationsEnd;
    private final int shapes;

    ModelText(String text) {
        this.text = text;
        int begin = text.indexOf(OPERATIONS);
        int end = text.indexOf(SHAPES);
        this.operations = begin + OPERATIONS.length();
        this.operationsEnd = end + 1;
        this.shapes = end + SHAPES.length();
    }

    ServiceModel read() {
        Map<String, String> head = new HashMap<>();
        Map<String, ServiceModel.GlobalHost> hosts = new HashMap<>();
        text.substring(0, operations).lines().forEach(line -> {
            String[] words = line.split(" ", 2);
            if (words[0].equals("global")) {
                String[] host = words[1].split(" ");
                hosts.put(host[0], new ServiceModel.GlobalHost(host[1], host[2]));
            } else {
                head.put(words[0], words[words.length - 1]);
            }
        });
        String endpoint = head.get("endpoint");
        return new ServiceModel(head.get("service"), head.get("title"),
                WireProtocol.valueOf(head.get("protocol").replace('-', '_').toUpperCase(Locale.ROOT)),
                head.getOrDefault("json", ""), head.get("version"), head.getOrDefault("target", ""), endpoint,
                head.getOrDefault("signing", endpoint), !hosts.isEmpty(), head.getOrDefault("namespace", ""),
                new LazyOperations(this, head.get("iam")), new LazyShapes(this), Map.copyOf(hosts));
    }

    /** Where the blocks of all operations begin. */
    List<Integer> operations() {
        return begins(operations, operationsEnd);
    }

    /** Where the blocks of all shapes begin. */
    List<Integer> shapes() {
        return begins(shapes, text.length());
    }

    private List<Integer> begins(int from, int to) {
        List<Integer> begins = new ArrayList<>();
        for (int at = from; at < to; at = nextBlock(at)) {
            begins.add(at);
        }
        return begins;
    }

    Optional<List<String>> operation(String cliName) {
        return find(operations, operationsEnd, cliName, CliNames::of);
    }

    Optional<List<String>> shape(String name) {
        return find(shapes, text.length(), name, UnaryOperator.identity());
    }

    /** @param key what of their names the blocks are in the order of */
    private Optional<List<String>> find(int from, int to, String wanted, UnaryOperator<String> key) {
        int low = from;
        int high = to;
        while (low < high) {
            int at = blockAround((low + high) >>> 1, low);
            int order = key.apply(nameOf(at)).compareTo(wanted);
            if (order == 0) {
                return Optional.of(block(at));
            }
            if (order < 0) {
                low = nextBlock(at);
            } else {
                high = at;
            }
        }
        return Optional.empty();
    }

    /** The second word of a block. */
    String nameOf(int block) {
        int begin = text.indexOf(' ', block) + 1;
        int lineEnd = lineEnd(begin);
        int space = text.indexOf(' ', begin);
        return text.substring(begin, space < 0 || space > lineEnd ? lineEnd : space);
    }

    /** The line at this place, and those after it that are set in. */
    List<String> block(int begin) {
        List<String> lines = new ArrayList<>();
        int at = begin;
        do {
            int end = lineEnd(at);
            lines.add(text.substring(at, end));
            at = end + 1;
        } while (at < text.length() && text.charAt(at) == ' ');
        return lines;
    }

    /** Where the block begins in which this place is; not before the one that begins at {@code first}. */
    private int blockAround(int place, int first) {
        int at = place;
        while (at > first && (text.charAt(at - 1) != '\n' || text.charAt(at) == ' ')) {
            at = Math.max(first, text.lastIndexOf('\n', at - 2) + 1);
        }
        return at;
    }

    private int nextBlock(int block) {
        int at = lineEnd(block) + 1;
        while (at < text.length() && text.charAt(at) == ' ') {
            at = lineEnd(at) + 1;
        }
        return at;
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
