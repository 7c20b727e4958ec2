package dev.tocsin.console.overview;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** What needs a person, and how each destination and topic stands. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
class OverviewPage {

    private final Frames frames;

    OverviewPage(Frames frames) {
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Overview(Frame frame) implements TemplateInstance {
    }

    @GET
    public Uni<RestResponse<String>> overview(UriInfo uri) {
        return frames.around(uri).chain(frame -> Shown.page(new Overview(frame)));
    }
}
