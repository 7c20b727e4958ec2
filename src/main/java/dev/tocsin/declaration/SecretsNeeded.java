package dev.tocsin.declaration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.declaration.NeededSecret.State;
import dev.tocsin.declaration.SecretReferences.Reference;
import dev.tocsin.problem.Quoted;

/** Gathers the secrets that a file refers to, as many as people read. */
final class SecretsNeeded {

    /** Of each state. */
    private static final int MOST = 500;

    private final List<NeededSecret> listed = new ArrayList<>();
    private final Map<State, Integer> counts = new EnumMap<>(State.class);

    void add(String field, Reference reference, State state, String reason) {
        if (counts.merge(state, 1, Integer::sum) <= MOST) {
            listed.add(new NeededSecret(field, reference.kind(), Quoted.name(reference.name()), state, reason));
        }
    }

    /** First those that are to be supplied, each in the order of the file. */
    List<NeededSecret> listed() {
        List<NeededSecret> sorted = new ArrayList<>(listed);
        sorted.sort(Comparator.comparing(NeededSecret::state));
        return Collections.unmodifiableList(sorted);
    }

    /** How many are not listed; empty if all are. */
    Optional<String> more() {
        int more = counts.values().stream().mapToInt(count -> Math.max(0, count - MOST)).sum();
        return more == 0 ? Optional.empty() : Optional.of(more + " more secrets are not listed");
    }
}
