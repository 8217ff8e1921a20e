-- No reference leaves the tenant but those of tables that lie between two: a guest's home is a
-- number that the letter named, checked when the letter came along its link.

SET LOCAL ROLE sauro_owner;

ALTER TABLE guests DROP CONSTRAINT guests_home_id_fkey;
RESET ROLE;
