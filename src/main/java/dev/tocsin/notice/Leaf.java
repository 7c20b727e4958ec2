package dev.tocsin.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One scalar somewhere in a payload, or a short list of scalars, with the member names that lead to it.
 *
 * @param path member names from the outside in; elements of an array count as {@code #1}, {@code #2}
 * @param value the scalar, or null for a list
 * @param name the innermost member name that is no element of an array, in lower-case letters and digits
 * @param parent as name, one further out; empty at the top
 */
record Leaf(List<String> path, String words, JsonNode value, String name, String parent) {

    private static final int DEEPEST = 8;
    private static final int MOST = 400;
    private static final int FIRST_OF_ARRAY = 3;
    private static final int FIRST_OF_LIST = 5;

    /** Names that say little without the name of the member around them. */
    private static final Set<String> BARE = Set.of("name", "value", "id", "arn", "type", "key", "label", "code", "status",
            "state",
            "reason", "message", "description", "size", "count", "number", "version", "severity", "result", "title");

    private static final Set<String> NOTHING = Set.of("null", "none", "n/a", "-", "optional.empty", "undefined");

    /** The leaves of a tree in document order, at most a few hundred, without the secret ones. */
    static List<Leaf> of(JsonNode root, Secrets secrets) {
        List<Leaf> leaves = new ArrayList<>();
        collect(root, List.of(), secrets, leaves);
        return leaves;
    }

    private Leaf(List<String> path, String words, JsonNode value) {
        this(path, words, value, innermost(path, 0), innermost(path, 1));
    }

    int depth() {
        return path.size();
    }

    boolean isOfArray() {
        return path.stream().anyMatch(step -> step.startsWith("#"));
    }

    String label() {
        List<String> names = path.stream().filter(step -> !step.startsWith("#")).toList();
        if (names.isEmpty()) {
            return "Value";
        }
        String last = names.get(names.size() - 1);
        boolean bare = names.size() > 1 && BARE.contains(Labels.bare(last));
        String element = path.stream().filter(step -> step.startsWith("#")).collect(Collectors.joining(" "));
        String label = bare ? Labels.of(names.get(names.size() - 2) + " " + last) : Labels.of(last);
        return element.isEmpty() ? label : label + " " + element;
    }

    private static String innermost(List<String> path, int skip) {
        int left = skip;
        for (int i = path.size() - 1; i >= 0; i--) {
            if (!path.get(i).startsWith("#") && left-- == 0) {
                return Labels.bare(path.get(i));
            }
        }
        return "";
    }

    private static void collect(JsonNode json, List<String> path, Secrets secrets, List<Leaf> leaves) {
        if (leaves.size() >= MOST || path.size() > DEEPEST) {
            return;
        }
        if (json.isObject()) {
            json.properties().forEach(member -> {
                if (leaves.size() < MOST && !Secrets.isHidden(json, member.getKey(), member.getValue())) {
                    collect(member.getValue(), with(path, member.getKey()), secrets, leaves);
                }
            });
        } else if (json.isArray()) {
            collectItems(json, path, secrets, leaves);
        } else {
            new Json(json).words().filter(Leaf::saysSomething)
                    .ifPresent(words -> leaves.add(new Leaf(path, secrets.hide(words), json)));
        }
    }

    private static void collectItems(JsonNode array, List<String> path, Secrets secrets, List<Leaf> leaves) {
        List<String> words = new Json(array).items().stream().limit(FIRST_OF_LIST).map(Json::words)
                .flatMap(item -> item.stream()).toList();
        if (words.size() == Math.min(array.size(), FIRST_OF_LIST)) {
            String more = array.size() > FIRST_OF_LIST ? " and " + (array.size() - FIRST_OF_LIST) + " more" : "";
            if (!words.isEmpty()) {
                leaves.add(new Leaf(path, secrets.hide(String.join(", ", words) + more), null));
            }
            return;
        }
        for (int i = 0; i < Math.min(array.size(), FIRST_OF_ARRAY); i++) {
            collect(array.get(i), array.size() == 1 ? path : with(path, "#" + (i + 1)), secrets, leaves);
        }
    }

    private static boolean saysSomething(String words) {
        return !NOTHING.contains(words.toLowerCase(Locale.ROOT));
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
