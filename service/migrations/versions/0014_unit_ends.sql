-- A unit that ended may have gone into another one.

SET LOCAL ROLE sauro_owner;

ALTER TABLE units ADD COLUMN into_unit_id uuid,
  ADD FOREIGN KEY (tenant_id, into_unit_id) REFERENCES units;
RESET ROLE;
