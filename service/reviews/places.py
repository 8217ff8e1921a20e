"""How units and posts are called where facts come from: asked, answered, chosen from.

The other side answers by itself, without anybody's name; both sides keep the letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, func, select

from events.reviews.facts import Place, Places, PlacesWanted
from service.exchange import letters, links
from service.exchange.letters import Parcel, receive, send
from service.exchange.links import LinkFacts
from service.reviews.crossing import require_service
from service.work import Work
from tenants.directory import Directory
from tenants.register import by_number
from tenants.tables import letters as sent

WANTED, NAMED = "review_places_question", "review_places"
STILL_REVIEWED = timedelta(days=366)  # after a unit has ended


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePlaces:
    """Name our units and posts to whom we let oversee us; the service does."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt and the letter that answers.

        Raises:
            NoStandingLinkError: the link is no longer one of oversight that stands.
            LetterReceivedError: it was answered before.
        """
        require_service(work)
        received, _ = receive(work, self.letter_id, PlacesWanted, along="oversight")
        us = by_number(work.connection, work.actor.tenant_id)
        named = places_of(work.register, us.name if us else "", work.today)
        said = Places(asked=self.letter_id, places=tuple(named))
        link = links.one(work.connection, received.link_id)
        send(work, link, Parcel(kind=NAMED, subject_id=received.subject_id, content=said))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePlaces:
    """Take in how the other side calls its units and posts; the service does."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt; the letter itself is what is kept.

        Raises:
            LetterReceivedError, LetterChangedError: as they say.
        """
        require_service(work)
        receive(work, self.letter_id, Places, along="oversight")


def want_places(work: Work, round_id: UUID) -> None:
    """Ask whoever lets us oversee them for the names of their units and posts."""
    for link in links.standing(work.connection, "oversight", work.today):
        if not link.ours and link.other.closed_on is None:
            wanted = PlacesWanted(on=work.today)
            send(work, link, Parcel(kind=WANTED, subject_id=round_id, content=wanted))


def places_of(register: Directory, body: str, today: date) -> list[Place]:
    """Name the body, and its units that stand or ended within a year, with their posts."""
    kept = register.standing(today - STILL_REVIEWED)
    posts = register.posts.values()
    titles = {unit: [post.title for post in posts if post.unit_id == unit] for unit in kept}
    units = (Place(one.name, tuple(dict.fromkeys(titles[key]))) for key, one in kept.items())
    return [Place(body, ()), *units]


def last_named(connection: Connection, at: datetime) -> dict[UUID, datetime]:
    """Tell when our units and posts were last named along each of our links by an instant."""
    ours = sent.c.tenant_id == func.ctx.tenant(), sent.c.kind == NAMED, sent.c.sent_at <= at
    wanted = select(sent.c.link_id, func.max(sent.c.sent_at).label("at")).where(*ours)
    rows = connection.execute(wanted.group_by(sent.c.link_id))
    return {row.link_id: row.at for row in rows}


def places_along(connection: Connection, stand: Sequence[LinkFacts]) -> list[Place]:
    """Give the places along some links, as they were last named along each."""
    along = {link.link_id for link in stand}
    came = letters.incoming(connection, {NAMED}) if along else []
    newest = {one.link_id: one for one in came if one.received and one.link_id in along}
    said = (letters.opened(connection, one, Places) for one in newest.values())
    return [place for one in said for place in one.places]
