-- Whether a workspace lets us in, and whether a configuration is wanted. What may not be sent now waits: a message is never
-- given up because a token was revoked or a channel is to be quiet for a while.

ALTER TABLE slack_workspace
    ADD COLUMN state                text        NOT NULL DEFAULT 'ENABLED' CHECK (state IN ('ENABLED', 'DISABLED')),
    ADD COLUMN state_reason         text,
    ADD COLUMN state_since          timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN scopes               text[]      NOT NULL DEFAULT '{}',
    ADD COLUMN app_id               text,
    ADD COLUMN bot_user_id          text,
    ADD COLUMN enterprise_id        text,
    -- Where the app rotates its tokens: the single-use key to the next one, and until when this one is good.
    ADD COLUMN refresh_token_sealed text,
    ADD COLUMN token_expires_at     timestamptz;

UPDATE slack_workspace SET state_since = created_at;

CREATE INDEX slack_workspace_token_expires ON slack_workspace (token_expires_at) WHERE refresh_token_sealed IS NOT NULL;

ALTER TABLE configuration
    ADD COLUMN state        text        NOT NULL DEFAULT 'ENABLED' CHECK (state IN ('ENABLED', 'DISABLED')),
    ADD COLUMN state_reason text,
    ADD COLUMN state_since  timestamptz NOT NULL DEFAULT now();

UPDATE configuration SET state_since = created_at;

-- A lane sends nothing while its destination waits for somebody; why is in the words of the history. The time that it waited
-- does not make its messages too old to be tried.
CREATE OR REPLACE VIEW destination AS
SELECT c.id AS configuration_id,
       CASE WHEN c.type = 'chime-webhook' THEN 'chime-webhook'
            WHEN c.webhook_url_sealed IS NOT NULL THEN 'slack-webhook'
            ELSE 'slack-channel' END AS kind,
       coalesce(c.slack_channel_id, '') AS address,
       coalesce(c.webhook_url_sealed, w.bot_token_sealed) AS credential_sealed,
       CASE WHEN c.webhook_url_sealed IS NOT NULL THEN 'configuration:' || c.configuration_name
            ELSE 'workspace:' || c.slack_team_id END AS sealed_for,
       CASE WHEN c.state = 'DISABLED'
                THEN 'the configuration is disabled' || coalesce(': ' || c.state_reason, '')
            WHEN w.state = 'DISABLED'
                THEN 'the Slack workspace ' || w.slack_team_id || ' is disabled' || coalesce(': ' || w.state_reason, '')
       END AS waits_because,
       greatest(c.state_since, w.state_since) AS open_since,
       c.logging_level
FROM configuration c
LEFT JOIN slack_workspace w ON w.slack_team_id = c.slack_team_id;
