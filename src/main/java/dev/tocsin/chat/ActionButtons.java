package dev.tocsin.chat;

import java.time.Duration;
import java.util.List;

import dev.tocsin.chat.Life.Offer;
import dev.tocsin.notice.Notice;
import io.smallrye.mutiny.Uni;

/** Which buttons below notifications give commands. Nothing here fails, and everything ends in time. */
public interface ActionButtons {

    /** So long a message waits for its buttons at most; then it goes without. */
    Duration LONGEST = Duration.ofMillis(500);

    /** Of a notice that a configuration shows, at most five; none where it takes no commands. */
    Uni<List<ActionButton>> below(long configurationId, Notice notice);

    /**
     * The posting with them, where a message can have some: one of its own about one notification, laid out by us, in a chat
     * that tells us who presses what.
     *
     * @param notice as it was understood, before anything was added to it
     */
    default Uni<Posting> offered(Posting posting, Chat chat, long configurationId, Notice notice) {
        boolean mayHaveSome = chat.hearsButtons() && posting.isOfOneDelivery() && posting.form() == Form.FULL
                && posting.life().thread().isEmpty() && notice.slackPayload().isEmpty();
        return !mayHaveSome ? Uni.createFrom().item(posting)
                : below(configurationId, notice).map(buttons -> posting.with(posting.life().offering(
                        buttons.stream().map(button -> new Offer(button.name(), button.text())).toList())));
    }
}
