package dev.tocsin.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What can be said about a payload whose shape nobody described: the sentence in it that tells most, how bad it sounds, and
 * the members worth showing.
 */
final class Details {

    private static final int LONGEST_SENTENCE = 2000;
    private static final int LONGEST_VALUE = 240;

    private static final List<String> SENTENCES = List.of("message", "eventmessage", "detailmessage", "notificationbody",
            "latestdescription", "errormessage", "statusmessage", "stoppedreason", "cause", "reason", "statusreason",
            "description", "summary", "customdata", "additionalinformation", "title", "headline", "msg", "text", "problem",
            "output");
    /** Members that tell how the payload is written, not what happened. */
    private static final Set<String> NOISE = Set.of("version", "eventversion", "schemaversion", "requestid", "eventid");
    private static final Set<String> NAMES = Set.of("pipeline", "stage", "action", "application", "key", "title", "subject");
    private static final int TELLING = 9;
    private static final int FEW = 4;

    private final List<Leaf> leaves;
    private final Verdict verdict;
    private final Optional<Leaf> sentence;

    private Details(List<Leaf> leaves, List<JsonNode> roots) {
        this.leaves = leaves;
        this.verdict = Verdict.of(leaves, roots);
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
        return new Details(leaves, List.of(roots));
    }

    /** The member that says in words what happened. */
    Optional<String> sentence() {
        return sentence.map(leaf -> Cut.middle(leaf.words(), LONGEST_SENTENCE));
    }

    /** The state that decides: as a rule the one that the thing is in now, as its service names it. */
    Optional<String> state() {
        boolean good = verdict.severity().filter(Severity.GOOD::equals).isPresent();
        return verdict.decisive().or(() -> Verdict.states(leaves)
                .filter(leaf -> leaf.value().isTextual() && !isKindOfEvent(leaf))
                // How much it would matter is no state, and misleads where all is well.
                .filter(leaf -> !good || StateNames.isState(leaf.name(), leaf.parent()))
                .map(Leaf::words).findFirst());
    }

    /** How bad it is by its states, else by what it says of its importance, else by signs of failure. */
    Optional<Severity> severity() {
        return verdict.severity();
    }

    /** The facts that tell most, most telling first, without what is shown already. */
    List<Fact> facts(int most, Set<String> shown) {
        Set<String> seen = new HashSet<>(shown);
        sentence.map(Leaf::words).ifPresent(seen::add);
        List<Ranked> ranked = leaves.stream()
                .filter(leaf -> !leaf.isOfArray() && !NOISE.contains(leaf.name()))
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
        return Moments.read(leaf.words()).or(() -> leaf.value() == null ? Optional.empty()
                : Moments.ofMember(leaf.member(), new Json(leaf.value())));
    }

    /** ECS says INFO, WARN or ERROR in {@code eventType}, others say there what kind of event it is. */
    private static boolean isKindOfEvent(Leaf leaf) {
        boolean word = SeverityWords.words(leaf.words()).size() == 1;
        return leaf.name().endsWith("eventtype")
                && !(word && (SeverityWords.in(leaf.words()).isPresent() || "INFO".equals(leaf.words())));
    }

    private static boolean isSentence(Leaf leaf) {
        return leaf.value() != null && leaf.value().isTextual() && SENTENCES.contains(leaf.name()) && leaf.depth() <= 4
                && !StateNames.isPast(leaf.parent())
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
        if (Verdict.isState(leaf)) {
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
