-- A delivery is stored by the very statement that stores its notification. A foreign key would look up, lock and log each
-- notification once more, a moment after it was written: about a tenth of what the database does for a message. What the key
-- did when a notification is forgotten, the trigger does, once for a statement.

ALTER TABLE delivery DROP CONSTRAINT delivery_notification_id_fkey;

CREATE FUNCTION forget_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM delivery d USING forgotten f WHERE d.notification_id = f.id;
    RETURN NULL;
END $$;

CREATE TRIGGER notification_takes_its_deliveries AFTER DELETE ON notification
    REFERENCING OLD TABLE AS forgotten FOR EACH STATEMENT EXECUTE FUNCTION forget_deliveries();
