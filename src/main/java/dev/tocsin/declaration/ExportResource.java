package dev.tocsin.declaration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.tocsin.configuration.declared.Declarations;
import io.smallrye.mutiny.Uni;

@Path("/api/configurations")
@Tag(name = "Declaration")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "500", ref = "Fault")
class ExportResource {

    private final Declarations declarations;

    ExportResource(Declarations declarations) {
        this.declarations = declarations;
    }

    @GET
    // Not on the class, or a configuration of the name export could not be enabled.
    @Path("/export")
    @Produces(DeclarationResource.YAML)
    @Operation(operationId = "exportConfigurations", summary = "Write all workspaces and configurations as a file", description = "In the form that tocsin.configurations-file takes. Secrets are not shown: each is a reference to an "
            + "environment variable, and the file begins with the list of these.")
    @APIResponse(responseCode = "200", description = "The file", content = @Content(mediaType = DeclarationResource.YAML, schema = @Schema(type = SchemaType.STRING), examples = @ExampleObject(name = "file", value = """
            # Slack workspaces and configurations of Tocsin, for tocsin.configurations-file.
            # Supply these environment variables, or refer to files instead: {file: /run/secrets/name}
            #   TOCSIN_SECRET_PAYMENTS_ALARMS_WEBHOOK_URL  the webhook URL of payments-alarms
            slackWorkspaces: []
            slackChannels:
              - configurationName: payments-alarms
                webhookUrl:
                  env: TOCSIN_SECRET_PAYMENTS_ALARMS_WEBHOOK_URL
                snsTopicArns:
                  - arn:aws:sns:eu-central-1:123456789012:alarms
            chimeWebhooks: []
            """)))
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<String> export() {
        return declarations.written().map(Export::of);
    }
}
