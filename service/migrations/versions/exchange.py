"""The exchange between tenants: links and letters."""

from pathlib import Path

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Let two tenants write to each other along a link."""
    script = Path(__file__).with_name("0012_exchange.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Refuse: what was sent stays sent.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError("restore a backup instead")
