"""Letters between tenants: written along a link that stands, received once, opened by hash.

The content is canonical JSON and lies in a table that only the two sides read; the logs of
both keep its hash. Other contexts call `send` and `receive` inside their own commands.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID, uuid5

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, insert, select
from sqlalchemy.exc import IntegrityError, NoResultFound

from events.errors import ChangedMeanwhileError, RefusedError
from events.exchange import Correspondence, LetterReceived, LetterSent, LinkKind
from service.clock import now
from service.db import Question
from service.exchange.links import LinkFacts, one
from service.exchange.receipts import table as receipts
from service.history import standing
from service.work import Work
from tenants.tables import letters, tenants

T = TypeVar("T")
ENCODER = msgspec.json.Encoder(order="deterministic", decimal_format="string")


@dataclass(eq=False)
class NoStandingLinkError(RefusedError):
    """No link to that tenant stands today."""


@dataclass(eq=False)
class LetterChangedError(RefusedError):
    """The content is not what its hash says."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is to be sent: its kind and subject as both sides know them, and the content."""

    kind: str
    subject_id: UUID
    content: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """A letter that came to us; `received` tells whether our log has it."""

    letter_id: UUID
    from_tenant: int
    from_name: str
    link_id: UUID
    number: int
    kind: str
    subject_id: UUID
    sha256: str
    sent_at: datetime
    received: bool


def send(work: Work, link: LinkFacts, parcel: Parcel) -> LetterSent:
    """Write a letter to the other side of a link, and record it in our log.

    Raises:
        NoStandingLinkError: the link does not stand today.
        ChangedMeanwhileError: somebody else was quicker to write along the link.
    """
    if link.status(work.today) != "standing":
        raise NoStandingLinkError
    content = canonical(parcel.content)
    written = work.open(Correspondence, uuid5(link.link_id, "letters"))
    sent = LetterSent(
        link_id=link.link_id,
        letter_id=work.new_id(f"letter {link.link_id}"),
        to_tenant=link.other.tenant_id,
        kind=parcel.kind,
        subject_id=parcel.subject_id,
        number=written.sent + 1,
        sha256=sha256(content).hexdigest(),
    )
    written.send(sent)
    work.save(written)
    row = {name: getattr(sent, name) for name in ("link_id", "letter_id", "kind", "subject_id")}
    row |= {"number": sent.number, "sha256": sent.sha256, "content": content}
    whose = {"tenant_id": work.actor.tenant_id, "receiver_id": sent.to_tenant}
    at = work.order.recorded_at or now()
    try:
        work.connection.execute(insert(letters).values(**whose, **row, sent_at=at))
    except IntegrityError as clash:
        if "uq_letters_number" in str(clash):
            raise ChangedMeanwhileError(written.id) from clash
        raise
    return sent


def receive(
    work: Work, letter_id: UUID, kind: type[T], *, along: LinkKind
) -> tuple[LetterReceived, T]:
    """Record that a letter came in, and give what it says.

    Raises:
        NoResultFound: no such letter came to us.
        NoStandingLinkError: the link that it came along is of another kind, or does not stand.
        LetterReceivedError: it was received before.
        LetterChangedError: the content is not what its hash says, or not of that kind.
    """
    letter = came(work.connection, letter_id)
    link = one(work.connection, letter.link_id)
    if link.kind != along or link.status(work.today) != "standing":
        raise NoStandingLinkError
    said = opened(work.connection, letter, kind)
    got = work.open(Correspondence, uuid5(letter.link_id, "letters"))
    facts = ("link_id", "letter_id", "from_tenant", "kind", "subject_id", "number", "sha256")
    received = LetterReceived(**{name: getattr(letter, name) for name in facts})
    got.receive(received)
    work.save(got)
    return received, said


def came(connection: Connection, letter_id: UUID) -> LetterFacts:
    """Give a letter that came to us.

    Raises:
        NoResultFound: there is none.
    """
    found = _came(connection, letters.c.letter_id == letter_id)
    if not found:
        raise NoResultFound
    return found[0]


def incoming(
    connection: Connection, kinds: Collection[str], at: datetime | None = None
) -> list[LetterFacts]:
    """List the letters of some kinds that came to us, now or by an instant, oldest first."""
    return _came(connection, letters.c.kind.in_(kinds), at)


def unreceived(kinds: Collection[str]) -> Question[LetterFacts]:
    """Ask for the letters of some kinds that our log does not have yet, the oldest first."""
    return Question(
        _asked(letters.c.kind.in_(kinds), receipts.c.letter_id.is_(None)), LetterFacts
    )


def waiting(connection: Connection, kinds: Collection[str], most: int) -> list[UUID]:
    """Name letters of some kinds that our log does not have yet, the oldest first."""
    known = (receipts.c.letter_id == letters.c.letter_id) & standing(receipts, None)
    found = (
        select(letters.c.letter_id)
        .join(receipts, known, isouter=True)
        .where(letters.c.receiver_id == func.ctx.tenant(), letters.c.kind.in_(kinds))
        .where(receipts.c.letter_id.is_(None))
        .order_by(letters.c.sent_at, letters.c.number)
    )
    return list(connection.execute(found.limit(most)).scalars())


def opened(connection: Connection, letter: LetterFacts, kind: type[T]) -> T:
    """Give what a letter says, as a value of a kind.

    Raises:
        LetterChangedError: it is not what its hash says, or not of that kind.
    """
    chosen = (letters.c.letter_id == letter.letter_id) & (
        letters.c.tenant_id == letter.from_tenant
    )
    content = connection.execute(select(letters.c.content).where(chosen)).scalar_one()
    if sha256(content).hexdigest() != letter.sha256:
        raise LetterChangedError(letter.number)
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.DecodeError as unread:
        raise LetterChangedError(letter.number) from unread


def canonical(content: Any) -> bytes:
    """Write a content as JSON, always in the same bytes."""
    return ENCODER.encode(content)


def _came(
    connection: Connection, chosen: ColumnElement[bool], at: datetime | None = None
) -> list[LetterFacts]:
    by_then = [letters.c.sent_at <= at] if at else []
    rows = connection.execute(_asked(chosen, *by_then, at=at))
    return [LetterFacts(**row) for row in rows.mappings()]


def _asked(*chosen: ColumnElement[bool], at: datetime | None = None) -> Select[Any]:
    known = (receipts.c.letter_id == letters.c.letter_id) & standing(receipts, at)
    same = ("letter_id", "link_id", "number", "kind", "subject_id", "sha256", "sent_at")
    whose = (letters.c.tenant_id.label("from_tenant"), tenants.c.name.label("from_name"))
    got = receipts.c.letter_id.is_not(None).label("received")
    return (
        select(*(letters.c[name] for name in same), *whose, got)
        .join(tenants, tenants.c.tenant_id == letters.c.tenant_id)
        .join(receipts, known, isouter=True)
        .where(letters.c.receiver_id == func.ctx.tenant(), *chosen)
        .order_by(letters.c.sent_at, letters.c.number)
    )
