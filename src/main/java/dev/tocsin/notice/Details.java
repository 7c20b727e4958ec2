package dev.tocsin.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What can be said about a payload whose shape nobody described: the sentence in it that tells most, how bad it sounds, and
 * the members worth showing.
 */
final class Details {

    private static final int LONGEST_SENTENCE = 2000;
    private static final int LONGEST_VALUE = 240;
    private static final int LONGEST_STATE = 60;

    private static final List<String> SENTENCES = List.of("message", "eventmessage", "detailmessage", "notificationbody",
            "latestdescription", "errormessage", "statusmessage", "stoppedreason", "cause", "reason", "statusreason",
            "description", "summary", "customdata", "additionalinformation", "title", "headline");
    private static final List<String> STATES = List.of("state", "status", "result", "outcome", "health", "severity",
            "compliancetype", "conclusion", "newstate", "newstatus", "laststatus", "statevalue", "priority", "urgency", "level",
            "eventtype");
    private static final Set<String> STATE_PARTS = Set.of("label", "value", "name", "code", "status");
    private static final List<String> PAST = List.of("previous", "old", "prior", "desired", "from");

    private static final List<String> TIMES = List.of("at", "time", "date", "on", "timestamp", "started", "completed");
    /** Members that tell how the payload is written, not what happened. */
    private static final Set<String> NOISE = Set.of("version", "eventversion", "schemaversion", "requestid", "eventid");
    private static final Set<String> NAMES = Set.of("pipeline", "stage", "action", "application", "key", "title", "subject");
    private static final int TELLING = 9;
    private static final int FEW = 4;

    private final List<Leaf> leaves;
    private final Optional<Leaf> sentence;

    private Details(List<Leaf> leaves) {
        this.leaves = leaves;
        this.sentence = leaves.stream().filter(Details::isSentence)
                .min(Comparator.comparingInt(leaf -> SENTENCES.indexOf(leaf.name()) + 20 * leaf.depth()));
    }

    /** The details of one or more trees, read as if they were one. */
    static Details of(Secrets secrets, JsonNode... roots) {
        List<Leaf> leaves = new ArrayList<>();
        for (JsonNode root : roots) {
            if (root.isContainerNode()) {
                leaves.addAll(Leaf.of(root, secrets));
            }
        }
        return new Details(leaves);
    }

    /** The member that says in words what happened. */
    Optional<String> sentence() {
        return sentence.map(leaf -> Cut.middle(leaf.words(), LONGEST_SENTENCE));
    }

    /** The state that the thing is in now, as its service names it. */
    Optional<String> state() {
        return states().filter(leaf -> leaf.value().isTextual() && !isKindOfEvent(leaf)).map(Leaf::words).findFirst();
    }

    /** The worst of the telling states that are nearest to the top; what lies deeper is about parts. */
    Optional<Severity> severity() {
        List<Leaf> telling = states().filter(leaf -> severity(leaf).isPresent()).toList();
        int depth = telling.stream().mapToInt(Leaf::depth).min().orElse(0);
        return telling.stream().filter(leaf -> leaf.depth() == depth).map(leaf -> severity(leaf).orElseThrow())
                .min(Comparator.naturalOrder());
    }

    /** The facts that tell most, most telling first, without what is shown already. */
    List<Fact> facts(int most, Set<String> shown) {
        Set<String> seen = new HashSet<>(shown);
        sentence.map(Leaf::words).ifPresent(seen::add);
        List<Ranked> ranked = leaves.stream()
                .filter(leaf -> !leaf.isOfList() && !NOISE.contains(leaf.name()))
                .map(leaf -> new Ranked(leaf, rank(leaf)))
                .sorted(Comparator.comparingInt(Ranked::rank))
                .filter(candidate -> seen.add(candidate.leaf().words()) || isFigure(candidate.leaf()))
                .limit(most)
                .toList();
        // What tells little is shown only where there is little to tell.
        long telling = ranked.stream().filter(candidate -> candidate.rank() <= TELLING).count();
        return ranked.stream().limit(Math.max(telling, FEW)).map(candidate -> fact(candidate.leaf())).toList();
    }

    /** Ranked once, not with each comparison. */
    private record Ranked(Leaf leaf, int rank) {
    }

