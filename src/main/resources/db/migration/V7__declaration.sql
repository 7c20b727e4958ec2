-- What a file declares is changed in that file alone, so each row says which file that is.

ALTER TABLE slack_workspace ADD COLUMN managed_by text;
ALTER TABLE configuration ADD COLUMN managed_by text;

-- What was applied last, in one row, which is locked while a file is applied: replicas take turns, and who comes second finds
-- that nothing is left to do. The digest is of the file and of the secrets that it refers to.
CREATE TABLE declaration (
    only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    sha256     text,
    applied_at timestamptz
);

INSERT INTO declaration DEFAULT VALUES;
