-- What one matter repeats beyond what is shown singly is kept for a few minutes and shown as one message.
ALTER TABLE configuration
    -- After how many messages; 0 for never, and null for what the settings say.
    ADD COLUMN fold_after_messages integer CHECK (fold_after_messages BETWEEN 0 AND 1000);

-- Which deliveries go by themselves next, before another digest is made.
ALTER TABLE lane ADD COLUMN singles bigint[];

-- The matter of a delivery that is kept so; its next_attempt_at says until when.
ALTER TABLE delivery ADD COLUMN matter text;

CREATE INDEX delivery_folded ON delivery (configuration_id, matter, id) WHERE state = 'PENDING' AND matter IS NOT NULL;

-- The matters of which something is kept, so that every replica keeps what follows too and nothing overtakes. It refers to no
-- configuration, since that would lock it: the housekeeping takes what nobody needs any more.
CREATE TABLE fold (
    configuration_id bigint      NOT NULL,
    matter           text        NOT NULL,
    due_at           timestamptz NOT NULL,
    -- As how severe it was shown before: what gets worse does not wait.
    shown_as         text        NOT NULL,
    PRIMARY KEY (configuration_id, matter)
);

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
       c.digest_after_seconds,
       c.fold_after_messages
FROM configuration c
LEFT JOIN slack_workspace w ON w.slack_team_id = c.slack_team_id
LEFT JOIN lane l ON l.configuration_id = c.id;
