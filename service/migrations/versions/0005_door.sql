-- The door made quick: one table of events instead of sixteen parts and a table of commands, one
-- function instead of three, one look at the context an append. Events, leaves, trees and proofs
-- stay what they were, byte for byte.

SET LOCAL ROLE sauro_owner;

-- Says what it said before, in one look at the keys. The signature comes first: what it covers
-- (all but the last 65 characters) was written by us, and is numbers where numbers belong.
CREATE OR REPLACE FUNCTION ctx.tenant() RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE bound text := current_setting('app.ctx', true); said text := left(bound, -65); ours boolean;
BEGIN
  SELECT right(bound, 65) = '|' || encode(sha256(outer_pad || sha256(inner_pad
           || convert_to(said, 'UTF8'))), 'hex')
    INTO ours FROM ctx.keys WHERE kid = split_part(said, '|', 1);
  IF ours THEN  -- a statement of its own: older planners read numbers out of what is not signed
    IF split_part(said, '|', 3)::bigint >= extract(epoch FROM clock_timestamp()) THEN
      RETURN split_part(said, '|', 2)::int;
    END IF;
  END IF;
  RETURN NULL;
END $$;

-- A partitioned table costs every reader a lock on each part, sixteen times what one table costs;
-- the fingerprint of a command stands with its first event, and its key is a key of the events.
ALTER TABLE es.stored_events NO FORCE ROW LEVEL SECURITY;
ALTER TABLE es.commands NO FORCE ROW LEVEL SECURITY;
ALTER TABLE es.stored_events RENAME TO stored_in_parts;
CREATE TABLE es.stored_events (
  tenant_id int NOT NULL,
  position bigint NOT NULL,
  stream_id uuid NOT NULL,
  stream_version int NOT NULL,
  topic text NOT NULL,
  state bytea NOT NULL,
  person_id uuid NOT NULL,
  post_id uuid NOT NULL,
  command_id uuid NOT NULL,
  happened_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  leaf bytea NOT NULL CONSTRAINT ck_stored_events_leaf CHECK (octet_length(leaf) = 32),
  fingerprint bytea
);
INSERT INTO es.stored_events
  SELECT e.tenant_id, e.position, e.stream_id, e.stream_version, e.topic, e.state, e.person_id,
         e.post_id, e.command_id, e.happened_at, e.recorded_at, e.leaf, c.fingerprint
    FROM es.stored_in_parts e
    LEFT JOIN es.commands c ON c.tenant_id = e.tenant_id AND c.command_id = e.command_id
                           AND c.first_position = e.position
   ORDER BY e.tenant_id, e.position;
RESET ROLE;
DO $$ BEGIN  -- nothing of the log is ever dropped, but for this
  IF EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'sauro_keep_log') THEN
    ALTER EVENT TRIGGER sauro_keep_log DISABLE; END IF;
  DROP TABLE es.stored_in_parts, es.commands;
  IF EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'sauro_keep_log') THEN
    ALTER EVENT TRIGGER sauro_keep_log ENABLE ALWAYS; END IF;
END $$;
SET LOCAL ROLE sauro_owner;
ALTER TABLE es.stored_events
  ADD CONSTRAINT pk_stored_events PRIMARY KEY (tenant_id, position),
  ADD CONSTRAINT uq_stored_events_stream UNIQUE (tenant_id, stream_id, stream_version);
CREATE UNIQUE INDEX uq_stored_events_command ON es.stored_events (tenant_id, command_id)
  WHERE fingerprint IS NOT NULL;
