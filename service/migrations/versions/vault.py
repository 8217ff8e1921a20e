"""The vault: wrapped data keys, with which what people typed is sealed."""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table of wrapped keys, and the one way to destroy one."""
    script = Path(__file__).with_name("0006_vault.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: a key is never thrown away by a step back.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
