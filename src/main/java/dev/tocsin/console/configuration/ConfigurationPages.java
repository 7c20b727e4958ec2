package dev.tocsin.console.configuration;

import java.util.List;

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

import dev.tocsin.configuration.ConfigurationDesk;
import dev.tocsin.configuration.ConfigurationVersion;
import dev.tocsin.configuration.DeclaredElsewhere;
import dev.tocsin.configuration.IfMatch;
import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.console.configuration.Comparison.ChangedMember;
import dev.tocsin.history.DestinationOverview;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** One configuration, whatever its kind: shown, created, changed and deleted at the addresses that the API has. */
@Path("/console/{list: slack/channels|chime/webhooks|teams/webhooks}")
@Produces(MediaType.TEXT_HTML)
class ConfigurationPages {

    private static final int PRECONDITION_FAILED = 412;

    private final Frames frames;
    private final KindsOnPages kinds;
    private final ConfigurationDesk configurations;
    private final ConfigurationViews views;
    private final ConfigurationForms forms;
    private final KnownTopics topics;
    private final DestinationOverview destinations;
    private final DeclaredElsewhere declared;

    ConfigurationPages(Frames frames, KindsOnPages kinds, ConfigurationDesk configurations, ConfigurationViews views,
            ConfigurationForms forms, KnownTopics topics, DestinationOverview destinations, DeclaredElsewhere declared) {
        this.frames = frames;
        this.kinds = kinds;
        this.configurations = configurations;
        this.views = views;
        this.forms = forms;
        this.topics = topics;
        this.destinations = destinations;
        this.declared = declared;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ConfigurationPage(Frame frame, ShownConfiguration shown, ConfigurationDetails details, boolean isDeclared,
            boolean isNew)
            implements
                TemplateInstance {
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ConfigurationForm(Frame frame, ConfigurationFormPage form) implements TemplateInstance {
    }

    /** In place of a problem: what the other has changed, and with it what the form stands on from now on. */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ConfigurationConflict(List<ChangedMember> changed, String etag, String opened) implements TemplateInstance {
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> create(@PathParam("list") String list, MultivaluedMap<String, String> form) {
        KindOnPages kind = kinds.at(list);
        return configurations.create(kind.kind(), TypedConfiguration.ofNew(kind.name(), form))
                .map(created -> Shown.goTo(kind.addressOf(created.name()) + "?new=true"));
    }

    @GET
    @Path("/{name}")
    public Uni<RestResponse<String>> show(@PathParam("list") String list, @PathParam("name") String name,
            @QueryParam("new") boolean isNew, UriInfo uri) {
        return frames.around(uri).chain(frame -> configurations.get(kinds.at(list).kind(), name)
                .chain(found -> views.shown(found).chain(shown -> details(name).chain(details -> Shown.page(
                        new ConfigurationPage(frame, shown, details, declared.holds(found.managedBy()), isNew))))));
    }

    private Uni<ConfigurationDetails> details(String name) {
        return topics.of(name).chain(heard -> destinations.one(name)
                .map(standing -> ConfigurationDetails.of(name, heard, standing)));
    }

    @GET
    @Path("/{name}/edit")
    public Uni<RestResponse<String>> edit(@PathParam("list") String list, @PathParam("name") String name, UriInfo uri) {
        KindOnPages kind = kinds.at(list);
        return frames.around(uri).chain(frame -> configurations.get(kind.kind(), name)
                .invoke(found -> requireEditable(frame, kind, found))
                .chain(found -> forms.of(kind, found))
                .chain(form -> Shown.page(new ConfigurationForm(frame, form))));
    }

    private void requireEditable(Frame frame, KindOnPages kind, ConfigurationVersion found) {
        declared.refuse(found.managedBy(), found.name());
        if (!frame.may("PATCH", kind.path() + "/" + found.name())) {
            throw Problems.forbidden("Only editors change configurations. Ask for a token of that role.");
        }
    }

    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<RestResponse<String>> change(@PathParam("list") String list, @PathParam("name") String name,
            MultivaluedMap<String, String> form) {
        KindOnPages kind = kinds.at(list);
        ObjectNode opened = views.opened(form.getFirst("opened"));
        ObjectNode said = Comparison.changed(opened, TypedConfiguration.ofChanged(kind.name(), form));
        return configurations.change(kind.kind(), name, said, new IfMatch(form.getFirst("ifMatch")))
                .map(changed -> Shown.saved(kind.addressOf(name)))
                .onFailure(ConfigurationPages::isAboutAnotherVersion)
                .recoverWithUni(() -> conflict(kind, name, opened));
    }

    private static boolean isAboutAnotherVersion(Throwable failure) {
        return failure instanceof ProblemException ended && ended.problem().status() == PRECONDITION_FAILED;
    }

    private Uni<RestResponse<String>> conflict(KindOnPages kind, String name, ObjectNode opened) {
        return configurations.get(kind.kind(), name).chain(now -> {
            Members members = views.members(now);
            return new ConfigurationConflict(Comparison.between(opened, members.json()), now.etag(),
                    members.asJson()).createUni();
        }).map(part -> RestResponse.ResponseBuilder
                .create(RestResponse.Status.PRECONDITION_FAILED, part)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8")).build());
    }

    @DELETE
    @Path("/{name}")
    public Uni<RestResponse<String>> delete(@PathParam("list") String list, @PathParam("name") String name,
            @QueryParam("ifMatch") String ifMatch) {
        return configurations.delete(kinds.at(list).kind(), name, new IfMatch(ifMatch))
                .map(deleted -> Shown.deleted(name, "/console/configurations"));
    }
}
