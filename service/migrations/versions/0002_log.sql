-- The log: a Merkle tree (RFC 6962) a tenant over its stored events. `events/leaf.py` and
-- `events/merkle.py` say the same in Python; tests compare byte for byte.

SET LOCAL ROLE sauro_owner;

ALTER TABLE es.tenant_heads ADD COLUMN frontier bytea NOT NULL DEFAULT ''::bytea;
ALTER TABLE es.stored_events ADD COLUMN leaf bytea;

-- Roots of complete subtrees, every fourth level: 16, 256, ... leaves. What lies between is
-- made of at most eight of these, and it costs one row for fifteen events.
CREATE TABLE es.tree_nodes (
  tenant_id int NOT NULL,
  level smallint NOT NULL,
  number bigint NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  CONSTRAINT pk_tree_nodes PRIMARY KEY (tenant_id, level, number)
);
-- Signed checkpoints, for whoever asks; the authority is the signer's own file.
CREATE TABLE es.checkpoints (
  tenant_id int NOT NULL REFERENCES public.tenants,
  size bigint NOT NULL,
  signed_at timestamptz NOT NULL,
  note text NOT NULL,
  CONSTRAINT pk_checkpoints PRIMARY KEY (tenant_id, size, signed_at)
);
SELECT ctx.wall('es.tree_nodes', 'SELECT');
SELECT ctx.wall('es.checkpoints', 'SELECT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON es.tree_nodes
  FOR EACH ROW EXECUTE FUNCTION es.refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON es.checkpoints
  FOR EACH ROW EXECUTE FUNCTION es.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON es.tree_nodes EXECUTE FUNCTION es.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON es.checkpoints EXECUTE FUNCTION es.refuse();
GRANT SELECT, INSERT ON es.tree_nodes, es.checkpoints TO sauro_writer;

-- A field as it is hashed: its length in four bytes, then its bytes.
CREATE FUNCTION es.field(value bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT int4send(octet_length(value)) || value $$;
CREATE FUNCTION es.microseconds(moment timestamptz) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT int8send((extract(epoch FROM moment) * 1000000)::int8) $$;

-- The hash of an event's leaf; `doer` is what all events of one command share (es.doer).
CREATE FUNCTION es.leaf(tenant int, place bigint, stream uuid, version int, topic text,
  state bytea, doer bytea) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256('\x000000000d'::bytea || 'sauro.event.1'::bytea
    || '\x00000004'::bytea || int4send(tenant) || '\x00000008'::bytea || int8send(place)
    || '\x00000010'::bytea || uuid_send(stream) || '\x00000004'::bytea || int4send(version)
    || es.field(textsend(topic)) || int4send(octet_length(state)) || state || doer) $$;
CREATE FUNCTION es.doer(person uuid, post uuid, command uuid, happened timestamptz,
  recorded timestamptz) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT es.field(uuid_send(person)) || es.field(uuid_send(post)) || es.field(uuid_send(command))
    || es.field(es.microseconds(happened)) || es.field(es.microseconds(recorded)) $$;

-- Adds leaves to a tenant's tree of `size`: gives its frontier, keeps its new nodes.
CREATE FUNCTION es.grow(tenant int, size bigint, frontier bytea, leaves bytea[]) RETURNS bytea
LANGUAGE plpgsql AS $$
DECLARE h bytea; n bigint := size; length int := octet_length(frontier); number bigint; up int;
BEGIN
  FOREACH h IN ARRAY leaves LOOP
    number := n; up := 0;
    WHILE number & 1 = 1 LOOP
      h := sha256('\x01'::bytea || substring(frontier FROM length - 31 FOR 32) || h);
      length := length - 32; number := number >> 1; up := up + 1;
      IF up & 3 = 0 THEN INSERT INTO es.tree_nodes VALUES (tenant, up, number, h); END IF;
    END LOOP;
    frontier := substring(frontier FROM 1 FOR length) || h;
    length := length + 32; n := n + 1;
  END LOOP;
  RETURN frontier;
END $$;
REVOKE ALL ON FUNCTION es.field, es.microseconds, es.leaf, es.doer, es.grow FROM PUBLIC;
GRANT EXECUTE ON FUNCTION es.field, es.microseconds, es.leaf, es.doer, es.grow TO sauro_writer;

-- Events stored before there was a tree get their leaves now. The wall and the refusing trigger
-- are down for this alone, inside this transaction.
ALTER TABLE es.stored_events NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER append_only;
ALTER TABLE es.tenant_heads NO FORCE ROW LEVEL SECURITY;
ALTER TABLE es.tree_nodes NO FORCE ROW LEVEL SECURITY;
UPDATE es.stored_events SET leaf = es.leaf(tenant_id, position, stream_id, stream_version, topic,
  state, es.doer(person_id, post_id, command_id, happened_at, recorded_at));
UPDATE es.tenant_heads h SET frontier = es.grow(h.tenant_id, 0, ''::bytea,
  (SELECT array_agg(e.leaf ORDER BY e.position) FROM es.stored_events e
    WHERE e.tenant_id = h.tenant_id))
 WHERE h.position > 0;
ALTER TABLE es.stored_events FORCE ROW LEVEL SECURITY, ENABLE TRIGGER append_only;
ALTER TABLE es.tenant_heads FORCE ROW LEVEL SECURITY;
ALTER TABLE es.tree_nodes FORCE ROW LEVEL SECURITY;
ALTER TABLE es.stored_events ALTER COLUMN leaf SET NOT NULL,
  ADD CONSTRAINT ck_stored_events_leaf CHECK (octet_length(leaf) = 32);

RESET ROLE;
DROP FUNCTION es.append, es.append_demo, es.write;
SET LOCAL ROLE sauro_owner;

-- The one door, as before, and the tree: the receipt is the command's leaves and the frontier,
-- of which the root is made. Everything happens under the lock of the tenant's head.
CREATE FUNCTION es.write(p_at timestamptz, p_command uuid, p_fingerprint bytea, p_person uuid,
  p_post uuid, p_happened timestamptz, p_ids uuid[], p_versions int[], p_topics text[],
  p_states bytea[], OUT first_position bigint, OUT recorded_at timestamptz, OUT leaves bytea[],
  OUT frontier bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE t int := ctx.tenant(); pos bigint; last timestamptz; n int := cardinality(p_ids);
  happened timestamptz; doer bytea;
BEGIN
  SELECT h.position, h.last_at, h.frontier INTO STRICT pos, last, frontier
    FROM es.tenant_heads h WHERE h.tenant_id = t FOR UPDATE;
  recorded_at := greatest(coalesce(p_at, clock_timestamp()), last);
  happened := least(coalesce(p_happened, recorded_at), recorded_at);
  first_position := pos + 1;
  leaves := '{}';
  doer := es.doer(p_person, p_post, p_command, happened, recorded_at);
  FOR i IN 1 .. n LOOP
    leaves[i] := es.leaf(t, pos + i, p_ids[i], p_versions[i], p_topics[i], p_states[i], doer);
  END LOOP;
  frontier := es.grow(t, pos, frontier, leaves);
  INSERT INTO es.commands VALUES (t, p_command, p_fingerprint, pos + 1, pos + n);
  INSERT INTO es.stored_events
    SELECT t, pos + e.n, e.id, e.version, e.topic, e.state, p_person, p_post, p_command,
           happened, write.recorded_at, e.leaf
      FROM unnest(p_ids, p_versions, p_topics, p_states, leaves)
           WITH ORDINALITY AS e(id, version, topic, state, leaf, n);
  UPDATE es.tenant_heads h
     SET position = pos + n, last_at = write.recorded_at, frontier = write.frontier
   WHERE h.tenant_id = t;
END $$;
REVOKE ALL ON FUNCTION es.write FROM PUBLIC;

CREATE FUNCTION es.append(p_command uuid, p_fingerprint bytea, p_person uuid, p_post uuid,
  p_happened timestamptz, p_ids uuid[], p_versions int[], p_topics text[], p_states bytea[],
  OUT first_position bigint, OUT recorded_at timestamptz, OUT leaves bytea[], OUT frontier bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM es.write(NULL, p_command, p_fingerprint, p_person, p_post, p_happened, p_ids,
                         p_versions, p_topics, p_states) $$;
REVOKE ALL ON FUNCTION es.append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION es.append TO sauro_app;

CREATE FUNCTION es.append_demo(p_at timestamptz, p_command uuid, p_fingerprint bytea, p_person uuid,
  p_post uuid, p_happened timestamptz, p_ids uuid[], p_versions int[], p_topics text[],
  p_states bytea[], OUT first_position bigint, OUT recorded_at timestamptz, OUT leaves bytea[],
  OUT frontier bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.tenants WHERE tenant_id = ctx.tenant() AND demo) THEN
    RAISE EXCEPTION 'only a demonstration tenant has a made-up past'; END IF;
  SELECT w.* INTO first_position, recorded_at, leaves, frontier
    FROM es.write(p_at, p_command, p_fingerprint, p_person, p_post, p_happened, p_ids,
                  p_versions, p_topics, p_states) w;
END $$;
REVOKE ALL ON FUNCTION es.append_demo FROM PUBLIC;

-- The signer hands in what it has signed and kept; a checkpoint is worth its signature, no more.
CREATE FUNCTION es.keep_checkpoint(p_size bigint, p_signed_at timestamptz, p_note text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO es.checkpoints VALUES (ctx.tenant(), p_size, p_signed_at, p_note)
    ON CONFLICT DO NOTHING $$;
REVOKE ALL ON FUNCTION es.keep_checkpoint FROM PUBLIC;
GRANT EXECUTE ON FUNCTION es.keep_checkpoint TO sauro_app;
RESET ROLE;
ALTER FUNCTION es.keep_checkpoint OWNER TO sauro_writer;
ALTER FUNCTION es.write OWNER TO sauro_writer;
ALTER FUNCTION es.append OWNER TO sauro_writer;
ALTER FUNCTION es.append_demo OWNER TO sauro_writer;
GRANT EXECUTE ON FUNCTION es.append, es.append_demo, es.keep_checkpoint TO sauro_owner;