SELECT ctx.wall('es.stored_events', 'SELECT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON es.stored_events
  FOR EACH ROW EXECUTE FUNCTION es.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON es.stored_events EXECUTE FUNCTION es.refuse();
GRANT SELECT, INSERT ON es.stored_events TO sauro_writer;

-- The writer's wall: its functions ask the signed context once and say it in `es.tenant` before
-- they touch a table. Nobody logs in as the writer, and the setting opens nothing to others.
DO $$ DECLARE walled text; BEGIN
  FOREACH walled IN ARRAY '{stored_events,tenant_heads,tree_nodes,checkpoints}'::text[] LOOP
    EXECUTE format('ALTER POLICY one_tenant ON es.%I TO sauro_owner, sauro_app', walled);
    EXECUTE format('CREATE POLICY the_writer ON es.%I TO sauro_writer '
      'USING (tenant_id = (SELECT current_setting(''es.tenant'')::int)) '
      'WITH CHECK (tenant_id = (SELECT current_setting(''es.tenant'')::int))', walled);
  END LOOP;
END $$;

RESET ROLE;
DROP FUNCTION es.append, es.append_demo, es.write, es.leaf, es.doer, es.grow, es.field,
  es.microseconds;
SET LOCAL ROLE sauro_owner;

-- The hash of an event's leaf. What a server sends of an array is, after a head of twenty bytes,
-- each value's length in four bytes and its bytes: exactly what a leaf is made of.
CREATE FUNCTION es.leaf(tenant int, place bigint, stream uuid, version int, topic text,
  state bytea, person uuid, post uuid, command uuid, happened timestamptz, recorded timestamptz)
RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256('\x00'::bytea || substring(array_send(ARRAY['sauro.event.1'::bytea,
    int4send(tenant), int8send(place), uuid_send(stream), int4send(version), textsend(topic),
    state, uuid_send(person), uuid_send(post), uuid_send(command),
    int8send((extract(epoch FROM happened) * 1000000)::int8),
    int8send((extract(epoch FROM recorded) * 1000000)::int8)]) FROM 21)) $$;
REVOKE ALL ON FUNCTION es.leaf FROM PUBLIC;
GRANT EXECUTE ON FUNCTION es.leaf TO sauro_writer;

-- The one door. Order, time, position, leaf and tree are made here, under the lock of the
-- tenant's head; the receipt is the command's leaves and the frontier, of which the root is made.
-- A demonstration tenant may be given a past, by the owner's hand only: the same function, with
-- an instant before the rest.
DO $$ DECLARE body text := $door$
CREATE FUNCTION es.%s(%s p_command uuid, p_fingerprint bytea, p_person uuid, p_post uuid,
  p_happened timestamptz, p_ids uuid[], p_versions int[], p_topics text[], p_states bytea[],
  OUT first_position bigint, OUT recorded_at timestamptz, OUT leaves bytea[], OUT frontier bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $f$
DECLARE t int := set_config('es.tenant', coalesce(ctx.tenant(), 0)::text, true);
  pos bigint; happened timestamptz; h bytea;
BEGIN%s
  SELECT x.position + 1, greatest(%s, x.last_at), x.frontier
    INTO STRICT first_position, recorded_at, frontier
    FROM es.tenant_heads x WHERE x.tenant_id = t FOR NO KEY UPDATE;
  happened := least(coalesce(p_happened, recorded_at), recorded_at);
  pos := first_position;
  FOR i IN 1 .. cardinality(p_ids) LOOP
    h := es.leaf(t, pos, p_ids[i], p_versions[i], p_topics[i], p_states[i], p_person, p_post,
                 p_command, happened, recorded_at);
    leaves[i] := h;
    INSERT INTO es.stored_events
      VALUES (t, pos, p_ids[i], p_versions[i], p_topics[i], p_states[i], p_person, p_post,
              p_command, happened, recorded_at, h, CASE i WHEN 1 THEN p_fingerprint END);
    FOR up IN 1 .. 62 LOOP
      EXIT WHEN pos & ((1::bigint << up) - 1) <> 0;  -- nothing of that height is complete
      h := sha256('\x01'::bytea || substring(frontier FROM octet_length(frontier) - 31) || h);
      frontier := substring(frontier FROM 1 FOR octet_length(frontier) - 32);
      IF up & 3 = 0 THEN INSERT INTO es.tree_nodes VALUES (t, up, (pos - 1) >> up, h); END IF;
    END LOOP;
    frontier := frontier || h;
    pos := pos + 1;
  END LOOP;
  UPDATE es.tenant_heads x
     SET position = pos - 1, last_at = %1$s.recorded_at, frontier = %1$s.frontier
   WHERE x.tenant_id = t;
END $f$ $door$;
BEGIN
  EXECUTE format(body, 'append', '', '', 'clock_timestamp()');
  EXECUTE format(body, 'append_demo', 'p_at timestamptz,', $check$
  IF NOT EXISTS (SELECT FROM public.tenants WHERE tenant_id = t AND demo) THEN
    RAISE EXCEPTION 'only a demonstration tenant has a made-up past'; END IF;$check$, 'p_at');
END $$;
REVOKE ALL ON FUNCTION es.append, es.append_demo FROM PUBLIC;
GRANT EXECUTE ON FUNCTION es.append TO sauro_app;
RESET ROLE;
ALTER FUNCTION es.append OWNER TO sauro_writer;
ALTER FUNCTION es.append_demo OWNER TO sauro_writer;
GRANT EXECUTE ON FUNCTION es.append, es.append_demo TO sauro_owner;

CREATE OR REPLACE FUNCTION es.keep_checkpoint(p_size bigint, p_signed_at timestamptz, p_note text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT set_config('es.tenant', coalesce(ctx.tenant(), 0)::text, true);
  INSERT INTO es.checkpoints VALUES (ctx.tenant(), p_size, p_signed_at, p_note)
    ON CONFLICT DO NOTHING $$;
