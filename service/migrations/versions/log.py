"""The log: every event a leaf of its tenant's tree, kept checkpoints of the root."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Give every event its leaf, those already stored too, and every tenant its tree."""
    script = Path(__file__).with_name("0002_log.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: the log is never taken down.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
