-- Delegations: who decides for whom by which post, from when to when, and on which paper.

SET LOCAL ROLE sauro_owner;

CREATE TABLE delegations (
  tenant_id int NOT NULL,
  delegation_id uuid NOT NULL,
  post_id uuid NOT NULL,
  from_person_id uuid NOT NULL,
  to_person_id uuid NOT NULL CHECK (to_person_id <> from_person_id),
  first_day date NOT NULL,
  last_day date NOT NULL,
  basis text NOT NULL,
  PRIMARY KEY (tenant_id, delegation_id),
  FOREIGN KEY (tenant_id, post_id) REFERENCES posts,
  FOREIGN KEY (tenant_id, from_person_id) REFERENCES people,
  FOREIGN KEY (tenant_id, to_person_id) REFERENCES people
);
CREATE INDEX ix_delegations_to ON delegations (tenant_id, to_person_id, last_day);
SELECT ctx.wall('delegations', 'SELECT, INSERT, UPDATE');
RESET ROLE;
