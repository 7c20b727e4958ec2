package dev.tocsin.live;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.Rows;
import dev.tocsin.delivery.LiveMessage;
import dev.tocsin.delivery.LiveMessages;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Remark;
import dev.tocsin.notice.Severity;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A message that stands for a matter, with what is to be known of it before something is said of it.
 *
 * @param workspace whose budget its changes go by; empty if it cannot be changed
 * @param configurationName empty if that was deleted
 * @param notice what its newest message means; empty if that is forgotten
 * @param hasThread whether something can be said in its thread
 * @param link where it is in the chat
 * @param now by the database's clock
 */
record OpenMatter(LiveMessage message, long configurationId, Optional<String> workspace, Optional<String> configurationName,
        Optional<Notice> notice, boolean hasThread, Optional<String> link, Instant now) {

    /** What {@link #read} needs of a posting named {@code p}. */
    static final String COLUMNS = LiveMessages.COLUMNS + """
            , p.workspace, c.configuration_name, t.kind, t.address, now() AS asked_at,
            n.id AS notification_id, n.topic_arn, n.message_id, n.published_at, n.subject, n.message, n.attributes
            """;

    /** Whether no newer message stands for its matter. */
    static final String IS_NEWEST = """
            (SELECT q.id FROM posting q
             WHERE q.configuration_id = p.configuration_id AND q.matter = p.matter AND q.phase IS NOT NULL
             ORDER BY q.posted_at DESC LIMIT 1) = p.id""";

    /** Whatever of it is gone by now. */
    static final String JOINS = """
            LEFT JOIN LATERAL (SELECT * FROM configuration c WHERE c.id = p.configuration_id OFFSET 0) c ON true
            LEFT JOIN LATERAL (SELECT * FROM destination t WHERE t.configuration_id = p.configuration_id OFFSET 0) t ON true
            LEFT JOIN LATERAL (SELECT d.notification_id FROM delivery d WHERE d.id = p.delivery_id OFFSET 0) d ON true
            LEFT JOIN LATERAL (SELECT * FROM notification n WHERE n.id = d.notification_id OFFSET 0) n ON true
            """;

    static OpenMatter read(Row row, Meaning meaning, Chats chats) {
        LiveMessage message = LiveMessages.message(row);
        Optional<String> workspace = Optional.ofNullable(row.getString("workspace"));
        boolean isThere = message.reference().isPresent() && message.hindrances().gone().isEmpty()
                && message.channel().equals(row.getString("address"));
        return new OpenMatter(message, row.getLong("configuration_id"), workspace,
                Optional.ofNullable(row.getString("configuration_name")),
                row.getUUID("message_id") == null ? Optional.empty() : Optional.of(meaning.of(meaning.message(row))),
                isThere && workspace.isPresent() && message.hindrances().threadless().isEmpty(),
                isThere ? chats.permalink(row.getString("kind"), message.channel(), message.reference().get())
                        : Optional.empty(),
                Rows.instant(row, "asked_at"));
    }

    UUID id() {
        return message.id();
    }

    String title() {
        return notice.map(Notice::title).orElse("A matter that was " + message.state().standing().state());
    }

    /** Something that is said of it. */
    Remark remark(Remark.What what, Severity severity, String headline) {
        return new Remark(what, Optional.of(id()), severity, headline, Optional.of(title()),
                notice.flatMap(Notice::correlationKey), link);
    }
}
