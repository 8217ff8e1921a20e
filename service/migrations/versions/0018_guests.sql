-- Guests: members of an inspection that another tenant ordered, named by its letter. They hold no
-- post and have no account here; a mandate that runs, along a link that stands, is all they have.

SET LOCAL ROLE sauro_owner;

CREATE TABLE guests (
  tenant_id int NOT NULL REFERENCES tenants,
  guest_id uuid NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  home_id int NOT NULL REFERENCES tenants CHECK (home_id <> tenant_id),
  PRIMARY KEY (tenant_id, guest_id)
);
SELECT ctx.wall('guests', 'SELECT, INSERT, UPDATE');

-- A session is of an account or of a guest, who acts in no post.
ALTER TABLE sessions DROP CONSTRAINT sessions_tenant_id_account_id_fkey,
  DROP CONSTRAINT sessions_tenant_id_post_id_fkey;

-- A mandate that another tenant ordered ends with the link as well, and with the commune's record.
CREATE OR REPLACE FUNCTION ctx.mandates(reader uuid)
RETURNS TABLE (inspection_id uuid, unit_ids uuid[], plan_ids uuid[], since timestamptz, until timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT s.inspection_id, s.unit_ids, s.plan_ids,
         coalesce(s.period_from::timestamp AT TIME ZONE t.zone, '-infinity'),
         coalesce((s.period_until + 1)::timestamp AT TIME ZONE t.zone, 'infinity')
    FROM public.inspection_states s, public.tenants t
   WHERE t.tenant_id = ctx.tenant() AND s.valid_to = '9999-12-31 00:00:00+00'
     AND reader = ANY (s.members) AND s.conclusion = ''
     AND (now() AT TIME ZONE t.zone)::date BETWEEN s.first_day AND s.last_day
     AND (s.link_id IS NULL OR t.closed_on IS NULL AND EXISTS (
       SELECT FROM public.links l WHERE l.link_id = s.link_id AND l.tenant_id = t.tenant_id
          AND (now() AT TIME ZONE t.zone)::date BETWEEN l.first_day AND coalesce(l.last_day, 'infinity')
          AND NOT EXISTS (SELECT FROM public.link_revocations r
                           WHERE r.link_id = l.link_id AND r.tenant_id = l.tenant_id)));
END $$;

-- A member reads the missions that went out from here as well.
CREATE OR REPLACE FUNCTION ctx.seen_streams() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 500 SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN QUERY
  SELECT ctx.seen_tasks() UNION SELECT ctx.seen_plans() UNION SELECT ctx.seen_indicators()
  UNION SELECT ctx.seen_evidence() UNION SELECT ctx.seen_inspections()
  UNION SELECT p.sheet_id FROM public.score_sheets p WHERE p.person_id IN (SELECT ctx.seen_subjects())
  UNION SELECT y.grade_id FROM public.year_grades y WHERE y.subject_id IN (SELECT ctx.seen_subjects())
  UNION SELECT m.mission_id FROM public.mission_states m WHERE ctx.reader() = ANY (m.members);
END $$;
RESET ROLE;
