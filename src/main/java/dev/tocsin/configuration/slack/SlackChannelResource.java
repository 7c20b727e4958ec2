package dev.tocsin.configuration.slack;

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

@Path("/api/slack/channels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Slack channels", description = "Slack channels and the SNS topics that they hear")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
public class SlackChannelResource {

    private final Configurations configurations;
    private final SlackChannelKind kind;
    private final StrictJson json;

    SlackChannelResource(Configurations configurations, SlackChannelKind kind, StrictJson json) {
        this.configurations = configurations;
        this.kind = kind;
        this.json = json;
    }

    /** A page of Slack channels. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SlackChannelPage(@Schema(required = true) List<SlackChannelView> slackChannelConfigurations,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @POST
    @Operation(operationId = "createSlackChannel", summary = "Configure a Slack channel")
    @APIResponse(responseCode = "201", description = "Configured", content = @Content(schema = @Schema(implementation = SlackChannelView.class)))
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<RestResponse<SlackChannelView>> create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SlackChannelMembers.class), examples = {
                    @ExampleObject(name = "bot", summary = "A channel of an authorized workspace", value = """
                            {"configurationName": "payments-alarms", "slackTeamId": "T0123456789",
                             "slackChannelId": "C0123456789",
                             "snsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"]}"""),
                    @ExampleObject(name = "incoming webhook", value = """
                            {"configurationName": "payments-alarms",
                             "webhookUrl": "https://hooks.slack.com/services/T.../B.../...",
                             "snsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"]}""") })) SlackChannelMembers members) {
        return configurations.create(kind, Answers.given(members))
                .map(created -> Answers.created(kind.pathOf(created.configurationName), SlackChannelView.of(created),
                        Configurations.etag(created)));
    }

    @GET
    @Operation(operationId = "listSlackChannels", summary = "List the Slack channels, by name")
    @APIResponse(responseCode = "200", description = "A page of Slack channels", content = @Content(schema = @Schema(implementation = SlackChannelPage.class)))
    public Uni<SlackChannelPage> list(
            @Parameter(description = "Only those that hear this topic", example = "arn:aws:sns:eu-central-1:123456789012:alarms") @QueryParam("topicArn") String topicArn,
            @Parameter(description = "Only those of this workspace", example = "T0123456789") @QueryParam("slackTeamId") String slackTeamId,
            @Parameter(description = "Only those of this channel", example = "C0123456789") @QueryParam("slackChannelId") String slackChannelId,
            @Parameter(description = "Only those in this state", example = "DISABLED", schema = @Schema(implementation = ConfigurationState.class)) @QueryParam("state") String state,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") String maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        Paging<String> paging = Paging.byName("slack", maxResults, nextToken);
        return configurations
                .list(kind, paging, ConfigurationFilter.of(topicArn, state)
                        .and("slackTeamId", slackTeamId).and("slackChannelId", slackChannelId))
                .map(found -> new SlackChannelPage(
                        paging.page(found).stream().map(SlackChannelView::of).toList(),
                        paging.nextToken(found, configuration -> configuration.configurationName)));
    }

    @GET
    @Path("/{configurationName}")
    @Operation(operationId = "getSlackChannel", summary = "Show a Slack channel")
    @APIResponse(responseCode = "200", description = "The Slack channel", content = @Content(schema = @Schema(implementation = SlackChannelView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<RestResponse<SlackChannelView>> get(
            @Parameter(example = "payments-alarms") @PathParam("configurationName") String configurationName) {
        return configurations.get(kind, configurationName).map(SlackChannelResource::shown);
    }

    @PATCH
    @Path("/{configurationName}")
    @Operation(operationId = "changeSlackChannel", summary = "Change a Slack channel", description = "Changes the members that are named and leaves the others; lists replace the whole list. "
            + "A member that is named with null goes back to its default, if it is not required.")
    @APIResponse(responseCode = "200", description = "The changed Slack channel", content = @Content(schema = @Schema(implementation = SlackChannelView.class)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<RestResponse<SlackChannelView>> change(
            @Parameter(example = "payments-alarms") @PathParam("configurationName") String configurationName,
            @Parameter(description = "The ETag that was read; optional") @HeaderParam("If-Match") String ifMatch,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SlackChannelMembers.class), examples = @ExampleObject(name = "topics", value = """
                    {"snsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"]}"""))) ObjectNode body) {
        SlackChannelMembers members = json.bind(Answers.given(body), SlackChannelMembers.class);
        return configurations.change(kind, configurationName, members, Answers.named(body), new IfMatch(ifMatch))
                .map(SlackChannelResource::shown);
    }

    @DELETE
    @Path("/{configurationName}")
    @Operation(operationId = "deleteSlackChannel", summary = "Delete a Slack channel", description = "What waits to be delivered to it is given up.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    public Uni<Void> delete(@Parameter(example = "payments-alarms") @PathParam("configurationName") String configurationName,
            @Parameter(description = "The ETag that was read; optional") @HeaderParam("If-Match") String ifMatch) {
        return configurations.delete(kind, configurationName, new IfMatch(ifMatch));
    }

    private static RestResponse<SlackChannelView> shown(SlackChannelConfiguration configuration) {
        return Answers.shown(SlackChannelView.of(configuration), Configurations.etag(configuration));
    }
}
