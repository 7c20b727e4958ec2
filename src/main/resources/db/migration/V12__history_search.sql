-- What notifications mean, as far as they have been read, so that the history can be searched. It is filled in the background by
-- the room "history" and not by intake: an index of notification or of delivery that these searches could use would cost
-- the intake a tenth to a third of what it takes the database now. Nothing here is needed to deliver a message, and all of
-- it can be made again from the notifications.

CREATE TABLE understood (
    notification_id bigint   PRIMARY KEY,
    family          text     NOT NULL,
    severity        text     NOT NULL,
    title           text     NOT NULL,
    -- Made by us without a language, so that the server's settings do not matter. Besides the words that people look for it
    -- holds what lists are narrowed down by (severity, family, topic, configurations) and in which stretch of ids the
    -- notification is, so that one index answers for all of them together.
    words           tsvector NOT NULL
) WITH (toast_tuple_target = 256);

-- Words shrink by half when they are compressed, and a row with its words beside it is read at once.
ALTER TABLE understood ALTER COLUMN words SET STORAGE MAIN;

-- New entries wait in a list that every search reads, so it is kept short.
CREATE INDEX understood_words ON understood USING gin (words) WITH (gin_pending_list_limit = 1024);

-- Which deliveries a configuration has; by its name, as the history outlives the configuration.

CREATE TABLE heard (
    configuration_name text COLLATE "C" NOT NULL,
    delivery_id        bigint           NOT NULL,
    PRIMARY KEY (configuration_name, delivery_id)
);

-- Whose turn it is to read, of all replicas, and up to which notification all have been read. What is behind that is not
-- looked at again.

CREATE TABLE reading_turn (
    only_one     boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    lease        uuid,
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    read_up_to   bigint      NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

INSERT INTO reading_turn DEFAULT VALUES;

-- What a notification meant goes with it, once for a statement, as its deliveries do. A plan is kept by each connection, so it
-- must not be one that was made for a small table.

CREATE FUNCTION forget_understood() RETURNS trigger LANGUAGE plpgsql
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    DELETE FROM understood u USING forgotten f WHERE u.notification_id = f.id;
    RETURN NULL;
END $$;

CREATE TRIGGER notification_takes_what_it_meant AFTER DELETE ON notification
    REFERENCING OLD TABLE AS forgotten FOR EACH STATEMENT EXECUTE FUNCTION forget_understood();

CREATE FUNCTION forget_heard() RETURNS trigger LANGUAGE plpgsql
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    DELETE FROM heard h USING forgotten f
    WHERE h.configuration_name = f.configuration_name COLLATE "C" AND h.delivery_id = f.id;
    RETURN NULL;
END $$;

CREATE TRIGGER delivery_takes_who_heard_it AFTER DELETE ON delivery
    REFERENCING OLD TABLE AS forgotten FOR EACH STATEMENT EXECUTE FUNCTION forget_heard();
