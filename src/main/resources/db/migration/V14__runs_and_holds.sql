-- A sender may lease several deliveries of a lane at once. delivery_id stays the first of them, for replicas of the version
-- before; what they leave here of older leases does not begin with it, and so does not count.
ALTER TABLE lane
    ADD COLUMN leased       bigint[],
    -- When the destination last took a message: one that answers is let through where others of its host do not.
    ADD COLUMN delivered_at timestamptz,
    -- Why nothing is posted until not_before, though nothing failed: no more is posted to its host for now.
    ADD COLUMN held_because text;
