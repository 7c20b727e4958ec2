package dev.tocsin.command;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.command.CommandHistory.Wanted;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;

/** Which commands were given in Slack, and what came of them; for administrators. */
@Path("/api/commands")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands", description = "What people in Slack asked of AWS, and what came of it")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class CommandResource {

    private static final int USUAL = 20;
    private static final String EXAMPLE = """
            {"id": "0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e", "source": "MENTION", "slackTeamId": "T0123456789",
             "slackChannelId": "C0123456789", "slackUserId": "U0123456789", "slackUserName": "jane",
             "text": "<@U0TOCSIN> cloudwatch describe-alarms --state-value ALARM", "state": "DONE",
             "configurationName": "payments-alarms", "account": "123456789012", "region": "eu-central-1",
             "service": "cloudwatch", "operation": "DescribeAlarms",
             "normalized": "cloudwatch describe-alarms --state-value ALARM", "changes": false,
             "roleArn": "arn:aws:iam::123456789012:role/tocsin-commands", "sessionName": "chatbot-session-U0123456789",
             "result": "ok", "tookMs": 312, "receivedAt": "2026-11-24T05:15:26.808Z", "endedAt": "2026-11-24T05:15:27.301Z"}""";

    private final CommandHistory history;

    CommandResource(CommandHistory history) {
        this.history = history;
    }

    /** A page of commands, newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CommandPage(@Schema(required = true) List<CommandView> items,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @GET
    @Operation(operationId = "listCommands", summary = "List the commands that were given in Slack, newest first", description = "Needs the role admin. What was typed is shown without what looks like a secret.")
    @APIResponse(responseCode = "200", description = "A page of commands", content = @Content(schema = @Schema(implementation = CommandPage.class), examples = @ExampleObject(name = "an answered command", value = "{\"items\": ["
            + EXAMPLE + "]}")))
    public Uni<CommandPage> list(
            @Parameter(description = "Only of this channel", example = "C0123456789") @QueryParam("slackChannelId") String slackChannelId,
            @Parameter(description = "Only by this person", example = "U0123456789") @QueryParam("slackUserId") String slackUserId,
            @Parameter(description = "Only those that stand so", example = "DONE", schema = @Schema(implementation = CommandState.class)) @QueryParam("state") String state,
            @Parameter(description = "Only for this service of AWS, as its command line calls it", example = "cloudwatch") @QueryParam("service") String service,
            @Parameter(description = "1 to 100; 20 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") @Min(1) @Max(Paging.MOST) Integer maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        Paging<Long> paging = Paging.of(Keys.ids("commands"), maxResults, USUAL, nextToken);
        return history.find(new Wanted(slackChannelId, slackUserId, state, service), paging)
                .map(found -> new CommandPage(found.commands(), found.nextToken()));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getCommand", summary = "Show a command and what came of it", description = "Needs the role admin.")
    @APIResponse(responseCode = "200", description = "The command", content = @Content(schema = @Schema(implementation = CommandView.class), examples = @ExampleObject(name = "an answered command", value = EXAMPLE)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<CommandView> get(
            @Parameter(description = "As the list and the audit tell it", example = "0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e", schema = @Schema(implementation = UUID.class)) @PathParam("id") String id) {
        UUID command = id(id);
        return history.one(command)
                .map(found -> found.orElseThrow(() -> Problems.notFound("There is no command " + command + ".")));
    }

    private static UUID id(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException other) {
            throw Problems.invalid("id", "must be a UUID, as the list of commands tells it", id);
        }
    }
}
