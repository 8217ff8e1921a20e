-- The ground: roles, the signed tenant context, the tenants' tables, the event store.
-- Everything is owned by sauro_owner, which nobody logs in as; the application logs in as
-- sauro_app, which owns nothing, bypasses nothing and writes events through one door.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sauro_owner') THEN
    CREATE ROLE sauro_owner NOLOGIN NOBYPASSRLS; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sauro_writer') THEN
    CREATE ROLE sauro_writer NOLOGIN NOBYPASSRLS; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sauro_app') THEN
    CREATE ROLE sauro_app NOLOGIN NOINHERIT NOBYPASSRLS; END IF;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO sauro_app', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO sauro_owner', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO sauro_owner;
GRANT USAGE ON SCHEMA public TO sauro_app, sauro_writer;

CREATE SCHEMA ctx AUTHORIZATION sauro_owner;
CREATE SCHEMA es AUTHORIZATION sauro_owner;
GRANT USAGE ON SCHEMA ctx, es TO sauro_app, sauro_writer;
SET LOCAL ROLE sauro_owner;

-- The tenant of a transaction: kid|tenant|expiry|hmac, checked with a key the application's
-- role cannot read, so that no injected statement can choose another tenant.
CREATE TABLE ctx.keys (
  kid text PRIMARY KEY,
  inner_pad bytea NOT NULL CHECK (octet_length(inner_pad) = 64),
  outer_pad bytea NOT NULL CHECK (octet_length(outer_pad) = 64)
);
CREATE FUNCTION ctx.tenant() RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE part text[] := string_to_array(current_setting('app.ctx', true), '|'); k record;
BEGIN
  IF part IS NULL OR cardinality(part) <> 4
     OR part[2] !~ '^[0-9]{1,9}$' OR part[3] !~ '^[0-9]{1,12}$'
     OR part[3]::bigint < extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;
  SELECT inner_pad, outer_pad INTO k FROM ctx.keys WHERE kid = part[1];
  IF NOT FOUND OR part[4] <> encode(sha256(k.outer_pad || sha256(k.inner_pad
     || convert_to(part[1] || '|' || part[2] || '|' || part[3], 'UTF8'))), 'hex')
    THEN RETURN NULL; END IF;
  RETURN part[2]::int;
END $$;
REVOKE ALL ON FUNCTION ctx.tenant() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.tenant() TO sauro_app, sauro_writer;

-- Puts a table behind the tenant wall: every table that holds tenant_id goes through here.
CREATE FUNCTION ctx.wall(wanted regclass, granted text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', wanted);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', wanted);
  EXECUTE format('CREATE POLICY one_tenant ON %s TO sauro_owner, sauro_app, sauro_writer '
    'USING (tenant_id = (SELECT ctx.tenant())) WITH CHECK (tenant_id = (SELECT ctx.tenant()))', wanted);
  EXECUTE format('GRANT %s ON %s TO sauro_app', granted, wanted);
END $$;
REVOKE ALL ON FUNCTION ctx.wall(regclass, text) FROM PUBLIC;

-- The register of tenants is the one table without a wall: a code in the address must be found
-- before there is a tenant to bind. It holds nothing but public names.
CREATE TABLE tenants (
  tenant_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT uq_tenants_code UNIQUE CHECK (code ~ '^[a-z0-9-]{2,40}$'),
  kind text NOT NULL CHECK (kind IN ('commune', 'party_committee', 'province')),
  name text NOT NULL,
  place text NOT NULL,
  phone text NOT NULL,
  zone text NOT NULL,
  demo boolean NOT NULL
);
GRANT SELECT ON tenants TO sauro_app, sauro_writer;

