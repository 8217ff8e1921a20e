-- The vault: data keys of tenants, wrapped with a key that is not in the database. Text in
-- events is sealed with them before it is hashed, so that it can be erased and stay proved.

SET LOCAL ROLE sauro_owner;

CREATE TABLE data_keys (
  tenant_id int NOT NULL REFERENCES tenants,
  key_id uuid NOT NULL,
  subject uuid NOT NULL,  -- the person that the text is about; zeros: nobody in particular
  wrapped_by text NOT NULL,
  wrapped bytea,  -- NULL: destroyed; the row stays, so that its text counts as erased
  PRIMARY KEY (tenant_id, key_id)
);
CREATE UNIQUE INDEX uq_data_keys_living ON data_keys (tenant_id, subject) WHERE wrapped IS NOT NULL;
-- UPDATE of a column that the wall keeps as it is lets the application lock a row, no more.
SELECT ctx.wall('data_keys', 'SELECT, INSERT, UPDATE (tenant_id)');
RESET ROLE;
