"""Along which link does a letter go: from a province to its communes, from a commune back?"""

from service.exchange.letters import NoStandingLinkError, Parcel, send
from service.exchange.links import LinkFacts, standing
from service.work import Work


def communes(work: Work) -> dict[int, LinkFacts]:
    """Give the links that stand today with communes below us, by tenant."""
    found = standing(work.connection, "province", work.today)
    return {one.other.tenant_id: one for one in found if not one.ours}


def commune(work: Work, number: int) -> LinkFacts:
    """Give the link with one commune.

    Raises:
        NoStandingLinkError: none stands today.
    """
    return _required(communes(work).get(number))


def provinces(work: Work) -> dict[int, LinkFacts]:
    """Give the links that stand today with those above us, by tenant."""
    found = standing(work.connection, "province", work.today)
    return {one.other.tenant_id: one for one in found if one.ours}


def province(work: Work, number: int) -> LinkFacts:
    """Give the link with one of those above us, whichever letter came along whichever link.

    Raises:
        NoStandingLinkError: none stands today.
    """
    return _required(provinces(work).get(number))


def post_to(work: Work, number: int, parcel: Parcel) -> None:
    """Write to one of those above us if a link stands; what is ours is done all the same."""
    if link := provinces(work).get(number):
        send(work, link, parcel)


def _required(link: LinkFacts | None) -> LinkFacts:
    if link is None:
        raise NoStandingLinkError
    return link
