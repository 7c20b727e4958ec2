-- Who is logged in to the console. Only the SHA-256 of a session's id is kept, which has 256 random bits.

CREATE TABLE console_session (
    session_sha256   bytea       PRIMARY KEY CHECK (octet_length(session_sha256) = 32),
    actor            text        NOT NULL,
    actor_kind       text        NOT NULL,
    -- At the login. That of a stored token is asked for anew each time.
    role             text        NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    -- The stored token that it came from, and ends with. No reference: what ends a token need not know of sessions.
    token_sha256     bytea       CHECK (octet_length(token_sha256) = 32),
    -- Of the session's id and the bootstrap token, which people may have thought up: nobody can guess at it without the id.
    bootstrap_sha256 bytea       CHECK (octet_length(bootstrap_sha256) = 32),
    made_at          timestamptz NOT NULL DEFAULT now(),
    expires_at       timestamptz NOT NULL,
    last_seen_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT a_session_comes_from_one_token_at_most CHECK (token_sha256 IS NULL OR bootstrap_sha256 IS NULL)
);

CREATE INDEX console_session_expires ON console_session (expires_at);
