-- Erasure: a data key is destroyed, or one text's key cut out of it, only together with an event
-- that names the key; read models are made anew by whoever erased.

SET LOCAL ROLE sauro_owner;

CREATE FUNCTION shred_key(p_key uuid, p_by text, p_left bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE t int := ctx.tenant(); head bigint;
BEGIN
  SELECT h.position INTO STRICT head FROM es.tenant_heads h WHERE h.tenant_id = t;
  IF NOT EXISTS (SELECT FROM es.stored_events e
      WHERE e.tenant_id = t AND e.position > head - 10
        AND e.topic IN ('organisation.PersonErased', 'organisation.TextErased')
        AND strpos(convert_from(e.state, 'UTF8'), p_key::text) > 0) THEN
    RAISE EXCEPTION 'no event says that this key is destroyed'
      USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE public.data_keys SET wrapped_by = p_by, wrapped = p_left
   WHERE tenant_id = t AND key_id = p_key;
END $$;
REVOKE ALL ON FUNCTION shred_key(uuid, text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shred_key(uuid, text, bytea) TO sauro_app;

DO $$ DECLARE model text; BEGIN
  IF to_regclass('public.read_models') IS NOT NULL THEN
    FOR model IN EXECUTE 'SELECT name FROM public.read_models' LOOP
      IF to_regclass('public.' || model) IS NOT NULL THEN
        EXECUTE format('GRANT DELETE ON public.%I TO sauro_app', model); END IF;
    END LOOP; END IF;
END $$;
RESET ROLE;
