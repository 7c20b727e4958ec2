package dev.tocsin.benchmark;

import java.io.IOException;
import java.util.List;

/** Whether a lane minds what waits in others, and how many configurations there are. */
final class BacklogPart implements Part {

    private static final int LANES = 16;
    private static final int FEW = 1_000;
    private static final int WAITING_LANES = 200;

    /** Other configurations, and deliveries that wait for 200 of them. */
    private record Elsewhere(int configurations, int deliveries) {
        String words() {
            return String.format(java.util.Locale.ROOT, "%,d waiting, %,d configurations", deliveries, configurations);
        }
    }

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String title() {
        return "From SNS to the chat in 16 lanes, beside deliveries that wait elsewhere";
    }

    @Override
    public void measure(Workshop shop, Section section) throws IOException, InterruptedException {
        for (Subject subject : shop.subjects()) {
            LanesPart.warmUp(shop, subject);
        }
        List<Elsewhere> all = List.of(new Elsewhere(WAITING_LANES, FEW), new Elsewhere(WAITING_LANES, shop.scale().backlog()),
                new Elsewhere(100, 0), new Elsewhere(10_000, 0));
        for (Elsewhere elsewhere : all) {
            for (Subject subject : shop.subjects()) {
                LanesPart.prepare(subject, LANES);
                fill(subject.database(), elsewhere);
            }
            for (int round = 0; round < shop.scale().rounds(); round++) {
                for (Subject subject : shop.subjects()) {
                    measure(shop, section, subject, elsewhere.words());
                }
            }
        }
        for (Subject subject : shop.subjects()) {
            subject.forget();
        }
    }

    /** Copies of a webhook: half of them are disabled, the others pause until tomorrow. */
    private static void fill(DatabaseServer database, Elsewhere elsewhere) {
        database.execute(
                """
                        INSERT INTO configuration (type, configuration_name, webhook_url_sealed, destination_kind, address, sealed_for, state)
                        SELECT type, 'elsewhere-' || i, webhook_url_sealed, destination_kind, address, sealed_for,
                               CASE WHEN i %% 2 = 0 THEN 'DISABLED' ELSE 'ENABLED' END
                        FROM generate_series(1, %d) i, LATERAL (
                            SELECT * FROM configuration WHERE webhook_url_sealed IS NOT NULL ORDER BY id LIMIT 1) c"""
                        .formatted(elsewhere.configurations()),
                """
                        UPDATE lane SET not_before = now() + interval '1 day'
                        FROM configuration c
                        WHERE c.id = lane.configuration_id AND configuration_name LIKE 'elsewhere-%' AND state = 'ENABLED'""",
                """
                        INSERT INTO configuration_topic (configuration_id, topic_arn)
                        SELECT id, 'arn:aws:sns:us-east-1:123456789012:elsewhere-' || id % 100
                        FROM configuration WHERE configuration_name LIKE 'elsewhere-%'""",
                """
                        INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                        SELECT 'arn:aws:sns:us-east-1:123456789012:elsewhere-0', gen_random_uuid(), 'Notification', 'waits', now()
                        FROM generate_series(1, %d)"""
                        .formatted(elsewhere.deliveries() / WAITING_LANES),
                """
                        INSERT INTO delivery (notification_id, configuration_id, configuration_name)
                        SELECT n.id, c.id, c.configuration_name
                        FROM notification n CROSS JOIN (
                            SELECT * FROM configuration WHERE configuration_name LIKE 'elsewhere-%%' ORDER BY id LIMIT %d) c
                        WHERE n.topic_arn LIKE '%%:elsewhere-0'""".formatted(WAITING_LANES),
                "VACUUM ANALYZE", "CHECKPOINT");
    }

    private static void measure(Workshop shop, Section section, Subject subject, String name) throws InterruptedException {
        DatabaseServer database = subject.database();
        database.execute("DELETE FROM notification WHERE topic_arn NOT LIKE '%:elsewhere-0'");
        database.countAnew();
        List<Letter> letters = shop.lettersOfAllTopics(shop.scale().lanePosts() * 2);
        Passage passage = Passage.of(shop.chats(), subject, 1,
                () -> shop.load(subject, IntakePart.USUAL).asFastAsAnswered(letters, shop.scale().intake().multipliedBy(10)));
        section.figure(name, "/s").add(subject, passage.rate());
        section.figure(name + ", a claim", "ms").add(subject, database.meanMillis("SKIP LOCKED", "delivery"));
        // The poll for what other replicas left, which each replica asks every second.
        section.figure(name + ", what is due", "ms").add(subject,
                database.meanMillis("pending_lane", "l.paced_until <= now()"));
        Workshop.say(subject.name() + ", " + name + ": " + Math.round(passage.rate()) + "/s");
    }
}
