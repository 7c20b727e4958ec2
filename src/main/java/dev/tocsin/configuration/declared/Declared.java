package dev.tocsin.configuration.declared;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.tocsin.configuration.Declarable;

/**
 * All that a file declares, its secrets resolved.
 *
 * @param lists the entries by the names of their lists; one that could not be read is null
 */
public record Declared(Map<String, List<Declarable>> lists) {

    public static final Declared NOTHING = new Declared(Map.of());

    /** How many entries there are, those included that could not be read. */
    public int size() {
        return lists.values().stream().mapToInt(Collection::size).sum();
    }

    /** The entries of a list; none if the file does not have it. */
    List<Declarable> list(String name) {
        return lists.getOrDefault(name, List.of());
    }
}
