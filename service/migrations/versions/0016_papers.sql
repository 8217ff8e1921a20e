-- Templates of official papers: the bytes that events of the context name by their hash.

SET LOCAL ROLE sauro_owner;

CREATE TABLE paper_templates (
  tenant_id int NOT NULL,
  sha256 text NOT NULL,
  content bytea NOT NULL CHECK (octet_length(content) <= 1048576),
  PRIMARY KEY (tenant_id, sha256)
);
SELECT ctx.wall('paper_templates', 'SELECT, INSERT');
RESET ROLE;
