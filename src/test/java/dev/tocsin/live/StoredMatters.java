package dev.tocsin.live;

import java.util.List;
import java.util.UUID;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.delivery.QueueParts;
import dev.tocsin.notice.AllInterpreters;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import io.vertx.mutiny.sqlclient.Row;

/** Messages that stand for matters, as tests of the room store them. */
final class StoredMatters {

    static final Chats NO_CHATS = new Chats(List.of());
    static final String ALARM = """
            {"AlarmName": "payments-api-5xx", "NewStateValue": "ALARM", "OldStateValue": "OK", "NewStateReason": "r",
             "AWSAccountId": "123456789012", "StateChangeTime": "%s", "Region": "EU (Frankfurt)",
             "AlarmArn": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:payments-api-5xx"}""";

    private final QueueDatabase database;

    StoredMatters(QueueDatabase database) {
        this.database = database;
    }

    /** What messages mean to the application. */
    static Meaning meaning() {
        return QueueParts.meaningOf(AllInterpreters.asked());
    }

    /** Workspace T1 with an enabled channel C1 in it. */
    long channel() {
        if (database.number("SELECT count(*) FROM slack_workspace WHERE slack_team_id = 'T1'") == 0) {
            database.workspace("T1");
        }
        return database.channelOf("T1");
    }

    /** An alarm that was posted to the channel two hours ago. */
    UUID alarm(long configuration) {
        return posting(configuration, "OPEN", "ALARM");
    }

    UUID posting(long configuration, String phase, String state) {
        long delivery = database.deliveryOf(ALARM.formatted("2026-11-28T10:00:00.000+0000"), configuration);
        UUID id = UUID.randomUUID();
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now(), posting_id = $2, reference = '1.000001' "
                + "WHERE id = $1", delivery, id);
        database.run("""
                INSERT INTO posting (id, configuration_id, posted_at, deliveries, matter, state, reference, channel, workspace,
                    standing, phase, state_at, delivery_id, opened_at, opened_as)
                VALUES ($1, $2, now() - interval '2 hours', 1, 'alarm payments-api-5xx', 'HIGH', '1.000001', 'C1',
                    'workspace:T1', $4, $5, now() - interval '2 hours', $3, now() - interval '2 hours', 'ALARM')""",
                id, configuration, delivery, state, phase);
        return id;
    }

    /** A newer message stands for the same matter. */
    UUID newer(UUID older) {
        UUID id = UUID.randomUUID();
        database.run("""
                INSERT INTO posting (id, configuration_id, deliveries, matter, state, reference, channel, workspace, standing,
                    phase, state_at, delivery_id, opened_at, opened_as)
                SELECT $1, configuration_id, 1, matter, state, '2.000001', channel, workspace, standing, phase, state_at,
                       delivery_id, opened_at, opened_as FROM posting WHERE id = $2""", id, older);
        return id;
    }

    /** What Tocsin itself has put into a lane, the oldest first. */
    List<String> remarks(long configuration) {
        return database.rows("""
                SELECT n.topic_arn, n.message_id, n.published_at, n.subject, n.message, n.attributes
                FROM delivery d JOIN notification n ON n.id = d.notification_id
                WHERE d.configuration_id = $1 AND n.topic_arn = 'tocsin:remark' ORDER BY d.id""", configuration).stream()
                .map(StoredMatters::headline).toList();
    }

    List<String> events(UUID posting) {
        return database.texts("SELECT what || ' ' || coalesce(detail, '') FROM posting_event WHERE posting_id = $1 ORDER BY id",
                posting);
    }

    private static String headline(Row row) {
        Message message = meaning().message(row);
        Notice notice = meaning().of(message);
        return notice.title();
    }
}
