"""At which tenant that happened which a bell tells of."""

from pathlib import Path

from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add the number."""
    script = Path(__file__).with_name("0025_places.sql").read_text(encoding="utf-8")
    op.get_bind().connection.cursor().execute(script)


def downgrade() -> None:
    """Drop it; lines then do not say where."""
    op.get_bind().connection.cursor().execute("ALTER TABLE alerts DROP COLUMN at_tenant")
