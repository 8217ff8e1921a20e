-- Reading by mandate, of reports: those of plans in sight, once they are locked.

SET LOCAL ROLE sauro_owner;

CREATE FUNCTION ctx.seen_reports() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT s.report_id FROM public.report_states s
   WHERE s.valid_to = '9999-12-31 00:00:00+00' AND s.status IN ('locked', 'withdrawn')
     AND s.plan_id IN (SELECT ctx.seen_plans());
END $$;
REVOKE ALL ON FUNCTION ctx.seen_reports FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.seen_reports TO sauro_app;

CREATE OR REPLACE FUNCTION ctx.seen_streams() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 500 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT ctx.seen_tasks() UNION SELECT ctx.seen_plans() UNION SELECT ctx.seen_indicators()
  UNION SELECT ctx.seen_evidence() UNION SELECT ctx.seen_inspections()
  UNION SELECT ctx.seen_conclusions() UNION SELECT ctx.seen_reports()
  UNION SELECT p.sheet_id FROM public.score_sheets p WHERE p.person_id IN (SELECT ctx.seen_subjects())
  UNION SELECT y.grade_id FROM public.year_grades y WHERE y.subject_id IN (SELECT ctx.seen_subjects())
  UNION SELECT m.mission_id FROM public.mission_states m WHERE ctx.reader() = ANY (m.members);
END $$;
RESET ROLE;
