-- The province looks across: each commune writes its own standing, day by day; views let a
-- province read those of the communes whose link to it stands today, for the days of that link.
-- sauro_crossing owns the views and is nobody's to become; sauro_oversight may read them, and
-- nothing else. What crosses is counts, days and figures of indicators.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sauro_crossing') THEN
    CREATE ROLE sauro_crossing NOLOGIN NOINHERIT NOBYPASSRLS; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sauro_oversight') THEN
    CREATE ROLE sauro_oversight NOLOGIN NOINHERIT NOBYPASSRLS; END IF;
END $$;
GRANT sauro_oversight TO sauro_app;
CREATE SCHEMA oversight AUTHORIZATION sauro_owner;
GRANT USAGE ON SCHEMA public TO sauro_crossing;
SET LOCAL ROLE sauro_owner;
GRANT USAGE ON SCHEMA oversight TO sauro_app, sauro_crossing, sauro_oversight;
GRANT USAGE ON SCHEMA ctx TO sauro_crossing;
GRANT EXECUTE ON FUNCTION ctx.tenant() TO sauro_crossing, sauro_oversight;

CREATE TABLE oversight.standings (  -- holds from its day until the next row's
  tenant_id int NOT NULL REFERENCES tenants,
  day date NOT NULL,
  up_to bigint NOT NULL,  -- the last event that counted
  reckoned_at timestamptz NOT NULL,
  stale_on date NOT NULL,  -- the first day on which it changes though nothing happens
  figures_on date NOT NULL,  -- the day of the figures that belong to it
  latest_at timestamptz,
  owners int NOT NULL,
  silent int NOT NULL,
  silent_since date,
  open_tasks int NOT NULL,
  late int NOT NULL,
  late_since date,
  explained int NOT NULL,
  reported int NOT NULL,
  tasks int NOT NULL,
  unclear int NOT NULL,
  indicators int NOT NULL,
  measured int NOT NULL,
  met int NOT NULL,
  behind int NOT NULL,
  periods_missed int NOT NULL,
  PRIMARY KEY (tenant_id, day)
);
CREATE TABLE oversight.figures (
  tenant_id int NOT NULL REFERENCES tenants,
  day date NOT NULL,
  key text NOT NULL,  -- the same thing in every commune: its name and unit, plain
  name text NOT NULL,
  unit text NOT NULL,
  target numeric,
  comparator text,
  value numeric,
  numerator numeric,
  denominator numeric,
  until date,
  verdict text NOT NULL,
  PRIMARY KEY (tenant_id, day, key)
);
CREATE TABLE oversight.heirs (  -- closed communes, and into which one they went, if into any
  tenant_id int NOT NULL REFERENCES tenants,
  heir_id int,
  ended_on date NOT NULL,
  PRIMARY KEY (tenant_id)
);
CREATE TABLE oversight.looks (  -- tenant_id: the province; once a day for a person and a thing
  tenant_id int NOT NULL REFERENCES tenants,
  look_id uuid NOT NULL,
  commune_id int REFERENCES tenants,  -- none: all communes at once
  person_id uuid NOT NULL,
  post text NOT NULL,
  day date NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, look_id)
);
CREATE INDEX ix_looks_commune ON oversight.looks (commune_id, day);
SELECT ctx.wall('oversight.standings', 'SELECT, INSERT, UPDATE');
SELECT ctx.wall('oversight.figures', 'SELECT, INSERT, DELETE');
SELECT ctx.wall('oversight.heirs', 'SELECT, INSERT');
ALTER TABLE oversight.looks ENABLE ROW LEVEL SECURITY;
ALTER TABLE oversight.looks FORCE ROW LEVEL SECURITY;
CREATE POLICY as_who_looks ON oversight.looks FOR INSERT TO sauro_owner, sauro_app
  WITH CHECK (tenant_id = (SELECT ctx.tenant()));
CREATE POLICY seen_by_both ON oversight.looks FOR SELECT TO sauro_owner, sauro_app
  USING ((SELECT ctx.tenant()) IN (tenant_id, commune_id) OR (commune_id IS NULL AND EXISTS (
    SELECT FROM links l WHERE l.tenant_id = (SELECT ctx.tenant())
      AND l.taker_id = looks.tenant_id AND l.kind = 'province' AND l.first_day <= looks.day)));
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON oversight.looks
  FOR EACH ROW EXECUTE FUNCTION es.refuse();
GRANT SELECT, INSERT ON oversight.looks TO sauro_app;

-- Behind the views: whoever owns them sees links given to the bound province, and the rows of
-- those who gave one. What stands today, and for which days, the views say.
GRANT SELECT ON tenants, links, link_revocations TO sauro_crossing;
GRANT SELECT ON oversight.standings, oversight.figures, oversight.heirs TO sauro_crossing;
CREATE POLICY across ON links FOR SELECT TO sauro_crossing
  USING (kind = 'province' AND taker_id = (SELECT ctx.tenant()));
