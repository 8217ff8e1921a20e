-- A line under a bell may be about what happened at another tenant, by number.

SET LOCAL ROLE sauro_owner;

ALTER TABLE alerts ADD COLUMN at_tenant int;
RESET ROLE;
