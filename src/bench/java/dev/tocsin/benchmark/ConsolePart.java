package dev.tocsin.benchmark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the console's first pages ask for, beside a thousand configurations and as many messages as a backlog has. */
final class ConsolePart implements Part {

    private static final int CONFIGURATIONS = 1_000;
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 50;

    private static final String DESTINATIONS = "/api/destinations?maxResults=25";
    private static final String MANY_DESTINATIONS = "/api/destinations";

    @Override
    public String name() {
        return "console";
    }

    @Override
    public String title() {
        return "Overview and history, beside 1,000 configurations and all that came in a month";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        for (Subject subject : shop.subjects()) {
            subject.forget();
            subject.webhooks(Subject.NOBODY_LISTENS, 1, "t0");
            Workshop.say("filling the database of " + subject.name());
            fill(subject.database(), shop.scale().backlog());
            for (Map.Entry<String, String> question : questions(subject.database()).entrySet()) {
                ask(section, subject, question.getKey(), question.getValue());
            }
            everythingWaits(subject.database());
            ask(section, subject, "overview, everything waits", DESTINATIONS);
            ask(section, subject, "overview, a long page, everything waits", MANY_DESTINATIONS);
            subject.forget();
        }
    }

    private static Map<String, String> questions(DatabaseServer database) {
        Map<String, String> questions = new LinkedHashMap<>();
        String messageId = database.text("SELECT message_id FROM notification ORDER BY id OFFSET 1000 LIMIT 1");
        questions.put("overview", DESTINATIONS);
        questions.put("overview, a long page", MANY_DESTINATIONS);
        questions.put("overview, those in trouble", DESTINATIONS + "&light=TROUBLE");
        questions.put("numbers", "/api/overview");
        questions.put("topics", "/api/topics?order=LIGHT");
        questions.put("history", "/api/notifications");
        questions.put("a common word", "/api/notifications?text=alarm");
        questions.put("a word that was common once", "/api/notifications?text=old");
        questions.put("a rare word", "/api/notifications?text=rare-1000");
        questions.put("a configuration's name", "/api/notifications?text=console-500");
        questions.put("a MessageId", "/api/notifications?text=" + messageId);
        questions.put("state DEAD", "/api/notifications?state=DEAD");
        questions.put("state PENDING", "/api/notifications?state=PENDING");
        questions.put("state UNHEARD", "/api/notifications?state=UNHEARD");
        questions.put("DEAD and a common word", "/api/notifications?state=DEAD&text=alarm");
        questions.put("a matter", "/api/notifications?matter=matter-4711");
        questions.put("one message", "/api/notifications/" + messageId);
        return questions;
    }

    private static void ask(Section section, Subject subject, String name, String path) {
        for (int i = 0; i < WARM_UP; i++) {
            subject.tocsin().get(path);
        }
        double[] millis = new double[ROUNDS];
        double cpuBefore = cpuSeconds(subject);
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            subject.tocsin().get(path);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        double cpu = (cpuSeconds(subject) - cpuBefore) * 1_000 / ROUNDS;
        double median = Statistics.median(millis);
        double worst = Statistics.percentile(millis, 100);
        section.figure(name + ", p50", "ms").add(subject, median);
        section.figure(name + ", the slowest of " + ROUNDS, "ms").add(subject, worst);
        section.figure(name + ", processor time", "ms").add(subject, cpu);
        Workshop.say(
                String.format("%s, %s: %.1f and %.1f ms, processor time %.1f ms", subject.name(), name, median, worst, cpu));
    }

    /** Of Tocsin and PostgreSQL together, which says what the others on the machine do not change. */
    private static double cpuSeconds(Subject subject) {
        return subject.tocsin().cpuSeconds() + subject.database().cpuSeconds();
    }

