-- Commands from a Slack channel: whether they may be given there, by whom, and which buttons notifications have.
ALTER TABLE configuration
    -- A role may be there for charts already, so nothing is carried out before somebody says so.
    ADD COLUMN commands             boolean NOT NULL DEFAULT false,
    -- Ids of Slack's users and user groups; empty for all who are in the channel.
    ADD COLUMN command_people       text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN command_approvers    text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN notification_buttons text[]  NOT NULL DEFAULT '{}';

CREATE INDEX configuration_commands ON configuration (slack_team_id, slack_channel_id) WHERE commands;

-- Names that a channel has for commands.
CREATE TABLE command_alias (
    slack_team_id    text        NOT NULL,
    slack_channel_id text        NOT NULL,
    name             text        NOT NULL,
    action           text        NOT NULL,
    created_by       text        NOT NULL,
    created_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (slack_team_id, slack_channel_id, name)
);

-- What a channel's commands mean where they do not say which account or Region; each until its time is over.
CREATE TABLE command_default (
    slack_team_id    text NOT NULL,
    slack_channel_id text NOT NULL,
    account          text,
    account_until    timestamptz NOT NULL DEFAULT '-infinity',
    region           text,
    region_until     timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (slack_team_id, slack_channel_id)
);

-- The role of their own that a person has for a configuration, and the one that was asked for and nobody has granted yet.
CREATE TABLE command_person (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- Goes with the configuration, so that another of the same name begins without anybody's roles.
    configuration_id bigint NOT NULL REFERENCES configuration ON DELETE CASCADE,
    slack_team_id    text   NOT NULL,
    slack_user_id    text   NOT NULL,
    slack_user_name  text   NOT NULL,
    role_arn         text,
    granted_by       text,
    granted_at       timestamptz,
    asked_role_arn   text,
    asked_by         text,
    asked_at         timestamptz,
    UNIQUE (configuration_id, slack_team_id, slack_user_id),
    CONSTRAINT a_role_is_there_or_asked_for CHECK (role_arn IS NOT NULL OR asked_role_arn IS NOT NULL)
);

-- Links by which people ask for a role, each for one person and one configuration; only the SHA-256 of what is in the link.
CREATE TABLE command_role_link (
    ticket_sha256    bytea       PRIMARY KEY CHECK (octet_length(ticket_sha256) = 32),
    configuration_id bigint      NOT NULL REFERENCES configuration ON DELETE CASCADE,
    slack_team_id    text        NOT NULL,
    slack_user_id    text        NOT NULL,
    slack_user_name  text        NOT NULL,
    expires_at       timestamptz NOT NULL
);

CREATE INDEX command_role_link_expires ON command_role_link (expires_at);
CREATE INDEX command_role_link_person ON command_role_link (configuration_id, slack_team_id, slack_user_id);

-- Buttons that people have added to notifications, and the command behind each.
CREATE TABLE custom_action (
    name              text        PRIMARY KEY,
    -- Null for all configurations in which commands may be given.
    configuration_id  bigint      REFERENCES configuration ON DELETE CASCADE,
    button_text       text        NOT NULL,
    command_text      text        NOT NULL,
    -- The family of notifications that have it; null for all.
    notification_type text,
    criteria          jsonb       NOT NULL DEFAULT '[]',
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX custom_action_configuration ON custom_action (configuration_id);
