package dev.tocsin.delivery;

import java.net.URI;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;

/** Sends a delivery again. Its path begins like the history's, for a longer one would take all below it to itself. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "History")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class RedeliveryResource {

    private final Redelivery redelivery;

    RedeliveryResource(Redelivery redelivery) {
        this.redelivery = redelivery;
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
            case QUEUED -> Response.accepted().location(URI.create("/api/deliveries/" + id)).build();
            case UNKNOWN -> throw Problems.notFound("There is no delivery " + id + ".");
            case STILL_PENDING -> throw Problems.conflict("still-pending",
                    "Delivery " + id + " is still under way; there is nothing to send again.");
            case CONFIGURATION_GONE -> throw Problems.conflict("configuration-gone",
                    "The configuration of delivery " + id + " was deleted, so there is no destination.");
        });
    }
}
