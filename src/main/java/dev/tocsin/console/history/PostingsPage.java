package dev.tocsin.console.history;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.console.StateLights;
import dev.tocsin.console.Table;
import dev.tocsin.console.Table.Column;
import dev.tocsin.console.WholeLists;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.HistoryQuestions;
import dev.tocsin.history.HistoryQuestions.PostingQuery;
import dev.tocsin.history.Postings.MatterPhase;
import dev.tocsin.history.Postings.PostingView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Messages that stand for matters, newest first. */
@Path("/console/postings")
class PostingsPage {

    private static final int ON_A_PAGE = 25;
    private static final int IN_A_FILE = 100;

    private static final List<Column<PostingView>> COLUMNS = List.of(
            new Column<>("postedAt", PostingView::postedAt), new Column<>("phase", PostingView::phase),
            new Column<>("state", PostingView::state), new Column<>("since", PostingView::since),
            new Column<>("severity", PostingView::severity), new Column<>("title", PostingView::title),
            new Column<>("configurationName", PostingView::configurationName),
            new Column<>("acknowledgedBy", one -> one.acknowledged() == null ? null : one.acknowledged().name()),
            new Column<>("resolvedBy", one -> one.resolved() == null ? null : one.resolved().name()),
            new Column<>("permalink", PostingView::permalink), new Column<>("id", PostingView::id));

    private final Frames frames;
    private final HistoryQuestions history;

    PostingsPage(Frames frames, HistoryQuestions history) {
        this.frames = frames;
        this.history = history;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Postings(Frame frame, Asked asked, List<PostingRow> rows, String nextToken, Phases phases)
            implements
                TemplateInstance {
    }

    /** What the filter offers. */
    record Phases(List<MatterPhase> all) {

        public String words(MatterPhase phase) {
            return StateLights.ofMatter(phase).word();
        }
    }

    @GET
    public Uni<RestResponse<String>> postings(@QueryParam("nextToken") String nextToken, @QueryParam("as") String as,
            UriInfo uri) {
        Asked asked = new Asked(uri.getQueryParameters());
        if (as != null) {
            return WholeLists.read(token -> history.postings(query(asked, IN_A_FILE, token)), Page::items, Page::nextToken)
                    .map(all -> Shown.file(new Table<>("matters", COLUMNS, all), as));
        }
        return frames.around(uri).chain(frame -> history.postings(query(asked, ON_A_PAGE, nextToken)).chain(found -> Shown
                .page(new Postings(frame, asked, found.items().stream().map(PostingRow::new).toList(), found.nextToken(),
                        new Phases(List.of(MatterPhase.values()))))));
    }

    private static PostingQuery query(Asked asked, int maxResults, String nextToken) {
        return new PostingQuery(Optional.ofNullable(asked.one("configurationName")), asked.one("phase"),
                asked.one("acknowledged"), maxResults, nextToken);
    }
}
