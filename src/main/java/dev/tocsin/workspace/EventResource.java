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

import dev.tocsin.audit.Actor;
import dev.tocsin.command.Commands;
import dev.tocsin.configuration.workspaces.SlackAuthorizations;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * Where Slack posts events. The signature is over the bytes as they came, so they are read as bytes, and nothing reads their
 * JSON before it is checked. Slack comes again at once, after a minute and after five where it gets no 2xx within 3 seconds.
 */
@Path(EventResource.PATH)
@Tag(name = "Slack")
@SecurityRequirements
public class EventResource {

    static final String PATH = "/slack/events";

    private static final String METRIC = "tocsin.slack.events";
    private static final Actor SLACK = Actor.system("slack");

    private final FromSlack slack;
    private final SlackAuthorizations workspaces;
    private final Commands commands;

    EventResource(AppSettings settings, SlackAuthorizations workspaces, Commands commands, MeterRegistry meters) {
        this.slack = new FromSlack(settings, meters, METRIC, PATH, "a JSON object as Slack sends it", "Come again.");
        this.workspaces = workspaces;
        this.commands = commands;
    }

    @POST
    @Operation(operationId = "receiveSlackEvent", summary = "Take an event that Slack posts", description = "app_uninstalled and tokens_revoked disable the workspace if they are about the app whose token it has. app_mention is a command, which is answered in the thread of its message. Other events are taken and left alone.")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT), examples = @ExampleObject(name = "uninstalled", value = """
            {"type": "event_callback", "team_id": "T0123456789", "api_app_id": "A0123456789", "event_time": 1795570000, "event": {"type": "app_uninstalled"}}""")))
    @APIResponse(responseCode = "200", description = "Taken; for url_verification the challenge", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "400", description = "Not a JSON object, or an event_time or a string that cannot be")
    @APIResponse(responseCode = "401", description = "Not signed by Slack, or more than five minutes ago")
    @APIResponse(responseCode = "503", description = "The signing secret is not set, or the database cannot be reached: come again")
    public Uni<RestResponse<String>> receive(
            @Parameter(description = "Seconds since 1970", example = "1795570000") @HeaderParam("X-Slack-Request-Timestamp") String timestamp,
            @Parameter(description = "v0= and the HMAC-SHA256 in hexadecimal", example = "v0=a2114d57...") @HeaderParam("X-Slack-Signature") String signature,
            byte[] body) {
        return slack.take(timestamp, signature, body, bytes -> take(SlackEvent.read(bytes)));
    }

    private Uni<RestResponse<String>> take(SlackEvent event) {
        if (event instanceof SlackEvent.Challenge challenge) {
            return Uni.createFrom()
                    .item(FromSlack.json(new JsonObject().put("challenge", challenge.word()).encode()));
        }
        if (event instanceof SlackEvent.Gone gone) {
            return workspaces.disable(gone.workspaceId(), gone.reason(), gone.appId(), gone.since(), SLACK)
                    .invoke(found -> Log.infof("Slack event type=%s team=%s found=%s", gone.reason(),
                            printable(gone.workspaceId()), found))
                    .replaceWith(FromSlack::taken);
        }
        return event instanceof SlackEvent.Mention mention
                ? commands.take(mention.typed()).replaceWith(FromSlack::taken)
                : Uni.createFrom().item(FromSlack.taken());
    }

    private static String printable(String id) {
        return id.matches("[0-9A-Z]{1,40}") ? id : "?";
    }
}
