package dev.tocsin.delivery;

import java.net.URI;
import java.util.Optional;

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

import io.smallrye.mutiny.Uni;

/**
 * Sends a delivery again, or a message to another configuration. Its path begins like the history's, for a longer one would
 * take all below it to itself.
 */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "History")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class RedeliveryResource {

    private final Redelivery redelivery;
    private final DeliveryElsewhere elsewhere;

    RedeliveryResource(Redelivery redelivery, DeliveryElsewhere elsewhere) {
        this.redelivery = redelivery;
        this.elsewhere = elsewhere;
    }

    @POST
    @Path("/deliveries/{id}/redeliver")
    @Operation(operationId = "redeliver", summary = "Send a settled delivery again", description = "It goes to the end of its lane, interpreted anew.")
    @APIResponse(responseCode = "202", description = "It is queued")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", description = "It is still under way, or its configuration was deleted", ref = "Conflict")
    public Uni<Response> redeliver(
            @Parameter(description = "The delivery's id, as a notification's history tells it", example = "4711") @PathParam("id") long id) {
        return redelivery.redeliver(id).map(queued -> underWay(id));
    }

    @POST
    @Path("/notifications/{messageId}/deliver")
    @Operation(operationId = "deliverToConfiguration", summary = "Send a stored message to one more configuration", description = "Whether or not that hears the topic. It goes to the end of the configuration's lane, interpreted anew. Asked for twice, it is sent once: while the delivery is under way the answer is the same, and afterwards it says how to send it again.")
    @APIResponse(responseCode = "202", description = "It is queued; Location is the delivery")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", description = "It was sent there before, or is a message of SNS about a subscription", ref = "Conflict")
    public Uni<Response> deliver(
            @Parameter(description = "SNS's MessageId", example = "165545c9-2a5c-472c-8df2-7ff2be2b3b1b") @PathParam("messageId") String messageId,
            @Parameter(description = "Where to send it", required = true, example = "payments-alarms") @QueryParam("configurationName") String configurationName,
            @Parameter(description = "Which topic, where several sent the same id", example = "arn:aws:sns:eu-west-1:123456789012:alarms") @QueryParam("topicArn") Optional<String> topicArn) {
        return elsewhere.send(messageId, topicArn, configurationName).map(RedeliveryResource::underWay);
    }

    private static Response underWay(long delivery) {
        return Response.accepted().location(URI.create("/api/deliveries/" + delivery)).build();
    }
}
