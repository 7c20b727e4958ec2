package dev.tocsin.history;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.QueueParts;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.Histories.ShownAs;
import dev.tocsin.history.HistoryQuestions.PostingQuery;
import dev.tocsin.history.Postings.MatterPhase;
import dev.tocsin.history.Postings.PostingEvent;
import dev.tocsin.history.Postings.PostingView;
import dev.tocsin.problem.ProblemException;

/** What is told of messages that stand for matters. */
class PostingHistoryContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private HistoryParts parts;
    private HistoryQuestions history;
    private long channel;

    @BeforeEach
    void prepare() {
        parts = new HistoryParts(database, QueueParts.meaning());
        history = new HistoryQuestions(parts.history(), parts.postings());
        if (database.number("SELECT count(*) FROM slack_workspace") == 0) {
            database.workspace("T1");
        }
        channel = database.channelOf("T1");
    }

    @Test
    void tellsHowAMatterStandsAndWhereItsMessageIs() {
        UUID id = posting(channel, "OPEN", "1 hour");
        database.run("""
                UPDATE posting SET opened_at = posted_at, changes = 3, reminders = 2, remind_at = now() + interval '1 hour',
                    acknowledged_at = now(), acknowledged_by = 'slack:T1/U1', acknowledged_name = 'jane'""");

        PostingView view = soon(history.posting(id.toString()));

        assertThat(view.configurationName()).isEqualTo(database.name(channel));
        assertThat(view.title()).isEqualTo("A subject");
        assertThat(view.state() + " " + view.phase() + " " + view.isNewest()).isEqualTo("ALARM OPEN true");
        assertThat(view.permalink()).isEqualTo("https://chat/C1/1.000001");
        assertThat(view.acknowledged().id() + " " + view.acknowledged().name()).isEqualTo("slack:T1/U1 jane");
        assertThat(view.resolved()).isNull();
        assertThat(view.changes() + " " + view.reminders()).isEqualTo("3 2");
        assertThat(view.remindsAt()).isAfter(view.postedAt());
        assertThat(view.events()).isEmpty();
        assertThat(view.deliveries()).extracting(Histories.DeliveryHistory::shownAs).containsExactly(ShownAs.MESSAGE);
    }

    @Test
    void tellsWhatBecameOfItInOrder() {
        UUID id = posting(channel, "OPEN", "1 hour");
        for (String what : List.of("CHART", "ACKNOWLEDGED", "CHANGED")) {
            database.run("INSERT INTO posting_event (posting_id, what, detail) VALUES ($1, $2, 'x')", id, what);
        }

        assertThat(soon(history.posting(id.toString())).events()).extracting(PostingEvent::what)
                .containsExactly("CHART", "ACKNOWLEDGED", "CHANGED");
    }

    @Test
    void ofVeryManyEventsTheLastAreTold() {
        UUID id = posting(channel, "OPEN", "1 hour");
        database.run("INSERT INTO posting_event (posting_id, what) SELECT $1, 'E' || i FROM generate_series(1, 300) i", id);

        assertThat(soon(history.posting(id.toString())).events()).hasSize(200).extracting(PostingEvent::what)
                .startsWith("E101").endsWith("E300");
    }

    @Test
    void tellsAsWhatEachDeliveryIsShown() {
        UUID id = posting(channel, "OPEN", "1 hour");
        long reply = shown(id, "1.000002", null);
        long change = shown(id, "1.000001", "shown by changing the message, since nothing can be said in its thread");
        long digest = shown(UUID.randomUUID(), "1.000007", null);
        database.run(
                "INSERT INTO posting (id, configuration_id, deliveries) SELECT posting_id, 1, 1 FROM delivery WHERE id = $1",
                digest);
        long forgotten = shown(UUID.randomUUID(), "1.000008", null);

        for (Map.Entry<Long, Optional<ShownAs>> one : Map.of(reply, Optional.of(ShownAs.REPLY), change,
                Optional.of(ShownAs.CHANGE), digest, Optional.of(ShownAs.DIGEST), forgotten,
                Optional.<ShownAs> empty()).entrySet()) {
            assertThat(Optional.ofNullable(soon(history.delivery(one.getKey())).shownAs())).isEqualTo(one.getValue());
        }
    }

    @Test
    void whatIsResolvedByHandIsOver() {
        UUID id = posting(channel, "OPEN", "1 hour");
        database.run("UPDATE posting SET resolved_at = now(), resolved_by = 'x', resolved_name = 'jane'");

        assertThat(soon(history.posting(id.toString())).phase()).isEqualTo(MatterPhase.OVER);
        assertThat(list("OPEN", null, null)).isEmpty();
        assertThat(list("OVER", null, null)).containsExactly(id);
    }

    @Test
    void listsTheNewestFirstAndWhatIsAskedFor() {
        UUID old = posting(channel, "OPEN", "3 hours");
        UUID over = posting(channel, "OVER", "2 hours");
        UUID taken = posting(channel, "OPEN", "1 hour");
        database.run("UPDATE posting SET acknowledged_at = now(), acknowledged_by = 'x', acknowledged_name = 'x' WHERE id = $1",
                taken);
        long other = database.channelOf("T1");
        UUID elsewhere = posting(other, "OPEN", "4 hours");

        assertThat(list(null, null, null)).containsExactly(taken, over, old, elsewhere);
        assertThat(list("OPEN", null, null)).containsExactly(taken, old, elsewhere);
        assertThat(list("OPEN", "false", null)).containsExactly(old, elsewhere);
        assertThat(list("OPEN", "true", null)).containsExactly(taken);
        assertThat(list(null, null, database.name(other))).containsExactly(elsewhere);
        assertThat(list("OPEN", "false", database.name(channel))).containsExactly(old);
    }

    @Test
    void whatANewerMessageStandsForIsNotOpenTwice() {
        UUID old = posting(channel, "OPEN", "3 hours");
        UUID newer = posting(channel, "OPEN", "1 hour");
        database.run("UPDATE posting SET matter = 'the same'");

        assertThat(list("OPEN", "false", null)).containsExactly(newer);
        assertThat(list(null, null, null)).containsExactly(newer, old);
        assertThat(soon(history.posting(old.toString())).isNewest()).isFalse();
        assertThat(soon(history.posting(old.toString())).newestId()).isEqualTo(newer);
        assertThat(soon(history.posting(newer.toString())).newestId()).isNull();
        assertThat(untaken()).isEqualTo(1);
    }

    @Test
    void ofADeletedConfigurationNothingIsOpen() {
        UUID id = posting(channel, "OPEN", "1 hour");
        database.run("DELETE FROM configuration");

        assertThat(list("OPEN", "false", null)).isEmpty();
        assertThat(untaken()).isZero();
        PostingView view = soon(history.posting(id.toString()));
        assertThat(view.configurationName()).isNull();
        assertThat(view.permalink()).isNull();
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(0, posting(channel, "OPEN", (10 - i) + " hours"));
        }
        // Two of one moment are told apart.
        database.run("UPDATE posting SET posted_at = date_trunc('hour', now()) - interval '20 hours' WHERE id = ANY ($1)",
                (Object) new UUID[] { all.get(2), all.get(3) });

        List<UUID> seen = new ArrayList<>();
        String token = null;
        do {
            Page<PostingView> page = soon(history.postings(new PostingQuery(Optional.empty(), null, null, 2, token)));
            page.items().forEach(item -> seen.add(item.id()));
            token = page.nextToken();
        } while (token != null);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all).doesNotHaveDuplicates();
    }

    @Test
    void whereFewFitAPageIsShortAndTheNextGoesOn() {
        UUID rare = posting(channel, "RUNNING", "9 hours");
        for (int i = 0; i < PostingSearch.WALKED; i++) {
            posting(channel, "OVER", "1 hour");
        }

        Page<PostingView> first = soon(history.postings(new PostingQuery(Optional.empty(), "RUNNING", null, 2, null)));
        assertThat(first.items()).isEmpty();
        assertThat(soon(history.postings(new PostingQuery(Optional.empty(), "RUNNING", null, 2, first.nextToken()))).items())
                .extracting(PostingView::id).containsExactly(rare);
    }

    @Test
    void whatIsForgottenIsToldByItsState() {
        UUID id = posting(channel, "OPEN", "1 hour");
        database.run("DELETE FROM notification");

        PostingView view = soon(history.posting(id.toString()));

        assertThat(view.title()).isEqualTo("A matter that was ALARM");
        assertThat(view.messageId()).isNull();
        assertThat(view.deliveries()).isEmpty();
    }

    @Test
    void aDigestStandsForNoMatter() {
        UUID id = posting(channel, "OPEN", "1 hour");
        database.run("UPDATE posting SET phase = NULL");

        assertThat(list(null, null, null)).isEmpty();
        assertThatThrownBy(() -> soon(history.posting(id.toString()))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("postingId=" + id);
    }

    @Test
    void whatIsNoQuestionIsAnsweredSo() {
        assertThatThrownBy(() -> list("CLOSED", null, null)).hasMessageContaining("RUNNING, OPEN or OVER");
        assertThatThrownBy(() -> list(null, "yes", null)).hasMessageContaining("true or false");
        assertThatThrownBy(() -> history.posting("x")).hasMessageContaining("UUID");
        assertThatThrownBy(() -> history.postings(new PostingQuery(Optional.empty(), null, null, 2, "postings.x")))
                .hasMessageContaining("nextToken");
    }

    private List<UUID> list(String phase, String acknowledged, String configuration) {
        return soon(history.postings(new PostingQuery(Optional.ofNullable(configuration), phase, acknowledged, null, null)))
                .items().stream().map(PostingView::id).toList();
    }

    private long untaken() {
        return soon(parts.summary(Map.of()).counts()).untaken().count();
    }

    private static UUID posting(long configuration, String phase, String ago) {
        long delivery = database.delivery(configuration);
        UUID id = UUID.randomUUID();
        database.run("""
                WITH d AS (
                    UPDATE delivery SET state = 'DELIVERED', settled_at = now(), posting_id = $2, reference = '1.000001'
                    WHERE id = $1 RETURNING id), a AS (
                    INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status)
                    SELECT id, 1, now(), 1, 'DELIVERED', 200 FROM d)
                INSERT INTO posting (id, configuration_id, posted_at, deliveries, matter, state, reference, channel, standing,
                    phase, state_at, delivery_id)
                VALUES ($2, $3, now() - $5::text::interval, 1, 'm ' || $2::text, 'HIGH', '1.000001', 'C1', 'ALARM', $4, now(),
                    $1)""", delivery, id, configuration, phase, ago);
        return id;
    }

    private long shown(UUID posting, String reference, String remark) {
        long delivery = database.delivery(channel);
        database.run("""
                UPDATE delivery SET state = 'DELIVERED', settled_at = now(), posting_id = $2, reference = $3
                WHERE id = $1""", delivery, posting, reference);
        database.run("""
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status, reason)
                VALUES ($1, 1, now(), 1, 'DELIVERED', 200, $2)""", delivery, remark);
        return delivery;
    }
}
