"""Links with the instant of their recording."""

from pathlib import Path

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add since when each link is known."""
    script = Path(__file__).with_name("0023_links_dated.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: past days would no longer be known.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
