package dev.tocsin.workspace;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.address.ConsoleAddress;
import dev.tocsin.problem.Problem;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import dev.tocsin.slack.Installation;
import io.smallrye.mutiny.Uni;

/** What a browser sees of an authorization. Who asks for JSON alone gets problems in place of pages. */
@Path("/slack")
@Tag(name = "Slack", description = "What Slack and the people who authorize a workspace ask for; no token is needed")
@SecurityRequirements
public class InstallResource {

    private static final String COOKIE = "tocsin_slack_install";
    private static final String CODE = "[A-Za-z0-9._-]{1,500}";
    private static final String WORKSPACES = "/slack/workspaces";
    private static final String CHANNELS = "/new/slack-channel";

    private final Installs installs;
    private final AppSettings settings;
    private final ConsoleAddress console;

    InstallResource(Installs installs, AppSettings settings, ConsoleAddress console) {
        this.installs = installs;
        this.settings = settings;
        this.console = console;
    }

    @GET
    @Path("/install")
    @Operation(operationId = "openSlackInstall", summary = "Go to Slack's page on which people allow the app", description = "Without the ticket of a link this works only with tocsin.slack.open-install=true.")
    @APIResponse(responseCode = "302", description = "To Slack; the cookie ties the authorization to this browser")
    @APIResponse(responseCode = "403", description = "There is no ticket, or it has expired or was used")
    @APIResponse(responseCode = "503", description = "The Slack app is not set up; the page says what to set")
    public Uni<RestResponse<String>> install(
            @Parameter(description = "From POST /api/slack/workspaces/install", example = "kq3...") @QueryParam("ticket") String ticket,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT) String accept, UriInfo uri) {
        return Uni.createFrom().deferred(() -> installs.start(ticket))
                .map(start -> Page.headers(RestResponse.ResponseBuilder.create(RestResponse.Status.FOUND))
                        .location(URI.create(start.url()))
                        .cookie(cookie(start.browser().text(), (int) InstallStore.LIFE.toSeconds())).build())
                .onFailure(ProblemException.class).recoverWithItem(ended -> refusal(ended, accept, uri));
    }

    @GET
    @Path("/oauth/callback")
    @Operation(operationId = "finishSlackInstall", summary = "Come back from Slack's page", description = "Exchanges the code for the bot token and keeps the workspace. State and cookie must be those that /slack/install gave to this browser within ten minutes; they are good once.")
    @APIResponse(responseCode = "200", description = "A page that says which workspace has authorized Tocsin", content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "Slack does not know the code, or it is for another workspace than the link")
    @APIResponse(responseCode = "403", description = "The person said no, or the authorization was not begun in this browser, is finished or has expired")
    @APIResponse(responseCode = "409", description = "The workspace is declared in the configurations file, which has its token")
    @APIResponse(responseCode = "503", description = "Slack or the database cannot be reached, or the app's settings are wrong")
    public Uni<RestResponse<String>> callback(
            @Parameter(description = "What the bot token is given for, once", example = "4724469134.4644010092.847e1a") @QueryParam("code") String code,
            @Parameter(description = "As /slack/install sent it along", example = "m2X...") @QueryParam("state") String state,
            @Parameter(description = "Why Slack did not allow it; then there is no code", example = "access_denied") @QueryParam("error") String error,
            @Parameter(hidden = true) @CookieParam(COOKIE) String browser,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT) String accept, UriInfo uri) {
        return Uni.createFrom().deferred(() -> answered(code, state, error, browser)).map(this::authorized)
                .onFailure(ProblemException.class).recoverWithItem(ended -> refusal(ended, accept, uri));
    }

    private Uni<Installation> answered(String code, String state, String error, String browser) {
        if (error != null) {
            return installs.abandon(state, browser, error).replaceWith((Installation) null);
        }
        if (code == null || !code.matches(CODE)) {
            throw Problems.invalid("code", "must be the code that Slack gives; this address is for Slack's redirect", null);
        }
        return installs.finish(state, browser, code);
    }

    /** Into the console not by its path alone: the public host, on which this page is, mostly leads to no console. */
    private RestResponse<String> authorized(Installation workspace) {
        Optional<Page.Link> next = console.of(CHANNELS)
                .map(address -> new Page.Link(address, "Configure a channel in the console"));
        return new Page(200, workspace.name() + " has authorized Tocsin", List.of(
                "The workspace " + workspace.workspaceId() + " allows: " + String.join(", ", workspace.scopes()) + ".",
                "Next, say which channels hear which topics"
                        + (next.isPresent()
                                ? "."
                                : ": POST /api/slack/channels with \"slackTeamId\": \"" + workspace.workspaceId() + "\".")
                        + " Tocsin must be a member of private channels: type /invite there and name the app."),
                next).answer()
                .cookie(cookie("", 0))
                .build();
    }

    private RestResponse<String> refusal(Throwable ended, String accept, UriInfo uri) {
        Problem problem = ((ProblemException) ended).problem();
        if (accept != null && accept.contains("json") && !accept.contains("html")) {
            return Page.headers(RestResponse.ResponseBuilder.create(problem.status(), null)).type(Problem.MEDIA_TYPE)
                    .entity(problem.at(uri.getPath()).toJson()).build();
        }
        Optional<Page.Link> next = console.of(WORKSPACES)
                .map(address -> new Page.Link(address, "Slack workspaces in the console"));
        String detail = next.isPresent()
                ? problem.detail().replace(Installs.BY_THE_API, "“Add to Slack” in the console")
                : problem.detail();
        return new Page(problem.status(), "No workspace was authorized", List.of(detail), next).answer().build();
    }

    /** SameSite=Lax: it has to come along when Slack's page leads back here. */
    private NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(COOKIE).value(value).path(settings.path()).maxAge(maxAge).httpOnly(true)
                .secure(settings.isHttps()).sameSite(NewCookie.SameSite.LAX).build();
    }
}
