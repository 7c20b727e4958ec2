package dev.tocsin.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One scalar somewhere in a payload, or a short list of scalars, with the member names that lead to it.
 *
 * @param path member names from the outside in; elements of an array count as {@code #1}, {@code #2}
 * @param value the scalar, null for a list of scalars, the array for a list of objects
 * @param name the innermost member name that is no element of an array, in lower-case letters and digits
 * @param parent the same, one further out; empty at the top
 */
record Leaf(List<String> path, String words, JsonNode value, String name, String parent) {

    private static final int DEEPEST = 8;
    private static final int MOST = 400;
    private static final int FIRST_OF_ARRAY = 3;
    private static final int FIRST_OF_LIST = 5;
    private static final int LONGEST_LINE = 120;
    private static final int MOST_OF_OBJECT = 20;

    /** Names that say little without the name of the member around them. */
    private static final Set<String> BARE = Set.of("name", "value", "id", "arn", "type", "key", "label", "code", "status",
            "state",
            "reason", "message", "description", "size", "count", "number", "version", "severity", "result", "title");

    private static final Set<String> NOTHING = Set.of("null", "none", "n/a", "-", "optional.empty", "undefined");
    private static final int LONGEST_NOTHING = 14;

    /** The leaves of a tree in document order, at most a few hundred, without the secret ones. */
    static List<Leaf> of(JsonNode root, Secrets secrets) {
        List<Leaf> leaves = new ArrayList<>();
        collect(root, List.of(), secrets, leaves);
        return leaves;
    }

    private static Leaf of(List<String> path, String words, JsonNode value) {
        return new Leaf(path, words, value, Labels.bare(innermost(path, 0)), Labels.bare(innermost(path, 1)));
    }

    /** The innermost member name as it is written; empty for an item of an array at the top. */
    String member() {
        return innermost(path, 0);
    }

    int depth() {
        return path.size();
    }

    /** Whether it is of one element among several, which {@link #isSummary a summary} tells better. */
    boolean isOfArray() {
        for (String step : path) {
            if (step.startsWith("#")) {
                return true;
            }
        }
        return false;
    }

    /** Whether it speaks of what was, or of what is merely wanted. */
    boolean isPast() {
        return StateNames.isPast(name) || StateNames.isPast(parent);
    }

    /** Whether it stands for a list of objects. */
    boolean isSummary() {
        return value != null && value.isArray();
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
                return path.get(i);
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
                    .ifPresent(words -> leaves.add(Leaf.of(path, secrets.hide(words), json)));
        }
    }

    private static void collectItems(JsonNode array, List<String> path, Secrets secrets, List<Leaf> leaves) {
        List<String> words = new Json(array).items().stream().limit(FIRST_OF_LIST).map(Json::words)
                .flatMap(item -> item.stream()).toList();
        if (words.size() == Math.min(array.size(), FIRST_OF_LIST)) {
            String more = array.size() > FIRST_OF_LIST ? " and " + (array.size() - FIRST_OF_LIST) + " more" : "";
            if (!words.isEmpty()) {
                leaves.add(Leaf.of(path, secrets.hide(String.join(", ", words) + more), null));
            }
            return;
        }
        summary(array, secrets).ifPresent(lines -> leaves.add(Leaf.of(path, lines, array)));
        for (int i = 0; i < Math.min(array.size(), FIRST_OF_ARRAY); i++) {
            collect(array.get(i), array.size() == 1 ? path : with(path, "#" + (i + 1)), secrets, leaves);
        }
    }

    /** A few words on each of several objects: name, state, reason. */
    private static Optional<String> summary(JsonNode array, Secrets secrets) {
        if (array.size() < 2 || !array.get(0).isObject()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.min(array.size(), FIRST_OF_LIST); i++) {
            String line = secrets.hide(line(array.get(i)));
            if (!line.isEmpty()) {
                lines.add(Cut.end(line, LONGEST_LINE));
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        if (array.size() > FIRST_OF_LIST) {
            lines.add("… and " + (array.size() - FIRST_OF_LIST) + " more");
        }
        return Optional.of(String.join("; ", lines));
    }

    private static String line(JsonNode object) {
        List<Map.Entry<String, JsonNode>> telling = object.properties().stream().limit(MOST_OF_OBJECT)
                .filter(member -> !Secrets.isHidden(object, member.getKey(), member.getValue()))
                .filter(member -> order(Labels.bare(member.getKey())) >= 0)
                .sorted(Comparator.comparingInt(member -> order(Labels.bare(member.getKey()))))
                .toList();
        List<String> words = telling.stream().map(member -> new Json(member.getValue()).words()).flatMap(Optional::stream)
                .filter(Leaf::saysSomething).limit(FIRST_OF_ARRAY).toList();
        boolean named = words.size() > 1 && order(Labels.bare(telling.get(0).getKey())) == 0;
        return named ? words.get(0) + ": " + String.join(", ", words.subList(1, words.size())) : String.join(", ", words);
    }

    /** Names before states before reasons before all else; -1 for what nobody would read in a line. */
    private static int order(String name) {
        if (name.endsWith("name") || name.endsWith("title") || name.equals("key") || name.equals("summary")) {
            return 0;
        }
        if (name.endsWith("state") || name.endsWith("status") || name.endsWith("severity") || name.endsWith("result")) {
            return 1;
        }
        if (name.contains("reason") || name.contains("error") || name.contains("message") || name.contains("exitcode")
                || name.equals("description")) {
            return 2;
        }
        return name.endsWith("arn") || name.endsWith("at") || name.endsWith("time") ? -1 : 3;
    }

    private static boolean saysSomething(String words) {
        return words.length() > LONGEST_NOTHING || !NOTHING.contains(words.toLowerCase(Locale.ROOT));
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
