"""The door made quick: one table of events, one function; every event as it was."""

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Put the events of all parts into one table, and the commands' fingerprints with them."""
    script = Path(__file__).with_name("0005_door.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: the log is never taken down.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
