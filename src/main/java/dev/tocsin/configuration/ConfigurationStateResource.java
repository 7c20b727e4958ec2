package dev.tocsin.configuration;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.problem.StrictJson;
import io.smallrye.mutiny.Uni;

@Path("/api/configurations/{configurationName}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Configurations", description = "What is done with configurations of all kinds")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "409", ref = "Conflict")
@APIResponse(responseCode = "500", ref = "Fault")
public class ConfigurationStateResource {

    private static final String CHANNEL = """
            "configurationName": "payments-alarms", "destination": "bot", "slackTeamId": "T0123456789",
            "slackChannelId": "C0123456789", "slackChannelName": "payments-alarms",
            "snsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"], "loggingLevel": "NONE",
            "guardrailPolicyArns": [], "userAuthorizationRequired": false, "tags": [],
            "createdAt": "2026-11-24T05:15:26.808Z", "updatedAt": "2026-11-24T05:15:26.808Z",
            "stateSince": "2026-11-25T05:15:26.808Z",\s""";
    private static final String DISABLED = "{" + CHANNEL
            + "\"state\": \"DISABLED\", \"stateReason\": \"maintenance until Monday\"}";
    private static final String ENABLED = "{" + CHANNEL + "\"state\": \"ENABLED\"}";

    private final Configurations configurations;
    private final StrictJson json;

    ConfigurationStateResource(Configurations configurations, StrictJson json) {
        this.configurations = configurations;
        this.json = json;
    }

    /** Why a configuration is disabled, for those who wonder. */
    @Schema(name = "DisableRequest")
    public record Disabling(
            @Schema(minLength = 1, maxLength = Limits.TEXT, examples = "maintenance until Monday", description = "Shown by the configuration and by each delivery that waits") String reason) {
    }

    @POST
    @Path("/disable")
    @Operation(operationId = "disableConfiguration", summary = "Make a configuration's deliveries wait", description = "Nothing is sent there until it is enabled again. Notifications of its topics are taken and queued all "
            + "the same; what waits longer than the history is kept is given up, with that reason.")
    @APIResponse(responseCode = "200", description = "The configuration, which is disabled", content = @Content(schema = @Schema(type = SchemaType.OBJECT, description = "As the resource of its kind shows it"), examples = @ExampleObject(name = "disabled", value = DISABLED)))
    public Uni<RestResponse<Object>> disable(
            @Parameter(example = "payments-alarms") @PathParam("configurationName") String configurationName,
            @RequestBody(content = @Content(schema = @Schema(implementation = Disabling.class), examples = @ExampleObject(name = "why", value = """
                    {"reason": "maintenance until Monday"}"""))) ObjectNode body) {
        String reason = body == null ? null : json.bind(body, Disabling.class).reason();
        return configurations.disable(configurationName, reason).map(ConfigurationStateResource::shown);
    }

    @POST
    @Path("/enable")
    @Operation(operationId = "enableConfiguration", summary = "Let a configuration send again", description = "What waited is sent in its order, at the pace that the chat allows. One that is SHUT is tried at once.")
    @APIResponse(responseCode = "200", description = "The configuration, which is enabled", content = @Content(schema = @Schema(type = SchemaType.OBJECT, description = "As the resource of its kind shows it"), examples = @ExampleObject(name = "enabled", value = ENABLED)))
    public Uni<RestResponse<Object>> enable(
            @Parameter(example = "payments-alarms") @PathParam("configurationName") String configurationName) {
        return configurations.enable(configurationName).map(ConfigurationStateResource::shown);
    }

    private static RestResponse<Object> shown(Configuration configuration) {
        return Answers.shown(configuration.view(), Configurations.etag(configuration));
    }
}
