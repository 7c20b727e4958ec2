package dev.tocsin.command.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.audit.Actor;
import dev.tocsin.command.settings.PersonRoleDesk.Wanted;
import dev.tocsin.configuration.Answers;
import dev.tocsin.configuration.Limits;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.Problems;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/** People in Slack and the roles of their own. */
@Path("/api/command-people")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Command people", description = "Which roles people in Slack have of their own, where a configuration has "
        + "userAuthorizationRequired")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
public class CommandPersonResource {

    private static final String ONE = """
            {"id": "17", "configurationName": "payments-alarms", "slackTeamId": "T0123456789", "slackUserId": "U0123456789",
             "slackUserName": "ada", "roleArn": "arn:aws:iam::123456789012:role/people/ada",
             "grantedBy": "admin (bootstrap-token)", "grantedAt": "2026-11-24T05:15:26.808123Z"}""";

    private final PersonRoleDesk people;
    private final CurrentIdentityAssociation identity;

    CommandPersonResource(PersonRoleDesk people, CurrentIdentityAssociation identity) {
        this.people = people;
        this.identity = identity;
    }

    /** A page of people. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CommandPersonPage(@Schema(required = true) List<CommandPerson> people,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    /** What an administrator approves. */
    @Schema(name = "CommandPersonApproval")
    public record Approval(
            @Schema(required = true, maxLength = Limits.ROLE_ARN, examples = "arn:aws:iam::123456789012:role/people/ada", description = "The askedRoleArn that was seen; another that was asked for meanwhile is not approved") String roleArn) {
    }

    @GET
    @Operation(operationId = "listCommandPeople", summary = "List people and their roles, the newest first")
    @APIResponse(responseCode = "200", description = "A page of people", content = @Content(schema = @Schema(implementation = CommandPersonPage.class), examples = @ExampleObject(name = "one who waits", value = """
            {"people": [{"id": "18", "configurationName": "payments-alarms", "slackTeamId": "T0123456789",
              "slackUserId": "U0123456789", "slackUserName": "ada",
              "askedRoleArn": "arn:aws:iam::123456789012:role/people/ada", "askedBy": "ada@example.com (person)",
              "askedAt": "2026-11-24T05:15:26.808123Z"}]}""")))
    public Uni<CommandPersonPage> list(
            @Parameter(description = "Only those of this configuration", example = "payments-alarms") @QueryParam("configurationName") String configurationName,
            @Parameter(description = "Only this person", example = "U0123456789") @QueryParam("slackUserId") String slackUserId,
            @Parameter(description = "true: only those who wait for an administrator", example = "true", schema = @Schema(type = SchemaType.STRING, enumeration = {
                    "true", "false" }, defaultValue = "false")) @QueryParam("waiting") String waiting,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") String maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        if (waiting != null && !waiting.matches("true|false")) {
            throw Problems.invalid("waiting", "must be true or false", waiting);
        }
        Paging<Long> paging = Paging.of(PersonRoleDesk.IDS, maxResults, nextToken);
        return people.list(new Wanted(Optional.ofNullable(configurationName), Optional.ofNullable(slackUserId),
                "true".equals(waiting)), paging)
                .map(found -> new CommandPersonPage(paging.page(found),
                        paging.nextToken(found, person -> Long.parseLong(person.id()))));
    }

    @POST
    @Operation(operationId = "giveCommandRole", summary = "Give somebody a role of their own", description = "In place of the one that they have for that configuration, and of what they have asked for. "
            + "It holds within the configuration's guardrail policies, and only if the role trusts Tocsin's.")
    @APIResponse(responseCode = "200", description = "They have it", content = @Content(schema = @Schema(implementation = CommandPerson.class), examples = @ExampleObject(name = "ada", value = ONE)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<CommandPerson> give(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CommandPersonMembers.class), examples = @ExampleObject(name = "ada", value = """
                    {"configurationName": "payments-alarms", "slackUserId": "U0123456789", "slackUserName": "ada",
                     "roleArn": "arn:aws:iam::123456789012:role/people/ada"}"""))) CommandPersonMembers members) {
        return by(who -> people.give(Answers.given(members), who));
    }

    @POST
    @Path("/{id}/approve")
    @Operation(operationId = "approveCommandRole", summary = "Approve the role that somebody has asked for", description = "Look whether the person may have the role: Tocsin cannot tell.")
    @APIResponse(responseCode = "200", description = "They have it", content = @Content(schema = @Schema(implementation = CommandPerson.class), examples = @ExampleObject(name = "ada", value = ONE)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<CommandPerson> approve(
            @Parameter(description = "As the list has it", example = "18") @PathParam("id") String id,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Approval.class), examples = @ExampleObject(name = "ada", value = """
                    {"roleArn": "arn:aws:iam::123456789012:role/people/ada"}"""))) Approval approval) {
        return by(who -> people.approve(id, Answers.given(approval).roleArn(), who));
    }

    @POST
    @Path("/{id}/decline")
    @Operation(operationId = "declineCommandRole", summary = "Decline the role that somebody has asked for", description = "A role that they have already stays.")
    @APIResponse(responseCode = "204", description = "Declined")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<Void> decline(@Parameter(description = "As the list has it", example = "18") @PathParam("id") String id) {
        return by(who -> people.decline(id, who));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "takeCommandRole", summary = "Take somebody's role away", description = "Their next command asks them for one.")
    @APIResponse(responseCode = "204", description = "They have none")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<Void> take(@Parameter(description = "As the list has it", example = "17") @PathParam("id") String id) {
        return by(who -> people.delete(id, who));
    }

    private <T> Uni<T> by(Function<Actor, Uni<T>> work) {
        return identity.getDeferredIdentity().chain(who -> work.apply(Actor.of(who)));
    }
}
