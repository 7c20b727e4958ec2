package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of it all: figures that say how much was tried, and faults of which there must be none, with some of each named.
 */
public final class Ledger {

    private static final int MOST_NAMED = 20;

    private final Map<String, Long> figures = new LinkedHashMap<>();
    private final Map<String, List<String>> faults = new LinkedHashMap<>();
    private final Map<String, Object> notes = new LinkedHashMap<>();

    Ledger figure(String name, long value) {
        figures.put(name, value);
        return this;
    }

    Ledger fault(String name, List<String> cases) {
        faults.computeIfAbsent(name, first -> new ArrayList<>()).addAll(cases);
        return this;
    }

    Ledger note(String name, Object what) {
        notes.put(name, what);
        return this;
    }

    public long figure(String name) {
        return figures.getOrDefault(name, 0L);
    }

    /** Each fault that there is, with what shows it; empty if all is well. */
    public Map<String, List<String>> faults() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        faults.forEach((name, cases) -> {
            if (!cases.isEmpty()) {
                found.put(name, List.copyOf(cases));
            }
        });
        return found;
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>(notes);
        document.put("figures", figures);
        Map<String, Object> found = new LinkedHashMap<>();
        faults.forEach((name, cases) -> found.put(name, Map.of("count", cases.size(), "cases",
                cases.subList(0, Math.min(cases.size(), MOST_NAMED)))));
        document.put("faults", found);
        return document;
    }

    public String table() {
        StringBuilder table = new StringBuilder();
        figures.forEach((name, value) -> table.append(line(name, value)));
        table.append("must be none:\n");
        faults.forEach((name, cases) -> {
            table.append(line(name, cases.size()));
            cases.stream().limit(MOST_NAMED).forEach(one -> table.append("      ").append(one).append('\n'));
        });
        return table.toString();
    }

    private static String line(String name, long value) {
        return String.format(Locale.ROOT, "  %-72s %,8d%n", name, value);
    }
}
