"""Along which links may one order inspections elsewhere: those that communes give."""

from datetime import date

from sqlalchemy import Connection

from service.exchange.letters import NoStandingLinkError
from service.exchange.links import LinkFacts, every
from service.work import Work


def communes(connection: Connection, day: date) -> dict[int, LinkFacts]:
    """Give the links that communes give us and that stand on a day, by tenant.

    Those of a province as those of oversight let their taker inspect.
    """
    found = (one for one in every(connection) if not one.ours and one.status(day) == "standing")
    below = (one for one in found if one.other.kind == "commune" and not one.closed(day))
    return {one.other.tenant_id: one for one in sorted(below, key=lambda one: one.other.name)}


def commune(work: Work, number: int) -> LinkFacts:
    """Give the link with one commune.

    Raises:
        NoStandingLinkError: none stands today, or the commune is closed.
    """
    link = communes(work.connection, work.today).get(number)
    if link is None:
        raise NoStandingLinkError
    return link
