package dev.tocsin.console.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.audit.Actor;
import dev.tocsin.command.settings.CommandPerson;
import dev.tocsin.command.settings.CommandPersonMembers;
import dev.tocsin.command.settings.PersonRoleDesk;
import dev.tocsin.command.settings.PersonRoleDesk.Answered;
import dev.tocsin.command.settings.PersonRoleDesk.Wanted;
import dev.tocsin.command.settings.RoleLink;
import dev.tocsin.console.FormMembers;
import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.console.Table;
import dev.tocsin.console.Table.Column;
import dev.tocsin.database.Paging;
import dev.tocsin.problem.StrictJson;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/** The roles that people in Slack have of their own: who has which, who waits for one, and the page on which they ask. */
@Path("/console/command-people")
@Produces(MediaType.TEXT_HTML)
class PeoplePages {

    private static final String HERE = "/console/command-people";
    private static final int ON_A_PAGE = 100;
    private static final int IN_A_FILE = Table.MOST + 1;
    /** Who may give roles to anybody need not ask for their own. */
    private static final String GIVING = "/command-people";

    private static final List<Column<CommandPerson>> COLUMNS = List.of(
            new Column<>("configurationName", CommandPerson::configurationName),
            new Column<>("slackTeamId", CommandPerson::slackTeamId),
            new Column<>("slackUserId", CommandPerson::slackUserId),
            new Column<>("slackUserName", CommandPerson::slackUserName),
            new Column<>("roleArn", CommandPerson::roleArn),
            new Column<>("grantedBy", CommandPerson::grantedBy),
            new Column<>("grantedAt", CommandPerson::grantedAt),
            new Column<>("askedRoleArn", CommandPerson::askedRoleArn),
            new Column<>("askedBy", CommandPerson::askedBy),
            new Column<>("askedAt", CommandPerson::askedAt));

    private final Frames frames;
    private final PersonRoleDesk people;
    private final StrictJson json;
    private final CurrentIdentityAssociation identity;

    PeoplePages(Frames frames, PersonRoleDesk people, StrictJson json, CurrentIdentityAssociation identity) {
        this.frames = frames;
        this.people = people;
        this.json = json;
        this.identity = identity;
    }

    /**
     * @param configurationName of which alone they are; empty for all
     * @param next null on the last page
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record CommandPeople(Frame frame, List<CommandPerson> people, String configurationName, boolean isWaiting, String next,
            boolean isFirst) implements TemplateInstance {
    }

    /** @param mayGrant whether what is asked for holds at once */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record RoleAsked(Frame frame, RoleLink link, boolean mayGrant) implements TemplateInstance {
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record RoleAnswered(Frame frame, Answered answered) implements TemplateInstance {
    }

    @GET
    public Uni<RestResponse<String>> list(@QueryParam("configurationName") String configurationName,
            @QueryParam("waiting") String waiting, @QueryParam("nextToken") String nextToken, @QueryParam("as") String as,
            UriInfo uri) {
        Optional<String> wantedName = Optional.ofNullable(configurationName).map(String::strip).filter(name -> !name.isEmpty());
        Wanted wanted = new Wanted(wantedName, Optional.empty(), "true".equals(waiting));
        Paging<Long> paging = Paging.of(PersonRoleDesk.IDS, null, as == null ? ON_A_PAGE : IN_A_FILE, nextToken);
        return people.list(wanted, paging).chain(found -> as != null
                ? Uni.createFrom().item(Shown.file(new Table<>("command-people", COLUMNS, paging.page(found)), as))
                : frames.around(uri).chain(frame -> Shown.page(new CommandPeople(frame, paging.page(found),
                        wantedName.orElse(""), wanted.isWaiting(),
                        paging.nextToken(found, person -> Long.parseLong(person.id())), nextToken == null))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> give(MultivaluedMap<String, String> form) {
        CommandPersonMembers members = json.bind(new FormMembers(form).text("configurationName").text("slackTeamId")
                .text("slackUserId").text("slackUserName").text("roleArn").json(), CommandPersonMembers.class);
        return by(who -> people.give(members, who)).map(given -> Shown.saved(HERE));
    }

    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> approve(@PathParam("id") String id, MultivaluedMap<String, String> form) {
        return by(who -> people.approve(id, form.getFirst("roleArn"), who)).map(approved -> Shown.saved(HERE));
    }

    @POST
    @Path("/{id}/decline")
    public Uni<RestResponse<String>> decline(@PathParam("id") String id) {
        return by(who -> people.decline(id, who)).map(declined -> Shown.saved(HERE));
    }

    @DELETE
    @Path("/{id}")
    public Uni<RestResponse<String>> take(@PathParam("id") String id) {
        return by(who -> people.delete(id, who)).map(taken -> Shown.saved(HERE));
    }

    /** It changes nothing, so whoever opens links before people do harms nobody. */
    @GET
    @Path("/link/{ticket}")
    public Uni<RestResponse<String>> ask(@PathParam("ticket") String ticket, UriInfo uri) {
        return people.open(ticket).chain(link -> frames.around(uri)
                .chain(frame -> Shown.page(new RoleAsked(frame, link, frame.may("POST", GIVING)))));
    }

    @POST
    @Path("/link/{ticket}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> answer(@PathParam("ticket") String ticket, MultivaluedMap<String, String> form,
            UriInfo uri) {
        String roleArn = Optional.ofNullable(form.getFirst("roleArn")).map(String::strip).orElse("");
        return frames.around(uri).chain(frame -> by(who -> people.answer(ticket, roleArn, who, frame.may("POST", GIVING)))
                .chain(answered -> Shown.inPlace(new RoleAnswered(frame, answered), HERE)));
    }

    private <T> Uni<T> by(Function<Actor, Uni<T>> work) {
        return identity.getDeferredIdentity().chain(who -> work.apply(Actor.of(who)));
    }
}
