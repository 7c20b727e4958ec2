package dev.tocsin.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What IAM calls the operations, and whether they only read. Whatever nothing is known of changes something. */
final class Effects {

    /** Services whose actions are the methods of HTTP. */
    private static final Set<String> BY_METHOD = Set.of("apigateway", "apigatewayv2");

    private final AccessLevels levels;
    private final Map<String, List<String>> actions = new HashMap<>();
    private final Map<String, String> decided = new HashMap<>();
    private final Set<String> unused = new TreeSet<>();

    record Effect(boolean isReading, List<String> actions) {
    }

    private Effects(AccessLevels levels) {
        this.levels = levels;
    }

    static Effects read(Path data) throws IOException {
        Effects effects = new Effects(AccessLevels.read(data));
        DataFile.read(data.resolve("actions.txt"))
                .forEach(words -> effects.actions.put(key(words.get(0), words.get(1)), words.subList(2, words.size())));
        DataFile.read(data.resolve("effects.txt"))
                .forEach(words -> effects.decided.put(key(words.get(0), words.get(1)), words.get(2)));
        effects.unused.addAll(effects.actions.keySet());
        effects.unused.addAll(effects.decided.keySet());
        return effects;
    }

    /** @param isReadOnly whether the model itself says so, which only some do */
    Effect of(KnownService service, String operation, String method, boolean isReadOnly) {
        String key = key(service.name(), operation);
        List<String> needed = actions(service, operation, method);
        boolean isKnown = needed.stream().allMatch(action -> levels.spelled(action).isPresent());
        boolean isReading = isKnown ? needed.stream().allMatch(levels::isReading) : isReadOnly;
        String other = decided.get(key);
        if (other != null && other.equals("reads") == isReading) {
            throw new IllegalStateException("effects.txt says what is known without it: " + key);
        }
        unused.remove(key);
        return new Effect(isReading ^ (other != null), needed);
    }

    /** Lines of our data that are about nothing that there is. */
    Set<String> unused() {
        return unused;
    }

    private List<String> actions(KnownService service, String operation, String method) {
        List<String> others = actions.get(key(service.name(), operation));
        if (others != null) {
            return others.stream().map(other -> levels.spelled(other)
                    .orElseThrow(() -> new IllegalStateException("IAM has no action " + other))).toList();
        }
        String action = service.iam() + ":" + operation;
        return List.of(levels.spelled(action)
                .orElse(BY_METHOD.contains(service.name()) ? service.iam() + ":" + method : action));
    }

    private static String key(String service, String operation) {
        return service + " " + operation;
    }
}
