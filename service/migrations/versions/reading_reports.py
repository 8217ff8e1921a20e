"""Reading reports by mandate."""

from pathlib import Path

from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add which reports a reader by mandate sees."""
    script = Path(__file__).with_name("0022_reading_reports.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: what a mandate covers is not undone.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
