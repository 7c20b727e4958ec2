package dev.tocsin.console.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
import dev.tocsin.command.settings.ActionCriterion;
import dev.tocsin.command.settings.CustomAction;
import dev.tocsin.command.settings.CustomActionMembers;
import dev.tocsin.command.settings.CustomActions;
import dev.tocsin.configuration.Answers;
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

/** The buttons that people add to notifications. */
@Path("/console/custom-actions")
@Produces(MediaType.TEXT_HTML)
class CustomActionPages {

    private static final String HERE = "/console/custom-actions";
    private static final int ON_A_PAGE = 100;
    private static final int IN_A_FILE = Table.MOST + 1;

    private static final List<Column<CustomAction>> COLUMNS = List.of(
            new Column<>("actionName", CustomAction::actionName),
            new Column<>("configurationName", CustomAction::configurationName),
            new Column<>("buttonText", CustomAction::buttonText),
            new Column<>("commandText", CustomAction::commandText),
            new Column<>("notificationType", CustomAction::notificationType),
            new Column<>("criteria", action -> action.criteria().stream().map(CustomActionPages::words).toList()),
            new Column<>("createdAt", CustomAction::createdAt),
            new Column<>("updatedAt", CustomAction::updatedAt));

    private final Frames frames;
    private final CustomActions actions;
    private final StrictJson json;
    private final CurrentIdentityAssociation identity;

    CustomActionPages(Frames frames, CustomActions actions, StrictJson json, CurrentIdentityAssociation identity) {
        this.frames = frames;
        this.actions = actions;
        this.json = json;
        this.identity = identity;
    }

    /** @param next null on the last page */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record CustomActionList(Frame frame, List<CustomAction> actions, ActionFields fields, String next, boolean isFirst)
            implements
                TemplateInstance {
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record CustomActionShown(Frame frame, CustomAction action, ActionFields fields, boolean mayChange)
            implements
                TemplateInstance {
    }

    @GET
    public Uni<RestResponse<String>> list(@QueryParam("nextToken") String nextToken, @QueryParam("as") String as, UriInfo uri) {
        Paging<String> paging = Paging.of(CustomActions.NAMES, null, as == null ? ON_A_PAGE : IN_A_FILE, nextToken);
        return actions.list(Optional.empty(), paging.after(), paging.rows()).chain(found -> as != null
                ? Uni.createFrom().item(Shown.file(new Table<>("custom-actions", COLUMNS, paging.page(found)), as))
                : frames.around(uri)
                        .chain(frame -> Shown.page(new CustomActionList(frame, paging.page(found), ActionFields.empty(),
                                paging.nextToken(found, CustomAction::actionName), nextToken == null))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> create(MultivaluedMap<String, String> form) {
        CustomActionMembers members = json.bind(TypedAction.ofNew(form), CustomActionMembers.class);
        return by(who -> actions.create(members, who)).map(made -> Shown.saved(HERE));
    }

    @GET
    @Path("/{name}")
    public Uni<RestResponse<String>> show(@PathParam("name") String name, UriInfo uri) {
        return actions.get(name).chain(action -> frames.around(uri)
                .chain(frame -> Shown.page(new CustomActionShown(frame, action, ActionFields.of(action),
                        frame.may("PATCH", "/custom-actions/" + name)))));
    }

    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> change(@PathParam("name") String name, MultivaluedMap<String, String> form) {
        ObjectNode said = TypedAction.ofChanged(form);
        CustomActionMembers members = json.bind(said, CustomActionMembers.class);
        return by(who -> actions.change(name, members, Answers.named(said), who))
                .map(changed -> Shown.saved(HERE + "/" + name));
    }

    @DELETE
    @Path("/{name}")
    public Uni<RestResponse<String>> delete(@PathParam("name") String name) {
        return by(who -> actions.delete(name, who)).map(deleted -> Shown.deleted(name, HERE));
    }

    private static String words(ActionCriterion one) {
        return one.value() == null ? "$" + one.variableName() : "$" + one.variableName() + " = " + one.value();
    }

    private <T> Uni<T> by(Function<Actor, Uni<T>> work) {
        return identity.getDeferredIdentity().chain(who -> work.apply(Actor.of(who)));
    }
}
