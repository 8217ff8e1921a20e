-- Changes of the log's structure are reported, and its tables are never dropped: not by the
-- owner, not by a superuser's slip. The server's own event triggers see to it where it lets us
-- have them; a managed one may not, and then `service/log/defences.py` is left to compare.

SET LOCAL ROLE sauro_owner;

CREATE TABLE es.structure_changes (
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  role text NOT NULL DEFAULT session_user,
  command text NOT NULL,
  object text NOT NULL
);
GRANT SELECT ON es.structure_changes TO sauro_app;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON es.structure_changes
  FOR EACH ROW EXECUTE FUNCTION es.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON es.structure_changes EXECUTE FUNCTION es.refuse();

CREATE FUNCTION es.note_change() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('app.upgrading', true) = 'yes' THEN RETURN; END IF;
  INSERT INTO es.structure_changes (command, object)
    SELECT DISTINCT c.command_tag, coalesce(c.object_identity, '')
      FROM pg_event_trigger_ddl_commands() c
     WHERE c.object_identity ~ '(^| )(es|ctx)[.]' OR c.object_identity IN ('es', 'ctx')
        OR c.command_tag IN ('GRANT', 'REVOKE');
END $$;
CREATE FUNCTION es.note_drop() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_setting('app.upgrading', true) = 'yes' THEN RETURN; END IF;
  INSERT INTO es.structure_changes (command, object)
    SELECT DISTINCT tg_tag, d.object_identity FROM pg_event_trigger_dropped_objects() d
     WHERE d.original AND d.object_identity ~ '(^| )(es|ctx)[.]';
END $$;
REVOKE ALL ON FUNCTION es.note_change, es.note_drop FROM PUBLIC;
RESET ROLE;

-- The function that refuses is neither in the log's schemas nor the owner's, so that it does not
-- go with them.
DO $$ BEGIN
  CREATE FUNCTION public.keep_log() RETURNS event_trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $f$
  DECLARE gone record;
  BEGIN
    FOR gone IN SELECT * FROM pg_event_trigger_dropped_objects()
                 WHERE object_type = 'table' AND schema_name = 'es' LOOP
      RAISE EXCEPTION '% is part of the log, which is never dropped', gone.object_identity
        USING ERRCODE = 'insufficient_privilege';
    END LOOP;
  END $f$;
  REVOKE ALL ON FUNCTION public.keep_log FROM PUBLIC;
  CREATE EVENT TRIGGER sauro_keep_log ON sql_drop EXECUTE FUNCTION public.keep_log();
  CREATE EVENT TRIGGER sauro_note_change ON ddl_command_end EXECUTE FUNCTION es.note_change();
  CREATE EVENT TRIGGER sauro_note_drop ON sql_drop EXECUTE FUNCTION es.note_drop();
  ALTER EVENT TRIGGER sauro_keep_log ENABLE ALWAYS;
  ALTER EVENT TRIGGER sauro_note_change ENABLE ALWAYS;
  ALTER EVENT TRIGGER sauro_note_drop ENABLE ALWAYS;
EXCEPTION WHEN insufficient_privilege THEN
  SET LOCAL ROLE sauro_owner;
  INSERT INTO es.structure_changes (command, object) VALUES ('NO EVENT TRIGGER', '');
  RESET ROLE;
END $$;
