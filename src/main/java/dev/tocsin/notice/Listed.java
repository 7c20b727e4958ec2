package dev.tocsin.notice;

import java.util.List;

/** Writes a list in one line, of which the first items tell enough. */
public final class Listed {

    private static final int LONGEST_ITEM = 120;

    private Listed() {
    }

    /** For instance "a, b and 7 more"; null for no items, so that no fact comes of it. */
    public static String first(int most, List<String> items) {
        if (items.isEmpty()) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        for (String item : items.subList(0, Math.min(most, items.size()))) {
            line.append(line.isEmpty() ? "" : ", ").append(Cut.middle(item, LONGEST_ITEM));
        }
        int more = items.size() - most;
        return more > 0 ? line.append(" and ").append(more).append(" more").toString() : line.toString();
    }
}
