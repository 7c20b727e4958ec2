package dev.tocsin.console.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestResponse;

import dev.tocsin.console.Frame;
import dev.tocsin.console.Frames;
import dev.tocsin.console.Light;
import dev.tocsin.console.Shown;
import dev.tocsin.console.StateLights;
import dev.tocsin.console.Table;
import dev.tocsin.console.Table.Column;
import dev.tocsin.console.WholeLists;
import dev.tocsin.flight.SharedAnswers;
import dev.tocsin.history.DestinationLight;
import dev.tocsin.history.DestinationOverview;
import dev.tocsin.history.Destinations.DestinationPage;
import dev.tocsin.history.Destinations.DestinationStanding;
import dev.tocsin.history.Destinations.OverviewCounts;
import dev.tocsin.history.Histories.RefusalHistory;
import dev.tocsin.history.HistoryQuestions;
import dev.tocsin.history.OverviewSummary;
import dev.tocsin.sns.subscription.TopicOverview;
import dev.tocsin.sns.subscription.TopicOverview.TopicQuery;
import dev.tocsin.sns.subscription.Topics.TopicPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** What needs a person, and how each destination and topic does. */
@Path("/console")
class OverviewPage {

    private static final String ON_A_PAGE = "25";
    private static final int LOOKED_AT = 100;
    private static final String IN_A_FILE = "100";
    private static final TopicQuery WORST_TOPICS = new TopicQuery(null, null, Optional.empty(), "LIGHT", "10", null);

    private static final List<Column<DestinationStanding>> COLUMNS = List.of(
            new Column<>("configurationName", DestinationStanding::configurationName),
            new Column<>("kind", DestinationStanding::kind),
            new Column<>("light", DestinationStanding::light),
            new Column<>("state", DestinationStanding::state),
            new Column<>("stateReason", DestinationStanding::stateReason),
            new Column<>("lastDeliveredAt", one -> new DestinationRow(one).deliveredAt()),
            new Column<>("lastFailureAt", one -> one.lastFailure() == null ? null : one.lastFailure().at()),
            new Column<>("lastFailureReason", one -> one.lastFailure() == null ? null : one.lastFailure().reason()),
            new Column<>("waiting", one -> one.waiting().count()),
            new Column<>("oldestWaitingSince", one -> one.waiting().oldestSince()),
            new Column<>("heldUntil", one -> one.held() == null ? null : one.held().until()),
            new Column<>("heldBecause", one -> one.held() == null ? null : one.held().because()));

    private final Frames frames;
    private final DestinationOverview destinations;
    private final HistoryQuestions history;
    private final Clock clock;
    private final OverviewSummary summary;
    private final TopicOverview topics;
    /** Each open tab asks every few seconds. */
    private final SharedAnswers<TopicQuery, TopicPage> worstTopics = new SharedAnswers<>(Duration.ofSeconds(1), 1,
            System::nanoTime);

    OverviewPage(Frames frames, DestinationOverview destinations, OverviewSummary summary, TopicOverview topics,
            HistoryQuestions history, Clock clock) {
        this.frames = frames;
        this.destinations = destinations;
        this.summary = summary;
        this.topics = topics;
        this.history = history;
        this.clock = clock;
    }

    /** How many destinations have one light. */
    record LightCount(DestinationLight light, long count, boolean isChosen) {

        public Light look() {
            return StateLights.ofDestination(light);
        }
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Overview(Frame frame, Standing now) implements TemplateInstance {
    }

    /**
     * How all stands.
     *
     * @param refused of the last day, as far as it is looked at
     * @param chosen the light that is filtered by, or empty
     */
    record Standing(OverviewCounts counts, List<LightCount> lights, List<DestinationRow> rows, String nextToken,
            List<TopicRow> topics, List<RefusalHistory> refused, String chosen) {

        public boolean isEmpty() {
            return lights.stream().allMatch(one -> one.count() == 0);
        }

        /** In words, since not all may be counted. */
        public String refusals() {
            return refused.size() + (refused.size() == LOOKED_AT ? "+" : "");
        }

        public List<SilenceRow> silences() {
            return counts.silences().stream().map(SilenceRow::new).toList();
        }

        public String silencesInWords() {
            int count = counts.silences().size();
            return count == 1 ? "One thing has" : count + " things have";
        }

        public long inTrouble() {
            return lights.stream().filter(one -> DestinationRow.needsAPerson(one.light())).mapToLong(LightCount::count).sum();
        }

        public long topicsInTrouble() {
            return topics.stream().filter(TopicRow::needsAPerson).count();
        }
    }

    @GET
    public Uni<RestResponse<String>> overview(@QueryParam("light") Optional<String> light,
            @QueryParam("nextToken") String nextToken, @QueryParam("as") String as, UriInfo uri) {
        return as == null ? page(light, nextToken, uri) : file(light, as);
    }

    private Uni<RestResponse<String>> page(Optional<String> light, String nextToken, UriInfo uri) {
        return Uni.combine().all().unis(frames.around(uri), summary.counts(), destinations.list(light, ON_A_PAGE, nextToken),
                worstTopics.ask(WORST_TOPICS, () -> topics.list(WORST_TOPICS)), refused()).asTuple()
                .chain(found -> Shown.page(new Overview(found.getItem1(), new Standing(found.getItem2(),
                        lights(found.getItem2(), light),
                        found.getItem3().destinations().stream().map(DestinationRow::new).toList(),
                        found.getItem3().nextToken(), found.getItem4().topics().stream().map(TopicRow::new).toList(),
                        found.getItem5(), light.orElse("")))));
    }

    /** One step through an index, however many there are. */
    private Uni<List<RefusalHistory>> refused() {
        Instant aDayAgo = clock.instant().minus(Duration.ofDays(1));
        return history.refusals(LOOKED_AT, null)
                .map(found -> found.items().stream().filter(one -> one.refusedAt().isAfter(aDayAgo)).toList());
    }

    private static List<LightCount> lights(OverviewCounts counts, Optional<String> chosen) {
        List<LightCount> lights = new ArrayList<>();
        counts.destinations().forEach(
                (light, count) -> lights.add(new LightCount(light, count, chosen.filter(light.name()::equals).isPresent())));
        return lights;
    }

    private Uni<RestResponse<String>> file(Optional<String> light, String as) {
        return WholeLists.read(token -> destinations.list(light, IN_A_FILE, token), DestinationPage::destinations,
                DestinationPage::nextToken).map(all -> Shown.file(new Table<>("destinations", COLUMNS, all), as));
    }
}
