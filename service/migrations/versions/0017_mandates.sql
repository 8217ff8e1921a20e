-- Reading by mandate: a signed context may name a reader, and then shows of tasks, plans,
-- indicators, evidence and their events only what the reader's running mandates cover, and what
-- is the reader's own. A context without a reader shows what it showed before.

SET LOCAL ROLE sauro_owner;

-- kid|tenant|expiry|reader|hmac. `ctx.tenant()` verifies all of it: who takes the reader out has a
-- context that shows nothing at all, so that nothing is verified twice.
CREATE FUNCTION ctx.reader() RETURNS uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN said[4] ~ '^[0-9a-f-]{36}$' THEN said[4]::uuid END
    FROM string_to_array(current_setting('app.ctx', true), '|') AS said $$;

-- Puts a restrictive policy on a table: of which rows a reader by mandate sees any.
CREATE FUNCTION ctx.by_mandate(wanted regclass, condition text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('DROP POLICY IF EXISTS by_mandate ON %s', wanted);
  EXECUTE format('CREATE POLICY by_mandate ON %s AS RESTRICTIVE FOR SELECT TO sauro_app '
    'USING ((SELECT ctx.reader()) IS NULL OR (%s))', wanted, condition);
END $$;
REVOKE ALL ON FUNCTION ctx.by_mandate(regclass, text) FROM PUBLIC;

-- The mandates that run today, by the tenant's day, for one of their members. `since` and `until`
-- are the instants between which the period lies that they look at.
CREATE FUNCTION ctx.mandates(reader uuid)
RETURNS TABLE (inspection_id uuid, unit_ids uuid[], plan_ids uuid[], since timestamptz, until timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT s.inspection_id, s.unit_ids, s.plan_ids,
         coalesce(s.period_from::timestamp AT TIME ZONE t.zone, '-infinity'),
         coalesce((s.period_until + 1)::timestamp AT TIME ZONE t.zone, 'infinity')
    FROM public.inspection_states s, public.tenants t
   WHERE t.tenant_id = ctx.tenant() AND s.valid_to = '9999-12-31 00:00:00+00'
     AND reader = ANY (s.members) AND s.conclusion = ''
     AND (now() AT TIME ZONE t.zone)::date BETWEEN s.first_day AND s.last_day;
END $$;

-- A task is covered when an inspected unit led it within the period, in a plan that is looked at.
CREATE FUNCTION ctx.mandate_tasks(reader uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 200 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT DISTINCT s.task_id FROM ctx.mandates(reader) m JOIN public.task_states s
      ON s.lead_unit_id = ANY (m.unit_ids) AND (m.plan_ids = '{}' OR s.plan_id = ANY (m.plan_ids))
   WHERE s.valid_from < m.until AND s.valid_to > m.since
     AND (s.valid_from >= m.since OR s.status NOT IN
          ('accepted', 'rated', 'locked', 'recalled', 'cancelled', 'superseded'));
END $$;

CREATE FUNCTION ctx.own_posts() RETURNS TABLE (post_id uuid, heads uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  WITH today AS (SELECT (now() AT TIME ZONE t.zone)::date AS d FROM public.tenants t WHERE t.tenant_id = ctx.tenant()),
  held AS (
    SELECT h.post_id FROM public.holdings h, today WHERE h.person_id = ctx.reader()
       AND h.first_day <= d AND coalesce(h.last_day, 'infinity') >= d
    UNION SELECT g.post_id FROM public.delegations g, today WHERE g.to_person_id = ctx.reader()
       AND d BETWEEN g.first_day AND g.last_day)
  SELECT p.post_id, CASE WHEN p.roles && '{unit_head,leader,party_standing}' THEN p.unit_id END
    FROM held JOIN public.posts p ON p.post_id = held.post_id;
END $$;

CREATE FUNCTION ctx.seen_tasks() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 200 SET search_path = pg_catalog, pg_temp AS $$
DECLARE me uuid := ctx.reader(); mine uuid[]; headed uuid[];
BEGIN
  SELECT coalesce(array_agg(o.post_id), '{}'), coalesce(array_agg(o.heads) FILTER (WHERE o.heads IS NOT NULL), '{}')
    INTO mine, headed FROM ctx.own_posts() o;
  RETURN QUERY SELECT ctx.mandate_tasks(me)
  UNION SELECT s.task_id FROM public.task_states s
   WHERE s.person_id = me OR s.lead_unit_id = ANY (headed) OR s.accept_post_id = ANY (mine)
      OR s.extend_post_id = ANY (mine) OR s.cause_post_id = ANY (mine)
      OR EXISTS (SELECT FROM unnest(mine || headed || me) who WHERE strpos(s.sharers, who::text) > 0);
END $$;

CREATE FUNCTION ctx.seen_plans() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT s.plan_id FROM public.task_states s
   WHERE s.plan_id IS NOT NULL AND s.task_id IN (SELECT ctx.seen_tasks())
  UNION SELECT unnest(m.plan_ids) FROM ctx.mandates(ctx.reader()) m;
END $$;

CREATE FUNCTION ctx.seen_indicators() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT DISTINCT i.indicator_id FROM public.indicator_states i WHERE i.plan_id IN (SELECT ctx.seen_plans());
END $$;

-- What something can be said about, or proved by evidence: tasks, indicators, inspected units.
CREATE FUNCTION ctx.seen_things() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 250 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT ctx.seen_tasks() UNION SELECT ctx.seen_indicators()
  UNION SELECT unnest(m.unit_ids) FROM ctx.mandates(ctx.reader()) m;
END $$;

CREATE FUNCTION ctx.seen_evidence() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 200 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT u.evidence_id FROM public.evidence_uses u WHERE u.for_id IN (SELECT ctx.seen_things())
  UNION SELECT e.evidence_id FROM public.evidence_items e WHERE e.brought_by = ctx.reader();
END $$;

-- Whom points and grades are about: the inspected units, who ever held a post there, oneself.
CREATE FUNCTION ctx.seen_subjects() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  WITH inspected AS (SELECT unnest(m.unit_ids) AS unit_id FROM ctx.mandates(ctx.reader()) m)
  SELECT i.unit_id FROM inspected i UNION SELECT ctx.reader()
  UNION SELECT h.person_id FROM public.holdings h JOIN public.posts p USING (post_id) JOIN inspected i USING (unit_id);
END $$;

-- The inspections of which one is a member, those of the units that one heads, and what was found
-- earlier where one inspects.
CREATE FUNCTION ctx.seen_inspections() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT DISTINCT s.inspection_id FROM public.inspection_states s
   WHERE ctx.reader() = ANY (s.members)
      OR s.unit_ids && ARRAY(SELECT unnest(m.unit_ids) FROM ctx.mandates(ctx.reader()) m)
      OR s.unit_ids && ARRAY(SELECT o.heads FROM ctx.own_posts() o);
END $$;

CREATE FUNCTION ctx.seen_streams() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 500 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT ctx.seen_tasks() UNION SELECT ctx.seen_plans() UNION SELECT ctx.seen_indicators()
  UNION SELECT ctx.seen_evidence() UNION SELECT ctx.seen_inspections()
  UNION SELECT p.sheet_id FROM public.score_sheets p WHERE p.person_id IN (SELECT ctx.seen_subjects())
  UNION SELECT y.grade_id FROM public.year_grades y WHERE y.subject_id IN (SELECT ctx.seen_subjects());
END $$;

-- What an event is about whose stream is not the thing itself.
CREATE FUNCTION ctx.about(topic text, state bytea) RETURNS uuid
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN split_part(topic, '.', 1) IN ('discussions', 'urging', 'measuring', 'signals')
    THEN (SELECT coalesce(said->>'task_id', said->>'indicator_id', said->>'thing_id')::uuid
            FROM (SELECT convert_from(state, 'UTF8')::json AS said) x) END $$;

REVOKE ALL ON FUNCTION ctx.reader, ctx.mandates, ctx.mandate_tasks, ctx.own_posts, ctx.seen_tasks,
  ctx.seen_plans, ctx.seen_indicators, ctx.seen_things, ctx.seen_evidence, ctx.seen_subjects,
  ctx.seen_inspections, ctx.seen_streams, ctx.about FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.reader, ctx.mandates, ctx.mandate_tasks, ctx.seen_tasks, ctx.seen_plans,
  ctx.seen_indicators, ctx.seen_things, ctx.seen_evidence, ctx.seen_subjects, ctx.seen_inspections,
  ctx.seen_streams, ctx.about TO sauro_app;

-- A context that is not named here is hidden from a reader by mandate, unless its stream is in sight.
SELECT ctx.by_mandate('es.stored_events', $$
  split_part(topic, '.', 1) IN ('organisation', 'catalogues', 'rule_sets', 'periods', 'task_rules',
    'shared_indicators', 'par', 'par_sets', 'par_adjusting', 'appraisals')
  OR topic IN ('signals.SignalLimitsSet', 'coverage.CoverageSet')
  OR stream_id IN (SELECT ctx.seen_streams())
  OR ctx.about(topic, state) IN (SELECT ctx.seen_things()) $$);
SELECT ctx.by_mandate('letters', 'false');
SELECT ctx.by_mandate('outgoing', 'false');

-- The hashes of leaves say nothing of what was recorded; every proof is made of its neighbours'.
CREATE FUNCTION es.leaves(after bigint, until bigint)
RETURNS TABLE (place bigint, leaf bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 16 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT e.position, e.leaf FROM es.stored_events e
   WHERE e.tenant_id = ctx.tenant() AND e.position > after AND e.position <= until;
END $$;
REVOKE ALL ON FUNCTION es.leaves FROM PUBLIC;
GRANT EXECUTE ON FUNCTION es.leaves TO sauro_app, sauro_owner;

-- Why one looked: the inspection whose member one is.
ALTER TABLE looks ADD COLUMN inspection_id uuid;
CREATE INDEX ix_looks_inspection ON looks (tenant_id, inspection_id, at) WHERE inspection_id IS NOT NULL;
SELECT ctx.by_mandate('looks', 'person_id = (SELECT ctx.reader())');
RESET ROLE;
