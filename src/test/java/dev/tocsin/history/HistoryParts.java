package dev.tocsin.history;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Chats;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.MessagePace;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Posting;
import dev.tocsin.configuration.AllKinds;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.DeliveryConfig;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.delivery.Previews;
import dev.tocsin.delivery.QueueParts;
import dev.tocsin.sns.subscription.SubscriptionState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** The room on a database of tests, without Quarkus; each is a replica of its own. */
final class HistoryParts {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Chats CHATS = new Chats(List.of(new Channels()));

    /** A chat that says where its messages are. */
    private static final class Channels implements Chat {

        @Override
        public Set<String> kinds() {
            return Set.of("slack-channel");
        }

        @Override
        public Uni<Outcome> post(Destination destination, Posting posting) {
            throw new AssertionError("nothing is posted");
        }

        @Override
        public MessagePace pace() {
            return MessagePace.USUAL;
        }

        @Override
        public Optional<ObjectNode> payload(Posting posting) {
            return Optional.of(JsonNodeFactory.instance.objectNode().put("text", posting.notice().title()));
        }

        @Override
        public Optional<String> previewName() {
            return Optional.of("channels");
        }

        @Override
        public Optional<String> permalink(String address, String reference) {
            return Optional.of("https://chat/" + address + "/" + reference);
        }
    }

    private static final class Counted extends SurePlans {

        private final AtomicInteger transactions = new AtomicInteger();

        Counted(Postgres postgres, DeliveryConfig config) {
            super(postgres, config);
        }

        @Override
        <T> Uni<T> with(Function<SqlConnection, Uni<T>> work) {
            transactions.incrementAndGet();
            return super.with(work);
        }
    }

    private final Postgres postgres;
    private final DeliveryConfig config = QueueParts.config();
    private final Meaning meaning;
    private final Counted plans;
    private final Understandings understandings;

    HistoryParts(QueueDatabase database, Meaning meaning) {
        this.postgres = database.postgres();
        this.meaning = meaning;
        this.plans = new Counted(postgres, config);
        this.understandings = new Understandings(plans, meaning, VERTX);
    }

    History history() {
        return new History(plans, meaning, understandings, new FamilyFilter(plans), new NotificationSearch(plans),
                new DeliverySearch(plans), previews(), CHATS);
    }

    PostingHistory postings() {
        return new PostingHistory(plans, understandings, new PostingSearch(plans), history(), CHATS);
    }

    private Previews previews() {
        return QueueParts.previews(postgres, meaning, CHATS);
    }

    /** Of which each step takes so long that the next is left to the next page. */
    History slowHistory() {
        AtomicLong seconds = new AtomicLong();
        return new History(plans, meaning, understandings, new FamilyFilter(plans),
                new NotificationSearch(plans, () -> Duration.ofSeconds(seconds.incrementAndGet()).toNanos()),
                new DeliverySearch(plans), previews(), CHATS);
    }

    /** How many there were up to now, of all that this replica has read. */
    int transactions() {
        return plans.transactions.get();
    }

    DestinationOverview destinations(LongSupplier nanoTime) {
        return new DestinationOverview(plans, AllKinds.kinds(), nanoTime);
    }

    OverviewSummary summary(DestinationOverview destinations, LongSupplier nanoTime) {
        return new OverviewSummary(plans, destinations, () -> Uni.createFrom().item(Map.of()), nanoTime);
    }

    DestinationOverview destinations() {
        return new DestinationOverview(plans, AllKinds.kinds());
    }

    OverviewSummary summary(Map<SubscriptionState.State, Long> topics) {
        return new OverviewSummary(plans, destinations(), () -> Uni.createFrom().item(topics), System::nanoTime);
    }

    Understandings understandings() {
        return understandings;
    }

    BackgroundReader reader() {
        return reader(() -> false);
    }

    BackgroundReader reader(BooleanSupplier intakeIsBusy) {
        return new BackgroundReader(plans, new ReadingTurn(postgres, config), understandings, intakeIsBusy);
    }
}
