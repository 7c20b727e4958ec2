-- What people typed in a chat for AWS, from the moment it was taken until it is answered, and what came of it.
CREATE TABLE chat_command (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  -- MENTION, SLASH, MORE or JSON, and what tells this from all else that came so.
  source text NOT NULL,
  source_key text NOT NULL UNIQUE,
  -- The answer that it goes on with.
  parent_id uuid,
  slack_team_id text NOT NULL,
  slack_channel_id text NOT NULL,
  slack_user_id text NOT NULL,
  slack_user_name text NOT NULL,
  -- Whether they are of another workspace, with which the channel is shared.
  is_stranger boolean NOT NULL DEFAULT false,
  text text NOT NULL,
  -- The same as people are shown it: without what looks like a secret. When it is over nothing else is left.
  shown text NOT NULL,
  -- The message that asked; null for slash commands until there is one.
  asked_ts text,
  -- The message in whose thread it is answered.
  thread_ts text,
  -- What has the same line is carried out in its order.
  line text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  -- WAITING, RUNNING, ASKING, DONE, REFUSED, CONTINUED, CANCELLED, EXPIRED or INTERRUPTED.
  state text NOT NULL DEFAULT 'WAITING',
  -- While it is ASKING: RUN, ACCOUNT or MISSING; until when, and by which message.
  question text,
  expires_at timestamptz,
  question_ts text,
  -- Why it was refused, or broke off; for people.
  reason text,
  -- What it was understood as.
  configuration_name text,
  account text,
  region text,
  service text,
  operation text,
  normalized text,
  shown_normalized text,
  changes boolean,
  role_arn text,
  session_name text,
  -- Which account or configuration was chosen, where several share the channel.
  chosen text,
  -- What AWS is asked with instead of what was typed, for the next page of an answer.
  with_parameters text,
  -- Who answered the question.
  decided_by text,
  decided_name text,
  -- Since when AWS may have heard of a change.
  calling_since timestamptz,
  -- What came of it: ok, or the code of AWS or of ours.
  result_code text,
  took_ms integer,
  -- All that was answered to a change, and what asks for the next page of an answer.
  result_json text,
  next_parameters text,
  -- What is to be said in Slack: a message as JSON, and in which way; the number tells what was said last.
  say text,
  say_as text,
  say_number integer NOT NULL DEFAULT 0,
  say_since timestamptz,
  say_failures integer NOT NULL DEFAULT 0,
  answer_ts text,
  unanswered_because text,
  -- When somebody has to go on with it; null if nobody has to.
  due_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  lease uuid,
  leased_until timestamptz,
  ended_at timestamptz
);

-- By channel, so that one with many keeps the others from nothing.
CREATE INDEX chat_command_due ON chat_command (slack_team_id, slack_channel_id, seq) WHERE due_at IS NOT NULL;
CREATE INDEX chat_command_in_line ON chat_command (slack_team_id, slack_channel_id, line, seq) WHERE due_at IS NOT NULL;
CREATE INDEX chat_command_expiring ON chat_command (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX chat_command_lacking ON chat_command (slack_team_id, slack_channel_id, line, seq) WHERE question = 'MISSING';
-- How many there were of late.
CREATE INDEX chat_command_of_person ON chat_command (slack_team_id, slack_user_id, received_at);
CREATE INDEX chat_command_of_channel ON chat_command (slack_team_id, slack_channel_id, received_at);
CREATE INDEX chat_command_age ON chat_command (received_at);
