package dev.tocsin.console.configuration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;

/** Empty forms, at addresses that no configuration can have. */
@Path("/console/new/{kind}")
@Produces(MediaType.TEXT_HTML)
class NewConfigurationPage {

    private final Frames frames;
    private final KindsOnPages kinds;
    private final ConfigurationForms forms;

    NewConfigurationPage(Frames frames, KindsOnPages kinds, ConfigurationForms forms) {
        this.frames = frames;
        this.kinds = kinds;
        this.forms = forms;
    }

    @GET
    public Uni<RestResponse<String>> form(@PathParam("kind") String kindName, UriInfo uri) {
        KindOnPages kind = kinds.named(kindName);
        return frames.around(uri).invoke(frame -> requireEditor(frame, kind)).chain(frame -> forms.ofNew(kind)
                .chain(form -> Shown.page(new ConfigurationPages.ConfigurationForm(frame, form))));
    }

    /** Whoever reads may see every page; a form that could not be sent would be no help. */
    private static void requireEditor(Frame frame, KindOnPages kind) {
        if (!frame.may("POST", kind.path())) {
            throw Problems.forbidden("Only editors configure. Ask for a token of that role.");
        }
    }
}
