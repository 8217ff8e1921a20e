"""Appends and reads the stored events of one tenant, through the database's one door.

The eventsourcing library's recorder interface, on a connection that is already inside a
transaction bound to the tenant: order, position and time are made by `es.append`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    Notification,
    ProgrammingError,
    StoredEvent,
    Subscription,
)

from events.errors import CommandReusedError, RecordClosedError
from events.merkle import Frontier

SAID = "%s, %s, %s, %s, %s, %t::uuid[], %t::int[], %t::text[], %t::bytea[]"
APPEND = "SELECT * FROM es.append(" + SAID + ")"  # noqa: S608 - of constants
APPEND_DEMO = "SELECT * FROM es.append_demo(%s, " + SAID + ")"  # noqa: S608 - of constants
STREAM = (
    "SELECT stream_id, stream_version, topic, state FROM es.stored_events"
    " WHERE stream_id = %s AND stream_version > %s AND stream_version <= %s"
)
NOTIFICATIONS = (
    "SELECT position, stream_id, stream_version, topic, state FROM es.stored_events"
    " WHERE position >= %s AND position <= %s AND (%s::text[] IS NULL OR topic = ANY(%s))"
    " ORDER BY position LIMIT %s"
)
HIGHEST = 2**31 - 1
ESCAPED = str.maketrans({'"': '\\"', "\\": "\\\\"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who did it, in which post, under which command, and when it happened.

    `recorded_at` stays empty: the database sets it. Only a demonstration is given a past.
    """

    command_id: UUID
    fingerprint: bytes
    person_id: UUID
    post_id: UUID
    happened_at: datetime | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a command's events stand, when they were recorded, and what proves it.

    `leaves` are the events' hashes, `frontier` commits to the tenant's whole history up to
    the last of them: kept by whoever acted, the two show any later change.
    """

    first_position: int
    recorded_at: datetime
    leaves: Sequence[bytes]
    frontier: bytes

    def root(self) -> bytes:
        """Give the root of the tenant's tree right after the command."""
        return Frontier(self.first_position - 1 + len(self.leaves), self.frontier).root()


class TenantRecorder(ApplicationRecorder):
    """The recorder of the tenant that the connection is bound to."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def append(self, stored: Sequence[StoredEvent], envelope: Envelope) -> Receipt:
        """Append events as one command.

        Raises:
            IntegrityError: a stream has that version already; somebody else was quicker.
            CommandReusedError: the command identifier was recorded before.
            RecordClosedError: the tenant is closed.
        """
        said = (
            envelope.command_id,
            envelope.fingerprint,
            envelope.person_id,
            envelope.post_id,
            envelope.happened_at,
            _array(str(event.originator_id) for event in stored),
            _array(str(event.originator_version) for event in stored),
            _array(f'"{event.topic.translate(ESCAPED)}"' for event in stored),
            _array(f'"\\\\x{event.state.hex()}"' for event in stored),
        )
        past = envelope.recorded_at
        statement, values = (APPEND, said) if past is None else (APPEND_DEMO, (past, *said))
        try:
            row = self.connection.execute(statement, values).fetchone()
        except psycopg.errors.UniqueViolation as clash:
            if clash.diag.constraint_name == "uq_stored_events_command":
                raise CommandReusedError(envelope.command_id) from clash
            raise IntegrityError(clash) from clash
        except psycopg.errors.ObjectNotInPrerequisiteState as closed:
            raise RecordClosedError from closed
        if row is None:
            raise ProgrammingError(APPEND)
        return Receipt(*row)

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Append events; the library's name for `append`, with its `envelope`."""
        if not stored_events:
            return []
        first = self.append(stored_events, kwargs["envelope"]).first_position
        return range(first, first + len(stored_events))

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,  # noqa: FBT001, FBT002, RUF100 - the library's signature
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Read one stream, in order of its versions."""
        order = " ORDER BY stream_version DESC" if desc else " ORDER BY stream_version"
        bounds = (originator_id, -1 if gt is None else gt, HIGHEST if lte is None else lte)
        rows = self.connection.execute(
            f"{STREAM}{order} LIMIT %s", (*bounds, limit), binary=True
        )
        return [StoredEvent(r[0], r[1], r[2], r[3]) for r in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Read the tenant's history by position."""
        first = 1 if start is None else start if inclusive_of_start else start + 1
        wanted = list(topics) or None
        last = 2**62 if stop is None else stop
        rows = self.connection.execute(NOTIFICATIONS, (first, last, wanted, wanted, limit))
        return [Notification(r[1], r[2], r[3], r[4], id=r[0]) for r in rows]

    def max_notification_id(self) -> int | None:
        """Give the last position, or None while nothing is recorded."""
        row = self.connection.execute(
            "SELECT position FROM es.tenant_heads WHERE tenant_id = (SELECT ctx.tenant())"
        ).fetchone()
        return (row[0] or None) if row else None

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Refuse: readers poll by position, so that nothing is ever missed.

        Raises:
            ProgrammingError: always.
        """
        raise ProgrammingError("poll select_notifications by position")


def _array(values: Iterable[str]) -> str:
    """Write an array as the server reads it: half the time that the driver takes for a list."""
    return "{" + ",".join(values) + "}"
