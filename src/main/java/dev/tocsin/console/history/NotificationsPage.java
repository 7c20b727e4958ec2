package dev.tocsin.console.history;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

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
import dev.tocsin.history.Histories.NotificationSummary;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.Histories.Standing;
import dev.tocsin.history.HistoryQuestions;
import dev.tocsin.notice.Families;
import dev.tocsin.notice.Severity;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Searches what came, newest first. */
@Path("/console/notifications")
class NotificationsPage {

    private static final int ON_A_PAGE = 25;
    private static final int IN_A_FILE = 100;

    private static final List<Column<NotificationSummary>> COLUMNS = List.of(
            new Column<>("receivedAt", NotificationSummary::receivedAt),
            new Column<>("publishedAt", NotificationSummary::publishedAt),
            new Column<>("state", NotificationSummary::state), new Column<>("severity", NotificationSummary::severity),
            new Column<>("title", NotificationSummary::title), new Column<>("family", NotificationSummary::family),
            new Column<>("subject", NotificationSummary::subject), new Column<>("topicArn", NotificationSummary::topicArn),
            new Column<>("messageId", NotificationSummary::messageId));

    private final Frames frames;
    private final HistoryQuestions history;
    private final Clock clock;

    NotificationsPage(Frames frames, HistoryQuestions history, Clock clock) {
        this.frames = frames;
        this.history = history;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Notifications(Frame frame, Asked asked, List<NotificationRow> rows, String nextToken, Choices choices)
            implements
                TemplateInstance {
    }

    /** What the filters offer. */
    record Choices(List<Standing> states, List<Severity> severities, SortedSet<String> families) {

        private static final Choices ALL = new Choices(
                Arrays.stream(Standing.values()).filter(state -> state != Standing.REFUSED).toList(),
                List.of(Severity.values()), Families.KNOWN);

        public String words(Standing state) {
            return StateLights.ofNotification(state).word();
        }

        public String words(Severity severity) {
            return StateLights.ofSeverity(severity).word();
        }
    }

    @GET
    public Uni<RestResponse<String>> notifications(@QueryParam("nextToken") String nextToken, @QueryParam("as") String as,
            UriInfo uri) {
        Asked asked = new Asked(uri.getQueryParameters());
        return as == null ? page(asked, nextToken, uri) : file(asked, as);
    }

    private Uni<RestResponse<String>> page(Asked asked, String nextToken, UriInfo uri) {
        return frames.around(uri).chain(frame -> history.notifications(asked.notifications(ON_A_PAGE, nextToken, clock))
                .chain(found -> Shown.page(new Notifications(frame, asked,
                        found.items().stream().map(NotificationRow::new).toList(), found.nextToken(), Choices.ALL))));
    }

    private Uni<RestResponse<String>> file(Asked asked, String as) {
        return WholeLists.read(token -> history.notifications(asked.notifications(IN_A_FILE, token, clock)), Page::items,
                Page::nextToken).map(all -> Shown.file(new Table<>("notifications", COLUMNS, all), as));
    }
}
