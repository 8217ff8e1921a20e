"""Guests: members of inspections that another tenant ordered."""

from pathlib import Path

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add who they are, and end what they see with their link."""
    script = Path(__file__).with_name("0018_guests.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: who looked stays known.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
