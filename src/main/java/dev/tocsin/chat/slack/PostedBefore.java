package dev.tocsin.chat.slack;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Life.InThread;
import dev.tocsin.chat.Posting;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackMessages;
import dev.tocsin.slack.SlackMessages.Page;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Looks in a channel, or in a thread, for the message of a delivery that a process may have posted before it ended, or that
 * was posted without an answer. Slack has no key by which it would refuse a second one. Where the app may not read the channel
 * nothing is found.
 */
@ApplicationScoped
class PostedBefore {

    static final String EVENT = "tocsin_delivery";
    static final String DELIVERY = "delivery_id";

    /** With 15 messages on each this is more than a channel takes of us within the lease of a lane. */
    private static final int MOST_PAGES = 8;
    /** Slack's clock may be behind that of the database. */
    private static final int SLACK_SECONDS = 5;

    private final SlackApi slack;

    PostedBefore(SlackApi slack) {
        this.slack = slack;
    }

    /** Never fails. */
    Uni<Optional<String>> find(Destination destination, Posting posting, Instant since) {
        Search search = new Search(destination, posting.deliveryId(), posting.life().thread().map(InThread::reference),
                since.minusSeconds(SLACK_SECONDS));
        return page(search, Optional.empty(), 1).onFailure().recoverWithItem(refused -> {
            Log.infof("Cannot look whether delivery=%d was posted before: %s", posting.deliveryId(), refused.getMessage());
            return Optional.empty();
        });
    }

    private record Search(Destination destination, long delivery, Optional<String> thread, Instant since) {
    }

    private Uni<Optional<String>> page(Search search, Optional<String> cursor, int number) {
        return slack.messages(search.destination.credential(),
                new SlackMessages(search.destination.address(), search.thread, search.since, cursor))
                .chain(page -> found(search, page).map(ts -> Uni.createFrom().item(Optional.of(ts)))
                        .orElseGet(() -> page.next().isPresent() && number < MOST_PAGES ? page(search, page.next(), number + 1)
                                : Uni.createFrom().item(Optional.empty())));
    }

    private static Optional<String> found(Search search, Page page) {
        return page.messages().stream()
                .filter(message -> message.path("metadata").path("event_type").asText().equals(EVENT))
                .filter(message -> message.path("metadata").path("event_payload").path(DELIVERY).asLong() == search.delivery)
                .map(message -> message.path("ts").asText()).filter(ts -> !ts.isEmpty()).findFirst();
    }
}
