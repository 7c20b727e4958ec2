-- Tokens of the API. Only a token's SHA-256 is kept: it has 256 random bits, so there is nothing to guess and no salt to add.

CREATE TABLE api_token (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text        NOT NULL UNIQUE CHECK (name ~ '^[A-Za-z0-9_-]{1,128}$'),
    role         text        NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    token_sha256 bytea       NOT NULL UNIQUE CHECK (octet_length(token_sha256) = 32),
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    last_used_at timestamptz
);

-- Who changed what. It outlives what it tells of, hence no references; before and after hold no secrets.

CREATE TABLE audit_entry (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT now(),
    actor      text        NOT NULL,
    actor_kind text        NOT NULL,
    operation  text        NOT NULL,
    kind       text        NOT NULL,
    name       text        NOT NULL,
    before     jsonb,
    after      jsonb
);

CREATE INDEX audit_entry_at ON audit_entry (at);
CREATE INDEX audit_entry_of ON audit_entry (kind, name, id);
CREATE INDEX audit_entry_by ON audit_entry (actor, id);
