package dev.tocsin.workspace;

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

import io.smallrye.common.annotation.NonBlocking;

@Path("/api/slack/manifest")
@Tag(name = "Slack workspaces")
public class SlackManifestResource {

    private static final String YAML = "application/yaml";

    private final AppSettings settings;

    SlackManifestResource(AppSettings settings) {
        this.settings = settings;
    }

    @GET
    @NonBlocking
    @Produces(YAML)
    @Operation(operationId = "getSlackManifest", summary = "Show the manifest to create the Slack app from", description = "With tocsin.public-url and tocsin.slack.scopes filled in; for \"Create New App: From a manifest\" at https://api.slack.com/apps.")
    @APIResponse(responseCode = "200", description = "The manifest", content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING), examples = @ExampleObject(name = "manifest", value = """
            display_information:
              name: Tocsin
            oauth_config:
              redirect_urls:
                - https://tocsin.example.com/slack/oauth/callback
            """)))
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "500", ref = "Fault")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public String manifest() {
        return settings.manifest();
    }
}
