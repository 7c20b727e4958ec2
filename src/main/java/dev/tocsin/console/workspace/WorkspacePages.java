package dev.tocsin.console.workspace;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.audit.Actor;
import dev.tocsin.configuration.Answers;
import dev.tocsin.configuration.ConfigurationFilter;
import dev.tocsin.configuration.ConfigurationSummary;
import dev.tocsin.configuration.IfMatch;
import dev.tocsin.configuration.WorkspaceUsers;
import dev.tocsin.configuration.workspaces.SlackWorkspaceMembers;
import dev.tocsin.configuration.workspaces.SlackWorkspaceView;
import dev.tocsin.configuration.workspaces.SlackWorkspaces;
import dev.tocsin.console.ApiPath;
import dev.tocsin.console.FormMembers;
import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.console.Table;
import dev.tocsin.console.Table.Column;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.StrictJson;
import dev.tocsin.workspace.AppSettings;
import dev.tocsin.workspace.Installs;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/** Slack workspaces: how they come here, how they stand, and how they go. */
@Path("/console/slack/workspaces")
@Produces(MediaType.TEXT_HTML)
class WorkspacePages {

    private static final String HERE = "/console/slack/workspaces";
    private static final int IN_A_FILE = Table.MOST + 1;

    private final Frames frames;
    private final SlackWorkspaces workspaces;
    private final WorkspaceUsers users;
    private final Installs installs;
    private final AppSettings settings;
    private final StrictJson json;
    private final CurrentIdentityAssociation identity;
    private final Clock clock;

    WorkspacePages(Frames frames, SlackWorkspaces workspaces, WorkspaceUsers users, Installs installs, AppSettings settings,
            StrictJson json, CurrentIdentityAssociation identity, Clock clock) {
        this.frames = frames;
        this.workspaces = workspaces;
        this.users = users;
        this.installs = installs;
        this.settings = settings;
        this.json = json;
        this.identity = identity;
        this.clock = clock;
    }

    /** @param next of the list; null on the last page */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record WorkspaceList(Frame frame, List<WorkspaceLine> lines, String next, boolean isFirst, AppSettings.Setup setup)
            implements
                TemplateInstance {
    }

    /** A configuration that posts with a workspace's token. */
    record WorkspaceUser(String name, String kind, String address) {

        static WorkspaceUser of(ConfigurationSummary configuration) {
            return new WorkspaceUser(configuration.configurationName(), configuration.kind(),
                    ApiPath.inConsole(configuration.link()));
        }
    }

    /** @param next of the configurations that use it; null on the last page */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record WorkspaceShown(Frame frame, WorkspaceLine line, String etag, List<WorkspaceUser> users, String next,
            AppSettings.Setup setup) implements TemplateInstance {
    }

    /** @param alive why Slack may still take the token; null if it does not */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record WorkspaceRemoved(Frame frame, String slackTeamId, String alive) implements TemplateInstance {
    }

    @GET
    public Uni<RestResponse<String>> list(@QueryParam("state") String state, @QueryParam("nextToken") String nextToken,
            @QueryParam("as") String as, UriInfo uri) {
        Paging<String> page = Paging.byName("workspaces", null, nextToken);
        Paging<String> paging = as == null ? page : new Paging<>(page.keys(), page.after(), IN_A_FILE);
        return workspaces.list(paging, ConfigurationFilter.state(state))
                .chain(found -> lines(paging.page(found)).chain(lines -> as != null
                        ? Uni.createFrom().item(Shown.file(table(lines), as))
                        : frames.around(uri).chain(frame -> Shown.page(new WorkspaceList(frame, lines,
                                paging.nextToken(found, SlackWorkspaceView::slackTeamId), nextToken == null,
                                settings.setup())))));
    }

    private Uni<List<WorkspaceLine>> lines(List<SlackWorkspaceView> found) {
        return users.counts(found.stream().map(SlackWorkspaceView::slackTeamId).toList()).map(counts -> found.stream()
                .map(one -> WorkspaceLine.of(one, settings.scopes(), counts.getOrDefault(one.slackTeamId(), 0L),
                        clock.instant()))
                .toList());
    }

