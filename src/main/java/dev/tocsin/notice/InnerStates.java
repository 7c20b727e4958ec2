package dev.tocsin.notice;

import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The worst state that lies deeper than a good one: a scan that is complete may have found something, and a batch that ran to
 * its end may have failed in parts.
 */
final class InnerStates {

    private static final int MOST = 2_000;
    private static final int DEEPEST = 10;
    /** What was before, and what was tried before the last try. */
    private static final Set<String> PAST = Set.of("history", "attempts", "tries", "retries", "events", "log", "logs",
            "timeline", "transitions", "occurrences");

    /**
     * A state that tells.
     *
     * @param isPart whether it is of one among several, which is less than all
     */
    record Found(Severity severity, String words, boolean isPart) {

        private Severity weight() {
            return isPart && severity.compareTo(Severity.MEDIUM) < 0 ? Severity.MEDIUM : severity;
        }
    }

    private int left = MOST;
    private Found worst;

    private InnerStates() {
    }

    /** The worst that is no good news. */
    static Optional<Found> worst(Iterable<JsonNode> roots) {
        InnerStates states = new InnerStates();
        roots.forEach(root -> states.visit(root, "", 0, false));
        return Optional.ofNullable(states.worst).map(found -> new Found(found.weight(), found.words(), found.isPart()));
    }

    private void visit(JsonNode node, String parent, int depth, boolean isPart) {
        if (depth > DEEPEST || left <= 0) {
            return;
        }
        if (node.isArray()) {
            node.forEach(item -> visit(item, parent, depth + 1, isPart || node.size() > 1));
        } else if (node.isObject()) {
            node.properties().forEach(member -> member(member.getKey(), member.getValue(), parent, depth, isPart));
        }
    }

    private void member(String name, JsonNode value, String parent, int depth, boolean isPart) {
        left--;
        String bare = Labels.bare(name);
        if (StateNames.isPast(bare) || PAST.contains(bare)) {
            return;
        }
        if (value.isContainerNode()) {
            visit(value, bare, depth + 1, isPart);
        } else if (value.isTextual() && value.textValue().length() <= StateNames.LONGEST_STATE
                && StateNames.isState(bare, parent)) {
            SeverityWords.in(value.textValue()).filter(severity -> severity.compareTo(Severity.MEDIUM) <= 0)
                    .map(severity -> new Found(severity, value.textValue().strip(), isPart)).ifPresent(this::keep);
        }
    }

    private void keep(Found found) {
        if (worst == null || found.weight().compareTo(worst.weight()) < 0) {
            worst = found;
        }
    }
}
