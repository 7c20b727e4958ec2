-- A destination that refuses whatever is sent there (an archived channel, a webhook that is gone) is shut: its deliveries wait,
-- and a try now and then finds out whether it takes messages again. It is a matter of the lane, which the settlement of a try
-- writes anyway.
ALTER TABLE lane
    ADD COLUMN shut_since  timestamptz,
    ADD COLUMN shut_reason text,
    ADD COLUMN shut_advice text,
    -- When it was last opened, by a person or by a message that passed: what was tried before says nothing any more.
    ADD COLUMN opened_at   timestamptz NOT NULL DEFAULT '-infinity';

CREATE INDEX lane_shut ON lane (configuration_id) WHERE shut_since IS NOT NULL;

-- A trigger, so that it opens whoever changes where it leads, a replica of the version before too. It writes the lane in any
-- case: a claim passes by a lane that was written since it looked, so every try with the old address began before. A URL that is merely
-- sealed anew, under another key, is no change of a person's, and leaves updated_at as it is.
CREATE FUNCTION open_shut_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE lane
    SET opened_at = clock_timestamp(), shut_since = NULL, shut_reason = NULL, shut_advice = NULL,
        not_before = CASE WHEN shut_since IS NULL THEN not_before ELSE '-infinity' END,
        failures = CASE WHEN shut_since IS NULL THEN failures ELSE 0 END
    -- The clock of a replica that enables may be behind the one that said since when it was as it was.
    WHERE configuration_id = NEW.id AND (shut_since IS NOT NULL OR NEW.state_since >= OLD.state_since);
    RETURN NULL;
END $$;

CREATE TRIGGER configuration_opens_shut_lane AFTER UPDATE ON configuration FOR EACH ROW
WHEN (OLD.destination_kind IS DISTINCT FROM NEW.destination_kind
      OR OLD.address IS DISTINCT FROM NEW.address
      OR OLD.webhook_url_sealed IS DISTINCT FROM NEW.webhook_url_sealed AND OLD.updated_at IS DISTINCT FROM NEW.updated_at
      OR NEW.state = 'ENABLED' AND NEW.state_since IS DISTINCT FROM OLD.state_since)
EXECUTE FUNCTION open_shut_lane();

-- Replicas of the version before pass by whatever has waits_because, so they try nothing that is shut. The others pass by what
-- is_disabled; how often they try what is shut, the lane's not_before says. What is shut does not grow too old to be tried.
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
           OR coalesce(w.refresh_token_sealed IS NOT NULL AND w.token_expires_at <= now(), false) AS is_disabled
FROM configuration c
LEFT JOIN slack_workspace w ON w.slack_team_id = c.slack_team_id
LEFT JOIN lane l ON l.configuration_id = c.id;
