-- Who reads by mandate reads as a role of its own, so that nobody else pays for what limits them:
-- its policies stood in the plan of every query of everybody. Leaving the role leads nowhere: a
-- context that names a reader shows the application's own role nothing.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sauro_reader') THEN
    CREATE ROLE sauro_reader NOLOGIN NOINHERIT NOBYPASSRLS; END IF;
END $$;
ALTER ROLE sauro_app NOINHERIT;  -- from PostgreSQL 16 on the membership itself keeps this
GRANT sauro_reader TO sauro_app;
GRANT USAGE ON SCHEMA public TO sauro_reader;

SET LOCAL ROLE sauro_owner;

-- Says what it said before, but to whoever reads by mandate and has not taken the role for it.
CREATE OR REPLACE FUNCTION ctx.tenant() RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text := current_setting('app.ctx', true); said text := left(bound, -65); ours boolean;
BEGIN
  SELECT right(bound, 65) = '|' || encode(sha256(outer_pad || sha256(inner_pad
           || convert_to(said, 'UTF8'))), 'hex')
    INTO ours FROM ctx.keys WHERE kid = split_part(said, '|', 1);
  IF ours THEN  -- a statement of its own: older planners read numbers out of what is not signed
    IF split_part(said, '|', 3)::bigint >= extract(epoch FROM clock_timestamp())
       AND (split_part(said, '|', 4) = ''
            OR current_setting('role') IN ('sauro_reader', 'sauro_oversight')) THEN
      RETURN split_part(said, '|', 2)::int;
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ctx.wall(wanted regclass, granted text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', wanted);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', wanted);
  EXECUTE format('CREATE POLICY one_tenant ON %s TO sauro_owner, sauro_app, sauro_writer, sauro_reader '
    'USING (tenant_id = (SELECT ctx.tenant())) WITH CHECK (tenant_id = (SELECT ctx.tenant()))', wanted);
  EXECUTE format('GRANT %s ON %s TO sauro_app', granted, wanted);
  EXECUTE format('GRANT SELECT ON %s TO sauro_reader', wanted);
END $$;

CREATE OR REPLACE FUNCTION ctx.by_mandate(wanted regclass, condition text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('DROP POLICY IF EXISTS by_mandate ON %s', wanted);
  EXECUTE format('CREATE POLICY by_mandate ON %s AS RESTRICTIVE FOR SELECT TO sauro_reader '
    'USING (%s)', wanted, condition);
END $$;

GRANT USAGE ON SCHEMA ctx, es, oversight TO sauro_reader;
SELECT ctx.by_mandate('es.stored_events', $$
  split_part(topic, '.', 1) IN ('organisation', 'catalogues', 'rule_sets', 'periods', 'task_rules',
    'shared_indicators', 'par', 'par_sets', 'par_adjusting', 'appraisals')
  OR topic IN ('signals.SignalLimitsSet', 'coverage.CoverageSet')
  OR stream_id IN (SELECT ctx.seen_streams())
  OR ctx.about(topic, state) IN (SELECT ctx.seen_things()) $$);
SELECT ctx.by_mandate('letters', 'false');
SELECT ctx.by_mandate('outgoing', 'false');
SELECT ctx.by_mandate('looks', 'person_id = (SELECT ctx.reader())');

-- It reads what the application reads; the read models' own limits follow with each upgrade.
DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT p.polrelid::regclass AS walled, p.polname AS name,
      (SELECT string_agg(r::regrole::text, ', ') FROM unnest(p.polroles) r) AS roles
      FROM pg_policy p WHERE p.polcmd IN ('*', 'r') AND p.polname <> 'by_mandate'
       AND 'sauro_app'::regrole = ANY (p.polroles)
  LOOP
    EXECUTE format('ALTER POLICY %I ON %s TO %s, sauro_reader', found.name, found.walled, found.roles);
  END LOOP;
  FOR found IN SELECT c.oid::regclass AS readable FROM pg_class c, aclexplode(c.relacl) g
      WHERE g.grantee = 'sauro_app'::regrole AND g.privilege_type = 'SELECT'
  LOOP EXECUTE format('GRANT SELECT ON %s TO sauro_reader', found.readable); END LOOP;
  FOR found IN SELECT p.oid::regprocedure AS callable FROM pg_proc p, aclexplode(p.proacl) g
      WHERE g.grantee = 'sauro_app'::regrole AND p.provolatile <> 'v'
  LOOP EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO sauro_reader', found.callable); END LOOP;
END $$;

-- All that readers write: that they looked, and the key of what they bring, whose row they lock.
GRANT INSERT ON looks, oversight.looks, data_keys TO sauro_reader;
GRANT UPDATE (tenant_id) ON data_keys TO sauro_reader;
ALTER POLICY as_who_looks ON oversight.looks TO sauro_owner, sauro_app, sauro_reader;
RESET ROLE;
