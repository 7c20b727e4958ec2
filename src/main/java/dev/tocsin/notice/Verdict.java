package dev.tocsin.notice;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How bad a payload of unknown shape is. Its state comes first: what is over is good news, however severe it was. A good state
 * does not hide a bad one within, nor an exit code. Where no state tells, its importance does, and then signs of failure.
 *
 * @param decisive the words of the state that decided, where that is not the one nearest to the top
 */
record Verdict(Optional<Severity> severity, Optional<String> decisive) {

    private static final Verdict NONE = new Verdict(Optional.empty(), Optional.empty());
    /** Work that came to its end, which says nothing of what came of it. */
    private static final Set<String> ENDED = Set.of("COMPLETED", "COMPLETE", "DONE", "FINISHED", "SUCCEEDED", "SUCCESS",
            "SUCCESSFUL", "SUCCESSFULLY");

    static Verdict of(List<Leaf> leaves, List<JsonNode> roots) {
        List<Leaf> states = current(nearest(leaves, leaf -> StateNames.isState(leaf.name(), leaf.parent())));
        Optional<Severity> state = worst(states, Verdict::severity);
        Optional<Severity> measured = worst(leaves.stream().filter(leaf -> !leaf.isOfArray() && !leaf.isPast()).toList(),
                Failures::measured);
        if (state.filter(Severity.GOOD::equals).isPresent()) {
            return good(states, leaves, roots, measured.filter(severity -> severity != Severity.GOOD));
        }
        List<Leaf> important = nearest(leaves, leaf -> StateNames.isImportance(leaf.name(), leaf.parent()));
        Optional<Severity> importance = worst(important, Verdict::severity);
        if (state.isPresent()) {
            boolean near = !important.isEmpty() && important.get(0).depth() <= states.get(0).depth();
            Optional<Severity> severity = near ? worse(state, importance) : state;
            Optional<String> words = states.stream().filter(leaf -> leaf.value().isTextual() && severity(leaf).equals(state))
                    .map(Leaf::words).findFirst();
            return new Verdict(severity, words);
        }
        Optional<Severity> event = worst(leaves.stream().filter(leaf -> !leaf.isOfArray()).toList(), Failures::ofEvent);
        Optional<Severity> bad = measured.filter(severity -> severity != Severity.GOOD);
        if (event.filter(Severity.GOOD::equals).isPresent() && bad.isEmpty()) {
            return of(event);
        }
        Optional<Severity> failed = worse(importance, worse(bad, event.filter(severity -> severity != Severity.GOOD)));
        if (failed.isPresent()) {
            return of(failed);
        }
        return leaves.stream().anyMatch(leaf -> !leaf.isOfArray() && Failures.isError(leaf)) ? of(Optional.of(Severity.HIGH))
                : of(measured);
    }

    /** The leaves that say a state or an importance, those nearest to the top first, of two alike the more telling name. */
    static Stream<Leaf> states(List<Leaf> leaves) {
        return leaves.stream().filter(Verdict::isState)
                .sorted(Comparator.comparingInt(leaf -> 20 * leaf.depth() + StateNames.place(leaf.name(), leaf.parent())));
    }

    static boolean isState(Leaf leaf) {
        return isWord(leaf) && StateNames.place(leaf.name(), leaf.parent()) >= 0;
    }

    private static boolean isWord(Leaf leaf) {
        return leaf.value() != null && leaf.value().isValueNode() && leaf.words().length() <= StateNames.LONGEST_STATE
                && !leaf.isPast() && !leaf.isOfArray();
    }

    private static Verdict good(List<Leaf> states, List<Leaf> leaves, List<JsonNode> roots, Optional<Severity> measured) {
        List<String> words = states.stream().map(Leaf::words).toList();
        if (words.stream().anyMatch(SeverityWords::isOver)) {
            return of(Optional.of(Severity.GOOD));
        }
        Optional<InnerStates.Found> inner = InnerStates.worst(roots);
        Optional<Severity> worst = worse(measured, inner.map(InnerStates.Found::severity));
        if (worst.isPresent()) {
            return new Verdict(worst, inner.filter(found -> worst.get() == found.severity())
                    .map(found -> found.isPart() ? words.get(0) + ", partly " + found.words() : found.words())
                    .or(() -> Optional.of(worst.get() == Severity.HIGH ? "failed" : words.get(0) + ", partly failed")));
        }
        boolean ended = words.stream().flatMap(state -> SeverityWords.words(state).stream()).anyMatch(ENDED::contains);
        if (!ended) {
            return of(Optional.of(Severity.GOOD));
        }
        int depth = states.get(0).depth();
        Optional<Severity> found = worst(leaves.stream().filter(leaf -> leaf.depth() > depth && isWord(leaf)
                && leaf.name().endsWith("severity")).toList(), Verdict::severity)
                .filter(severity -> severity.compareTo(Severity.MEDIUM) <= 0);
        boolean error = leaves.stream().anyMatch(leaf -> !leaf.isOfArray() && Failures.isError(leaf));
        return of(found.or(() -> Optional.of(error ? Severity.MEDIUM : Severity.GOOD)));
    }

    private static Verdict of(Optional<Severity> severity) {
        return severity.isEmpty() ? NONE : new Verdict(severity, Optional.empty());
    }

    /** Those that tell and are nearest to the top; what lies deeper is about parts. */
    private static List<Leaf> nearest(List<Leaf> leaves, Predicate<Leaf> named) {
        List<Leaf> telling = leaves.stream().filter(leaf -> named.test(leaf) && isWord(leaf) && severity(leaf).isPresent())
                .toList();
        int depth = telling.stream().mapToInt(Leaf::depth).min().orElse(0);
        return telling.stream().filter(leaf -> leaf.depth() == depth).toList();
    }

    /** A last status is the present one only where no other is told. */
    private static List<Leaf> current(List<Leaf> states) {
        List<Leaf> others = states.stream().filter(leaf -> !leaf.name().equals("laststatus")).toList();
        return others.isEmpty() ? states : others;
    }

    private static Optional<Severity> severity(Leaf leaf) {
        if (!leaf.value().isNumber()) {
            return SeverityWords.in(leaf.words());
        }
        // Zero stands for no severity on one scale and for the worst on another.
        return leaf.name().endsWith("severity")
                ? new Json(leaf.value()).number().filter(score -> score.signum() > 0).flatMap(SeverityWords::ofScore)
                : Optional.empty();
    }

    private static Optional<Severity> worst(List<Leaf> leaves, Function<Leaf, Optional<Severity>> severity) {
        return leaves.stream().map(severity).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private static Optional<Severity> worse(Optional<Severity> one, Optional<Severity> other) {
        return Stream.of(one, other).map(severity -> severity.orElse(null)).filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }
}
