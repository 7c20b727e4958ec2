package dev.tocsin.configuration;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

import dev.tocsin.database.Paging;
import io.smallrye.mutiny.Uni;

@Path("/api/configurations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Configurations", description = "What is done with configurations of all kinds")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
public class ConfigurationListResource {

    private final Configurations configurations;
    private final ConfigurationKinds kinds;

    ConfigurationListResource(Configurations configurations, ConfigurationKinds kinds) {
        this.configurations = configurations;
        this.kinds = kinds;
    }

    /** A page of configurations. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConfigurationPage(@Schema(required = true) List<ConfigurationSummary> configurations,
            @Schema(description = "Asks for the next page; absent on the last") String nextToken) {
    }

    @GET
    @Operation(operationId = "listConfigurations", summary = "List the configurations of all kinds, by name")
    @APIResponse(responseCode = "200", description = "A page of configurations", content = @Content(schema = @Schema(implementation = ConfigurationPage.class), examples = @ExampleObject(name = "one", value = """
            {"configurations": [
               {"configurationName": "payments-alarms", "kind": "slack-channel", "link": "/api/slack/channels/payments-alarms",
                "snsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"],
                "state": "ENABLED", "stateSince": "2026-11-25T05:15:26.808Z",
                "createdAt": "2026-11-24T05:15:26.808Z", "updatedAt": "2026-11-24T05:15:26.808Z"}]}""")))
    public Uni<ConfigurationPage> list(
            @Parameter(description = "Only those that hear this topic", example = "arn:aws:sns:eu-central-1:123456789012:alarms") @QueryParam("topicArn") String topicArn,
            @Parameter(description = "Only those in this state", example = "DISABLED", schema = @Schema(implementation = ConfigurationState.class)) @QueryParam("state") String state,
            @Parameter(description = "Only those whose names contain this, in small or capital letters", example = "alarms") @QueryParam("nameContains") String nameContains,
            @Parameter(description = "1 to 100; 100 if absent", example = "20", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100")) @QueryParam("maxResults") String maxResults,
            @Parameter(description = "From the page before") @QueryParam("nextToken") String nextToken) {
        Paging<String> paging = Paging.byName("configurations", maxResults, nextToken);
        return configurations.list(paging, ConfigurationFilter.of(topicArn, state).named(nameContains))
                .map(found -> new ConfigurationPage(
                        paging.page(found).stream().map(one -> ConfigurationSummary.of(one, kinds.of(one))).toList(),
                        paging.nextToken(found, one -> one.configurationName)));
    }
}
