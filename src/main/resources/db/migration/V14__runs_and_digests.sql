-- A sender may lease several deliveries of a lane at once. delivery_id stays the first of them, for replicas of the version
-- before; what they leave here of older leases does not begin with it, and so does not count.
ALTER TABLE lane
    ADD COLUMN leased       bigint[],
    -- When the destination last took a message: one that answers is let through where others of its host do not.
    ADD COLUMN delivered_at timestamptz,
    -- Why nothing is posted until not_before, though nothing failed: no more is posted to its host for now.
    ADD COLUMN held_because text;

-- When more waits for a destination than it shows within a while, what waits is posted as digests.
ALTER TABLE configuration
    -- From how many seconds on; 0 for never, and null for what the settings say.
    ADD COLUMN digest_after_seconds integer CHECK (digest_after_seconds BETWEEN 0 AND 86400);

ALTER TABLE lane
    ADD COLUMN digest_since timestamptz,
    -- Since when so little has waited that single messages would do.
    ADD COLUMN calm_since   timestamptz,
    -- How many urgent messages went first since the last digest.
    ADD COLUMN urgent       integer NOT NULL DEFAULT 0;

CREATE INDEX lane_digest ON lane (configuration_id) WHERE digest_since IS NOT NULL;

-- One message in a chat that shows several deliveries, or one matter whose later states change it.
CREATE TABLE posting (
    id               uuid PRIMARY KEY,
    configuration_id bigint      NOT NULL,
    posted_at        timestamptz NOT NULL DEFAULT now(),
    deliveries       integer     NOT NULL,
    -- What it is about (a notice's correlation key), and how that stood; null for a digest of many matters.
    matter           text,
    state            text,
    -- Names the message at the destination, where that says so: Slack's ts.
    reference        text
);

-- The housekeeping forgets postings by their age, as it does notifications.
CREATE INDEX posting_posted_at ON posting (posted_at);

ALTER TABLE delivery ADD COLUMN posting_id uuid;

CREATE INDEX delivery_posting ON delivery (posting_id, id) WHERE posting_id IS NOT NULL;

CREATE OR REPLACE VIEW destination AS
SELECT c.id AS configuration_id,
       c.destination_kind AS kind,
       c.address,
       coalesce(c.webhook_url_sealed, w.bot_token_sealed) AS credential_sealed,
       c.sealed_for,
       CASE WHEN c.state = 'DISABLED'
                THEN 'the configuration is disabled' || coalesce(': ' || c.state_reason, '')
            WHEN w.state = 'DISABLED'
                THEN 'the Slack workspace ' || w.slack_team_id || ' is disabled' || coalesce(': ' || w.state_reason, '')
            WHEN w.refresh_token_sealed IS NOT NULL AND w.token_expires_at <= now()
                THEN 'the bot token of the Slack workspace ' || w.slack_team_id || ' has expired and is not renewed yet'
            WHEN l.shut_since IS NOT NULL
                THEN 'the destination is shut: ' || l.shut_reason || coalesce(': ' || l.shut_advice, '')
       END AS waits_because,
       greatest(c.state_since, w.state_since, l.opened_at, CASE WHEN l.shut_since IS NOT NULL THEN now() END) AS open_since,
       c.logging_level,
       c.state = 'DISABLED' OR coalesce(w.state = 'DISABLED', false)
           OR coalesce(w.refresh_token_sealed IS NOT NULL AND w.token_expires_at <= now(), false) AS is_disabled,
       c.digest_after_seconds
FROM configuration c
LEFT JOIN slack_workspace w ON w.slack_team_id = c.slack_team_id
LEFT JOIN lane l ON l.configuration_id = c.id;
