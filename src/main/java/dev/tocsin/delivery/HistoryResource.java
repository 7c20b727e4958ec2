package dev.tocsin.delivery;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.delivery.Histories.DeliveryHistory;
import dev.tocsin.delivery.Histories.NotificationHistory;
import dev.tocsin.delivery.Histories.NotificationSummary;
import dev.tocsin.delivery.Histories.Page;
import dev.tocsin.delivery.Histories.RefusalHistory;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;

/** What became of each message, and sending it again. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "History", description = "What became of each message and why")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class HistoryResource {

    private static final int USUAL_PAGE = 20;
    private static final Set<String> STATES = Set.of("PENDING", "DELIVERED", "DEAD");

    private final History history;
    private final Redelivery redelivery;

    HistoryResource(History history, Redelivery redelivery) {
        this.history = history;
        this.redelivery = redelivery;
    }

    @GET
    @Path("/notifications")
    @Operation(operationId = "listNotifications", summary = "List notifications, newest first", description = "A notification is a message of SNS that was accepted; state is where all its deliveries together stand.")
    @APIResponse(responseCode = "200", description = "A page of notifications")
    public Uni<Page<NotificationSummary>> notifications(
            @Parameter(description = "Only those of this topic", example = "arn:aws:sns:eu-west-1:123456789012:alarms") @QueryParam("topicArn") Optional<String> topicArn,
            @Parameter(description = "1 to 100; 20 if absent", example = "20") @QueryParam("maxResults") @Min(1) @Max(Paging.MOST) Integer maxResults,
            @QueryParam("nextToken") String nextToken) {
        return history.notifications(topicArn, paging(maxResults, nextToken));
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
        return history.notification(uuid(messageId), topicArn).map(found -> found.orElseThrow(() -> Problems.notFound(
                "No message " + messageId + " has arrived. If SNS says it was published: is the topic's subscription to this "
                        + "endpoint confirmed, and does a filter policy leave it out?")));
    }

    @GET
    @Path("/deliveries")
    @Operation(operationId = "listDeliveries", summary = "List deliveries, newest first", description = "A delivery is one notification on its way to one configuration.")
    @APIResponse(responseCode = "200", description = "A page of deliveries")
    public Uni<Page<DeliveryHistory>> deliveries(
            @Parameter(description = "PENDING, DELIVERED or DEAD", example = "DEAD") @QueryParam("state") Optional<String> state,
            @Parameter(description = "Only those to this configuration", example = "payments-alarms") @QueryParam("configurationName") Optional<String> configurationName,
            @Parameter(description = "1 to 100; 20 if absent", example = "20") @QueryParam("maxResults") @Min(1) @Max(Paging.MOST) Integer maxResults,
            @QueryParam("nextToken") String nextToken) {
        if (state.isPresent() && !STATES.contains(state.get())) {
            throw Problems.invalid("state", "must be PENDING, DELIVERED or DEAD", state.get());
        }
        return history.deliveries(state, configurationName, paging(maxResults, nextToken));
    }

    @GET
    @Path("/deliveries/{id}")
    @Operation(operationId = "getDelivery", summary = "Show a delivery with all its attempts")
    @APIResponse(responseCode = "200", description = "The delivery")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<DeliveryHistory> delivery(
            @Parameter(description = "The delivery's id, as a notification's history tells it", example = "4711") @PathParam("id") long id) {
        return history.delivery(id).map(found -> found.orElseThrow(() -> noDelivery(id)));
    }

    @POST
    @Path("/deliveries/{id}/redeliver")
    @Operation(operationId = "redeliver", summary = "Send a settled delivery again", description = "It goes to the end of its lane, interpreted anew.")
    @APIResponse(responseCode = "202", description = "It is queued")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", description = "It is still under way, or its configuration was deleted", ref = "Conflict")
    public Uni<Response> redeliver(
            @Parameter(description = "The delivery's id, as a notification's history tells it", example = "4711") @PathParam("id") long id) {
        return redelivery.redeliver(id).map(answer -> switch (answer) {
            case QUEUED -> Response.accepted().location(java.net.URI.create("/api/deliveries/" + id)).build();
            case UNKNOWN -> throw noDelivery(id);
            case STILL_PENDING -> throw Problems.conflict("still-pending",
                    "Delivery " + id + " is still under way; there is nothing to send again.");
            case CONFIGURATION_GONE -> throw Problems.conflict("configuration-gone",
                    "The configuration of delivery " + id + " was deleted, so there is no destination.");
        });
    }

    @GET
    @Path("/refusals")
    @Operation(operationId = "listRefusals", summary = "List requests at /sns that were not taken, newest first", description = "A sample: under a flood "
            + "only some are kept. The metric tocsin_sns_refused_total counts all.")
    @APIResponse(responseCode = "200", description = "A page of refusals")
    public Uni<Page<RefusalHistory>> refusals(
            @Parameter(description = "1 to 100; 20 if absent", example = "20") @QueryParam("maxResults") @Min(1) @Max(Paging.MOST) Integer maxResults,
            @QueryParam("nextToken") String nextToken) {
        return history.refusals(paging(maxResults, nextToken));
    }

    private static RuntimeException noDelivery(long id) {
        return Problems.notFound("There is no delivery " + id + ".");
    }

    private static UUID uuid(String messageId) {
        try {
            return UUID.fromString(messageId);
        } catch (IllegalArgumentException e) {
            throw Problems.invalid("messageId", "must be a UUID, as sns:Publish answers it", messageId);
        }
    }

    private static Paging<Long> paging(Integer maxResults, String nextToken) {
        return Paging.of(Keys.IDS, maxResults, USUAL_PAGE, nextToken);
    }
}
