package dev.tocsin.delivery;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;

/** How a message would look. */
@Path("/api/preview")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Preview", description = "How a message would look in each chat")
class PreviewResource {

    private static final String EXAMPLE = """
            {"family": "text",
             "notice": {"family": "text", "severity": "INFO", "title": "Disk", "texts": [{"plain": "The disk of db-7 is full"}],
              "facts": [], "links": []},
             "chime": {"Content": "/md **ℹ️ Disk**\\n\\nThe disk of db-7 is full"},
             "slack": {"attachments": [{"color": "#36C5F0", "fallback": "ℹ️ Disk: The disk of db-7 is full", "blocks": [
              {"type": "section", "text": {"type": "mrkdwn", "text": "*:information_source: Disk*", "verbatim": true}},
              {"type": "section", "text": {"type": "mrkdwn", "text": "The disk of db-7 is full", "verbatim": true}}]}],
              "unfurl_links": false, "unfurl_media": false}}""";

    private final Previews previews;

    PreviewResource(Previews previews) {
        this.previews = previews;
    }

    @POST
    @Operation(operationId = "previewMessage", summary = "Show how a message would look", description = "Says which interpreter "
            + "claims the message, what it means, and what each chat would be sent, by its name: in full form, without an address and "
            + "without the line that marks a late message. Nothing is sent and nothing is stored.")
    @APIResponse(responseCode = "200", description = "The notice, and a payload for each kind of chat", content = @Content(schema = @Schema(name = "Preview", type = SchemaType.OBJECT, requiredProperties = {
            "family", "notice" }, properties = {
                    @SchemaProperty(name = "family", type = SchemaType.STRING, examples = "cloudwatch-alarm", description = "What the interpreter that claims the message calls it"),
                    @SchemaProperty(name = "notice", type = SchemaType.OBJECT, description = "What the message means, whatever the chat: severity, title, texts, facts, links. Absent members are left out") }, additionalProperties = Schema.True.class), examples = @ExampleObject(name = "text", value = EXAMPLE)))
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "500", ref = "Fault")
    public Uni<ObjectNode> preview(
            @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PreviewRequest.class), examples = {
                    @ExampleObject(name = "message", value = """
                            {"subject": "Disk", "message": "The disk of db-7 is full"}"""),
                    @ExampleObject(name = "stored", summary = "A stored notification", value = """
                            {"messageId": "165545c9-2a5c-472c-8df2-7ff2be2b3b1b"}""") })) PreviewRequest request) {
        if (request == null) {
            throw Problems.invalid(List.of(Invalid.of("body", "is required: a JSON object")));
        }
        request.check();
        return previews.of(request);
    }
}
