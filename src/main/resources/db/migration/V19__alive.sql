-- What was posted about one matter changes with it: later states update the message, and leave a line in its thread.
ALTER TABLE configuration
    -- Whether that is so here, and whether charts are shown; null for what the settings say.
    ADD COLUMN live_messages          boolean,
    ADD COLUMN charts                 boolean,
    -- How often people are reminded of what is open and not acknowledged; null for never.
    ADD COLUMN remind_every_minutes   integer CHECK (remind_every_minutes BETWEEN 1 AND 10080),
    ADD COLUMN remind_at_most         integer CHECK (remind_at_most BETWEEN 1 AND 100),
    -- After how long what is open and not acknowledged, or could not be delivered, goes to another configuration as well.
    ADD COLUMN escalate_after_minutes integer CHECK (escalate_after_minutes BETWEEN 1 AND 10080),
    ADD COLUMN escalate_to            text REFERENCES configuration (configuration_name) DEFERRABLE;

ALTER TABLE posting
    -- Where it was posted, and what the destination's budget of updates goes by.
    ADD COLUMN channel             text,
    ADD COLUMN workspace           text,
    -- How the matter stands: the publisher's word, the phase (RUNNING, OPEN, OVER), since when by the publisher's clock, and by
    -- which delivery. Null where later messages change nothing.
    ADD COLUMN standing            text,
    ADD COLUMN phase               text,
    ADD COLUMN ends_by_itself      boolean NOT NULL DEFAULT true,
    ADD COLUMN state_at            timestamptz,
    ADD COLUMN delivery_id         bigint,
    -- When the matter opened and as what, if it is or was open, and when it was over; how often its state has changed.
    ADD COLUMN opened_at           timestamptz,
    ADD COLUMN opened_as           text,
    ADD COLUMN over_at             timestamptz,
    ADD COLUMN changes             integer NOT NULL DEFAULT 0,
    -- The message about the same matter before this one.
    ADD COLUMN previous_id         uuid,
    -- Why it cannot be changed any more, or nothing can be said in its thread.
    ADD COLUMN gone_because        text,
    ADD COLUMN frozen_because      text,
    ADD COLUMN threadless_because  text,
    -- Who takes care of it, and who said that it is over though nothing else does.
    ADD COLUMN acknowledged_at     timestamptz,
    ADD COLUMN acknowledged_by     text,
    ADD COLUMN acknowledged_name   text,
    ADD COLUMN resolved_at         timestamptz,
    ADD COLUMN resolved_by         text,
    ADD COLUMN resolved_name       text,
    -- When it is to be changed next, how much that matters (0 for a person, 1 for a state, 2 for a chart), and who does so until
    -- when.
    ADD COLUMN update_due_at       timestamptz,
    ADD COLUMN update_rank         smallint NOT NULL DEFAULT 1,
    -- Counts what asked for that, so that what was asked for meanwhile is not taken for done.
    ADD COLUMN update_asked        integer NOT NULL DEFAULT 0,
    ADD COLUMN update_lease        uuid,
    ADD COLUMN update_leased_until timestamptz,
    ADD COLUMN update_failures     integer NOT NULL DEFAULT 0,
    ADD COLUMN updated_at          timestamptz,
    -- The chart that is shown under it, as JSON, and for which state it is wanted.
    ADD COLUMN chart               text,
    ADD COLUMN chart_wanted_for    timestamptz,
    ADD COLUMN remind_at           timestamptz,
    ADD COLUMN reminders           integer NOT NULL DEFAULT 0,
    ADD COLUMN escalate_at         timestamptz,
    ADD COLUMN escalated_at        timestamptz;

