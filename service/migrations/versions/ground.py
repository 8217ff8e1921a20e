"""The ground: roles, tenant context, tenants' tables, event store."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make everything of the first release."""
    script = Path(__file__).with_name("0001_ground.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: the event store is never taken down.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
