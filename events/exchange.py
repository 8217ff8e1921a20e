"""The exchange: what crosses the wall between two tenants, and along which link.

A link stands in the giver's log, a letter in both: sent in the sender's, received in the
receiver's, with its number and the hash of its content. Numbers of tenants, never names.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream

LinkKind = Literal["province", "oversight"]
Ground = Literal["granted", "law"]
PARTY = "party_committee"


@dataclass(eq=False)
class LinkWithoutBasisError(RefusedError):
    """A link names the paper that it stands on."""


@dataclass(eq=False)
class LinkDaysError(RefusedError):
    """A link ends before it begins."""

    first_day: date


@dataclass(eq=False)
class LinkedToOneselfError(RefusedError):
    """Nobody is linked to themselves."""


@dataclass(eq=False)
class StateAndPartyError(RefusedError):
    """State and Party do not mix: between them there is oversight alone."""


@dataclass(eq=False)
class NoProvinceAboveError(RefusedError):
    """Such a link leads from a commune to a department of the province."""


@dataclass(eq=False)
class LinkRevokedError(RefusedError):
    """The link was revoked already, or was never granted."""


@dataclass(eq=False)
class LinkByLawError(RefusedError):
    """What the law gives is not revoked by who owes it."""


@dataclass(eq=False)
class UnexplainedRevocationError(RefusedError):
    """A revocation says why."""


@dataclass(eq=False)
class LetterReceivedError(RefusedError):
    """The letter was received before."""

    number: int


class LinkGranted(Event, frozen=True, omit_defaults=True):
    """Letters may go to and from another tenant from a day on, on this basis."""

    TOPIC: ClassVar[str] = "exchange.LinkGranted"
    taker: int
    kind: LinkKind
    ground: Ground
    basis: str
    first_day: date
    last_day: date | None = None


class LinkRevoked(Event, frozen=True):
    """No letter goes along the link any more; what went stays with both."""

    TOPIC: ClassVar[str] = "exchange.LinkRevoked"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str


class LetterSent(Event, frozen=True):
    """A letter went out; `sha256` is that of its content, `number` counts ours on this link."""

    TOPIC: ClassVar[str] = "exchange.LetterSent"
    link_id: UUID
    letter_id: UUID
    to_tenant: int
    kind: str
    subject_id: UUID
    number: int
    sha256: str


class LetterReceived(Event, frozen=True):
    """A letter of another tenant came in, as that one numbered it."""

    TOPIC: ClassVar[str] = "exchange.LetterReceived"
    link_id: UUID
    letter_id: UUID
    from_tenant: int
    kind: str
    subject_id: UUID
    number: int
    sha256: str


class Link(Stream):
    """One link, in the log of who gives it."""

    granted: LinkGranted | None = None
    revoked = False

    def grant(self, granted: LinkGranted, *, giver: int, kinds: tuple[str, str]) -> None:
        """Let letters go; `kinds` are those of the giver's tenant and the taker's.

        Raises:
            LinkedToOneselfError, LinkWithoutBasisError, LinkDaysError: as they say.
            StateAndPartyError, NoProvinceAboveError: these two are not linked in this way.
        """
        if granted.taker == giver:
            raise LinkedToOneselfError
        if not granted.basis.strip():
            raise LinkWithoutBasisError
        if granted.last_day is not None and granted.last_day < granted.first_day:
            raise LinkDaysError(granted.first_day)
        require_kinds(granted.kind, *kinds)
        self.happened(granted)

    def revoke(self, reason: str, *, by_law: bool = False) -> None:
        """End it for good; only the instance ends (`by_law`) what the law gives.

        Raises:
            LinkRevokedError: it does not stand.
            LinkByLawError: the law gives it.
            UnexplainedRevocationError: nobody says why.
        """
        if self.granted is None or self.revoked:
            raise LinkRevokedError
        if self.granted.ground == "law" and not by_law:
            raise LinkByLawError
        if not reason.strip():
            raise UnexplainedRevocationError
        self.happened(LinkRevoked(reason=reason))

    def evolve(self, event: Event) -> None:
        """Remember it, and whether it was revoked."""
        match event:
            case LinkGranted():
                self.granted = event
            case LinkRevoked():
                self.revoked = True


class Correspondence(Stream):
    """The letters that one tenant sent and received along one link."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.sent = 0
        self.received: dict[UUID, int] = {}

    def send(self, sent: LetterSent) -> None:
        """Record that a letter went out."""
        self.happened(sent)

    def receive(self, received: LetterReceived) -> None:
        """Record that a letter came in.

        Raises:
            LetterReceivedError: it did before.
        """
        if received.letter_id in self.received:
            raise LetterReceivedError(received.number)
        self.happened(received)

    def evolve(self, event: Event) -> None:
        """Count what went out, remember what came in."""
        match event:
            case LetterSent():
                self.sent = event.number
            case LetterReceived():
                self.received[event.letter_id] = event.number


def require_kinds(kind: LinkKind, giver: str, taker: str) -> None:
    """Refuse a link that these two kinds of tenants cannot have.

    Raises:
        StateAndPartyError: one is of the Party, and the link is not of oversight.
        NoProvinceAboveError: a link to the province that is none.
    """
    if kind != "oversight" and PARTY in {giver, taker}:
        raise StateAndPartyError
    if kind == "province" and (giver, taker) != ("commune", "province"):
        raise NoProvinceAboveError
