package dev.tocsin.workspace;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.command.Commands;
import dev.tocsin.command.Commands.Taken;
import dev.tocsin.command.TypedCommand;
import dev.tocsin.database.DatabaseTrouble;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * Where Slack posts what people type behind the slash command. Slack does not come again, and shows whatever is not a 200 as a
 * fault of the app; so whoever typed it is told to try again where it could not be written.
 */
@Path(CommandFormResource.PATH)
@Tag(name = "Slack")
@SecurityRequirements
public class CommandFormResource {

    static final String PATH = "/slack/commands";

    private static final String METRIC = "tocsin.slack.commands";
    private static final String ON_IT = "On it: the answer comes into this channel.";
    private static final String NOT_NOW = "Tocsin cannot take this now, and nothing was done. Try again in a moment.";
    private static final String NOT_HERE = "This workspace does not let Tocsin in, so nothing was done. Whoever runs Tocsin can "
            + "authorize it again.";

    private final FromSlack slack;
    private final Commands commands;

    CommandFormResource(AppSettings settings, Commands commands, MeterRegistry meters) {
        this.slack = new FromSlack(settings, meters, METRIC, PATH, "what Slack sends when a slash command is typed",
                "Try again.");
        this.commands = commands;
    }

    @POST
    @Operation(operationId = "receiveSlackCommand", summary = "Take a slash command that somebody typed in Slack", description = "It is stored and then answered in the channel. What is answered here only whoever typed it sees.")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED, schema = @Schema(type = SchemaType.OBJECT), examples = @ExampleObject(name = "alarms", value = "{\"command\": \"/tocsin\", \"text\": \"cloudwatch describe-alarms\", \"team_id\": \"T0123456789\", \"channel_id\": \"C0123456789\", \"user_id\": \"U0123456789\", \"trigger_id\": \"13345224609.738474920.8088930838\"}")))
    @APIResponse(responseCode = "200", description = "What to tell whoever typed it", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "400", description = "Not a form of a slash command, or one that says what cannot be")
    @APIResponse(responseCode = "401", description = "Not signed by Slack, or more than five minutes ago")
    @APIResponse(responseCode = "503", description = "The signing secret is not set")
    public Uni<RestResponse<String>> receive(
            @Parameter(description = "Seconds since 1970", example = "1795570000") @HeaderParam("X-Slack-Request-Timestamp") String timestamp,
            @Parameter(description = "v0= and the HMAC-SHA256 in hexadecimal", example = "v0=a2114d57...") @HeaderParam("X-Slack-Signature") String signature,
            byte[] body) {
        return slack.take(timestamp, signature, body, bytes -> SlashCommand.read(bytes).map(this::take)
                .orElseGet(() -> Uni.createFrom().item(FromSlack.taken())));
    }

    private Uni<RestResponse<String>> take(TypedCommand typed) {
        return commands.take(typed)
                .map(taken -> taken == Taken.LEFT_ALONE ? NOT_HERE : ON_IT)
                .onFailure().recoverWithItem(failure -> {
                    Log.warnf("A slash command is not taken: %s", DatabaseTrouble.words(failure));
                    return NOT_NOW;
                }).map(words -> FromSlack
                        .json(new JsonObject().put("response_type", "ephemeral").put("text", words).encode()));
    }
}
