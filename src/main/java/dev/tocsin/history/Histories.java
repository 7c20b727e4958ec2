package dev.tocsin.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.chat.Form;
import dev.tocsin.database.Paging;
import dev.tocsin.delivery.AttemptResult;
import dev.tocsin.delivery.Notification.Type;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.sns.Reason;

/** What the history API answers. Absent members are left out. */
public final class Histories {

    private Histories() {
    }

    @Schema(description = "One page, newest first. nextToken is present while there are older entries to look through; where few of very many are asked for, a page may have fewer entries than maxResults, or none, and the next go on.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page<T>(@Schema(required = true) List<T> items, String nextToken) {

        /** Of one entry more than the page holds, which tells whether there is a next page. */
        static <T> Page<T> of(List<T> found, Paging<Long> paging, Function<T, Long> id) {
            return new Page<>(paging.page(found), paging.nextToken(found, id));
        }
    }

    /** Where a notification stands, all its deliveries taken together. */
    public enum Standing {
        /** Every delivery arrived. */
        DELIVERED,
        /** At least one is still under way. */
        PENDING,
        /** None is under way and at least one is dead. */
        DEAD,
        /** It was accepted, and no configuration heard its topic by then. */
        UNHEARD,
        /** A confirmation message of SNS, kept for the record and not for a chat. */
        RECORDED,
        /** It was turned away; see refusals. */
        REFUSED;

        /** Those of what was accepted. */
        static final List<Standing> OF_STORED = List.of(DELIVERED, PENDING, DEAD, UNHEARD, RECORDED);
    }

    /** As what a chat shows a delivery. */
    public enum ShownAs {
        /** A message of its own; one about a matter stands for that from then on. */
        MESSAGE,
        /** In the thread of the message that stands for its matter. */
        REPLY,
        /** By changing that message, since nothing can be said in its thread. */
        CHANGE,
        /** Among others, in a digest. */
        DIGEST
    }

    /** Where a delivery stands. */
    public enum DeliveryStanding {
        /** It waits for its turn. */
        PENDING,
        /** A try is under way. */
        SENDING,
        /** The destination took it. */
        DELIVERED,
        /** It is given up. */
        DEAD
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NotificationSummary(@Schema(required = true) UUID messageId, @Schema(required = true) String topicArn,
            @Schema(required = true) Type type, @Schema(required = true) Standing state,
            @Schema(required = true, description = "What happened, in one line, as the chats show it") String title,
            @Schema(required = true, description = "How bad it is") Severity severity,
            @Schema(required = true, description = "The name of the kind of message that it was taken for") String family,
            String subject, @Schema(required = true) Instant publishedAt, @Schema(required = true) Instant receivedAt) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NotificationHistory(@Schema(required = true) UUID messageId,
            @Schema(description = "What it is found by in log lines and traces, 32 hexadecimal digits: the trace that the request named, or else the messageId. Absent where only refusals are known", examples = "4bf92f3577b34da6a3ce929d0e0e4736") String traceId,
            String topicArn, Type type,
            @Schema(required = true) Standing state, String subject,
            Instant publishedAt, Instant receivedAt, Understood notice, String message,
            @Schema(description = "How many bytes the message has; absent where only refusals are known") Integer messageBytes,
            @Schema(required = true, description = "The message attributes, name to value; binary ones in Base64") Map<String, String> attributes,
            @Schema(description = "Why it was sent nowhere, and what to do; absent where it has deliveries") WhyUnheard unheard,
            @Schema(required = true) List<DeliveryHistory> deliveries,
            @Schema(required = true) List<RefusalHistory> refusals) {
    }

    @Schema(description = "How the message is understood now: which interpreter claims it and what it makes of it.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Understood(@Schema(required = true) String family, @Schema(required = true) Severity severity,
            @Schema(required = true) String title,
            @Schema(description = "The page of AWS's console, or of whoever sent it, to open first") String titleLink,
            @Schema(description = "What it is about: an ARN where there is one, else the id or name that its service gives it") String resource,
            @Schema(description = "What it belongs to: all messages about the same matter have the same, and can be listed by it") String matter) {

        Understood(String family, Severity severity, String title) {
            this(family, severity, title, null, null, null);
        }

        static Understood of(Notice notice) {
            return new Understood(notice.family(), notice.severity(), notice.title(), notice.titleLink().orElse(null),
                    notice.resource().orElse(null), notice.correlationKey().orElse(null));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeliveryHistory(@Schema(required = true) long id, @Schema(required = true) UUID messageId,
            @Schema(required = true) String topicArn, @Schema(required = true) String configurationName,
            @Schema(required = true, description = "The notification's title") String title,
            @Schema(required = true, description = "The notification's severity") Severity severity,
            @Schema(required = true, description = "Where it stands") DeliveryStanding state,
            @Schema(required = true, description = "FULL, or PLAIN after the destination refused the content of the full form") Form form,
            @Schema(description = "Why it is dead, or why the last try was not the last") String reason,
            @Schema(description = "Why nothing is sent there at present: the configuration or its Slack workspace is disabled, the destination is shut, with what to do about it, the chat asked for a pause or failed, its host takes no more for a moment, it is for the next digest, it is shown with what else comes of its matter, or another message is being posted there; nextAttemptAt says until when, unless it is disabled. The delivery waits, at most as long as the history is kept") String waitsBecause,
            @Schema(description = "When the next try is due, while there is one") Instant nextAttemptAt,
            @Schema(required = true) Instant queuedAt, Instant settledAt,
            @Schema(description = "The message's name at the destination, for instance Slack's ts") String reference,
            @Schema(description = "Where the message is in the chat, as far as that can be told") String permalink,
            @Schema(description = "The message that shows it, if that shows several notifications or stands for a matter that goes on; deliveries can be listed by it") UUID postingId,
            @Schema(description = "As what the chat shows it; absent until it does, and where it is one of a message that nobody keeps a record of") ShownAs shownAs,
            @Schema(required = true) List<Attempt> attempts) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Attempt(@Schema(required = true) int number, @Schema(required = true) Instant startedAt,
            @Schema(required = true, description = "Milliseconds") int tookMillis,
            @Schema(required = true, description = "How it ended") AttemptResult outcome,
            @Schema(description = "HTTP status, absent if no answer came") Integer status, String reason) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RefusalHistory(@Schema(required = true) Instant refusedAt,
            @Schema(required = true, description = "The word that metrics count by, in small letters") Reason reason,
            @Schema(required = true) String detail,
            @Schema(description = "What to do about it") String advice, String topicArn, UUID messageId) {
    }
}
