"""Praise and discipline (khen thưởng, kỷ luật): one decision on one person or one unit.

A decision names the ground that it follows from. It is never edited: a wrong one is revoked.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream

MeritKind = Literal["praise", "discipline"]
Measure = Literal[
    "commended", "certificate", "reprimand", "warning", "removal", "expulsion", "dissolution"
]
Ground = Literal["conclusion", "inspection", "review", "other"]
OF_PRAISE: frozenset[Measure] = frozenset({"commended", "certificate"})
OF_PERSONS: frozenset[Measure] = frozenset({"removal", "expulsion"})
OF_UNITS: frozenset[Measure] = frozenset({"dissolution"})


@dataclass(eq=False)
class MeritIncompleteError(RefusedError):
    """A decision has a number, a reason and a ground; `field` says what lacks."""

    field: str


@dataclass(eq=False)
class MeritDayError(RefusedError):
    """It is decided after the act, and not in the future."""

    earliest: date
    today: date


@dataclass(eq=False)
class MeasureMisfitError(RefusedError):
    """The measure is none for such a decision, or none for a unit, or none for a person."""


@dataclass(eq=False)
class OwnMeritError(RefusedError):
    """Nobody records a decision on themselves."""


@dataclass(eq=False)
class MeritRevokedError(RefusedError):
    """The decision was revoked already."""


class MeritRecorded(Event, frozen=True, omit_defaults=True):
    """A person, or a unit, was praised or disciplined; `acted_on` is when what led to it ended.

    `ground_id` is the document, inspection or review it follows from; `cited` any other paper.
    `same_act` is an earlier discipline for the same act, which then counts once.
    """

    TOPIC: ClassVar[str] = "conclusions.MeritRecorded"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason", "cited"})
    ABOUT: ClassVar[str] = "person_id"
    kind: MeritKind
    measure: Measure
    number: str
    decided_on: date
    acted_on: date
    reason: str
    ground: Ground
    person_id: UUID | None = None
    unit_id: UUID | None = None
    ground_id: UUID | None = None
    cited: str = ""
    same_act: UUID | None = None


class MeritRevoked(Event, frozen=True):
    """The decision was revoked by another, with this number."""

    TOPIC: ClassVar[str] = "conclusions.MeritRevoked"
    number: str


class Merit(Stream):
    """One decision."""

    recorded: MeritRecorded | None = None
    revoked = ""

    def record(self, said: MeritRecorded, *, by: UUID, today: date) -> None:
        """Record it.

        Raises:
            OwnMeritError: it is on whoever records it.
            MeritIncompleteError: something is not said.
            MeasureMisfitError: the measure does not fit.
            MeritDayError: its days are out of order.
        """
        if said.person_id == by:
            raise OwnMeritError
        named: dict[str, object] = {"number": said.number, "reason": said.reason}
        named |= {"subject": said.person_id or said.unit_id}
        named |= {"ground": said.cited if said.ground == "other" else said.ground_id}
        for field, value in named.items():
            if not value:
                raise MeritIncompleteError(field)
        _require_fit(said)
        if not said.acted_on <= said.decided_on <= today:
            raise MeritDayError(said.acted_on, today)
        self.happened(said)

    def revoke(self, number: str) -> None:
        """Let it hold no longer.

        Raises:
            MeritRevokedError: it was revoked.
            MeritIncompleteError: the decision that revokes it has no number.
        """
        if self.revoked:
            raise MeritRevokedError
        if not number:
            raise MeritIncompleteError("number")
        self.happened(MeritRevoked(number=number))

    def evolve(self, event: Event) -> None:
        """Remember the decision, and that it was revoked."""
        match event:
            case MeritRecorded():
                self.recorded = event
            case MeritRevoked():
                self.revoked = event.number


def _require_fit(said: MeritRecorded) -> None:
    praised = said.measure in OF_PRAISE
    of_unit = said.unit_id is not None
    misfit = said.measure in (OF_PERSONS if of_unit else OF_UNITS)
    if praised != (said.kind == "praise") or misfit or (of_unit and said.person_id):
        raise MeasureMisfitError
