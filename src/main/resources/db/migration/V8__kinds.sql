-- Where a configuration's deliveries go is said by its kind and kept in columns, so that the database need not know the kinds:
-- which chat posts there, where it posts if it is addressed, and what the credential is sealed for.

ALTER TABLE configuration
    DROP CONSTRAINT configuration_type_check,
    ADD COLUMN destination_kind text,
    ADD COLUMN address          text,
    ADD COLUMN sealed_for       text;

-- Replicas of the version before do not know these columns, and may still write while a rollout is under way. What they wrote
-- until now is filled in by the same trigger.
CREATE FUNCTION say_destination_for_older_replicas() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.destination_kind IS NULL THEN
        NEW.destination_kind := CASE WHEN NEW.type = 'chime-webhook' THEN 'chime-webhook'
                                     WHEN NEW.webhook_url_sealed IS NOT NULL THEN 'slack-webhook'
                                     ELSE 'slack-channel' END;
        NEW.sealed_for := CASE WHEN NEW.webhook_url_sealed IS NOT NULL THEN 'configuration:' || NEW.configuration_name
                               ELSE 'workspace:' || NEW.slack_team_id END;
        NEW.address := coalesce(NEW.slack_channel_id, '');
    ELSIF TG_OP = 'UPDATE' AND NEW.address = OLD.address AND NEW.slack_channel_id <> OLD.slack_channel_id THEN
        NEW.address := NEW.slack_channel_id;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER configuration_says_destination BEFORE INSERT OR UPDATE ON configuration
FOR EACH ROW EXECUTE FUNCTION say_destination_for_older_replicas();

UPDATE configuration SET destination_kind = NULL;

ALTER TABLE configuration
    ALTER COLUMN destination_kind SET NOT NULL,
    ALTER COLUMN address SET NOT NULL,
    ALTER COLUMN sealed_for SET NOT NULL;

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
       END AS waits_because,
       greatest(c.state_since, w.state_since) AS open_since,
       c.logging_level
FROM configuration c
LEFT JOIN slack_workspace w ON w.slack_team_id = c.slack_team_id;
