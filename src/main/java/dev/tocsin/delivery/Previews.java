package dev.tocsin.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Chats;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Posting;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.NoticeJson;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** What a message would look like in each chat. Nothing is sent and nothing is stored. */
@ApplicationScoped
public class Previews {

    static final String STORED = """
            SELECT topic_arn, message_id, published_at, subject, message, attributes FROM notification
            WHERE message_id = $1 AND ($2::text IS NULL OR topic_arn = $2) AND type = 'Notification'
            ORDER BY topic_arn LIMIT 10""";

    private final Statements statements;
    private final Meaning meaning;
    private final Chats chats;
    private final Clock clock;

    Previews(Postgres postgres, DeliveryConfig config, Meaning meaning, Chats chats, Clock clock) {
        this.statements = postgres.within(config.statementTimeout());
        this.meaning = meaning;
        this.chats = chats;
        this.clock = clock;
    }

    /**
     * A message, what it means, and what each chat would be sent of it in full form.
     *
     * @param payloads by the chat's name, for instance {@code slack}
     */
    public record Preview(Message message, Notice notice, SortedMap<String, ObjectNode> payloads) {
    }

    /** Of a request that was checked. */
    public Uni<ObjectNode> of(PreviewRequest request) {
        return whole(request).map(Previews::json);
    }

    /** Of a request that was checked, not yet as JSON. */
    public Uni<Preview> whole(PreviewRequest request) {
        return request.storedId()
                .map(id -> stored(id, request.topicArn()))
                .orElseGet(() -> Uni.createFrom().item(given(request)))
                .map(this::preview);
    }

    /** What each chat would be sent, by its name, in full form. */
    public SortedMap<String, ObjectNode> byChat(Notice notice) {
        return chats.preview(new Posting(0, notice, Form.FULL, Optional.empty()));
    }

    /** What each kind of destination would be sent, as far as that is JSON. */
    public SortedMap<String, ObjectNode> byKind(Notice notice, Form form) {
        SortedMap<String, ObjectNode> payloads = new TreeMap<>();
        Posting posting = new Posting(0, notice, form, Optional.empty());
        chats.kinds().forEach(kind -> chats.payload(kind, posting).ifPresent(payload -> payloads.put(kind, payload)));
        return payloads;
    }

    private Preview preview(Message message) {
        Notice notice = meaning.of(message);
        return new Preview(message, notice, byChat(notice));
    }

    private static ObjectNode json(Preview preview) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("family", preview.notice().family());
        json.set("notice", NoticeJson.of(preview.notice()));
        preview.payloads().forEach(json::set);
        return json;
    }

    private Message given(PreviewRequest request) {
        return new Message(Optional.ofNullable(request.topicArn()).orElse(""), new UUID(0, 0).toString(), clock.instant(),
                Optional.ofNullable(request.subject()), request.message(), request.attributes());
    }

    private Uni<Message> stored(UUID messageId, String topicArn) {
        return statements.query(STORED, Tuple.of(messageId, topicArn))
                .map(rows -> meaning.message(only(Rows.stream(rows).toList(), messageId)));
    }

    private static Row only(List<Row> found, UUID messageId) {
        if (found.isEmpty()) {
            throw Problems.notFound("No notification " + messageId + " is stored. A message that was refused, or is older than "
                    + "the history, can be given as message.");
        }
        if (found.size() > 1) {
            throw Problems.invalid("topicArn", "is required, because several topics brought this messageId: "
                    + found.stream().map(row -> row.getString("topic_arn")).collect(Collectors.joining(", ")), null);
        }
        return found.get(0);
    }
}
