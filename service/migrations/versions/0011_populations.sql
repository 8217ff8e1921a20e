-- Populations: who is a cadre, civil servant, public employee or contract worker, from when on.

SET LOCAL ROLE sauro_owner;

CREATE TABLE populations (
  tenant_id int NOT NULL,
  person_id uuid NOT NULL,
  first_day date NOT NULL,
  population text NOT NULL CHECK
    (population IN ('cadre', 'civil_servant', 'public_employee', 'contract_worker')),
  PRIMARY KEY (tenant_id, person_id, first_day),
  FOREIGN KEY (tenant_id, person_id) REFERENCES people
);
SELECT ctx.wall('populations', 'SELECT, INSERT, UPDATE');
RESET ROLE;
