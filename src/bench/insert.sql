-- No colons in the text: pgbench would take them for variables.
INSERT INTO bench (topic_arn, message_id, type, message, published_at)
VALUES ('arn-aws-sns-us-east-1-123456789012-bench', gen_random_uuid(), 'Notification', convert_to(repeat('x', 300), 'UTF8'), now())
ON CONFLICT DO NOTHING;
