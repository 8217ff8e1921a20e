"""Who looked at what only few may see."""

from pathlib import Path

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the table of looks."""
    script = Path(__file__).with_name("0013_looks.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: who looked is part of the record.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
