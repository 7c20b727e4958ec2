package dev.tocsin.live;

import java.util.UUID;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.smallrye.mutiny.Uni;

/** What people do about matters. Its path begins like the history's, for a longer one would take all below it to itself. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matters", description = "Messages that stand for a matter which goes on, and who takes care of it")
@APIResponse(responseCode = "204", description = "It is so, since now or since before")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "409", description = "As the matter stands there is nothing to be done so, or the configuration that posted the message was deleted", ref = "Conflict")
@APIResponse(responseCode = "500", ref = "Fault")
class CareResource {

    private static final String ID = "The message's id, as deliveries tell it";
    private static final String EXAMPLE = "0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e";

    private final CareDesk desk;

    CareResource(CareDesk desk) {
        this.desk = desk;
    }

    @POST
    @Path("/postings/{id}/acknowledge")
    @Operation(operationId = "acknowledgePosting", summary = "Say that you take care of a matter", description = "Ends its reminders and its escalation until it opens again. The message and its thread say who did so, where the chat can.")
    public Uni<Response> acknowledge(
            @Parameter(description = ID, example = EXAMPLE, schema = @Schema(implementation = UUID.class)) @PathParam("id") String id) {
        return act(id, CareAction.ACKNOWLEDGE);
    }

    @POST
    @Path("/postings/{id}/resolve")
    @Operation(operationId = "resolvePosting", summary = "Say that a matter is over", description = "For what nothing else says that it is over. Ends its reminders and its escalation.")
    public Uni<Response> resolve(
            @Parameter(description = ID, example = EXAMPLE, schema = @Schema(implementation = UUID.class)) @PathParam("id") String id) {
        return act(id, CareAction.RESOLVE);
    }

    @POST
    @Path("/postings/{id}/reopen")
    @Operation(operationId = "reopenPosting", summary = "Say that a matter is not over after all", description = "Undoes a resolution, and that somebody has acknowledged it; its reminders begin anew.")
    public Uni<Response> reopen(
            @Parameter(description = ID, example = EXAMPLE, schema = @Schema(implementation = UUID.class)) @PathParam("id") String id) {
        return act(id, CareAction.REOPEN);
    }

    private Uni<Response> act(String id, CareAction action) {
        return desk.act(id, action, Caretaker.THE_API).replaceWith(() -> Response.noContent().build());
    }
}
