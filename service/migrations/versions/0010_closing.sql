-- A closed tenant is read, proved and carried away, and written to no more: it was merged into
-- another one, or has moved to another instance.

SET LOCAL ROLE sauro_owner;
ALTER TABLE tenants ADD COLUMN closed_on date;
ALTER TABLE es.tenant_heads ADD COLUMN closed boolean NOT NULL DEFAULT false;
CREATE FUNCTION es.refuse_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'this record is closed' USING ERRCODE = 'object_not_in_prerequisite_state'; END $$;
REVOKE ALL ON FUNCTION es.refuse_closed FROM PUBLIC;
CREATE TRIGGER closed BEFORE UPDATE ON es.tenant_heads FOR EACH ROW
  WHEN (OLD.closed AND NEW.closed) EXECUTE FUNCTION es.refuse_closed();
RESET ROLE;
