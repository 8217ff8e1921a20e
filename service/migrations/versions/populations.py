"""Which rules of evaluation hold for a person, from a day on."""

from pathlib import Path

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the table of populations."""
    script = Path(__file__).with_name("0011_populations.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: populations are in the log.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
