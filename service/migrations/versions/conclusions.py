"""Reading documents by mandate."""

from pathlib import Path

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add which documents a reader by mandate sees."""
    script = Path(__file__).with_name("0019_conclusions.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: what a mandate covers is not undone.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
