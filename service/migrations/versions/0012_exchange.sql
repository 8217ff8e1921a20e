-- The exchange: the one crossing of the tenant wall. A link is the giver's to grant and to
-- revoke and is seen by both; a letter is written as oneself, along a link that stands, and read
-- by who sent it and who receives it. Nothing here is ever changed or deleted.

SET LOCAL ROLE sauro_owner;

CREATE TABLE links (  -- tenant_id: who gives it
  tenant_id int NOT NULL REFERENCES tenants,
  link_id uuid NOT NULL,
  taker_id int NOT NULL REFERENCES tenants CHECK (taker_id <> tenant_id),
  kind text NOT NULL CHECK (kind IN ('province', 'oversight')),
  ground text NOT NULL CHECK (ground IN ('granted', 'law')),
  basis text NOT NULL,
  first_day date NOT NULL,
  last_day date CHECK (last_day >= first_day),
  PRIMARY KEY (tenant_id, link_id)
);
CREATE INDEX ix_links_taker ON links (taker_id);
CREATE TABLE link_revocations (  -- tenant_id: who gave the link
  tenant_id int NOT NULL,
  link_id uuid NOT NULL,
  taker_id int NOT NULL,
  revoked_on date NOT NULL,
  PRIMARY KEY (tenant_id, link_id),
  FOREIGN KEY (tenant_id, link_id) REFERENCES links
);
CREATE TABLE letters (  -- tenant_id: who sent it
  tenant_id int NOT NULL REFERENCES tenants,
  letter_id uuid NOT NULL,
  receiver_id int NOT NULL REFERENCES tenants CHECK (receiver_id <> tenant_id),
  link_id uuid NOT NULL,
  number int NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  content bytea NOT NULL,
  sha256 text NOT NULL CHECK (sha256 = encode(sha256(content), 'hex')),
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, letter_id),
  CONSTRAINT uq_letters_number UNIQUE (tenant_id, link_id, number)
);
CREATE INDEX ix_letters_receiver ON letters (receiver_id, subject_id);

-- State and Party do not mix: between them there is oversight alone.
CREATE FUNCTION link_fits(link_kind text, giver int, taker int) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE link_kind WHEN 'province' THEN g.kind = 'commune' AND t.kind = 'province'
                        ELSE true END
    FROM tenants g, tenants t WHERE g.tenant_id = giver AND t.tenant_id = taker $$;
CREATE FUNCTION link_stands(link uuid, one int, other int) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM links l JOIN tenants g ON g.tenant_id = l.tenant_id
     WHERE l.link_id = link
       AND ((l.tenant_id = one AND l.taker_id = other) OR (l.tenant_id = other AND l.taker_id = one))
       AND (now() AT TIME ZONE g.zone)::date
           BETWEEN l.first_day AND coalesce(l.last_day, 'infinity'::date)
       AND NOT EXISTS (SELECT FROM link_revocations r
                        WHERE r.tenant_id = l.tenant_id AND r.link_id = l.link_id)) $$;
REVOKE ALL ON FUNCTION link_fits, link_stands FROM PUBLIC;
GRANT EXECUTE ON FUNCTION link_fits, link_stands TO sauro_app;

DO $$ DECLARE name text; BEGIN
  FOREACH name IN ARRAY '{links,link_revocations,letters}'::text[] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY seen_by_both ON %I FOR SELECT TO sauro_owner, sauro_app '
      'USING ((SELECT ctx.tenant()) IN (tenant_id, %I))', name,
      CASE name WHEN 'letters' THEN 'receiver_id' ELSE 'taker_id' END);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I '
      'FOR EACH ROW EXECUTE FUNCTION es.refuse()', name);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I '
      'EXECUTE FUNCTION es.refuse()', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO sauro_app', name);
  END LOOP;
END $$;
CREATE POLICY as_the_giver ON links FOR INSERT TO sauro_owner, sauro_app
  WITH CHECK (tenant_id = (SELECT ctx.tenant()) AND link_fits(kind, tenant_id, taker_id));
CREATE POLICY as_the_giver ON link_revocations FOR INSERT TO sauro_owner, sauro_app
  WITH CHECK (tenant_id = (SELECT ctx.tenant()) AND EXISTS (
    SELECT FROM links l WHERE l.tenant_id = link_revocations.tenant_id
      AND l.link_id = link_revocations.link_id AND l.taker_id = link_revocations.taker_id));
CREATE POLICY as_the_sender ON letters FOR INSERT TO sauro_owner, sauro_app
  WITH CHECK (tenant_id = (SELECT ctx.tenant())
              AND link_stands(link_id, tenant_id, receiver_id));
RESET ROLE;
