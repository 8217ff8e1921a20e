-- Reading by mandate, of documents that conclude or direct something: those that reached an
-- inspected unit and held within the period, unless the mandate names plans; and one's own.

SET LOCAL ROLE sauro_owner;

CREATE FUNCTION ctx.seen_conclusions() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT s.conclusion_id FROM ctx.mandates(ctx.reader()) m JOIN public.conclusion_states s
      ON s.unit_ids && m.unit_ids AND m.plan_ids = '{}'
   WHERE s.valid_from < m.until AND s.valid_to > m.since
     AND (s.ended = '' OR s.valid_from >= m.since)
  UNION SELECT s.conclusion_id FROM public.conclusion_states s
   WHERE ctx.reader() = ANY (s.people) OR s.unit_ids && ARRAY(
         SELECT p.unit_id FROM ctx.own_posts() o JOIN public.posts p ON p.post_id = o.post_id);
END $$;
REVOKE ALL ON FUNCTION ctx.seen_conclusions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.seen_conclusions TO sauro_app;

CREATE OR REPLACE FUNCTION ctx.seen_streams() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 500 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT ctx.seen_tasks() UNION SELECT ctx.seen_plans() UNION SELECT ctx.seen_indicators()
  UNION SELECT ctx.seen_evidence() UNION SELECT ctx.seen_inspections()
  UNION SELECT ctx.seen_conclusions()
  UNION SELECT p.sheet_id FROM public.score_sheets p WHERE p.person_id IN (SELECT ctx.seen_subjects())
  UNION SELECT y.grade_id FROM public.year_grades y WHERE y.subject_id IN (SELECT ctx.seen_subjects())
  UNION SELECT m.mission_id FROM public.mission_states m WHERE ctx.reader() = ANY (m.members);
END $$;
RESET ROLE;