    /** Two members with the same number can say different things; the same name said twice cannot. */
    private static boolean isFigure(Leaf leaf) {
        return leaf.value() != null && leaf.value().isNumber();
    }

    private static Fact fact(Leaf leaf) {
        return moment(leaf).map(moment -> Fact.of(leaf.label(), moment))
                .orElseGet(() -> Fact.of(leaf.label(),
                        leaf.isSummary() ? leaf.words() : Cut.middle(leaf.words(), LONGEST_VALUE)));
    }

    private static Optional<Instant> moment(Leaf leaf) {
        if (leaf.value() == null || !leaf.value().isNumber()) {
            return Moments.read(leaf.words());
        }
        boolean time = TIMES.stream().anyMatch(leaf.name()::endsWith);
        return time ? new Json(leaf.value()).number().flatMap(Moments::ofEpoch) : Optional.empty();
    }

    private Stream<Leaf> states() {
        return leaves.stream().filter(Details::isState)
                .sorted(Comparator.comparingInt(leaf -> 20 * leaf.depth() + stateIndex(leaf)));
    }

    /** ECS says INFO, WARN or ERROR in {@code eventType}, others say there what kind of event it is. */
    private static boolean isKindOfEvent(Leaf leaf) {
        return leaf.name().endsWith("eventtype") && SeverityWords.in(leaf.words()).isEmpty() && !"INFO".equals(leaf.words());
    }

    private static boolean isState(Leaf leaf) {
        return leaf.value() != null && leaf.value().isValueNode() && !leaf.isOfArray() && leaf.words().length() <= LONGEST_STATE
                && stateIndex(leaf) >= 0
                && PAST.stream().noneMatch(past -> leaf.name().startsWith(past) || leaf.parent().startsWith(past));
    }

    /**
     * Where a name stands among the names of states: {@code build-status} ends with one, {@code Severity.Label} lies in one.
     */
    private static int stateIndex(Leaf leaf) {
        String name = STATE_PARTS.contains(leaf.name()) && isStateName(leaf.parent()) ? leaf.parent() : leaf.name();
        for (int i = 0; i < STATES.size(); i++) {
            if (name.endsWith(STATES.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isStateName(String name) {
        return STATES.stream().anyMatch(name::endsWith);
    }

    private static Optional<Severity> severity(Leaf leaf) {
        if (leaf.value().isNumber()) {
            return leaf.name().endsWith("severity")
                    ? new Json(leaf.value()).number().flatMap(SeverityWords::ofScore)
                    : Optional.empty();
        }
        return SeverityWords.in(leaf.words());
    }

    private static boolean isSentence(Leaf leaf) {
        return leaf.value() != null && leaf.value().isTextual() && SENTENCES.contains(leaf.name()) && leaf.depth() <= 4
                && PAST.stream().noneMatch(leaf.parent()::startsWith)
                && (leaf.words().indexOf(' ') > 0 || "customdata".equals(leaf.name()))
                && Body.parseContainer(leaf.words()).isMissingNode();
    }

    /** Small for what tells most: names, states, reasons, ids; deeper members tell less. */
    private static int rank(Leaf leaf) {
        return kind(leaf) + 3 * Math.max(0, leaf.depth() - 1);
    }

    private static int kind(Leaf leaf) {
        String name = leaf.name();
        boolean tooLong = leaf.words().length() > LONGEST_VALUE && !leaf.isSummary();
        if (tooLong || Body.parseContainer(leaf.words()).isContainerNode()) {
            return 12;
        }
        if (leaf.isSummary()) {
            return 3;
        }
        if (name.endsWith("name") || NAMES.contains(name)) {
            return 0;
        }
        if (isState(leaf)) {
            return 1;
        }
        if (SENTENCES.contains(name) || name.contains("error") || name.contains("reason") || name.contains("exitcode")) {
            return 2;
        }
        if (name.endsWith("type") || name.endsWith("category") || name.endsWith("categories") || name.endsWith("event")) {
            return 3;
        }
        if (name.endsWith("id") || name.endsWith("arn") || name.endsWith("identifier") || name.endsWith("resource")) {
            return 4;
        }
        if (leaf.value() != null && leaf.value().isBoolean() || name.contains("requestid")) {
            return 10;
        }
        return 6;
    }
}
