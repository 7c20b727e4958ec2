package dev.tocsin.workspace;

import java.time.Instant;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.audit.Actor;
import dev.tocsin.configuration.Limits;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

@Path("/api/slack/workspaces/install")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Slack workspaces")
public class InstallLinkResource {

    private final Installs installs;
    private final CurrentIdentityAssociation identity;

    InstallLinkResource(Installs installs, CurrentIdentityAssociation identity) {
        this.installs = installs;
        this.identity = identity;
    }

    /** Which workspace is asked for. */
    @Schema(name = "SlackInstallRequest")
    public record InstallLinkMembers(
            @Schema(pattern = Limits.TEAM_PATTERN, examples = "T0123456789", description = "The only workspace that may be authorized by the link; any if absent") String slackTeamId) {
    }

    /** A link for a person to open. */
    @Schema(name = "SlackInstallLink")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InstallLinkView(
            @Schema(required = true, examples = "https://tocsin.example.com/slack/install?ticket=...", description = "To be opened in the browser of somebody who may add apps to the workspace. Whoever has it can authorize a workspace, so treat it as a secret") String url,
            @Schema(required = true, description = "Until when it may be opened: ten minutes") Instant expiresAt,
            @Schema(examples = "T0123456789") String slackTeamId) {
    }

    @POST
    @Operation(operationId = "inviteSlackWorkspace", summary = "Make a link by which a Slack workspace authorizes Tocsin", description = "The link leads to Slack's page on which people allow the app (OAuth 2), and is good for one authorization. A workspace that is known already gets a new token, and what waits for it is sent.")
    @APIResponse(responseCode = "201", description = "The link", content = @Content(schema = @Schema(implementation = InstallLinkView.class)))
    @APIResponse(responseCode = "400", ref = "Invalid")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "500", ref = "Fault")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<RestResponse<InstallLinkView>> invite(
            @RequestBody(content = @Content(schema = @Schema(implementation = InstallLinkMembers.class), examples = {
                    @ExampleObject(name = "any workspace", value = "{}"),
                    @ExampleObject(name = "one workspace", value = """
                            {"slackTeamId": "T0123456789"}""") })) InstallLinkMembers members) {
        Optional<String> team = Optional.ofNullable(members).map(InstallLinkMembers::slackTeamId);
        return identity.getDeferredIdentity().chain(who -> installs.invite(team, Actor.of(who)))
                .map(link -> RestResponse.status(RestResponse.Status.CREATED,
                        new InstallLinkView(link.url(), link.expiresAt(), team.orElse(null))));
    }
}
