package dev.tocsin.workspace;

import java.util.Optional;

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

import dev.tocsin.command.CommandPresses;
import dev.tocsin.command.offer.OfferPresses;
import dev.tocsin.live.CareAnswer.Result;
import dev.tocsin.live.Caretaker;
import dev.tocsin.live.MatterCare;
import dev.tocsin.slack.SlackWhispers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Where Slack posts that somebody pressed a button. Slack does not come again: what is not answered with 200 within 3 seconds
 * it marks as failed beside the button. So 200 is said only once it is written, and whoever sees the mark presses again, which
 * does no harm.
 */
@Path(InteractionResource.PATH)
@Tag(name = "Slack")
@SecurityRequirements
public class InteractionResource {

    static final String PATH = "/slack/interactions";

    private static final String METRIC = "tocsin.slack.interactions";
    private static final String NOT_YOURS = "This app posts here for another workspace than yours, so only the people of that "
            + "workspace can do this.";

    private final FromSlack slack;
    private final MatterCare care;
    private final CommandPresses commands;
    private final OfferPresses offers;
    private final SlackWhispers whispers;

    InteractionResource(AppSettings settings, MatterCare care, CommandPresses commands, OfferPresses offers,
            SlackWhispers whispers, MeterRegistry meters) {
        this.slack = new FromSlack(settings, meters, METRIC, PATH, "what Slack sends when a button is pressed",
                "Press again.");
        this.care = care;
        this.commands = commands;
        this.offers = offers;
        this.whispers = whispers;
    }

    @POST
    @Operation(operationId = "receiveSlackInteraction", summary = "Take from Slack that somebody pressed a button", description = "Acknowledge, Resolve and Reopen under messages that stand for a matter; Run, Cancel, the accounts, More and JSON under commands; what gives a command below notifications. Whatever else is pressed is taken and left alone. Who presses what cannot be done is told so in Slack, where nobody else sees it.")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED, schema = @Schema(type = SchemaType.OBJECT), examples = @ExampleObject(name = "acknowledged", value = "{\"payload\": \"{\\\"type\\\":\\\"block_actions\\\"}\"}")))
    @APIResponse(responseCode = "200", description = "Taken", content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "Not a form with the payload of a button, or one that says what cannot be")
    @APIResponse(responseCode = "401", description = "Not signed by Slack, or more than five minutes ago")
    @APIResponse(responseCode = "503", description = "The signing secret is not set, or the database cannot be reached: press again")
    public Uni<RestResponse<String>> receive(
            @Parameter(description = "Seconds since 1970", example = "1795570000") @HeaderParam("X-Slack-Request-Timestamp") String timestamp,
            @Parameter(description = "v0= and the HMAC-SHA256 in hexadecimal", example = "v0=a2114d57...") @HeaderParam("X-Slack-Signature") String signature,
            byte[] body) {
        return slack.take(timestamp, signature, body, bytes -> SlackPress.read(bytes).map(this::take)
                .orElseGet(() -> Uni.createFrom().item(FromSlack.taken())));
    }

    private Uni<RestResponse<String>> take(SlackPress press) {
        if (!press.isOfTheWorkspace()) {
            Log.infof("Slack button refused to somebody of another workspace: team=%s user=%s", press.workspaceId(),
                    press.userId());
            tell(press, NOT_YOURS);
            return Uni.createFrom().item(FromSlack.taken());
        }
        return answered(press)
                .invoke(words -> words.ifPresent(said -> tell(press, said))).replaceWith(FromSlack::taken);
    }

    private Uni<Optional<String>> answered(SlackPress press) {
        if (press.pressed() instanceof SlackPress.OfCommand command) {
            return commands.press(command.button(), press.presser());
        }
        return press.pressed() instanceof SlackPress.OfNotification notification
                ? offers.press(notification.offer(), press.presser())
                : care(press, (SlackPress.OfMatter) press.pressed());
    }

    /** What is done is to be seen in the message, and needs no words. */
    private Uni<Optional<String>> care(SlackPress press, SlackPress.OfMatter matter) {
        Caretaker by = Caretaker.inSlack(press.workspaceId(), press.userId(), press.userName(), press.press());
        return care.act(matter.posting(), matter.action(), by, Optional.of(press.spot()))
                .map(answer -> answer.result() == Result.DONE || answer.result() == Result.HEARD_BEFORE ? Optional.empty()
                        : Optional.of(answer.words()));
    }

    private void tell(SlackPress press, String words) {
        whispers.url(press.responseUrl()).ifPresentOrElse(url -> whispers.tell(url, words),
                () -> Log.infof("Slack named no address of its own to answer at, team=%s", press.workspaceId()));
    }
}