    /**
     * Copies of a webhook, of which some are disabled, some shut and some fail; what they wait for is left alone until
     * tomorrow.
     * Messages of a month as they are once they were read.
     */
    private static void fill(DatabaseServer database, int messages) {
        String index = database.text("SELECT pg_get_indexdef('understood_words'::regclass)");
        database.execute(
                // What is read here is not to be read by the application at the same time.
                "UPDATE reading_turn SET lease = gen_random_uuid(), leased_until = now() + interval '1 day'",
                """
                        INSERT INTO configuration (type, configuration_name, webhook_url_sealed, destination_kind, address, sealed_for, state)
                        SELECT type, 'console-' || i, webhook_url_sealed, destination_kind, address, sealed_for,
                               CASE WHEN i BETWEEN 1 AND 20 THEN 'DISABLED' ELSE 'ENABLED' END
                        FROM generate_series(1, %d) i, LATERAL (SELECT * FROM configuration ORDER BY id LIMIT 1) c"""
                        .formatted(CONFIGURATIONS),
                """
                        UPDATE lane SET not_before = now() + interval '1 day', delivered_at = now() - interval '1 minute',
                            failures = CASE WHEN c.configuration_name ~ '-[23].$' THEN 3 ELSE 0 END,
                            shut_since = CASE WHEN c.configuration_name ~ '-4.$' THEN now() END,
                            shut_reason = CASE WHEN c.configuration_name ~ '-4.$' THEN 'is_archived' END
                        FROM configuration c WHERE c.id = lane.configuration_id""",
                """
                        INSERT INTO configuration_topic (configuration_id, topic_arn)
                        SELECT id, 'arn:aws:sns:us-east-1:123456789012:console-' || id %% 200
                        FROM configuration WHERE configuration_name LIKE 'console-%%'""".formatted(),
                """
                        INSERT INTO notification (topic_arn, message_id, type, subject, message, published_at, received_at)
                        SELECT 'arn:aws:sns:us-east-1:123456789012:console-' || i %% 200, gen_random_uuid(), 'Notification',
                               'ALARM: cpu of service-' || i %% 300,
                               convert_to('{"AlarmName": "' || repeat('cpu of a service ', 90) || '"}', 'UTF8'), t.at, t.at
                        FROM generate_series(1, %1$d) i,
                             LATERAL (SELECT now() - (%1$d - i) * (interval '30 days' / %1$d) AS at) t""".formatted(messages),
                """
                        INSERT INTO delivery (notification_id, configuration_id, configuration_name, state, attempts, queued_at,
                                              next_attempt_at, settled_at, reason)
                        SELECT n.id, c.id, c.configuration_name, n.state, 1, n.received_at, n.received_at,
                               CASE WHEN n.state <> 'PENDING' THEN n.received_at END,
                               CASE WHEN n.state = 'DEAD' THEN 'HTTP 400: invalid_blocks' END
                        FROM (SELECT id, received_at, 1 + id %% 1000 AS place,
                                     CASE WHEN id %% 2003 = 0 THEN 'DEAD'
                                          WHEN id %% 1000 < 50 AND received_at > now() - interval '6 days' THEN 'PENDING'
                                          ELSE 'DELIVERED' END AS state FROM notification) n
                        JOIN (SELECT id, configuration_name, row_number() OVER (ORDER BY id) - 1 AS place FROM configuration) c
                            USING (place)""".formatted(),
                """
                        INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status, reason)
                        SELECT id, 1, queued_at, 150, CASE state WHEN 'DELIVERED' THEN 'DELIVERED' ELSE 'REJECTED' END,
                               CASE state WHEN 'DELIVERED' THEN 200 ELSE 400 END, reason FROM delivery""",
                "TRUNCATE heard, understood",
                "INSERT INTO heard (configuration_name, delivery_id) SELECT configuration_name, id FROM delivery ORDER BY 1, 2",
                "DROP INDEX understood_words",
                """
                        INSERT INTO understood (notification_id, family, severity, title, words)
                        SELECT d.notification_id, 'cloudwatch-alarm', s.severity, 'ALARM: cpu of service-' || d.id %% 300,
                               array_to_tsvector(ARRAY['alarm', 'cpu', 'of', 'service-' || d.id %% 300, (d.id %% 300)::text,
                                   'rare-' || d.id, d.id::text, 'threshold', 'crossed', 'datapoints', 'was', 'greater', 'than',
                                   'the', CASE WHEN d.id < %1$d THEN 'old' ELSE 'new' END, '123456789012', 'us-east-1',
                                   'east-1', '1', 'severity=' || s.severity, 'family=cloudwatch-alarm',
                                   'topic=arn:aws:sns:us-east-1:123456789012:console-' || d.notification_id %% 200,
                                   'topicname=console-' || d.notification_id %% 200,
                                   'configuration=' || d.configuration_name, 'matter=matter-' || d.id %% 5000,
                                   '=' || ((d.notification_id >> 12)::bit(30))::text])
                        FROM delivery d, LATERAL (SELECT (ARRAY['CRITICAL', 'HIGH', 'GOOD', 'INFO'])[1 + d.id %% 4] AS severity) s"""
                        .formatted(messages / 4),
                index,
                """
                        UPDATE reading_turn SET read_up_to = (SELECT max(id) FROM notification), leased_until = '-infinity'""",
                "VACUUM ANALYZE", "CHECKPOINT");
    }

    /** As after a morning without the network: a thousand in each lane. */
    private static void everythingWaits(DatabaseServer database) {
        database.execute("UPDATE delivery SET state = 'PENDING', settled_at = NULL", "VACUUM ANALYZE delivery", "CHECKPOINT");
    }
}
