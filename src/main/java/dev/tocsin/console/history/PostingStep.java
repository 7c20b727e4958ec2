package dev.tocsin.console.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.ShownAs;
import dev.tocsin.history.Postings.PostingEvent;
import dev.tocsin.history.Postings.PostingView;

/**
 * Something that became of a message, as a line of its time line.
 *
 * @param look of the dot before it
 * @param words what there is to say beside the title; null if nothing
 * @param address of the page that says more; null if there is none
 */
record PostingStep(String look, String title, Instant at, String words, String address, boolean isToCome) {

    private record Saying(String look, String title) {
    }

    private static final Map<String, Saying> EVENTS = Map.ofEntries(
            Map.entry("CHANGED", new Saying("calm", "Changed")),
            Map.entry("CHART", new Saying("good", "Chart shown")),
            Map.entry("NO_CHART", new Saying("warn", "No chart")),
            Map.entry("GONE", new Saying("bad", "Not in the chat any more")),
            Map.entry("FROZEN", new Saying("warn", "Cannot be changed any more")),
            Map.entry("REFUSED", new Saying("warn", "The chat refused part of it")),
            Map.entry("FAILED", new Saying("bad", "Could not be changed")),
            Map.entry("ACKNOWLEDGED", new Saying("good", "Acknowledged")),
            Map.entry("RESOLVED", new Saying("good", "Resolved")),
            Map.entry("REOPENED", new Saying("warn", "Reopened")),
            Map.entry("REMINDED", new Saying("warn", "People were reminded")),
            Map.entry("ESCALATED", new Saying("warn", "Escalated")),
            Map.entry("NOT_ESCALATED", new Saying("bad", "Not escalated")));

    static PostingStep of(DeliveryHistory delivery) {
        String title = delivery.shownAs() == ShownAs.REPLY ? "In its thread"
                : delivery.shownAs() == ShownAs.CHANGE ? "Changed by a message" : "Posted";
        return new PostingStep(delivery.shownAs() == ShownAs.MESSAGE ? "good" : "calm", title, delivery.settledAt(),
                delivery.title(), "/console/notifications/" + delivery.messageId() + "?topicArn=" + delivery.topicArn(), false);
    }

    /** Of a newer version there may be words that this one does not know. */
    static PostingStep of(PostingEvent event) {
        Saying saying = EVENTS.getOrDefault(event.what(),
                new Saying("calm", event.what().toLowerCase(Locale.ROOT).replace('_', ' ')));
        return new PostingStep(saying.look(), saying.title(), event.at(), event.detail(), null, false);
    }

    static List<PostingStep> toCome(PostingView view) {
        List<PostingStep> steps = new ArrayList<>();
        add(steps, "Is to be changed", view.changesAt());
        add(steps, "People are to be reminded", view.remindsAt());
        add(steps, "Is to be escalated", view.escalatesAt());
        return steps;
    }

    private static void add(List<PostingStep> steps, String title, Instant at) {
        if (at != null) {
            steps.add(new PostingStep("warn", title, at, null, null, true));
        }
    }
}
