"""A unit of work: one command, one tenant, one actor, one transaction."""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Protocol, TypeVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import msgspec
import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError

from events.errors import (
    ChangedMeanwhileError,
    CommandReusedError,
    RefusedError,
    UnknownOutcomeError,
    WrongStreamError,
)
from events.recorder import Envelope
from events.store import Recorded
from events.stream import Stream
from service.clock import now
from service.db import driver, notices
from service.history import ReadModel, keep
from service.vault.stores import event_store
from tenants.access import Actor
from tenants.calendar import WorkingCalendar, working_calendar
from tenants.directory import Directory, directory
from tenants.scope import Scope

S = TypeVar("S", bound=Stream)
ENCODER = msgspec.json.Encoder(order="sorted")
CLASHES = (IntegrityError, psycopg.IntegrityError)
LOST = (OperationalError, psycopg.OperationalError)
ANSWERED = (
    "SELECT fingerprint FROM es.stored_events WHERE command_id = %s AND fingerprint IS NOT NULL"
)


class Command(Protocol):
    """Something a person asks for; the domain may refuse it."""

    def decide(self, work: "Work") -> None:
        """Save the streams whose events grant it, or raise why not."""


Policy = Callable[[Sequence[Recorded], Connection, date], None]
"""What else the events of a command bring about, in its transaction and on its day."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One tenant's events and read models, open for one request or one job."""

    scope: Scope
    zone: str
    read_models: Sequence[ReadModel]
    policies: Sequence[Policy] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who asks, under which identifier, and when it happened (now, when not said).

    `written_at` is when it was written on the person's device: it is kept as the clock of what
    happened, and decides nothing. `recorded_at` is for the loading of a demonstration only.
    """

    actor: Actor
    command_id: UUID
    happened_at: datetime | None = None
    recorded_at: datetime | None = None
    written_at: datetime | None = None

    def day(self, zone: str) -> date:
        """Give the day on which it is done, in a time zone."""
        moment = self.happened_at or self.recorded_at or now()
        return moment.astimezone(ZoneInfo(zone)).date()


class Work:
    """What a command may touch while it is decided."""

    def __init__(self, connection: Connection, order: Order, ledger: Ledger) -> None:
        self.connection = connection
        self.store = event_store(connection)
        self.order = order
        self.actor = order.actor
        self.ledger = ledger
        self.loaded: dict[UUID, Stream] = {}
        self.saved: list[Stream] = []
        self.afterwards: list[Callable[[], None]] = []  # done when the events are recorded

    def load(self, kind: type[S], stream_id: UUID, *, seen: int | None = None) -> S:
        """Rebuild a stream as it stands now, with what this command has saved of it already.

        Raises:
            WrongStreamError: no such stream of that kind.
            ChangedMeanwhileError: it is no longer at the version that the person saw.
        """
        stream = self.loaded.get(stream_id)
        if not isinstance(stream, kind) or (stream.pending and stream not in self.saved):
            stream = self.loaded[stream_id] = self.store.load(kind, stream_id)
        if seen is not None and stream.version - len(stream.pending) != seen:
            raise ChangedMeanwhileError(stream_id)
        return stream

    def open(self, kind: type[S], stream_id: UUID) -> S:
        """Rebuild a stream that begins with the first word on it; it is empty until then."""
        try:
            return self.load(kind, stream_id)
        except WrongStreamError:
            stream = self.loaded[stream_id] = kind(stream_id)
            return stream

    def save(self, *streams: Stream) -> None:
        """Keep the streams' pending events for the one append at the end."""
        self.saved.extend(stream for stream in streams if stream not in self.saved)

    @property
    def today(self) -> date:
        """The day on which this is done, in the tenant's time zone."""
        return self.order.day(self.ledger.zone)

    @cached_property
    def register(self) -> Directory:
        """Who is who in the tenant."""
        return directory(self.connection)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The tenant's working days."""
        return working_calendar(self.connection)

    def new_id(self, name: str) -> UUID:
        """Name a thing that this command makes; a resend names the same one."""
        return uuid5(self.order.command_id, name)


def execute(command: Command, order: Order, ledger: Ledger) -> None:
    """Decide, append, project, commit: all or nothing; a resend changes nothing.

    Raises:
        RefusedError: the domain refuses, for reasons that the error names.
        ChangedMeanwhileError: somebody else was quicker.
        CommandReusedError: the identifier was used before, with another content.
        UnknownOutcomeError: the database could not say whether it kept the commit.
    """
    fingerprint = _fingerprint(command, order.actor, ledger.scope.key.secret)
    try:
        _attempt(command, order, ledger, fingerprint)
    except (RefusedError, ChangedMeanwhileError, CommandReusedError, *CLASHES):
        # A resend meets what the first has done: that is its answer, and not a refusal.
        with ledger.scope.begin() as connection:
            if not _answered(connection, order.command_id, fingerprint):
                raise
    except LOST as lost:
        raise UnknownOutcomeError from lost


def _attempt(command: Command, order: Order, ledger: Ledger, fingerprint: bytes) -> None:
    with ledger.scope.begin() as connection:
        work = Work(connection, order, ledger)
        command.decide(work)
        changed = [stream for stream in work.saved if stream.pending]
        if not changed:
            _answered(connection, order.command_id, fingerprint)
        else:
            happened = work.store.append(changed, _envelope(order, fingerprint))
            for recorded in happened:
                for model in ledger.read_models:
                    keep(model, recorded, connection)
            for policy in ledger.policies:
                policy(happened, connection, work.today)
            for act in work.afterwards:
                act()
        warned = notices(connection)
    if "01000" in warned:
        raise UnknownOutcomeError


def _answered(connection: Connection, command_id: UUID, fingerprint: bytes) -> bool:
    row = driver(connection).execute(ANSWERED, (command_id,)).fetchone()
    if row is not None and row[0] != fingerprint:
        raise CommandReusedError(command_id)
    return row is not None


def _envelope(order: Order, fingerprint: bytes) -> Envelope:
    return Envelope(
        command_id=order.command_id,
        fingerprint=fingerprint,
        person_id=order.actor.person_id,
        post_id=order.actor.post_id,
        happened_at=order.happened_at or order.written_at,
        recorded_at=order.recorded_at,
    )


def _fingerprint(command: Command, actor: Actor, secret: bytes) -> bytes:
    """Mark a command's content; keyed, so that nobody guesses erased text from the mark."""
    said = [type(command).__qualname__, str(actor.person_id), command]
    return hmac.digest(secret, ENCODER.encode(said), "sha256")
