-- What the statement of the intake does for a batch of 256 notifications with one delivery each, but for its parameters, which
-- are made here. No colons in the text: pgbench would take them for variables.
WITH incoming AS (
    SELECT t.topic_arn, gen_random_uuid() AS message_id, 'Notification' AS type,
           convert_to(repeat('x', 300), 'UTF8') AS message, now() AS published_at
    FROM generate_series(1, 256) CROSS JOIN (SELECT topic_arn FROM configuration_topic LIMIT 1) t
), stored AS (
    INSERT INTO notification (topic_arn, message_id, type, message, published_at)
    SELECT * FROM incoming
    ON CONFLICT (topic_arn, message_id) DO NOTHING
    RETURNING id, topic_arn, message_id, type
), queued AS (
    INSERT INTO delivery (notification_id, configuration_id, configuration_name)
    SELECT s.id, c.id, c.configuration_name
    FROM stored s
    CROSS JOIN LATERAL (
        SELECT c.id, c.configuration_name
        FROM configuration_topic t JOIN configuration c ON c.id = t.configuration_id
        WHERE t.topic_arn = s.topic_arn OFFSET 0) c
    ORDER BY s.id
    RETURNING configuration_id
)
SELECT count(*) FROM stored
UNION ALL
SELECT count(DISTINCT configuration_id) FROM queued;
