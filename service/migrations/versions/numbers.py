"""Tenants' numbers that are free in other instances as well."""

from pathlib import Path

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Let an instance without tenants count from a place of its own."""
    script = Path(__file__).with_name("0007_numbers.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: numbers are in the log.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
