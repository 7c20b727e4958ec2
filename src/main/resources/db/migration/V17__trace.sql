-- The trace that a message belongs to at AWS or in the mesh before us, where the request named one. Else it is told from message_id.
ALTER TABLE notification ADD COLUMN trace_id uuid;
