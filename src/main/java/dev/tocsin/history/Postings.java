package dev.tocsin.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.notice.Severity;

/** What the API answers about messages that stand for a matter which goes on. Absent members are left out. */
public final class Postings {

    private Postings() {
    }

    /** What people have to do with a matter. */
    @Schema(description = "What people have to do with it: RUNNING is under way, OPEN needs somebody, OVER has ended, by itself or because somebody resolved it")
    public enum MatterPhase {
        RUNNING,
        OPEN,
        OVER
    }

    @Schema(name = "MatterPerson", description = "Who did something about it")
    public record ByWhom(
            @Schema(required = true, description = "Tells them from anybody else", examples = "slack:T0123456789/U0123456789") String id,
            @Schema(required = true, description = "What people are shown", examples = "jane.doe") String name,
            @Schema(required = true) Instant at) {
    }

    @Schema(name = "Posting", description = "A message in a chat that stands for a matter, and how that stands")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PostingView(@Schema(required = true) UUID id,
            @Schema(description = "Absent if that was deleted") String configurationName,
            @Schema(required = true, description = "What its newest notification says, in one line") String title,
            @Schema(required = true) Severity severity,
            @Schema(required = true, description = "How the matter stands, in the publisher's word", examples = "ALARM") String state,
            @Schema(required = true) MatterPhase phase,
            @Schema(required = true, description = "Since when it stands so, by the publisher's clock") Instant since,
            @Schema(required = true, description = "Whether a later message will say when it is over; where none does, a person has to") boolean endsByItself,
            @Schema(required = true, description = "Whether no newer message stands for the matter") boolean isNewest,
            @Schema(required = true) Instant postedAt,
            @Schema(description = "When it opened last") Instant openedAt,
            @Schema(description = "When it was over after that") Instant overAt,
            @Schema(required = true, description = "How often its state has changed; the message itself is changed more often, for instance when somebody acknowledges") int changes,
            @Schema(required = true, description = "How many deliveries it has shown") int shown,
            ByWhom acknowledged, ByWhom resolved,
            @Schema(description = "Its newest notification; absent if that is not kept any more") UUID messageId,
            String topicArn,
            @Schema(description = "The channel in which it is; absent where the destination is a webhook") String channel,
            @Schema(description = "Its name at the destination, for instance Slack's ts") String reference,
            @Schema(description = "Where it is in the chat, as far as that can be told") String permalink,
            @Schema(description = "The message that stood for the matter before") UUID previousId,
            @Schema(description = "The message that stands for the matter now, where this one does not any more") UUID newestId,
            @Schema(description = "When it was changed last") Instant changedAt,
            @Schema(description = "When it is to be changed next") Instant changesAt,
            @Schema(description = "Why it is not there any more") String goneBecause,
            @Schema(description = "Why it cannot be changed any more") String frozenBecause,
            @Schema(description = "Why nothing can be said in its thread") String threadlessBecause,
            @Schema(required = true, description = "Whether it is shown with a chart") boolean hasChart,
            @Schema(required = true, description = "How often people were reminded of it since it opened") int reminders,
            @Schema(description = "When they are reminded next") Instant remindsAt,
            @Schema(description = "When it goes to another configuration as well") Instant escalatesAt, Instant escalatedAt,
            @Schema(description = "The deliveries that it and its thread show, newest first, a hundred at most; where one message is asked for") List<DeliveryHistory> deliveries,
            @Schema(description = "What else became of it, in order, the last two hundred; where one message is asked for") List<PostingEvent> events) {

        PostingView with(List<DeliveryHistory> itsDeliveries, List<PostingEvent> itsEvents) {
            return new PostingView(id, configurationName, title, severity, state, phase, since, endsByItself, isNewest,
                    postedAt,
                    openedAt, overAt, changes, shown, acknowledged, resolved, messageId, topicArn, channel, reference,
                    permalink,
                    previousId, newestId, changedAt, changesAt, goneBecause, frozenBecause, threadlessBecause, hasChart,
                    reminders,
                    remindsAt, escalatesAt, escalatedAt, itsDeliveries, itsEvents);
        }
    }

    @Schema(name = "PostingEvent", description = "Something that became of a message after it was posted")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PostingEvent(@Schema(required = true) Instant at,
            @Schema(required = true, description = "CHANGED, CHART, NO_CHART, GONE, FROZEN, REFUSED, FAILED, ACKNOWLEDGED, RESOLVED, REOPENED, REMINDED, ESCALATED, NOT_ESCALATED, or a word of a newer version", examples = "ACKNOWLEDGED") String what,
            @Schema(examples = "by jane.doe, in Slack") String detail) {
    }
}
