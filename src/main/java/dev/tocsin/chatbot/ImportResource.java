package dev.tocsin.chatbot;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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

import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.LargeRequests;
import dev.tocsin.problem.Problems;
import dev.tocsin.problem.StrictJson;
import io.smallrye.mutiny.Uni;

@Path("/api/configurations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Configurations", description = "What is done with configurations of all kinds")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ImportResource {

    private static final String YAML = "application/yaml";

    private final Importer importer;
    private final ItemReaders forms;
    private final StrictJson json;
    private final LargeRequests largeRequests;

    ImportResource(Importer importer, ItemReaders forms, StrictJson json, LargeRequests largeRequests) {
        this.importer = importer;
        this.forms = forms;
        this.json = json;
        this.largeRequests = largeRequests;
    }

    @POST
    @Path("/import")
    @Consumes({ MediaType.APPLICATION_JSON, YAML })
    @Operation(operationId = "importFromAwsChatbot", summary = "Import configurations from AWS Chatbot", description = "Takes what `aws chatbot describe-slack-channel-configurations` and "
            + "`describe-chime-webhook-configurations` print, or a CloudFormation template with AWS::Chatbot::* resources: "
            + "2 MiB, 500 configurations and about 100,000 values at most. Each is made by itself, so that one that cannot be made does not stop "
            + "the others, and nothing that exists is changed, so that an import may be repeated. AWS does not tell the URLs "
            + "of Chime webhooks; they can be added as webhookUrls. What AWS Chatbot has disabled is made disabled. Each item "
            + "names its first error; of all others a hundred are listed. Few imports are worked on at a time: one more is "
            + "answered 503 with Retry-After.")
    @APIResponse(responseCode = "200", description = "What became of each, also if none was made", content = @Content(schema = @Schema(implementation = ImportAnswer.class), examples = @ExampleObject(name = "one made, one not yet", value = """
            {"dryRun": false,
             "items": [
               {"source": "SlackChannelConfigurations[0]", "kind": "slack-channel", "configurationName": "payments-alarms",
                "outcome": "CREATED", "link": "/api/slack/channels/payments-alarms"},
               {"source": "WebhookConfigurations[0]", "kind": "chime-webhook", "configurationName": "payments-chime",
                "outcome": "REFUSED", "errors": [{"field": "webhookUrl", "message": "is required"}],
                "advice": "AWS does not tell the URLs of Chime webhooks. Add ..."}],
             "toSupply": {"workspaces": [], "webhookUrls": ["payments-chime"], "parameters": []},
             "notes": []}""")))
    public Uni<ImportAnswer> take(
            @Parameter(description = "true: only say what would be made", example = "true", schema = @Schema(type = SchemaType.STRING, enumeration = {
                    "true", "false" }, defaultValue = "false")) @QueryParam("dryRun") String dryRun,
            @Parameter(description = "What only a deployed stack knows, as Name=value: parameters, pseudo parameters, what a "
                    + "resource's Ref (Topic) or attribute (Role.Arn) gives. May be repeated, 200 times at most. For templates.", example = "[\"AWS::Region=eu-central-1\"]") @QueryParam("parameter") List<String> parameters,
            @Context HttpHeaders headers,
            @RequestBody(required = true, content = {
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT), examples = @ExampleObject(name = "what the CLI prints", value = """
                            {"SlackChannelConfigurations": [
                               {"SlackTeamName": "Acme", "SlackTeamId": "T0123456789", "SlackChannelId": "C0123456789",
                                "SlackChannelName": "payments-alarms", "ConfigurationName": "payments-alarms",
                                "ChatConfigurationArn": "arn:aws:chatbot::123456789012:chat-configuration/slack-channel/payments-alarms",
                                "IamRoleArn": "arn:aws:iam::123456789012:role/chatbot",
                                "SnsTopicArns": ["arn:aws:sns:eu-central-1:123456789012:alarms"], "LoggingLevel": "ERROR"}],
                             "webhookUrls": {"payments-chime": "https://hooks.chime.aws/incomingwebhooks/...?token=..."}}""")),
                    @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING), examples = @ExampleObject(name = "template", value = """
                            Resources:
                              Alarms:
                                Type: AWS::Chatbot::SlackChannelConfiguration
                                Properties:
                                  ConfigurationName: payments-alarms
                                  SlackWorkspaceId: T0123456789
                                  SlackChannelId: C0123456789
                                  IamRoleArn: arn:aws:iam::123456789012:role/chatbot
                                  SnsTopicArns: [!Sub "arn:aws:sns:${AWS::Region}:123456789012:alarms"]""")) }) byte[] body) {
        boolean onlyTry = truth(dryRun);
        Supplied supplied = Supplied.of(parameters);
        boolean isYaml = isYaml(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        return largeRequests.take(() -> read(body, isYaml, supplied), document -> importer.take(document, onlyTry))
                .onFailure(Unreadable.class)
                .transform(failure -> Problems.invalid(List.of(failure.error())));
    }

    /** The header as a media type would throw where it is empty. */
    private static boolean isYaml(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].toLowerCase(Locale.ROOT).contains("yaml");
    }

    private Document read(byte[] body, boolean isYaml, Supplied supplied) {
        return Document.read(isYaml ? YamlDocument.read(text(body)) : json.document(body), supplied, forms);
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException fault) {
            throw new Unreadable("body", "must be UTF-8");
        }
    }

    private static boolean truth(String dryRun) {
        if (dryRun == null || dryRun.equals("true") || dryRun.equals("false")) {
            return "true".equals(dryRun);
        }
        throw Problems.invalid(List.of(new Invalid("dryRun", "must be true or false", dryRun)));
    }
}
