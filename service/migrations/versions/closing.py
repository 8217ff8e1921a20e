"""Tenants that are closed: read and proved, and written to no more."""

from pathlib import Path

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Let a tenant be closed."""
    script = Path(__file__).with_name("0010_closing.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: what was closed stays closed.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
