package dev.tocsin.slack;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.secret.Secret;
import io.smallrye.mutiny.Uni;

/**
 * Looks in a channel, or in a thread, for a message that a process may have posted before it ended, or that was posted without
 * an answer. Slack has no key by which it would refuse a second one, so each carries a mark in its metadata. Where the app may
 * not read the channel nothing is found.
 */
@ApplicationScoped
public class MarkedMessages {

    /** With 15 messages on each this is more than a channel takes of us within a lease. */
    private static final int MOST_PAGES = 8;
    /** Slack's clock may be behind that of the database. */
    private static final int SLACK_SECONDS = 5;

    private final SlackApi slack;

    MarkedMessages(SlackApi slack) {
        this.slack = slack;
    }

    /**
     * What the metadata of one message says and that of no other does.
     *
     * @param event the {@code event_type}
     * @param key a member of the {@code event_payload}
     */
    public record Mark(String event, String key, String value) {
    }

    /**
     * The ts of the message; empty if it is not there. Fails with a {@link SlackFault} where that cannot be found out.
     *
     * @param since when it was posted at the earliest
     */
    public Uni<Optional<String>> find(Secret botToken, String channel, Optional<String> thread, Instant since, Mark mark) {
        return page(botToken, channel, thread, since.minusSeconds(SLACK_SECONDS), mark, Optional.empty(), 1);
    }

    private Uni<Optional<String>> page(Secret botToken, String channel, Optional<String> thread, Instant since, Mark mark,
            Optional<String> cursor, int number) {
        return slack.messages(botToken, new SlackMessages(channel, thread, since, cursor))
                .chain(page -> found(page, mark).map(ts -> Uni.createFrom().item(Optional.of(ts)))
                        .orElseGet(() -> page.next().isPresent() && number < MOST_PAGES
                                ? page(botToken, channel, thread, since, mark, page.next(), number + 1)
                                : Uni.createFrom().item(Optional.empty())));
    }

    private static Optional<String> found(SlackMessages.Page page, Mark mark) {
        return page.messages().stream()
                .filter(message -> message.path("metadata").path("event_type").asText().equals(mark.event()))
                .filter(message -> message.path("metadata").path("event_payload").path(mark.key()).asText()
                        .equals(mark.value()))
                .map(message -> message.path("ts").asText()).filter(ts -> !ts.isEmpty()).findFirst();
    }
}
