package dev.tocsin.console.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.chat.SafeUrl;
import dev.tocsin.console.Light;
import dev.tocsin.console.StateLights;
import dev.tocsin.history.Postings.MatterPhase;
import dev.tocsin.history.Postings.PostingView;

/** A message that stands for a matter, as pages show it. */
record PostingRow(PostingView it) {

    /** Null where it says nothing about the matter any more. */
    public Light phase() {
        return it.phase() == MatterPhase.OVER || isCurrent() ? StateLights.ofMatter(it.phase()) : null;
    }

    /** Whether it is where people look for how the matter stands. */
    private boolean isCurrent() {
        return canBeCaredFor() && it.goneBecause() == null;
    }

    /** Whether somebody is to say that they take care of it. */
    public boolean wantsSomebody() {
        return isCurrent() && it.phase() != MatterPhase.OVER;
    }

    /** Null if this is the newest. */
    public String newestPage() {
        return it.newestId() == null ? null : "/console/postings/" + it.newestId();
    }

    public Light severity() {
        return StateLights.ofSeverity(it.severity());
    }

    public String page() {
        return "/console/postings/" + it.id();
    }

    /** Null if it is none to be clicked. */
    public String permalink() {
        return it.permalink() == null ? null : SafeUrl.of(it.permalink()).orElse(null);
    }

    /** Null if nobody says that they take care of it. */
    public String takenBy() {
        return it.resolved() != null ? "resolved by " + it.resolved().name()
                : it.acknowledged() != null ? "acknowledged by " + it.acknowledged().name() : null;
    }

    /** What newer messages say does not matter for an older one. */
    public boolean canBeCaredFor() {
        return it.isNewest() && it.configurationName() != null;
    }

    public boolean canBeAcknowledged() {
        return isOpen() && it.acknowledged() == null;
    }

    public boolean canBeResolved() {
        return isOpen();
    }

    /** What its publisher has ended is over, whatever people say. */
    public boolean canBeReopened() {
        return canBeCaredFor() && it.resolved() != null && it.overAt() == null;
    }

    private boolean isOpen() {
        return canBeCaredFor() && it.phase() == MatterPhase.OPEN;
    }

    /** All that happened, in order, and what is to come. */
    public List<PostingStep> steps() {
        List<PostingStep> steps = new ArrayList<>(Stream.concat(
                it.deliveries().stream().filter(delivery -> delivery.settledAt() != null).map(PostingStep::of),
                it.events().stream().map(PostingStep::of)).sorted(Comparator.comparing(PostingStep::at)).toList());
        steps.addAll(PostingStep.toCome(it));
        return steps;
    }
}
