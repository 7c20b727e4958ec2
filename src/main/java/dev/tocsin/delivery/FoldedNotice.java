package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.delivery.Digest.Told;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Notice;

/** What one matter repeated, as one notice: its newest state in full, how often it was told, and whether it flaps. */
final class FoldedNotice {

    private FoldedNotice() {
    }

    /**
     * @param told at least one, in the order of publication
     * @param changes how often the matter has changed lately, with what was shown before
     * @param history where what it covers is listed
     */
    static Notice of(List<Told> told, int changes, String history) {
        Instant first = told.get(0).publishedAt();
        Instant last = told.get(told.size() - 1).publishedAt();
        Notice newest = told.get(told.size() - 1).notice();
        List<Fact> facts = new ArrayList<>(newest.facts());
        facts.add(Fact.of("First of these", first));
        facts.add(Fact.of("Last of these", last));
        String footer = "Shown once, since this matter repeats. Each is in the history: " + history;
        // What a publisher wrote for Slack alone would not say how often it came.
        return new Notice(newest.family(), newest.severity(),
                title(newest, told.size(), Duration.between(first, last), changes),
                newest.titleLink(), newest.region(), newest.account(), newest.texts(), facts, newest.links(), newest.image(),
                Optional.of(newest.footer().map(its -> its + "\n").orElse("") + footer), newest.occurredAt(), newest.resource(),
                newest.correlationKey(), Optional.empty(), newest.standing(), newest.measurement(),
                newest.task());
    }

    private static String title(Notice newest, int times, Duration length, int changes) {
        String flapping = changes < Digest.FLAPPING ? ""
                : ", flapping: " + changes + " changes within " + Elapsed.words(Matters.WINDOW);
        return newest.title() + " (" + times + " times in " + Elapsed.words(length) + flapping + ")";
    }
}
