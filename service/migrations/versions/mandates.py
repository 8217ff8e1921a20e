"""Reading by mandate, in the database as well."""

from pathlib import Path

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add what a reader by mandate sees."""
    script = Path(__file__).with_name("0017_mandates.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: what a mandate covers is not undone.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
