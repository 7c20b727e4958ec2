-- A trigger keeps the plans of its statements as long as its connection lives. One that was made while the tables were small reads
-- them whole later on, so these are planned at each use, and say in which order they want what they limit.

CREATE OR REPLACE FUNCTION close_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A long backlog is left to the housekeeping, so that deleting stays quick.
    EXECUTE 'UPDATE delivery SET state = ''DEAD'', settled_at = now(), reason = ''the configuration was deleted''
             WHERE id = ANY (ARRAY (SELECT d.id FROM delivery d WHERE d.configuration_id = $1 AND d.state = ''PENDING''
                                    ORDER BY d.next_attempt_at, d.id LIMIT 1000))' USING OLD.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION forget_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'DELETE FROM delivery WHERE notification_id = ANY ($1)' USING ARRAY (SELECT f.id FROM forgotten f);
    RETURN NULL;
END $$;
