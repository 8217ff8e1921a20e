"""Who decides for whom by which post, for a time."""

from pathlib import Path

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table of delegations."""
    script = Path(__file__).with_name("0009_delegations.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: delegations are in the log.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
