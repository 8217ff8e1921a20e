"""Messages: the bell, the outbox and its jobs, calendars, the operator's webhooks."""

from pathlib import Path

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0004"
down_revision = "0003"
JOBS_BEGIN = """
SET LOCAL ROLE sauro_owner;
CREATE SCHEMA jobs;
SET LOCAL search_path = jobs;
"""
# The library's functions name their tables bare, and everybody could run them.
JOBS_END = """
DO $$ DECLARE one regprocedure; BEGIN
  FOR one IN SELECT oid::regprocedure FROM pg_proc
              WHERE pronamespace = 'jobs'::regnamespace LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = jobs, pg_catalog, pg_temp', one);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO sauro_app', one);
  END LOOP;
END $$;
GRANT USAGE ON SCHEMA jobs TO sauro_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs TO sauro_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA jobs TO sauro_app;
RESET search_path;
RESET ROLE;
"""


def upgrade() -> None:
    """Make the tables of messages, and the job library's own in a schema of theirs."""
    cursor = op.get_bind().connection.cursor()
    script = Path(__file__).with_name("0004_messages.sql").read_text(encoding="utf-8")
    cursor.execute(script)
    cursor.execute(JOBS_BEGIN)
    cursor.execute(SchemaManager.get_schema())
    cursor.execute(JOBS_END)


def downgrade() -> None:
    """Refuse: what was made is never taken down.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
