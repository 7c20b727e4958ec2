package dev.tocsin.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Rows;
import dev.tocsin.notice.Interpreters;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import io.vertx.mutiny.sqlclient.Row;

/** Stored notifications as messages, and what they mean. */
@ApplicationScoped
public class Meaning {

    private final Interpreters interpreters;
    private final StoredAttributes attributes;

    Meaning(Interpreters interpreters, StoredAttributes attributes) {
        this.interpreters = interpreters;
        this.attributes = attributes;
    }

    /** Of a row with the columns of table notification. */
    public Message message(Row row) {
        return new Message(row.getString("topic_arn"), row.getUUID("message_id").toString(),
                Rows.instant(row, "published_at"), Optional.ofNullable(row.getString("subject")),
                row.getBuffer("message").toString(StandardCharsets.UTF_8), attributes.read(row.getString("attributes")));
    }

    public Notice of(Message message) {
        return interpreters.interpret(message);
    }
}