CREATE TABLE units (
  tenant_id int NOT NULL REFERENCES tenants,
  unit_id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  rank int NOT NULL,
  first_day date NOT NULL,
  last_day date,
  PRIMARY KEY (tenant_id, unit_id)
);
CREATE TABLE people (
  tenant_id int NOT NULL REFERENCES tenants,
  person_id uuid NOT NULL,
  name text NOT NULL,
  sort_key text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, person_id)
);
CREATE TABLE posts (
  tenant_id int NOT NULL,
  post_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  title text NOT NULL,
  roles text[] NOT NULL,
  rank int NOT NULL,
  PRIMARY KEY (tenant_id, post_id),
  FOREIGN KEY (tenant_id, unit_id) REFERENCES units
);
CREATE TABLE holdings (
  tenant_id int NOT NULL,
  post_id uuid NOT NULL,
  person_id uuid NOT NULL,
  first_day date NOT NULL,
  last_day date CHECK (last_day >= first_day),
  PRIMARY KEY (tenant_id, post_id, person_id, first_day),
  FOREIGN KEY (tenant_id, post_id) REFERENCES posts,
  FOREIGN KEY (tenant_id, person_id) REFERENCES people
);
CREATE INDEX ix_holdings_person ON holdings (tenant_id, person_id);
CREATE TABLE calendar_days (
  tenant_id int NOT NULL REFERENCES tenants,
  day date NOT NULL,
  working boolean NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (tenant_id, day)
);
CREATE TABLE accounts (
  tenant_id int NOT NULL,
  account_id uuid NOT NULL,
  person_id uuid NOT NULL,
  login text NOT NULL,
  password_hash text NOT NULL,
  disabled boolean NOT NULL,
  one_time boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, account_id),
  CONSTRAINT uq_accounts_login UNIQUE (tenant_id, login),
  CONSTRAINT uq_accounts_person UNIQUE (tenant_id, person_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES people
);
CREATE TABLE sessions (
  tenant_id int NOT NULL,
  session_hash bytea NOT NULL,
  account_id uuid NOT NULL,
  post_id uuid NOT NULL,
  device text NOT NULL,
  began_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, session_hash),
  FOREIGN KEY (tenant_id, account_id) REFERENCES accounts,
  FOREIGN KEY (tenant_id, post_id) REFERENCES posts
);
CREATE INDEX ix_sessions_account ON sessions (tenant_id, account_id);
CREATE TABLE sign_in_tries (
  tenant_id int NOT NULL REFERENCES tenants,
  source text NOT NULL,
  failures int NOT NULL,
  blocked_until timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, source)
);
CREATE TABLE files (
  tenant_id int NOT NULL REFERENCES tenants,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint NOT NULL,
  kind text NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, sha256)
);
SELECT ctx.wall('units', 'SELECT, INSERT, UPDATE');
SELECT ctx.wall('people', 'SELECT, INSERT, UPDATE');
SELECT ctx.wall('posts', 'SELECT, INSERT, UPDATE');
SELECT ctx.wall('holdings', 'SELECT, INSERT, UPDATE');
SELECT ctx.wall('calendar_days', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ctx.wall('accounts', 'SELECT, INSERT, UPDATE');
SELECT ctx.wall('sessions', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ctx.wall('sign_in_tries', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ctx.wall('files', 'SELECT, INSERT');

-- The event store: a head row a tenant, gapless positions under its lock, append only.
CREATE TABLE es.tenant_heads (
  tenant_id int PRIMARY KEY REFERENCES tenants,
  position bigint NOT NULL,
  last_at timestamptz NOT NULL
) WITH (fillfactor = 40);
CREATE TABLE es.commands (
  tenant_id int NOT NULL,
  command_id uuid NOT NULL,
  fingerprint bytea NOT NULL,
  first_position bigint NOT NULL,
  last_position bigint NOT NULL,
  CONSTRAINT pk_commands PRIMARY KEY (tenant_id, command_id)
);
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
  CONSTRAINT pk_stored_events PRIMARY KEY (tenant_id, position),
  CONSTRAINT uq_stored_events_stream UNIQUE (tenant_id, stream_id, stream_version)
) PARTITION BY HASH (tenant_id);

CREATE FUNCTION es.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', tg_table_name USING ERRCODE = 'insufficient_privilege'; END $$;
SELECT ctx.wall('es.tenant_heads', 'SELECT');
SELECT ctx.wall('es.commands', 'SELECT');
SELECT ctx.wall('es.stored_events', 'SELECT');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON es.stored_events
  FOR EACH ROW EXECUTE FUNCTION es.refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON es.commands
  FOR EACH ROW EXECUTE FUNCTION es.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON es.commands EXECUTE FUNCTION es.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON es.stored_events EXECUTE FUNCTION es.refuse();
DO $$ DECLARE part text; BEGIN
  FOR i IN 0..15 LOOP
    part := format('es.stored_events_%s', lpad(i::text, 2, '0'));
    EXECUTE format('CREATE TABLE %s PARTITION OF es.stored_events '
      'FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, i);
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %s EXECUTE FUNCTION es.refuse()', part);
  END LOOP;
END $$;
GRANT SELECT, UPDATE ON es.tenant_heads TO sauro_writer;
GRANT SELECT, INSERT ON es.stored_events, es.commands TO sauro_writer;

-- Order, time and position are made here, under the lock of the tenant's head. A stream's
-- version that exists already, or that would leave a gap, fails: somebody else was quicker.
CREATE FUNCTION es.write(p_at timestamptz, p_command uuid, p_fingerprint bytea, p_person uuid,
  p_post uuid, p_happened timestamptz, p_ids uuid[], p_versions int[], p_topics text[],
  p_states bytea[], OUT first_position bigint, OUT recorded_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE t int := ctx.tenant(); pos bigint; last timestamptz; n int := cardinality(p_ids);
BEGIN
  SELECT h.position, h.last_at INTO STRICT pos, last
    FROM es.tenant_heads h WHERE h.tenant_id = t FOR UPDATE;
  recorded_at := greatest(coalesce(p_at, clock_timestamp()), last);
  first_position := pos + 1;
  INSERT INTO es.commands VALUES (t, p_command, p_fingerprint, pos + 1, pos + n);
  INSERT INTO es.stored_events
    SELECT t, pos + e.n, e.id, e.version, e.topic, e.state, p_person, p_post, p_command,
           least(coalesce(p_happened, write.recorded_at), write.recorded_at), write.recorded_at
      FROM unnest(p_ids, p_versions, p_topics, p_states)
           WITH ORDINALITY AS e(id, version, topic, state, n);
  UPDATE es.tenant_heads h SET position = pos + n, last_at = write.recorded_at
   WHERE h.tenant_id = t;
END $$;
REVOKE ALL ON FUNCTION es.write FROM PUBLIC;

CREATE FUNCTION es.append(p_command uuid, p_fingerprint bytea, p_person uuid, p_post uuid,
  p_happened timestamptz, p_ids uuid[], p_versions int[], p_topics text[], p_states bytea[],
  OUT first_position bigint, OUT recorded_at timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM es.write(NULL, p_command, p_fingerprint, p_person, p_post, p_happened, p_ids,
                         p_versions, p_topics, p_states) $$;
REVOKE ALL ON FUNCTION es.append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION es.append TO sauro_app;

-- Only a demonstration tenant may be given a past, and only by the owner's hand.
CREATE FUNCTION es.append_demo(p_at timestamptz, p_command uuid, p_fingerprint bytea, p_person uuid,
  p_post uuid, p_happened timestamptz, p_ids uuid[], p_versions int[], p_topics text[],
  p_states bytea[], OUT first_position bigint, OUT recorded_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.tenants WHERE tenant_id = ctx.tenant() AND demo) THEN
    RAISE EXCEPTION 'only a demonstration tenant has a made-up past'; END IF;
  SELECT w.first_position, w.recorded_at INTO first_position, recorded_at
    FROM es.write(p_at, p_command, p_fingerprint, p_person, p_post, p_happened, p_ids,
                  p_versions, p_topics, p_states) w;
END $$;
REVOKE ALL ON FUNCTION es.append_demo FROM PUBLIC;
RESET ROLE;
ALTER FUNCTION es.write OWNER TO sauro_writer;
ALTER FUNCTION es.append OWNER TO sauro_writer;
ALTER FUNCTION es.append_demo OWNER TO sauro_writer;
GRANT EXECUTE ON FUNCTION es.append, es.append_demo TO sauro_owner;
