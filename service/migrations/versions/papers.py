"""Templates of official papers."""

from pathlib import Path

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the table of templates."""
    script = Path(__file__).with_name("0016_papers.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: events name these files.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
