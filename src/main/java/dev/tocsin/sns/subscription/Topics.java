package dev.tocsin.sns.subscription;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.sns.subscription.SubscriptionState.State;

/** What the API answers about topics. Absent members are left out. */
public final class Topics {

    private Topics() {
    }

    @Schema(description = "A topic that a configuration names, or named until lately, and how its subscription to Tocsin stands")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TopicView(@Schema(required = true) String topicArn,
            @Schema(required = true) TopicLight light,
            @Schema(required = true, description = "How the subscription stands") State state,
            @Schema(description = "Since when it is in this state; absent while nothing has been done about it") Instant stateSince,
            @Schema(description = "Why it is not CONFIRMED, and what to do") String reason,
            @Schema(required = true, description = "What works, but not as it should") List<String> warnings,
            String subscriptionArn,
            @Schema(required = true, description = "The configurations that hear the topic") List<String> configurationNames,
            Instant requestedAt, Instant confirmedAt,
            @Schema(description = "When it was last compared with AWS") Instant checkedAt,
            @Schema(description = "When it is compared, or tried, again") Instant nextCheckAt,
            @Schema(required = true, description = "How many looks in a row did not end well") int failures,
            @Schema(description = "When it brought its last message, to within some seconds") Instant lastMessageAt,
            @Schema(description = "Since when it brings nothing: since its last message, or since its subscription was confirmed; absent where it is not subscribed") Instant silentSince,
            @Schema(description = "Only where one topic is asked for") Instructions instructions) {

        TopicView with(Instructions instructions) {
            return new TopicView(topicArn, light, state, stateSince, reason, warnings, subscriptionArn, configurationNames,
                    requestedAt, confirmedAt, checkedAt, nextCheckAt, failures, lastMessageAt, silentSince, instructions);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TopicPage(@Schema(required = true) List<TopicView> topics,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @Schema(description = "What people can do at AWS, as commands to copy")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Instructions(
            @Schema(description = "Where SNS delivers to") String endpoint,
            @Schema(description = "Subscribes the topic; Tocsin confirms by itself. Harmless if it is subscribed") String subscribe,
            @Schema(description = "Makes the topic sign with SHA-256") String signWithSha256,
            @Schema(description = "Makes SNS try for three quarters of an hour instead of a minute") String outlastAnAbsence,
            @Schema(description = "Keeps what outlasts even that in an SQS queue of the topic's account and Region") String keepTheUndelivered,
            @Schema(description = "Switches raw message delivery off, which Tocsin has to refuse") String rawDeliveryOff,
            @Schema(description = "Ends the subscription") String unsubscribe,
            @Schema(description = "For Tocsin's own role: what it needs to do all this itself, as an IAM policy document", type = SchemaType.OBJECT) ObjectNode identityPolicy,
            @Schema(description = "For the topic's access policy, where Tocsin's role is of another account", type = SchemaType.OBJECT) ObjectNode topicPolicyStatement) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RegionTopicPage(@Schema(required = true) List<RegionTopic> topics,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @Schema(description = "A topic that exists at AWS")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RegionTopic(@Schema(required = true) String topicArn,
            @Schema(required = true, description = "Whether a configuration can name it: a FIFO topic does not deliver to HTTPS") boolean usable,
            @Schema(description = "How its subscription to Tocsin stands, if a configuration names it") State state) {
    }
}
