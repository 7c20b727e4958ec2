package dev.tocsin.delivery;

import java.util.Set;

import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.MessagePace;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Posting;
import dev.tocsin.database.QueueDatabase;
import io.smallrye.mutiny.Uni;

/** A chat of all kinds that a test's configurations have, for tests in which its pace matters and nothing is posted. */
final class EverySecond implements Chat {

    private final QueueDatabase database;

    EverySecond(QueueDatabase database) {
        this.database = database;
    }

    @Override
    public Set<String> kinds() {
        return Set.copyOf(database.texts("SELECT DISTINCT destination_kind FROM configuration UNION SELECT 'slack-webhook'"));
    }

    @Override
    public MessagePace pace() {
        return MessagePace.USUAL;
    }

    @Override
    public Uni<Outcome> post(Destination destination, Posting posting) {
        throw new AssertionError("nothing is posted");
    }
}
