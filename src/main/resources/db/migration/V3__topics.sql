-- How each topic's subscription to us stands, and when it is next compared with AWS. A row is claimed by moving
-- next_check_at on and writing a lease; what settles a claim has to hold the lease still.

ALTER TABLE subscription DROP CONSTRAINT subscription_state_check;
ALTER TABLE subscription RENAME COLUMN updated_at TO state_since;
UPDATE subscription SET state = 'REMOVED_AT_AWS' WHERE state = 'UNSUBSCRIBED';

ALTER TABLE subscription
    ADD CONSTRAINT subscription_state CHECK (
        state IN ('REQUESTED', 'PENDING_CONFIRMATION', 'CONFIRMED', 'FAILED', 'REMOVED_AT_AWS')),
    ADD COLUMN warnings        text[]      NOT NULL DEFAULT '{}',
    ADD COLUMN failures        integer     NOT NULL DEFAULT 0,
    ADD COLUMN lease           uuid,
    ADD COLUMN requested_at    timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN confirmed_at    timestamptz,
    ADD COLUMN checked_at      timestamptz,
    ADD COLUMN next_check_at   timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN unheard_since   timestamptz,
    ADD COLUMN last_message_at timestamptz;

UPDATE subscription SET requested_at = state_since;
UPDATE subscription SET confirmed_at = state_since WHERE state = 'CONFIRMED';
UPDATE subscription s SET last_message_at = n.received_at
FROM (SELECT topic_arn, max(received_at) AS received_at FROM notification WHERE type = 'Notification' GROUP BY topic_arn) n
WHERE n.topic_arn = s.topic_arn;

-- Small, and updated with every look and every few seconds of messages.
ALTER TABLE subscription SET (fillfactor = 50);

CREATE INDEX subscription_due ON subscription (next_check_at);
