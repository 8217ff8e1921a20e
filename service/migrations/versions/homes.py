"""The homes of guests are numbers, and refer to no other tenant."""

from pathlib import Path

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Drop the reference."""
    script = Path(__file__).with_name("0021_homes.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: no reference leaves the tenant.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
