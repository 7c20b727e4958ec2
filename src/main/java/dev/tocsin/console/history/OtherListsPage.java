package dev.tocsin.console.history;

import java.time.Clock;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Shown;
import dev.tocsin.console.Table;
import dev.tocsin.console.Table.Column;
import dev.tocsin.console.WholeLists;
import dev.tocsin.delivery.DeliveryState;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.Histories.RefusalHistory;
import dev.tocsin.history.HistoryQuestions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Deliveries by where they go and stand, and what was refused at the door; newest first. */
@Path("/console")
class OtherListsPage {

    private static final int ON_A_PAGE = 25;
    private static final int IN_A_FILE = 100;

    private static final List<Column<DeliveryHistory>> DELIVERIES = List.of(new Column<>("id", DeliveryHistory::id),
            new Column<>("queuedAt", DeliveryHistory::queuedAt), new Column<>("settledAt", DeliveryHistory::settledAt),
            new Column<>("configurationName", DeliveryHistory::configurationName),
            new Column<>("state", DeliveryHistory::state), new Column<>("severity", DeliveryHistory::severity),
            new Column<>("title", DeliveryHistory::title), new Column<>("reason", DeliveryHistory::reason),
            new Column<>("waitsBecause", DeliveryHistory::waitsBecause),
            new Column<>("nextAttemptAt", DeliveryHistory::nextAttemptAt),
            new Column<>("topicArn", DeliveryHistory::topicArn), new Column<>("messageId", DeliveryHistory::messageId));
    private static final List<Column<RefusalHistory>> REFUSALS = List.of(
            new Column<>("refusedAt", RefusalHistory::refusedAt), new Column<>("reason", RefusalHistory::reason),
            new Column<>("detail", RefusalHistory::detail), new Column<>("topicArn", RefusalHistory::topicArn),
            new Column<>("messageId", RefusalHistory::messageId));

    private final Frames frames;
    private final HistoryQuestions history;
    private final Clock clock;

    OtherListsPage(Frames frames, HistoryQuestions history, Clock clock) {
        this.frames = frames;
        this.history = history;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Deliveries(Frame frame, Asked asked, List<DeliveryRow> rows, String nextToken, List<DeliveryState> states)
            implements
                TemplateInstance {
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Refusals(Frame frame, List<RefusalRow> rows, String nextToken) implements TemplateInstance {
    }

    @GET
    @Path("/deliveries")
    public Uni<RestResponse<String>> deliveries(@QueryParam("nextToken") String nextToken, @QueryParam("as") String as,
            UriInfo uri) {
        Asked asked = new Asked(uri.getQueryParameters());
        if (as != null) {
            return WholeLists.read(token -> history.deliveries(asked.deliveries(IN_A_FILE, token, clock)), Page::items,
                    Page::nextToken).map(all -> Shown.file(new Table<>("deliveries", DELIVERIES, all), as));
        }
        return frames.around(uri).chain(frame -> history.deliveries(asked.deliveries(ON_A_PAGE, nextToken, clock))
                .chain(found -> Shown.page(new Deliveries(frame, asked,
                        found.items().stream().map(one -> new DeliveryRow(one, List.of())).toList(), found.nextToken(),
                        List.of(DeliveryState.values())))));
    }

    @GET
    @Path("/refusals")
    public Uni<RestResponse<String>> refusals(@QueryParam("nextToken") String nextToken, @QueryParam("as") String as,
            UriInfo uri) {
        if (as != null) {
            return WholeLists.read(token -> history.refusals(IN_A_FILE, token), Page::items, Page::nextToken)
                    .map(all -> Shown.file(new Table<>("refusals", REFUSALS, all), as));
        }
        return frames.around(uri).chain(frame -> history.refusals(ON_A_PAGE, nextToken)
                .chain(found -> Shown.page(new Refusals(frame, found.items().stream().map(RefusalRow::new).toList(),
                        found.nextToken()))));
    }
}