CREATE POLICY across ON link_revocations FOR SELECT TO sauro_crossing
  USING (taker_id = (SELECT ctx.tenant()));
CREATE POLICY across ON oversight.standings FOR SELECT TO sauro_crossing
  USING (tenant_id IN (SELECT l.tenant_id FROM links l));
CREATE POLICY across ON oversight.figures FOR SELECT TO sauro_crossing
  USING (tenant_id IN (SELECT l.tenant_id FROM links l));
CREATE POLICY across ON oversight.heirs FOR SELECT TO sauro_crossing
  USING (tenant_id IN (SELECT l.tenant_id FROM links l));

GRANT CREATE ON SCHEMA oversight TO sauro_crossing;
RESET ROLE;
SET LOCAL ROLE sauro_crossing;
CREATE VIEW oversight.standing_links WITH (security_barrier) AS
SELECT l.tenant_id, t.code, t.name, t.closed_on, l.link_id, l.ground, l.basis, l.first_day,
       least(coalesce(l.last_day, 'infinity'), coalesce(t.closed_on, 'infinity')) AS last_day
  FROM links l JOIN tenants t ON t.tenant_id = l.tenant_id
 WHERE l.kind = 'province' AND l.taker_id = (SELECT ctx.tenant())
   AND (now() AT TIME ZONE t.zone)::date
       BETWEEN l.first_day AND coalesce(l.last_day, 'infinity')
   AND NOT EXISTS (SELECT FROM link_revocations r
                    WHERE r.tenant_id = l.tenant_id AND r.link_id = l.link_id);
CREATE VIEW oversight.communes WITH (security_barrier) AS
SELECT DISTINCT ON (tenant_id) tenant_id, code, name, link_id, ground, basis, first_day, last_day
  FROM oversight.standing_links WHERE closed_on IS NULL
 ORDER BY tenant_id, first_day, link_id;
CREATE VIEW oversight.predecessors WITH (security_barrier) AS
WITH RECURSIVE gone AS (
  SELECT h.tenant_id, h.heir_id, h.ended_on
    FROM oversight.heirs h JOIN oversight.communes c ON c.tenant_id = h.heir_id
  UNION
  SELECT h.tenant_id, gone.heir_id, h.ended_on
    FROM oversight.heirs h JOIN gone ON gone.tenant_id = h.heir_id)
SELECT DISTINCT ON (g.tenant_id) g.tenant_id, g.heir_id, g.ended_on, l.code, l.name, l.link_id,
       l.ground, l.basis, l.first_day, l.last_day
  FROM gone g JOIN oversight.standing_links l ON l.tenant_id = g.tenant_id
 ORDER BY g.tenant_id, l.first_day, l.link_id;
CREATE VIEW oversight.seen_standings WITH (security_barrier) AS
SELECT s.* FROM oversight.standings s
 WHERE EXISTS (SELECT FROM oversight.standing_links l
                WHERE l.tenant_id = s.tenant_id AND s.day BETWEEN l.first_day AND l.last_day
                  AND (l.closed_on IS NULL
                       OR l.tenant_id IN (SELECT p.tenant_id FROM oversight.predecessors p)));
-- Each as it stood on the day that is asked for (oversight.day; today where none is).
CREATE VIEW oversight.stood WITH (security_barrier) AS
SELECT DISTINCT ON (s.tenant_id) s.*
  FROM oversight.standing_links l CROSS JOIN LATERAL (
    SELECT * FROM oversight.standings o
     WHERE o.tenant_id = l.tenant_id AND o.day >= l.first_day
       AND o.day <= least(l.last_day,
             coalesce(nullif(current_setting('oversight.day', true), '')::date, current_date))
     ORDER BY o.day DESC LIMIT 1) s
 WHERE l.closed_on IS NULL OR l.tenant_id IN (SELECT p.tenant_id FROM oversight.predecessors p)
 ORDER BY s.tenant_id, s.day DESC;
CREATE VIEW oversight.seen_figures WITH (security_barrier) AS
SELECT s.tenant_id, f.day, f.key, f.name, f.unit, f.target, f.comparator, f.value, f.numerator,
       f.denominator, f.until, f.verdict
  FROM oversight.stood s
  JOIN oversight.figures f ON f.tenant_id = s.tenant_id AND f.day = s.figures_on;
GRANT SELECT ON oversight.communes, oversight.predecessors, oversight.seen_standings,
  oversight.stood, oversight.seen_figures TO sauro_oversight;
RESET ROLE;
SET LOCAL ROLE sauro_owner;
REVOKE CREATE ON SCHEMA oversight FROM sauro_crossing;
RESET ROLE;
