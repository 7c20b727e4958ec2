-- Workspaces on their way through Slack's "Allow". Only digests are kept: of the link that an administrator made, of the state
-- that Slack hands back, and of the cookie that ties it to one browser. A row is gone as soon as Slack has answered.

CREATE TABLE slack_install (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ticket_sha256  bytea UNIQUE CHECK (octet_length(ticket_sha256) = 32),
    state_sha256   bytea UNIQUE CHECK (octet_length(state_sha256) = 32),
    browser_sha256 bytea CHECK (octet_length(browser_sha256) = 32),
    -- The only workspace that will do, if the link names one.
    slack_team_id  text,
    -- Who is answerable for the workspace that comes of it.
    actor          text        NOT NULL,
    actor_kind     text        NOT NULL,
    -- Until when the link may be opened, and until when Slack may answer.
    expires_at       timestamptz NOT NULL,
    state_expires_at timestamptz,
    CONSTRAINT a_state_belongs_to_a_browser CHECK (
        (state_sha256 IS NULL) = (browser_sha256 IS NULL) AND (state_sha256 IS NULL) = (state_expires_at IS NULL))
);

-- A workspace whose token is about to expire is claimed by moving this on; a replica that dies leaves it due again.
ALTER TABLE slack_workspace ADD COLUMN next_refresh_at timestamptz NOT NULL DEFAULT now();
