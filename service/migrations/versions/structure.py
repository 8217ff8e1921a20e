"""Changes of the log's structure are reported, and its tables are never dropped."""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Set up the report, and the server's event triggers where it allows them."""
    script = Path(__file__).with_name("0003_structure.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: the log is never taken down.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
