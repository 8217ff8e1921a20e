-- Messages: what the bell shows, what goes out, and who reads along in a calendar. None of it is
-- history: the history is the log, and a message only points there.

SET LOCAL ROLE sauro_owner;

-- One line under a person's bell. `key` names the cause, so that nothing is said twice.
CREATE TABLE alerts (
  tenant_id int NOT NULL,
  alert_id uuid NOT NULL,
  person_id uuid NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  by_person_id uuid,
  day date,
  made_at timestamptz NOT NULL,
  read_at timestamptz,
  CONSTRAINT pk_alerts PRIMARY KEY (tenant_id, alert_id),
  CONSTRAINT uq_alerts_key UNIQUE (tenant_id, person_id, key),
  FOREIGN KEY (tenant_id, person_id) REFERENCES people
);
CREATE INDEX ix_alerts_person ON alerts (tenant_id, person_id, made_at);

-- Where a person is written to; theirs to change, and gone with them.
CREATE TABLE contacts (
  tenant_id int NOT NULL,
  person_id uuid NOT NULL,
  email text NOT NULL,
  digest boolean NOT NULL,
  CONSTRAINT pk_contacts PRIMARY KEY (tenant_id, person_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES people
);

-- The outbox: written where the cause is written, sent by the worker, at least once each.
-- `body` is emptied when the message is out.
CREATE TABLE outgoing (
  tenant_id int NOT NULL REFERENCES tenants,
  message_id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'webhook')),
  key text NOT NULL,
  address text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  made_at timestamptz NOT NULL,
  tries int NOT NULL DEFAULT 0,
  problem text NOT NULL DEFAULT '',
  sent_at timestamptz,
  dead_at timestamptz,
  CONSTRAINT pk_outgoing PRIMARY KEY (tenant_id, message_id),
  CONSTRAINT uq_outgoing_key UNIQUE (tenant_id, channel, key)
);
CREATE INDEX ix_outgoing_made ON outgoing (tenant_id, made_at);

-- Other systems that the operator lets know; the secret is made from the instance's own.
CREATE TABLE webhooks (
  tenant_id int NOT NULL REFERENCES tenants,
  webhook_id uuid NOT NULL,
  url text NOT NULL,
  CONSTRAINT pk_webhooks PRIMARY KEY (tenant_id, webhook_id)
);

-- The address under which a person's deadlines may be read by a calendar; kept as its hash.
CREATE TABLE calendar_feeds (
  tenant_id int NOT NULL,
  person_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  made_at timestamptz NOT NULL,
  CONSTRAINT pk_calendar_feeds PRIMARY KEY (tenant_id, person_id),
  CONSTRAINT uq_calendar_feeds_token UNIQUE (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, person_id) REFERENCES people
);

-- Daily rounds that were begun, so that a day has one of each.
CREATE TABLE daily_rounds (
  tenant_id int NOT NULL REFERENCES tenants,
  name text NOT NULL,
  day date NOT NULL,
  CONSTRAINT pk_daily_rounds PRIMARY KEY (tenant_id, name)
);
SELECT ctx.wall('alerts', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ctx.wall('contacts', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ctx.wall('outgoing', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ctx.wall('webhooks', 'SELECT');
SELECT ctx.wall('calendar_feeds', 'SELECT, INSERT, UPDATE, DELETE');
SELECT ctx.wall('daily_rounds', 'SELECT, INSERT, UPDATE');
RESET ROLE;
