"""A role for reading by mandate."""

from pathlib import Path

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Give readers by mandate a role of their own."""
    script = Path(__file__).with_name("0024_reading_role.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: what a mandate covers is not undone.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
