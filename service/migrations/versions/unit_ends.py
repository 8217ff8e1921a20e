"""Which unit another one went into."""

from pathlib import Path

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the column."""
    script = Path(__file__).with_name("0014_unit_ends.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: the ends of units are in the log.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
