package dev.tocsin.delivery;

import java.util.List;
import java.util.stream.Stream;

/**
 * Tables for the statements of the queue, in which each of them has something to do: half a thousand lanes, forty thousand
 * notifications of the last 33 days, of which the first three quarters are delivered.
 *
 * <p>
 * Lanes 1 to 10 wait to be claimed, two of them since their sender was lost; 11 to 20 are being sent, 21 to 30 were left
 * leased;
 * in 31 to 40 a storm is over, in 41 to 50 there is one; of 51 to 60 it is remembered that something was kept of them; 61 to 63
 * are shut. Each hundredth is disabled.
 */
final class QueueFilling {

    static final String LEASE = "'0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e'::uuid";

    /** Nobody is to make statistics while the tests run. */
    static final String NO_STATISTICS = """
            DO $$ DECLARE name text; BEGIN
                FOR name IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
                    EXECUTE format('ALTER TABLE %I SET (autovacuum_enabled = false)', name);
                END LOOP;
            END $$""";

    static final List<String> LANES = List.of(
            "SELECT setval('delivery_id_seq', 10000000), setval('notification_id_seq', 10000000)", """
                    INSERT INTO slack_workspace (slack_team_id, slack_team_name, bot_token_sealed)
                    SELECT 'T' || i, 'Team', 'token' FROM generate_series(0, 19) i""",
            """
                    INSERT INTO configuration (id, type, configuration_name, webhook_url_sealed, slack_team_id, slack_channel_id, state,
                        fold_after_messages)
                    SELECT i, 'slack-channel', 'c-' || i, CASE WHEN i % 2 = 0 THEN 'sealed' END, CASE WHEN i % 2 = 1 THEN 'T' || i % 20 END,
                           CASE WHEN i % 2 = 1 THEN 'C1' END, CASE WHEN i % 100 = 0 THEN 'DISABLED' ELSE 'ENABLED' END,
                           CASE WHEN i = 12 THEN 0 END
                    FROM generate_series(1, 500) i""",
            "INSERT INTO configuration_topic SELECT id, 'topic-' || id % 50 FROM configuration");

    /** So many as small tables have. */
    static final int FEW = 20;

    private static final int NOTIFICATIONS = 40_000;

    private QueueFilling() {
    }

    static Stream<String> few() {
        return delivered(1, FEW);
    }

    static Stream<String> allButFew() {
        return delivered(FEW + 1, NOTIFICATIONS);
    }

    static Stream<String> all() {
        return delivered(1, NOTIFICATIONS);
    }

    /** An id is that of the notification. A fourth of the postings has shown the delivery of the same number. */
    private static Stream<String> delivered(int first, int last) {
        return Stream.of(
                """
                        INSERT INTO notification (id, topic_arn, message_id, type, message, published_at, received_at)
                        OVERRIDING SYSTEM VALUE
                        SELECT i, 'topic-' || i %% 50, ('00000000-0000-4000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, 'Notification', 'hello',
                               t.at, t.at
                        FROM generate_series(%1$d, %2$d) i, LATERAL (SELECT now() - (40000 - i) * interval '72 seconds' AS at) t""",
                """
                        INSERT INTO delivery (id, notification_id, configuration_id, configuration_name, state, attempts, queued_at,
                            next_attempt_at, settled_at, posting_id)
                        OVERRIDING SYSTEM VALUE
                        SELECT n.id, n.id, c.id, c.configuration_name, CASE WHEN n.id %% 100 = 1 THEN 'DEAD' ELSE 'DELIVERED' END, 1,
                               n.received_at, n.received_at, n.received_at, CASE WHEN n.id %% 4 = 0 AND n.id <= 20000
                                   THEN ('00000000-0000-4000-8000-' || lpad(to_hex(n.id), 12, '0'))::uuid END
                        FROM notification n JOIN configuration c ON c.id = 1 + n.id %% 500 WHERE n.id BETWEEN %1$d AND least(%2$d, 30000)""",
                """
                        INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status)
                        SELECT id, 1, queued_at, 150, 'DELIVERED', 200 FROM delivery WHERE id BETWEEN %1$d AND %2$d""", """
                        INSERT INTO understood (notification_id, family, severity, title, words)
                        SELECT i, 'kind-1', 'LOW', 'Title', array_to_tsvector(ARRAY['word' || i %% 100])
                        FROM generate_series(%1$d, least(%2$d, 10000)) i""",
                """
                        INSERT INTO heard SELECT configuration_name, id FROM delivery WHERE id BETWEEN %1$d AND least(%2$d, 10000)""",
                """
                        INSERT INTO posting (id, configuration_id, posted_at, deliveries, matter, state, reference, channel, standing,
                            phase, state_at, delivery_id)
                        SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 1 + i %% 500, t.at, 1, 'm ' || i, 'HIGH',
                               '1.1', 'C1', 'ALARM', 'OPEN', t.at, i
                        FROM generate_series(%1$d, least(%2$d, 20000)) i,
                             LATERAL (SELECT now() - (40000 - i) * interval '72 seconds' AS at) t""",
                """
                        INSERT INTO posting_event (posting_id, what) SELECT id, 'CHANGED' FROM posting
                        WHERE delivery_id BETWEEN %1$d AND %2$d AND delivery_id %% 2 = 1""")
                .map(sql -> sql.formatted(first, last));
    }

