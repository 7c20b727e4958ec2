-- Which keys replicas seal under at present, by the keys' ids, so that nobody seals anew while another still seals otherwise.
CREATE TABLE sealing_key (
    key_id       text        PRIMARY KEY,
    confirmed_at timestamptz NOT NULL
);

-- Which file is the newest, where replicas hold different ones: those that the applied one came after, by digest and oldest
-- first, and until when somebody answers for holding the applied one.
ALTER TABLE declaration
    ADD COLUMN earlier         text[]      NOT NULL DEFAULT '{}',
    ADD COLUMN confirmed_until timestamptz NOT NULL DEFAULT '-infinity';
