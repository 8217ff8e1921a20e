-- Looks: who opened what only few may see, and who tried; rows are added and never changed.

SET LOCAL ROLE sauro_owner;

CREATE TABLE looks (
  tenant_id int NOT NULL,
  look_id uuid NOT NULL,
  person_id uuid NOT NULL,
  post_id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  refused boolean NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, look_id)
);
CREATE INDEX ix_looks_subject ON looks (tenant_id, kind, subject_id, at);
SELECT ctx.wall('looks', 'SELECT, INSERT');
RESET ROLE;