    /** In the lanes from the 301st on. */
    static final String WAITING = """
            INSERT INTO delivery (id, notification_id, configuration_id, configuration_name, queued_at, next_attempt_at)
            OVERRIDING SYSTEM VALUE
            SELECT n.id, n.id, c.id, c.configuration_name, n.received_at, n.received_at
            FROM notification n JOIN configuration c ON c.id = 301 + n.id % 200 WHERE n.id > 30000""";

    static final List<String> ALL_IN_ONE = List.of("""
            INSERT INTO delivery (id, notification_id, configuration_id, configuration_name, queued_at, next_attempt_at)
            OVERRIDING SYSTEM VALUE
            SELECT n.id, n.id, c.id, c.configuration_name, n.received_at, n.received_at
            FROM notification n JOIN configuration c ON c.id = 5 WHERE n.id > 30000""",
            """
                    INSERT INTO posting (id, configuration_id, posted_at, deliveries, matter, state, reference, channel, standing, phase,
                        state_at, delivery_id)
                    SELECT gen_random_uuid(), 5, now() - i * interval '1 minute', 1, 'm 504', 'HIGH', '1.1', 'C1', 'ALARM', 'OPEN', now(), 25000
                    FROM generate_series(1, 5000) i""");

    /** What each statement has to do, whatever else there is. */
    static final List<String> WORK = List.of(
            waiting("lane * 100 + k", "20000 + lane * 10 + k", "generate_series(1, 10) lane, generate_series(1, 3) k",
                    "CASE WHEN lane >= 9 AND k = 1 THEN 1 ELSE 0 END, now() - interval '1 minute', "
                            + "CASE WHEN lane = 8 THEN 'kept' END"),
            "INSERT INTO fold VALUES (8, 'kept', now(), 'GOOD')",
            "UPDATE lane SET singles = ARRAY[1000702] WHERE configuration_id = 7",
            "UPDATE lane SET digest_since = now() - interval '1 minute' WHERE configuration_id = 6",
            """
                    UPDATE lane SET delivery_id = 1000001 + configuration_id * 100, leased = ARRAY[1000001 + configuration_id * 100],
                        lease = gen_random_uuid(), leased_until = now() - interval '1 second'
                    WHERE configuration_id BETWEEN 9 AND 10""",
            waiting("lane * 100 + k", "20000 + lane * 10 + k", "generate_series(11, 20) lane, generate_series(1, 5) k",
                    "1, now() + CASE WHEN k > 2 THEN 5 ELSE -1 END * interval '1 minute', CASE WHEN k > 2 THEN 'alarm a' END",
                    "k <= 2 OR lane <= 15"),
            "INSERT INTO fold SELECT lane, 'alarm a', now() + interval '5 minutes', 'GOOD' FROM generate_series(11, 20) lane",
            """
                    UPDATE lane SET delivery_id = 1000001 + configuration_id * 100, lease = %s,
                        leased = ARRAY[1000001 + configuration_id * 100, 1000002 + configuration_id * 100],
                        leased_until = now() + interval '1 hour'
                    WHERE configuration_id BETWEEN 11 AND 20""".formatted(LEASE),
            """
                    UPDATE lane SET delivery_id = 20000 + configuration_id, lease = gen_random_uuid(),
                        leased = ARRAY[20000 + configuration_id], leased_until = now() - interval '1 hour'
                    WHERE configuration_id BETWEEN 21 AND 30""",
            """
                    UPDATE lane SET digest_since = now() - interval '1 hour', calm_since = now() - interval '5 minutes'
                    WHERE configuration_id BETWEEN 31 AND 40""",
            "UPDATE lane SET digest_since = now() - interval '1 minute' WHERE configuration_id BETWEEN 41 AND 50",
            waiting("lane * 100 + k", "20000 + lane * 10 + k", "generate_series(41, 50) lane, generate_series(1, 3) k",
                    "0, now() + interval '5 minutes', 'alarm b'"),
            """
                    INSERT INTO fold SELECT lane, 'gone ' || k, now() - interval '1 hour', 'GOOD'
                    FROM generate_series(51, 60) lane, generate_series(1, 200) k""",
            "UPDATE lane SET shut_since = now(), shut_reason = 'gone' WHERE configuration_id BETWEEN 61 AND 63",
            // Of the disabled, since before what is kept of the history.
            waiting("1000000 + k", "2 * k", "generate_series(1, 1500) k, LATERAL (SELECT 100 * (1 + k % 5) AS lane) l",
                    "0, now() - (40000 - 2 * k) * interval '72 seconds', NULL"),
            // Of what is no configuration any more.
            waiting("2000000 + k", "20000 + k", "generate_series(1, 1500) k, LATERAL (SELECT 9000 + k % 2 AS lane) l",
                    "0, now(), NULL"));

    private static String waiting(String id, String notification, String from, String how, String... where) {
        return """
                INSERT INTO delivery (id, notification_id, configuration_id, configuration_name, queued_at, attempts, next_attempt_at,
                    matter)
                OVERRIDING SYSTEM VALUE
                SELECT 1000000 + %s, %s, lane, 'c-' || lane, now() - interval '1 minute', %s FROM %s WHERE %s"""
                .formatted(id, notification, how, from, where.length == 0 ? "true" : where[0]);
    }
}
