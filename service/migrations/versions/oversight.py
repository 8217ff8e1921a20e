"""What a province sees of its communes: tables that they write, views, a role of its own."""

from pathlib import Path

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Let a province look across, along links alone."""
    script = Path(__file__).with_name("0015_oversight.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: who looked is part of the record.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
