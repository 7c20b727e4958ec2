package dev.tocsin.console.history;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.history.HistoryQuestions;
import dev.tocsin.live.CareAction;
import dev.tocsin.live.CareDesk;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** One message that stands for a matter: how that stands, what became of it, and what people do about it. */
@Path("/console/postings/{id}")
class PostingPage {

    private final Frames frames;
    private final HistoryQuestions history;
    private final CareDesk desk;

    PostingPage(Frames frames, HistoryQuestions history, CareDesk desk) {
        this.frames = frames;
        this.history = history;
        this.desk = desk;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Posting(Frame frame, PostingRow row) implements TemplateInstance {
    }

    @GET
    public Uni<RestResponse<String>> posting(@PathParam("id") String id, UriInfo uri) {
        return frames.around(uri).chain(frame -> history.posting(id)
                .chain(found -> Shown.page(new Posting(frame, new PostingRow(found)))));
    }

    @POST
    @Path("/acknowledge")
    public Uni<RestResponse<String>> acknowledge(@PathParam("id") String id) {
        return act(id, CareAction.ACKNOWLEDGE);
    }

    @POST
    @Path("/resolve")
    public Uni<RestResponse<String>> resolve(@PathParam("id") String id) {
        return act(id, CareAction.RESOLVE);
    }

    @POST
    @Path("/reopen")
    public Uni<RestResponse<String>> reopen(@PathParam("id") String id) {
        return act(id, CareAction.REOPEN);
    }

    private Uni<RestResponse<String>> act(String id, CareAction action) {
        return desk.act(id, action, "the console").replaceWith(() -> Shown.goTo("/console/postings/" + id));
    }
}
