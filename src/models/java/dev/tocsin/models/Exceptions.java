package dev.tocsin.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** In what tables differ from models, by our own decision. */
record Exceptions(Set<String> leftOut, Set<String> shown, Map<String, String> parameters) {

    static Exceptions read(Path data) throws IOException {
        Map<String, String> parameters = new HashMap<>();
        DataFile.read(data.resolve("parameters.txt"))
                .forEach(words -> parameters.put(String.join(" ", words.subList(0, 3)), words.get(3)));
        return new Exceptions(pairs(data.resolve("left-out.txt")), pairs(data.resolve("shown.txt")), parameters);
    }

    private static Set<String> pairs(Path file) throws IOException {
        Set<String> pairs = new HashSet<>();
        DataFile.read(file).forEach(words -> pairs.add(words.get(0) + " " + words.get(1)));
        return pairs;
    }

    boolean leavesOut(KnownService service, String operation) {
        return leftOut.contains(service.name() + " " + operation);
    }

    boolean shows(KnownService service, String shape) {
        return shown.contains(service.name() + " " + shape);
    }

    /** What AWS's command line calls a parameter otherwise than by the rule. */
    Optional<String> parameter(KnownService service, String operation, String member) {
        return List.of(operation, "*").stream().map(of -> parameters.get(String.join(" ", service.name(), of, member)))
                .filter(Objects::nonNull).findFirst();
    }
}