    private static Table<WorkspaceLine> table(List<WorkspaceLine> lines) {
        return new Table<>("slack-workspaces", List.of(
                new Column<>("slackTeamId", line -> line.workspace().slackTeamId()),
                new Column<>("slackTeamName", line -> line.workspace().slackTeamName()),
                new Column<>("state", line -> line.workspace().state()),
                new Column<>("stateReason", line -> line.workspace().stateReason()),
                new Column<>("stateSince", line -> line.workspace().stateSince()),
                new Column<>("scopes", line -> line.workspace().scopes()),
                new Column<>("missingScopes", WorkspaceLine::missingScopes),
                new Column<>("tokenExpiresAt", line -> line.workspace().tokenExpiresAt()),
                new Column<>("configurations", WorkspaceLine::users),
                new Column<>("managedBy", line -> line.workspace().managedBy())), lines);
    }

    /** By a bot token; Slack says whose it is. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> create(MultivaluedMap<String, String> form) {
        ObjectNode members = new FormMembers(form).text("botToken").textIfTyped("slackTeamName").json();
        return workspaces.create(json.bind(members, SlackWorkspaceMembers.class))
                .map(shown -> Shown.goTo(HERE + "/" + shown.workspace().slackTeamId()));
    }

    /** The browser goes to Slack's page at once, by a link that nobody else sees. */
    @POST
    @Path("/install")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> install(MultivaluedMap<String, String> form) {
        return identity.getDeferredIdentity()
                .chain(who -> installs.invite(Optional.ofNullable(form.getFirst("slackTeamId")), Actor.of(who)))
                .map(link -> Shown.leave(link.url()));
    }

    @GET
    @Path("/{slackTeamId}")
    public Uni<RestResponse<String>> show(@PathParam("slackTeamId") String slackTeamId,
            @QueryParam("nextToken") String nextToken, UriInfo uri) {
        Paging<String> paging = Paging.byName("users", null, nextToken);
        return workspaces.get(slackTeamId).chain(shown -> users.counts(List.of(slackTeamId))
                .chain(counts -> users.of(slackTeamId, paging).chain(found -> frames.around(uri)
                        .chain(frame -> Shown.page(new WorkspaceShown(frame,
                                WorkspaceLine.of(shown.workspace(), settings.scopes(), counts.getOrDefault(slackTeamId, 0L),
                                        clock.instant()),
                                shown.etag(), paging.page(found).stream().map(WorkspaceUser::of).toList(),
                                paging.nextToken(found, ConfigurationSummary::configurationName), settings.setup()))))));
    }

    /** Each form of the page names one member, which is changed; an empty name puts it back to the team id. */
    @PATCH
    @Path("/{slackTeamId}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> change(@PathParam("slackTeamId") String slackTeamId,
            MultivaluedMap<String, String> form) {
        FormMembers members = new FormMembers(form);
        List.of("slackTeamName", "botToken").stream().filter(form::containsKey).forEach(members::text);
        ObjectNode body = members.json();
        return workspaces.change(slackTeamId, json.bind(body, SlackWorkspaceMembers.class), Answers.named(body),
                new IfMatch(form.getFirst("ifMatch"))).map(shown -> Shown.saved(HERE + "/" + slackTeamId));
    }

    /** Whether Slack has revoked the token is said once, in the answer. */
    @DELETE
    @Path("/{slackTeamId}")
    public Uni<RestResponse<String>> remove(@PathParam("slackTeamId") String slackTeamId,
            @QueryParam("ifMatch") String ifMatch, UriInfo uri) {
        return workspaces.delete(slackTeamId, new IfMatch(ifMatch)).chain(alive -> frames.around(uri).chain(
                frame -> Shown.inPlace(new WorkspaceRemoved(frame, slackTeamId, alive.orElse(null)), HERE)));
    }
}
