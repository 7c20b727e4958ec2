package dev.tocsin.history;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.tocsin.database.Paging;
import dev.tocsin.delivery.DeliveryState;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.history.Histories.NotificationSummary;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.Histories.RefusalHistory;
import dev.tocsin.history.HistoryQuestions.DeliveryQuery;
import dev.tocsin.history.HistoryQuestions.NotificationQuery;
import dev.tocsin.notice.Severity;
import io.smallrye.mutiny.Uni;

/** What became of each message. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "History", description = "What became of each message and why")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class HistoryResource {

    private static final String FROM = "Only those that came at this time or later, in ISO 8601 with Z or an offset";
    private static final String UNTIL = "Only those that came before this time, in ISO 8601 with Z or an offset";

    private final HistoryQuestions history;

    HistoryResource(HistoryQuestions history) {
        this.history = history;
    }

    @GET
    @Path("/notifications")
    @Operation(operationId = "listNotifications", summary = "List notifications, newest first", description = "A notification is a message of SNS that was accepted; state is where all its deliveries together stand. "
            + "What it says is read a second or two after it came, and only then it is found by text, severity and family. Where several of the parameters are given, all of them hold.")
    @APIResponse(responseCode = "200", description = "A page of notifications")
    public Uni<Page<NotificationSummary>> notifications(
            @Parameter(description = "Only those in which all these words are, as whole words or as the beginning of one: in the title, the subject, texts and facts, "
                    + "the resource, the account or the MessageId. Small and capital letters are alike. The whole name of a configuration, or the whole name or ARN of a topic, "
                    + "finds what that heard or brought; a MessageId alone finds its message at once. At most "
                    + Question.LONGEST_TEXT + " characters and "
                    + Question.MOST_WORDS
                    + " words", example = "payments-api-5xx alarm") @QueryParam("text") Optional<String> text,
            @Parameter(description = "Only those whose deliveries together stand so", example = "DEAD", schema = @Schema(enumeration = {
                    "DELIVERED", "PENDING", "DEAD", "UNHEARD", "RECORDED" })) @QueryParam("state") String state,
            @Parameter(description = "Only those of this severity; may be repeated, and one of them is enough", example = "[\"CRITICAL\", \"HIGH\"]", schema = @Schema(type = SchemaType.ARRAY, implementation = Severity.class)) @QueryParam("severity") List<String> severities,
            @Parameter(description = "Only those of this kind of message, as a notification's history names it; one that nobody knows is answered 400 with those that there are", example = "cloudwatch-alarm") @QueryParam("family") Optional<String> family,
            @Parameter(description = "Only those of this topic", example = "arn:aws:sns:eu-west-1:123456789012:alarms") @QueryParam("topicArn") Optional<String> topicArn,
            @Parameter(description = "Only those that this configuration heard", example = "payments-alarms") @QueryParam("configurationName") Optional<String> configurationName,
            @Parameter(description = "Only those about the same matter, as a notification's history names it", example = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:payments-api-5xx") @QueryParam("matter") Optional<String> matter,
            @Parameter(description = FROM, example = "2026-11-24T00:00:00Z") @QueryParam("from") String from,
            @Parameter(description = UNTIL, example = "2026-11-25T00:00:00Z") @QueryParam("until") String until,
            @Parameter(description = "1 to 100; 20 if absent", example = "20") @QueryParam("maxResults") @Min(1) @Max(Paging.MOST) Integer maxResults,
            @QueryParam("nextToken") String nextToken) {
        return history.notifications(new NotificationQuery(text, severities, state, family, topicArn, configurationName, matter,
                from, until, maxResults, nextToken));
    }

    @GET
    @Path("/notifications/{messageId}")
    @Operation(operationId = "getNotification", summary = "Tell what became of a message", description = "By the MessageId that sns:Publish answered. A message "
            + "that was refused is told of too, as long as its refusal is kept.")
    @APIResponse(responseCode = "200", description = "All that is known of it")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<NotificationHistory> notification(
            @Parameter(description = "SNS's MessageId", example = "165545c9-2a5c-472c-8df2-7ff2be2b3b1b") @PathParam("messageId") String messageId,
            @Parameter(description = "Which topic, where several sent the same id", example = "arn:aws:sns:eu-west-1:123456789012:alarms") @QueryParam("topicArn") Optional<String> topicArn) {
        return history.notification(messageId, topicArn);
    }

    @GET
    @Path("/deliveries")
    @Operation(operationId = "listDeliveries", summary = "List deliveries, newest first", description = "A delivery is one notification on its way to one configuration.")
    @APIResponse(responseCode = "200", description = "A page of deliveries")
    public Uni<Page<DeliveryHistory>> deliveries(
            @Parameter(description = "Only those that stand so; PENDING are those under way, whether or not they are being sent", example = "DEAD", schema = @Schema(implementation = DeliveryState.class)) @QueryParam("state") String state,
            @Parameter(description = "Only those to this configuration", example = "payments-alarms") @QueryParam("configurationName") Optional<String> configurationName,
            @Parameter(description = "Only those that this message or its thread shows", example = "0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e", schema = @Schema(implementation = UUID.class)) @QueryParam("postingId") String postingId,
            @Parameter(description = FROM, example = "2026-11-24T00:00:00Z") @QueryParam("from") String from,
            @Parameter(description = UNTIL, example = "2026-11-25T00:00:00Z") @QueryParam("until") String until,
            @Parameter(description = "1 to 100; 20 if absent", example = "20") @QueryParam("maxResults") @Min(1) @Max(Paging.MOST) Integer maxResults,
            @QueryParam("nextToken") String nextToken) {
        return history.deliveries(
                new DeliveryQuery(state, configurationName, postingId, from, until, maxResults, nextToken));
    }

    @GET
    @Path("/deliveries/{id}")
    @Operation(operationId = "getDelivery", summary = "Show a delivery with all its attempts")
    @APIResponse(responseCode = "200", description = "The delivery")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<DeliveryHistory> delivery(
            @Parameter(description = "The delivery's id, as a notification's history tells it", example = "4711") @PathParam("id") long id) {
        return history.delivery(id);
    }

    @GET
    @Path("/refusals")
    @Operation(operationId = "listRefusals", summary = "List requests at /sns that were not taken, newest first", description = "A sample: under a flood "
            + "only some are kept. The metric tocsin_sns_refused_total counts all.")
    @APIResponse(responseCode = "200", description = "A page of refusals")
    public Uni<Page<RefusalHistory>> refusals(
            @Parameter(description = "1 to 100; 20 if absent", example = "20") @QueryParam("maxResults") @Min(1) @Max(Paging.MOST) Integer maxResults,
            @QueryParam("nextToken") String nextToken) {
        return history.refusals(maxResults, nextToken);
    }
}
