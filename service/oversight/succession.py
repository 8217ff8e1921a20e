"""Into which linked communes did those go whose record is closed?"""

from datetime import date

from sqlalchemy import Connection, text

from service.oversight.crossing import across

GONE = text("SELECT tenant_id, heir_id FROM oversight.predecessors")


def heirs(connection: Connection, day: date) -> dict[int, int]:
    """Give the heir of each closed commune, both by number, as far as both gave us a link."""
    with across(connection, day) as looking:
        return {row.tenant_id: row.heir_id for row in looking.execute(GONE)}
