package dev.tocsin.configuration.teams;

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

@Path("/api/teams/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Teams webhooks", description = "Microsoft Teams channels, by webhooks of Workflows, and the SNS topics that they hear")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
public class TeamsWebhookResource {

    private static final String ONE = """
            {"configurationName": "payments-teams", "envelope": "MESSAGE", "webhookDescription": "Payments/Alarms",
             "snsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"], "loggingLevel": "NONE", "tags": [],
             "state": "ENABLED", "stateSince": "2026-11-24T05:15:26.808Z",
             "createdAt": "2026-11-24T05:15:26.808Z", "updatedAt": "2026-11-24T05:15:26.808Z"}""";

    private final Configurations configurations;
    private final TeamsWebhookKind kind;
    private final StrictJson json;

    TeamsWebhookResource(Configurations configurations, TeamsWebhookKind kind, StrictJson json) {
        this.configurations = configurations;
        this.kind = kind;
        this.json = json;
    }

    /** A page of Teams webhooks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TeamsWebhookPage(@Schema(required = true) List<TeamsWebhookView> webhookConfigurations,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @POST
    @Operation(operationId = "createTeamsWebhook", summary = "Configure a Teams webhook")
    @APIResponse(responseCode = "201", description = "Configured", content = @Content(schema = @Schema(implementation = TeamsWebhookView.class), examples = @ExampleObject(name = "webhook", value = ONE)))
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<RestResponse<TeamsWebhookView>> create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TeamsWebhookMembers.class), examples = @ExampleObject(name = "webhook", value = """
                    {"configurationName": "payments-teams", "webhookDescription": "Payments/Alarms",
                     "webhookUrl": "https://default....environment.api.powerplatform.com/powerautomate/automations/direct/workflows/.../triggers/manual/paths/invoke?api-version=1&sp=...&sv=1.0&sig=...",
                     "snsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"]}"""))) TeamsWebhookMembers members) {
        return configurations.create(kind, Answers.given(members))
                .map(created -> Answers.created(kind.pathOf(created.configurationName), TeamsWebhookView.of(created),
                        Configurations.etag(created)));
    }

    @GET
    @Operation(operationId = "listTeamsWebhooks", summary = "List the Teams webhooks, by name")
    @APIResponse(responseCode = "200", description = "A page of Teams webhooks", content = @Content(schema = @Schema(implementation = TeamsWebhookPage.class), examples = @ExampleObject(name = "one", value = "{\"webhookConfigurations\": ["
            + ONE + "]}")))
    public Uni<TeamsWebhookPage> list(
            @Parameter(description = "Only those that hear this topic", example = "arn:aws:sns:eu-central-1:123456789012:alarms") @QueryParam("topicArn") String topicArn,
            @Parameter(description = "Only those in this state", example = "DISABLED", schema = @Schema(implementation = ConfigurationState.class)) @QueryParam("state") String state,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") String maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        Paging<String> paging = Paging.byName("teams", maxResults, nextToken);
        return configurations.list(kind, paging, ConfigurationFilter.of(topicArn, state))
                .map(found -> new TeamsWebhookPage(
                        paging.page(found).stream().map(TeamsWebhookView::of).toList(),
                        paging.nextToken(found, configuration -> configuration.configurationName)));
    }

    @GET
    @Path("/{configurationName}")
    @Operation(operationId = "getTeamsWebhook", summary = "Show a Teams webhook")
    @APIResponse(responseCode = "200", description = "The Teams webhook", content = @Content(schema = @Schema(implementation = TeamsWebhookView.class), examples = @ExampleObject(name = "webhook", value = ONE)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<RestResponse<TeamsWebhookView>> get(
            @Parameter(example = "payments-teams") @PathParam("configurationName") String configurationName) {
        return configurations.get(kind, configurationName).map(TeamsWebhookResource::shown);
    }

    @PATCH
    @Path("/{configurationName}")
    @Operation(operationId = "changeTeamsWebhook", summary = "Change a Teams webhook", description = "Changes the members that are named and leaves the others; lists replace the whole list. "
            + "A member that is named with null goes back to its default, if it is not required.")
    @APIResponse(responseCode = "200", description = "The changed Teams webhook", content = @Content(schema = @Schema(implementation = TeamsWebhookView.class), examples = @ExampleObject(name = "webhook", value = ONE)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<RestResponse<TeamsWebhookView>> change(
            @Parameter(example = "payments-teams") @PathParam("configurationName") String configurationName,
            @Parameter(description = "The ETag that was read; optional") @HeaderParam("If-Match") String ifMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TeamsWebhookMembers.class), examples = @ExampleObject(name = "topics", value = """
                    {"snsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"]}"""))) ObjectNode body) {
        TeamsWebhookMembers members = json.bind(Answers.given(body), TeamsWebhookMembers.class);
        return configurations.change(kind, configurationName, members, Answers.named(body), new IfMatch(ifMatch))
                .map(TeamsWebhookResource::shown);
    }

    @DELETE
    @Path("/{configurationName}")
    @Operation(operationId = "deleteTeamsWebhook", summary = "Delete a Teams webhook", description = "What waits to be delivered to it is given up.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    public Uni<Void> delete(@Parameter(example = "payments-teams") @PathParam("configurationName") String configurationName,
            @Parameter(description = "The ETag that was read; optional") @HeaderParam("If-Match") String ifMatch) {
        return configurations.delete(kind, configurationName, new IfMatch(ifMatch));
    }

    private static RestResponse<TeamsWebhookView> shown(TeamsWebhookConfiguration configuration) {
        return Answers.shown(TeamsWebhookView.of(configuration), Configurations.etag(configuration));
    }
}
