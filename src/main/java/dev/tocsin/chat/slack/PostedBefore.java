package dev.tocsin.chat.slack;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Life.InThread;
import dev.tocsin.chat.Posting;
import dev.tocsin.slack.MarkedMessages;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Looks for the message of a delivery that may have been posted before. */
@ApplicationScoped
class PostedBefore {

    static final String EVENT = "tocsin_delivery";
    static final String DELIVERY = "delivery_id";

    private final MarkedMessages messages;

    PostedBefore(MarkedMessages messages) {
        this.messages = messages;
    }

    /** Never fails. */
    Uni<Optional<String>> find(Destination destination, Posting posting, Instant since) {
        return messages.find(destination.credential(), destination.address(),
                posting.life().thread().map(InThread::reference), since,
                new MarkedMessages.Mark(EVENT, DELIVERY, Long.toString(posting.deliveryId())))
                .onFailure().recoverWithItem(refused -> {
                    Log.infof("Cannot look whether delivery=%d was posted before: %s", posting.deliveryId(),
                            refused.getMessage());
                    return Optional.empty();
                });
    }
}
