package dev.tocsin.configuration.chime;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.configuration.Answers;
import dev.tocsin.configuration.ConfigurationFilter;
import dev.tocsin.configuration.ConfigurationState;
import dev.tocsin.configuration.Configurations;
import dev.tocsin.configuration.IfMatch;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.StrictJson;
import io.smallrye.mutiny.Uni;

@Path("/api/chime/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Chime webhooks", description = "Amazon Chime webhooks and the SNS topics that they hear")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
public class ChimeWebhookResource {

    private final Configurations configurations;
    private final ChimeWebhookKind kind;
    private final StrictJson json;

    ChimeWebhookResource(Configurations configurations, ChimeWebhookKind kind, StrictJson json) {
        this.configurations = configurations;
        this.kind = kind;
        this.json = json;
    }

    /** A page of Chime webhooks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChimeWebhookPage(@Schema(required = true) List<ChimeWebhookView> webhookConfigurations,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @POST
    @Operation(operationId = "createChimeWebhook", summary = "Configure a Chime webhook")
    @APIResponse(responseCode = "201", description = "Configured", content = @Content(schema = @Schema(implementation = ChimeWebhookView.class)))
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<RestResponse<ChimeWebhookView>> create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChimeWebhookMembers.class), examples = @ExampleObject(name = "webhook", value = """
                    {"configurationName": "payments-chime", "webhookDescription": "Payments room/Alarms",
                     "webhookUrl": "https://hooks.chime.aws/incomingwebhooks/...?token=...",
                     "snsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"]}"""))) ChimeWebhookMembers members) {
        return configurations.create(kind, Answers.given(members))
                .map(created -> Answers.created(kind.pathOf(created.configurationName), ChimeWebhookView.of(created),
                        Configurations.etag(created)));
    }

    @GET
    @Operation(operationId = "listChimeWebhooks", summary = "List the Chime webhooks, by name")
    @APIResponse(responseCode = "200", description = "A page of Chime webhooks", content = @Content(schema = @Schema(implementation = ChimeWebhookPage.class)))
    public Uni<ChimeWebhookPage> list(
            @Parameter(description = "Only those that hear this topic", example = "arn:aws:sns:eu-central-1:123456789012:alarms") @QueryParam("topicArn") String topicArn,
            @Parameter(description = "Only those in this state", example = "DISABLED", schema = @Schema(implementation = ConfigurationState.class)) @QueryParam("state") String state,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") String maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        Paging<String> paging = Paging.byName("chime", maxResults, nextToken);
        return configurations.list(kind, paging, ConfigurationFilter.of(topicArn, state))
                .map(found -> new ChimeWebhookPage(
                        paging.page(found).stream().map(ChimeWebhookView::of).toList(),
                        paging.nextToken(found, configuration -> configuration.configurationName)));
    }

    @GET
    @Path("/{configurationName}")
    @Operation(operationId = "getChimeWebhook", summary = "Show a Chime webhook")
    @APIResponse(responseCode = "200", description = "The Chime webhook", content = @Content(schema = @Schema(implementation = ChimeWebhookView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<RestResponse<ChimeWebhookView>> get(
            @Parameter(example = "payments-chime") @PathParam("configurationName") String configurationName) {
        return configurations.get(kind, configurationName).map(ChimeWebhookResource::shown);
    }

    @PATCH
    @Path("/{configurationName}")
    @Operation(operationId = "changeChimeWebhook", summary = "Change a Chime webhook", description = "Changes the members that are named and leaves the others; lists replace the whole list. "
            + "A member that is named with null goes back to its default, if it is not required.")
    @APIResponse(responseCode = "200", description = "The changed Chime webhook", content = @Content(schema = @Schema(implementation = ChimeWebhookView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<RestResponse<ChimeWebhookView>> change(
            @Parameter(example = "payments-chime") @PathParam("configurationName") String configurationName,
            @Parameter(description = "The ETag that was read; optional") @HeaderParam("If-Match") String ifMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChimeWebhookMembers.class), examples = @ExampleObject(name = "topics", value = """
                    {"snsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"]}"""))) ObjectNode body) {
        ChimeWebhookMembers members = json.bind(Answers.given(body), ChimeWebhookMembers.class);
        return configurations.change(kind, configurationName, members, Answers.named(body), new IfMatch(ifMatch))
                .map(ChimeWebhookResource::shown);
    }

    @DELETE
    @Path("/{configurationName}")
    @Operation(operationId = "deleteChimeWebhook", summary = "Delete a Chime webhook", description = "What waits to be delivered to it is given up.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    public Uni<Void> delete(@Parameter(example = "payments-chime") @PathParam("configurationName") String configurationName,
            @Parameter(description = "The ETag that was read; optional") @HeaderParam("If-Match") String ifMatch) {
        return configurations.delete(kind, configurationName, new IfMatch(ifMatch));
    }

    private static RestResponse<ChimeWebhookView> shown(ChimeWebhookConfiguration configuration) {
        return Answers.shown(ChimeWebhookView.of(configuration), Configurations.etag(configuration));
    }
}
