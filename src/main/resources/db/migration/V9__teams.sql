-- Microsoft Teams channels behind webhooks of Workflows: in which envelope the workflow wants the card.
ALTER TABLE configuration ADD COLUMN teams_envelope text CHECK (teams_envelope IN ('MESSAGE', 'CARD'));
