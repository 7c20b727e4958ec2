package dev.tocsin.configuration.workspaces;

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
import dev.tocsin.configuration.IfMatch;
import dev.tocsin.configuration.State;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.StrictJson;
import io.smallrye.mutiny.Uni;

@Path("/api/slack/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Slack workspaces", description = "Workspaces that authorized Tocsin with a bot token")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
public class SlackWorkspaceResource {

    private static final String PATH = "/api/slack/workspaces/";

    private final SlackWorkspaces workspaces;
    private final StrictJson json;

    SlackWorkspaceResource(SlackWorkspaces workspaces, StrictJson json) {
        this.workspaces = workspaces;
        this.json = json;
    }

    /** A page of workspaces. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SlackWorkspacePage(@Schema(required = true) List<SlackWorkspaceView> slackWorkspaces,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @POST
    @Operation(operationId = "createSlackWorkspace", summary = "Add a Slack workspace by a bot token", description = "Slack is asked whether the token is good and whose it is (auth.test). Where people authorize the app at Slack instead, POST /api/slack/workspaces/install.")
    @APIResponse(responseCode = "201", description = "Added", content = @Content(schema = @Schema(implementation = SlackWorkspaceView.class)))
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<RestResponse<SlackWorkspaceView>> create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SlackWorkspaceMembers.class), examples = @ExampleObject(name = "workspace", value = """
                    {"botToken": "xoxb-your-bot-token"}"""))) SlackWorkspaceMembers members) {
        return workspaces.create(Answers.given(members)).map(shown -> Answers.created(PATH + shown.workspace().slackTeamId(),
                shown.workspace(), shown.etag()));
    }

    @GET
    @Operation(operationId = "listSlackWorkspaces", summary = "List the Slack workspaces, by team id")
    @APIResponse(responseCode = "200", description = "A page of workspaces", content = @Content(schema = @Schema(implementation = SlackWorkspacePage.class)))
    public Uni<SlackWorkspacePage> list(
            @Parameter(description = "Only those in this state", example = "DISABLED", schema = @Schema(implementation = State.class)) @QueryParam("state") String state,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") String maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        Paging<String> paging = Paging.byName("workspaces", maxResults, nextToken);
        return workspaces.list(paging, ConfigurationFilter.state(state)).map(found -> new SlackWorkspacePage(
                paging.page(found), paging.nextToken(found, SlackWorkspaceView::slackTeamId)));
    }

    @GET
    @Path("/{slackTeamId}")
    @Operation(operationId = "getSlackWorkspace", summary = "Show a Slack workspace")
    @APIResponse(responseCode = "200", description = "The workspace", content = @Content(schema = @Schema(implementation = SlackWorkspaceView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<RestResponse<SlackWorkspaceView>> get(
            @Parameter(example = "T0123456789") @PathParam("slackTeamId") String slackTeamId) {
        return workspaces.get(slackTeamId).map(SlackWorkspaceResource::shown);
    }

    @PATCH
    @Path("/{slackTeamId}")
    @Operation(operationId = "changeSlackWorkspace", summary = "Change a Slack workspace's name or bot token", description = "Changes the members that are named and leaves the others. A new token is checked at Slack, must belong to the same workspace, and lets what waits be sent.")
    @APIResponse(responseCode = "200", description = "The changed workspace", content = @Content(schema = @Schema(implementation = SlackWorkspaceView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<RestResponse<SlackWorkspaceView>> change(
            @Parameter(example = "T0123456789") @PathParam("slackTeamId") String slackTeamId,
            @Parameter(description = "The ETag that was read; optional") @HeaderParam("If-Match") String ifMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SlackWorkspaceMembers.class), examples = @ExampleObject(name = "new token", value = """
                    {"botToken": "xoxb-your-bot-token"}"""))) ObjectNode body) {
        SlackWorkspaceMembers members = json.bind(Answers.given(body), SlackWorkspaceMembers.class);
        return workspaces.change(slackTeamId, members, Answers.named(body), new IfMatch(ifMatch))
                .map(SlackWorkspaceResource::shown);
    }

    @DELETE
    @Path("/{slackTeamId}")
    @Operation(operationId = "deleteSlackWorkspace", summary = "Remove a Slack workspace that no configuration uses", description = "The workspace is forgotten and its bot token revoked at Slack (auth.revoke). It is forgotten also if Slack cannot be reached; the answer is then 200 and says why the token may still be good.")
    @APIResponse(responseCode = "200", description = "Removed, but the token may still be good: remove the app at Slack", content = @Content(schema = @Schema(implementation = SlackWorkspaceRemoved.class), examples = @ExampleObject(name = "away", value = """
            {"slackTeamId": "T0123456789", "tokenRevoked": false, "reason": "Slack cannot be reached at slack.com (ConnectException)"}""")))
    @APIResponse(responseCode = "204", description = "Removed, and the token revoked")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    public Uni<RestResponse<SlackWorkspaceRemoved>> delete(
            @Parameter(example = "T0123456789") @PathParam("slackTeamId") String slackTeamId,
            @Parameter(description = "The ETag that was read; optional") @HeaderParam("If-Match") String ifMatch) {
        return workspaces.delete(slackTeamId, new IfMatch(ifMatch)).map(alive -> alive
                .map(reason -> RestResponse.ok(new SlackWorkspaceRemoved(slackTeamId, false, reason)))
                .orElseGet(RestResponse::noContent));
    }

    /** A workspace was removed, and its token may live on. */
    public record SlackWorkspaceRemoved(@Schema(required = true, examples = "T0123456789") String slackTeamId,
            @Schema(required = true, description = "Whether Slack has revoked the token; false here") boolean tokenRevoked,
            @Schema(required = true, description = "Why it has not") String reason) {
    }

    private static RestResponse<SlackWorkspaceView> shown(ShownWorkspace shown) {
        return Answers.shown(shown.workspace(), shown.etag());
    }
}
