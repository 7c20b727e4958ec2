package dev.tocsin.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.configuration.ConfigurationState;
import dev.tocsin.sns.subscription.SubscriptionState;

/** What the API answers about how destinations do. Absent members are left out. */
public final class Destinations {

    private Destinations() {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DestinationPage(@Schema(required = true) List<DestinationStanding> destinations,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @Schema(description = "A configuration, and how what is sent there does")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DestinationStanding(@Schema(required = true) String configurationName,
            @Schema(required = true, description = "Its kind") String kind,
            @Schema(required = true, description = "Where all of the configuration is shown") String link,
            @Schema(required = true) DestinationLight light,
            @Schema(required = true) ConfigurationState state,
            @Schema(description = "Why it is disabled, or what the chat says where it is shut; absent otherwise, or if nobody said why") String stateReason,
            @Schema(description = "What a person should do where it is shut; absent otherwise") String stateAdvice,
            @Schema(required = true, description = "Since when it is in that state") Instant stateSince,
            @Schema(description = "The last message that the chat took; absent if it took none") LastDelivered lastDelivered,
            @Schema(description = "The last try that failed, or the last delivery that was given up, among the newest; absent if there is none") LastFailure lastFailure,
            @Schema(required = true, description = "What is under way") Waiting waiting,
            @Schema(description = "Why nothing is sent there at present; absent if something may be") Held held) {

        @Schema(name = "LastDelivered")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record LastDelivered(@Schema(required = true) Instant at,
                @Schema(description = "Absent for a second or two after it came, and once it is forgotten") UUID messageId) {
        }

        @Schema(name = "LastFailure")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record LastFailure(@Schema(required = true) Instant at, String reason,
                @Schema(required = true, description = "Whether nothing was delivered since") boolean isLast,
                @Schema(required = true) UUID messageId, @Schema(required = true) long deliveryId) {
        }

        @Schema(name = "WaitingDeliveries")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Waiting(
                @Schema(required = true, description = "How many deliveries wait or are being sent, counted up to 1,000, and up to 250 where more than 25 destinations are shown") int count,
                @Schema(required = true, description = "Whether there are more than were counted") boolean hasMore,
                @Schema(description = "Since when the oldest of those counted waits") Instant oldestSince) {
        }

        @Schema(name = "HeldDestination")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        public record Held(
                @Schema(description = "When it is tried again; absent where somebody has to do something first") Instant until,
                @Schema(required = true) String because,
                @Schema(required = true, description = "How many tries in a row failed") int failures) {
        }
    }

    @Schema(description = "How everything does, in numbers")
    public record OverviewCounts(
            @Schema(required = true, description = "How many destinations have which light") Map<DestinationLight, Long> destinations,
            @Schema(required = true, description = "How many topics have a subscription that stands so") Map<SubscriptionState.State, Long> topics,
            @Schema(required = true) Came lastHour, @Schema(required = true) Came lastDay,
            @Schema(required = true, description = "Deliveries that were given up within a day") Died diedLastDay,
            @Schema(required = true, description = "What has fallen silent, the longest first: the first hundred of it") List<SilentSubject> silences,
            @Schema(required = true, description = "Matters that are open and that nobody has acknowledged") Untaken untaken) {

        @Schema(name = "UntakenCount")
        public record Untaken(@Schema(required = true, description = "Counted among the newest 500") long count,
                @Schema(required = true, description = "Whether there may be more") boolean hasMore) {
        }

        @Schema(description = "Something that brought or took messages, or should, and does not")
        public record SilentSubject(
                @Schema(required = true, examples = "TOPIC", description = "TOPIC, DESTINATION, CHANNEL, SUBSCRIPTION or CANARY; there may be more some day") String kind,
                @Schema(required = true, examples = "arn:aws:sns:eu-central-1:123456789012:alarms", description = "A topic's ARN, or a configuration's name") String subject,
                @Schema(required = true) Instant since,
                @Schema(required = true, description = "Why, and what to do if anybody can say") String why) {
        }

        @Schema(name = "NotificationCount", description = "How many notifications came; of many it is told from how far their ids lie apart, which is a little more")
        public record Came(@Schema(required = true) long count, @Schema(required = true) boolean isEstimate) {
        }

        @Schema(name = "DeadCount")
        public record Died(@Schema(required = true, description = "Counted among the newest 2,000") long count,
                @Schema(required = true, description = "Whether there may be more") boolean hasMore) {
        }
    }
}
