-- Since when a link is known, to both sides: the giver's log alone says it, which the taker does
-- not read.

SET LOCAL ROLE sauro_owner;

ALTER TABLE links ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT now();

-- The wall and the refusing trigger are down for those there are, inside this transaction.
ALTER TABLE links NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER append_only;
ALTER TABLE es.stored_events NO FORCE ROW LEVEL SECURITY;
UPDATE links l SET recorded_at = e.recorded_at FROM es.stored_events e
 WHERE e.tenant_id = l.tenant_id AND e.stream_id = l.link_id AND e.stream_version = 1;
ALTER TABLE es.stored_events FORCE ROW LEVEL SECURITY;
ALTER TABLE links FORCE ROW LEVEL SECURITY, ENABLE TRIGGER append_only;
RESET ROLE;