-- The newest of a matter is the one that changes.
CREATE INDEX posting_matter ON posting (configuration_id, matter, posted_at DESC) WHERE phase IS NOT NULL;
CREATE INDEX posting_update ON posting (workspace, update_rank, update_due_at) WHERE update_due_at IS NOT NULL;
CREATE INDEX posting_remind ON posting (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX posting_escalate ON posting (escalate_at) WHERE escalate_at IS NOT NULL;

-- What became of a message after it was posted: updated, refused, its chart, who acknowledged it, reminders.
CREATE TABLE posting_event (
    posting_id uuid        NOT NULL REFERENCES posting ON DELETE CASCADE,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    what       text        NOT NULL,
    detail     text,
    -- Names the one press of a button that did it, so that a request that is heard again changes nothing.
    press      text,
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);

CREATE INDEX posting_event_posting ON posting_event (posting_id, id);

-- For lists of what is open, and of what nobody has taken.
CREATE INDEX posting_untaken ON posting (posted_at, id)
    WHERE phase = 'OPEN' AND acknowledged_at IS NULL AND resolved_at IS NULL;

-- How far what waits for a destination was looked through for what has to go to another configuration as well.
CREATE TABLE escalation_look (
    configuration_id bigint      PRIMARY KEY REFERENCES configuration ON DELETE CASCADE,
    next_look_at     timestamptz NOT NULL DEFAULT now(),
    passed_at        timestamptz NOT NULL DEFAULT 'epoch',
    passed_id        bigint      NOT NULL DEFAULT 0
);

CREATE INDEX configuration_escalates ON configuration (id) WHERE escalate_to IS NOT NULL;

-- How far a workspace's budget of updates is used up, for all replicas together; and what it refuses, so that it is not tried
-- again for a while.
CREATE TABLE update_budget (
    workspace      text PRIMARY KEY,
    paced_until    timestamptz NOT NULL DEFAULT '-infinity',
    not_before     timestamptz NOT NULL DEFAULT '-infinity',
    refuses        text[]      NOT NULL DEFAULT '{}',
    refused_since  timestamptz
);

CREATE OR REPLACE VIEW destination AS
SELECT c.id AS configuration_id,
       c.destination_kind AS kind,
       c.address,
       coalesce(c.webhook_url_sealed, w.bot_token_sealed) AS credential_sealed,
       c.sealed_for,
       CASE WHEN c.state = 'DISABLED'
                THEN 'the configuration is disabled' || coalesce(': ' || c.state_reason, '')
            WHEN w.state = 'DISABLED'
                THEN 'the Slack workspace ' || w.slack_team_id || ' is disabled' || coalesce(': ' || w.state_reason, '')
            WHEN w.refresh_token_sealed IS NOT NULL AND w.token_expires_at <= now()
                THEN 'the bot token of the Slack workspace ' || w.slack_team_id || ' has expired and is not renewed yet'
            WHEN l.shut_since IS NOT NULL
                THEN 'the destination is shut: ' || l.shut_reason || coalesce(': ' || l.shut_advice, '')
       END AS waits_because,
       greatest(c.state_since, w.state_since, l.opened_at, CASE WHEN l.shut_since IS NOT NULL THEN now() END) AS open_since,
       c.logging_level,
       c.state = 'DISABLED' OR coalesce(w.state = 'DISABLED', false)
           OR coalesce(w.refresh_token_sealed IS NOT NULL AND w.token_expires_at <= now(), false) AS is_disabled,
       c.digest_after_seconds,
       c.fold_after_messages,
       c.live_messages,
       c.charts,
       c.remind_every_minutes,
       c.remind_at_most,
       c.escalate_after_minutes,
       c.escalate_to,
       c.iam_role_arn
FROM configuration c
LEFT JOIN slack_workspace w ON w.slack_team_id = c.slack_team_id
LEFT JOIN lane l ON l.configuration_id = c.id;

-- What has fallen silent that used to speak, or should: since when, why, and whether people were told of it in a chat.
CREATE TABLE silence (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text        NOT NULL,
    subject      text        NOT NULL,
    since        timestamptz NOT NULL,
    why          text        NOT NULL,
    noticed_at   timestamptz NOT NULL DEFAULT now(),
    told_at      timestamptz,
    over_at      timestamptz,
    over_told_at timestamptz
);

CREATE UNIQUE INDEX silence_open ON silence (kind, subject) WHERE over_at IS NULL;
CREATE INDEX silence_over ON silence (over_at) WHERE over_at IS NOT NULL;

-- When the next look for silence is due; whoever moves that on has the look.
CREATE TABLE silence_turn (
    only_one boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    next_at  timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO silence_turn DEFAULT VALUES;

-- How long a topic is quiet now and then: the longest time between two messages in this stretch of days and in the one before.
CREATE TABLE topic_rhythm (
    topic_arn       text        PRIMARY KEY REFERENCES subscription ON DELETE CASCADE,
    last_message_at timestamptz NOT NULL,
    messages        bigint      NOT NULL DEFAULT 1,
    stretch_since   timestamptz NOT NULL DEFAULT now(),
    longest         interval    NOT NULL DEFAULT '0',
    longest_before  interval    NOT NULL DEFAULT '0'
);

-- When each channel of a workspace is looked at next, whether anything can still be posted there. A claim moves that on.
CREATE TABLE channel_look (
    configuration_id bigint      PRIMARY KEY REFERENCES configuration ON DELETE CASCADE,
    next_at          timestamptz NOT NULL,
    lease            uuid
);

CREATE INDEX channel_look_next ON channel_look (next_at);

-- The last message that was sent the whole way to see whether it arrives; of each configuration one at a time. It is under way
-- until it has ended, and whoever moves look_at on looks after it.
CREATE TABLE canary (
    configuration_id bigint PRIMARY KEY REFERENCES configuration ON DELETE CASCADE,
    day              date,
    mark             uuid,
    topic_arn        text,
    message_id       uuid,
    delivery_id      bigint,
    begun_at         timestamptz,
    published_at     timestamptz,
    fault            text,
    ended_at         timestamptz,
    look_at          timestamptz NOT NULL DEFAULT '-infinity'
);
