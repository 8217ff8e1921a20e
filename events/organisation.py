"""The organisation's own changes: who was added, which post was filled and left.

Events carry identifiers only; names live in the tenants' tables, where they can be corrected.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from events.stream import Event, Stream
from events.values import Population


class UnitAdded(Event, frozen=True):
    """A unit was set up."""

    TOPIC: ClassVar[str] = "organisation.UnitAdded"
    unit_id: UUID


class UnitEnded(Event, frozen=True, omit_defaults=True):
    """A unit is no more after a last day; it may have gone `into` another one."""

    TOPIC: ClassVar[str] = "organisation.UnitEnded"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"basis"})
    unit_id: UUID
    last_day: date
    basis: str
    into: UUID | None = None


class PostAdded(Event, frozen=True):
    """A post was set up in a unit, with the roles that go with it."""

    TOPIC: ClassVar[str] = "organisation.PostAdded"
    post_id: UUID
    unit_id: UUID
    roles: tuple[str, ...]


class PersonAdded(Event, frozen=True):
    """A person joined."""

    TOPIC: ClassVar[str] = "organisation.PersonAdded"
    person_id: UUID


class PostFilled(Event, frozen=True):
    """A person holds a post from a day on."""

    TOPIC: ClassVar[str] = "organisation.PostFilled"
    post_id: UUID
    person_id: UUID
    first_day: date


class PostLeft(Event, frozen=True):
    """A person no longer holds a post after a last day."""

    TOPIC: ClassVar[str] = "organisation.PostLeft"
    post_id: UUID
    person_id: UUID
    last_day: date


class UnitNamed(Event, frozen=True):
    """A person said which unit a name printed in a plan stands for."""

    TOPIC: ClassVar[str] = "organisation.UnitNamed"
    unit_id: UUID
    printed: str


class Delegated(Event, frozen=True):
    """The holder of a post lets somebody decide for them, both days included."""

    TOPIC: ClassVar[str] = "organisation.Delegated"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"basis"})
    delegation_id: UUID
    post_id: UUID
    from_person_id: UUID
    to_person_id: UUID
    first_day: date
    last_day: date
    basis: str


class DelegationEnded(Event, frozen=True):
    """Nobody decides by a delegation after a last day."""

    TOPIC: ClassVar[str] = "organisation.DelegationEnded"
    delegation_id: UUID
    last_day: date


class Predecessor(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation that went into this one, with the last checkpoint of its record.

    `origin` names its tree, `size` counts its events, `root` is the tree's root in base64.
    """

    name: str
    origin: str
    size: int
    root: str


class FormedByMerger(Event, frozen=True):
    """The organisation came out of others, by a decision (`basis`), on a day (sáp nhập)."""

    TOPIC: ClassVar[str] = "organisation.FormedByMerger"
    predecessors: tuple[Predecessor, ...]
    basis: str
    on: date


class MergedInto(Event, frozen=True):
    """The organisation went into another one, whose number here is given; its record ends."""

    TOPIC: ClassVar[str] = "organisation.MergedInto"
    successor: int
    name: str
    basis: str
    on: date


class PopulationSet(Event, frozen=True):
    """A person is a cadre, civil servant, public employee or contract worker from a day on."""

    TOPIC: ClassVar[str] = "organisation.PopulationSet"
    person_id: UUID
    population: Population
    from_day: date


class AccountOpened(Event, frozen=True):
    """A person may sign in."""

    TOPIC: ClassVar[str] = "organisation.AccountOpened"
    person_id: UUID


class PasswordGiven(Event, frozen=True):
    """The administrator gave a person a new password; their sessions ended."""

    TOPIC: ClassVar[str] = "organisation.PasswordGiven"
    person_id: UUID


class PersonRenamed(Event, frozen=True):
    """A person's name was corrected; neither the old nor the new one is said here."""

    TOPIC: ClassVar[str] = "organisation.PersonRenamed"
    person_id: UUID


class PersonErased(Event, frozen=True):
    """A person's name, account and all text about them were erased; `keys` were destroyed."""

    TOPIC: ClassVar[str] = "organisation.PersonErased"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    person_id: UUID
    keys: tuple[UUID, ...]
    legal_basis: str
    reason: str


class TextErased(Event, frozen=True):
    """The text of the event at a position was erased: its key was cut out of `keys`."""

    TOPIC: ClassVar[str] = "organisation.TextErased"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    position: int
    keys: tuple[UUID, ...]
    legal_basis: str
    reason: str


class ShellOpened(Event, frozen=True):
    """The operator opened a shell that may write, for this reason."""

    TOPIC: ClassVar[str] = "organisation.ShellOpened"
    reason: str


class Organisation(Stream):
    """One stream a tenant: the changes of its units, posts and people."""

    def note(self, event: Event) -> None:
        """Record a change that the tenants' tables already allowed."""
        self.happened(event)

    def evolve(self, event: Event) -> None:
        """Keep nothing: the tables answer every question about today."""
