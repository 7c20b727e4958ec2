package dev.tocsin.sns.subscription;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.sns.subscription.TryOut.Sent;
import io.smallrye.mutiny.Uni;

@Path("/api/configurations/{configurationName}/test")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Topics")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class TryOutResource {

    private final TryOut tryOut;

    TryOutResource(TryOut tryOut) {
        this.tryOut = tryOut;
    }

    @POST
    @Operation(operationId = "testConfiguration", summary = "Send a test message", description = "By default it is published to each topic of the configuration, as AWS Chatbot's \"Send test message\" does, and so reaches "
            + "everybody who hears them. With via=chat it goes to this configuration alone, past SNS.")
    @APIResponse(responseCode = "202", description = "On its way; history tells what becomes of it", content = @Content(schema = @Schema(implementation = Sent.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", description = "The configuration has no topics, there are no AWS credentials, or SNS refuses", ref = "Conflict")
    public Uni<RestResponse<Sent>> test(
            @Parameter(example = "payments-alarms") @PathParam("configurationName") String configurationName,
            @Parameter(description = "topic or chat; topic if absent", example = "chat", schema = @Schema(type = SchemaType.STRING, enumeration = {
                    "topic", "chat" })) @QueryParam("via") String via) {
        return tryOut.send(configurationName, via == null ? "topic" : via)
                .map(sent -> RestResponse.status(RestResponse.Status.ACCEPTED, sent));
    }
}
