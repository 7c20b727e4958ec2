-- A delivery that is sent again is queued later than its id says, so the search by time looks for such deliveries by this mark.
-- They are few: the index costs intake and settlement nothing but the look at the mark.
ALTER TABLE delivery ADD COLUMN queued_again boolean NOT NULL DEFAULT false;

CREATE INDEX delivery_queued_again ON delivery (id) WHERE queued_again;

-- Those of before this version. The audit is kept longer than the history, and to read it takes less than to compare each delivery
-- with its notification, while nobody may write.
UPDATE delivery SET queued_again = true WHERE id = ANY (ARRAY (
    SELECT a.name::bigint FROM audit_entry a
    WHERE a.kind = 'delivery' AND a.operation = 'redeliver' AND a.name ~ '^[0-9]{1,18}$'));

-- Replicas of the version before, which may still be there during a rollout, do not set the mark. A trigger before the update would
-- lock and log every row that a settlement writes once more; this one is passed over unless queued_at is written.
CREATE FUNCTION mark_queued_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'UPDATE delivery SET queued_again = true WHERE id = $1' USING NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER delivery_is_queued_again AFTER UPDATE OF queued_at ON delivery FOR EACH ROW
WHEN (NEW.queued_at > OLD.queued_at AND NOT NEW.queued_again) EXECUTE FUNCTION mark_queued_again();
