"""Erasure: keys are destroyed only together with an event that names them."""

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the one way to destroy a key."""
    script = Path(__file__).with_name("0008_erasure.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: what was erased never comes back.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
