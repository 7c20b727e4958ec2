-- Statements keep their plans, and some planned while the tables were empty read all of a table later on, for each row. The view
-- now looks up what belongs to a configuration in subqueries, which leave no other way than by its key.
CREATE OR REPLACE VIEW destination AS
SELECT c.id AS configuration_id,
       c.destination_kind AS kind,
       c.address,
       coalesce(c.webhook_url_sealed, (
           SELECT w.bot_token_sealed FROM slack_workspace w WHERE w.slack_team_id = c.slack_team_id)) AS credential_sealed,
       c.sealed_for,
       CASE WHEN c.state = 'DISABLED'
                THEN 'the configuration is disabled' || coalesce(': ' || c.state_reason, '')
            ELSE coalesce((
                SELECT CASE WHEN w.state = 'DISABLED'
                                THEN 'the Slack workspace ' || w.slack_team_id || ' is disabled' || coalesce(': ' || w.state_reason, '')
                            WHEN w.refresh_token_sealed IS NOT NULL AND w.token_expires_at <= now()
                                THEN 'the bot token of the Slack workspace ' || w.slack_team_id || ' has expired and is not renewed yet'
                       END
                FROM slack_workspace w WHERE w.slack_team_id = c.slack_team_id), (
                SELECT 'the destination is shut: ' || l.shut_reason || coalesce(': ' || l.shut_advice, '')
                FROM lane l WHERE l.configuration_id = c.id AND l.shut_since IS NOT NULL))
       END AS waits_because,
       greatest(c.state_since, (
           SELECT w.state_since FROM slack_workspace w WHERE w.slack_team_id = c.slack_team_id), (
           SELECT greatest(l.opened_at, CASE WHEN l.shut_since IS NOT NULL THEN now() END)
           FROM lane l WHERE l.configuration_id = c.id)) AS open_since,
       c.logging_level,
       c.state = 'DISABLED' OR coalesce((
           SELECT w.state = 'DISABLED' OR w.refresh_token_sealed IS NOT NULL AND w.token_expires_at <= now()
           FROM slack_workspace w WHERE w.slack_team_id = c.slack_team_id), false) AS is_disabled,
       c.digest_after_seconds,
       c.fold_after_messages,
       c.live_messages,
       c.charts,
       c.remind_every_minutes,
       c.remind_at_most,
       c.escalate_after_minutes,
       c.escalate_to,
       c.iam_role_arn
FROM configuration c;

-- Planned at each use, as the other triggers are.
CREATE OR REPLACE FUNCTION forget_understood() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'DELETE FROM understood WHERE notification_id = ANY ($1)' USING ARRAY (SELECT f.id FROM forgotten f);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION forget_heard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'DELETE FROM heard WHERE ctid = ANY (ARRAY (
                 SELECT h.ctid FROM unnest($1, $2) f (name, id) CROSS JOIN LATERAL (
                     SELECT h.ctid FROM heard h
                     WHERE h.configuration_name = f.name COLLATE "C" AND h.delivery_id = f.id OFFSET 0) h))'
    USING ARRAY (SELECT f.configuration_name FROM forgotten f ORDER BY f.id), ARRAY (SELECT f.id FROM forgotten f ORDER BY f.id);
    RETURN NULL;
END $$;
