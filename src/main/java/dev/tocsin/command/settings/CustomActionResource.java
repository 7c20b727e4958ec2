package dev.tocsin.command.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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

import dev.tocsin.audit.Actor;
import dev.tocsin.configuration.Answers;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.StrictJson;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/** Buttons of their own that people add to notifications. */
@Path("/api/custom-actions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Custom actions", description = "Buttons below notifications that give commands")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
public class CustomActionResource {

    private static final String PATH = "/api/custom-actions/";
    private static final String NAME = "The custom action's name";
    private static final String ASKED = """
            {"actionName": "restart-orders", "configurationName": "payments-alarms", "buttonText": "Restart",
             "commandText": "lambda invoke --function-name restart --payload {\\"alarm\\": \\"$AlarmName\\"} --region $Region",
             "notificationType": "cloudwatch-alarm",
             "criteria": [{"variableName": "FunctionName", "operator": "EQUALS", "value": "orders"}]}""";
    private static final String ONE = """
            {"actionName": "restart-orders", "configurationName": "payments-alarms", "buttonText": "Restart",
             "commandText": "lambda invoke --function-name restart --payload {\\"alarm\\": \\"$AlarmName\\"} --region $Region",
             "notificationType": "cloudwatch-alarm",
             "criteria": [{"variableName": "FunctionName", "operator": "EQUALS", "value": "orders"}],
             "createdAt": "2026-11-24T05:15:26.808123Z", "updatedAt": "2026-11-24T05:15:26.808123Z"}""";

    private final CustomActions actions;
    private final CurrentIdentityAssociation identity;
    private final StrictJson json;

    CustomActionResource(CustomActions actions, CurrentIdentityAssociation identity, StrictJson json) {
        this.actions = actions;
        this.identity = identity;
        this.json = json;
    }

    /** A page of custom actions. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CustomActionPage(@Schema(required = true) List<CustomAction> customActions,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @GET
    @Operation(operationId = "listCustomActions", summary = "List the custom actions, by name")
    @APIResponse(responseCode = "200", description = "A page of custom actions", content = @Content(schema = @Schema(implementation = CustomActionPage.class), examples = @ExampleObject(name = "one", value = """
            {"customActions": [{"actionName": "alarm-history", "buttonText": "History",
              "commandText": "cloudwatch describe-alarm-history --alarm-name $AlarmName --region $Region", "criteria": [],
              "createdAt": "2026-11-24T05:15:26.808123Z", "updatedAt": "2026-11-24T05:15:26.808123Z"}]}""")))
    public Uni<CustomActionPage> list(
            @Parameter(description = "Only those of this configuration alone", example = "payments-alarms") @QueryParam("configurationName") String configurationName,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") String maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        Paging<String> paging = Paging.of(CustomActions.NAMES, maxResults, nextToken);
        return actions.list(Optional.ofNullable(configurationName), paging.after(), paging.rows())
                .map(found -> new CustomActionPage(paging.page(found), paging.nextToken(found, CustomAction::actionName)));
    }

    @POST
    @Operation(operationId = "createCustomAction", summary = "Add a button to notifications", description = "Notifications of configurations that take commands have it, as far as they say what the command needs. "
            + "Who presses it gives the command, with the rights that they have in that channel. It takes up to ten seconds until new notifications have it.")
    @APIResponse(responseCode = "201", description = "Added", content = @Content(schema = @Schema(implementation = CustomAction.class), examples = @ExampleObject(name = "restart", value = ONE)))
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Uni<RestResponse<CustomAction>> create(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CustomActionMembers.class), examples = @ExampleObject(name = "restart", value = ASKED))) CustomActionMembers members) {
        return by(who -> actions.create(Answers.given(members), who)).map(made -> RestResponse.ResponseBuilder
                .<CustomAction> create(RestResponse.Status.CREATED).entity(made).location(URI.create(PATH + made.actionName()))
                .build());
    }

    @GET
    @Path("/{actionName}")
    @Operation(operationId = "getCustomAction", summary = "Show a custom action")
    @APIResponse(responseCode = "200", description = "The custom action", content = @Content(schema = @Schema(implementation = CustomAction.class), examples = @ExampleObject(name = "restart", value = ONE)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<CustomAction> get(
            @Parameter(description = NAME, example = "restart-orders") @PathParam("actionName") String actionName) {
        return actions.get(actionName);
    }

    @PATCH
    @Path("/{actionName}")
    @Operation(operationId = "changeCustomAction", summary = "Change a custom action", description = "Changes the members that are named and leaves the others; a list replaces the whole list. "
            + "Buttons that are in a chat already give the command as it is when they are pressed.")
    @APIResponse(responseCode = "200", description = "The changed custom action", content = @Content(schema = @Schema(implementation = CustomAction.class), examples = @ExampleObject(name = "restart", value = ONE)))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<CustomAction> change(
            @Parameter(description = NAME, example = "restart-orders") @PathParam("actionName") String actionName,
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CustomActionMembers.class), examples = @ExampleObject(name = "words", value = """
                    {"buttonText": "Restart orders"}"""))) ObjectNode body) {
        CustomActionMembers members = json.bind(Answers.given(body), CustomActionMembers.class);
        return by(who -> actions.change(actionName, members, Answers.named(body), who));
    }

    @DELETE
    @Path("/{actionName}")
    @Operation(operationId = "deleteCustomAction", summary = "Delete a custom action", description = "Buttons that are in a chat already do nothing any more.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<Void> delete(
            @Parameter(description = NAME, example = "restart-orders") @PathParam("actionName") String actionName) {
        return by(who -> actions.delete(actionName, who));
    }

    private <T> Uni<T> by(Function<Actor, Uni<T>> work) {
        return identity.getDeferredIdentity().chain(who -> work.apply(Actor.of(who)));
    }
}
