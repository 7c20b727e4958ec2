package dev.tocsin.configuration.keys;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How the stored secrets stand to the keys.
 *
 * @param current the id of the key that seals; null if none is set
 * @param previous the ids of the keys that only open
 * @param byKey how many secrets are sealed under which key
 * @param lost what those are sealed for whose key is not configured, or that are not readable, by key; the first of them
 * @param damaged what those are sealed for that an older key does not open although it is the one that they name
 * @param otherwise the keys that other replicas seal under, for which sealing anew waits
 */
public record KeyReport(String current, Set<String> previous, Map<String, Long> byKey, Map<String, List<String>> lost,
        List<String> damaged, List<String> otherwise) {

    /**
     * All that there are: those that are configured too, with none, which is what somebody waits for who wants to remove one.
     */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(byKey.keySet());
        Stream.concat(Stream.ofNullable(current), previous.stream()).forEach(keys::add);
        return keys;
    }

    /** {@code current}, {@code previous} or {@code missing}. */
    public String state(String keyId) {
        return keyId.equals(current) ? "current" : previous.contains(keyId) ? "previous" : "missing";
    }

    /** How many are under a key that will no longer be needed. */
    public long outstanding() {
        return previous.stream().mapToLong(this::under).sum();
    }

    public long under(String keyId) {
        return byKey.getOrDefault(keyId, 0L);
    }
}
