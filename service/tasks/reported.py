"""Which obstacles of several tasks wait for an answer? One query, whatever their number."""

from collections.abc import Collection, Iterator
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, text

from events.sealing import Place
from events.stream import Event
from events.tasks.obstacles import ObstacleAnswered, ObstacleReported
from service.tasks.timeline import stated
from service.vault.stores import event_store

SAID = text(
    "SELECT stream_id, stream_version, topic, state FROM es.stored_events"
    " WHERE stream_id = ANY(:tasks) AND topic = ANY(:topics) ORDER BY position"
)
TOPICS = [ObstacleReported.TOPIC, ObstacleAnswered.TOPIC]


class Waiting(NamedTuple):
    """An obstacle, named by the version of the task at which it was reported."""

    number: int
    reported: ObstacleReported


def unanswered(connection: Connection, tasks: Collection[UUID]) -> dict[UUID, Waiting]:
    """Give of each task the obstacle that waits longest; none when nothing is asked for."""
    open_now = dict[tuple[UUID, int], ObstacleReported]()
    for task, version, event in _said(connection, tasks):
        match event:
            case ObstacleReported() as reported:
                open_now[task, version] = reported
            case ObstacleAnswered(obstacle=number):
                open_now.pop((task, number), None)
    latest_first = reversed(open_now.items())
    return {task: Waiting(number, said) for (task, number), said in latest_first}


def reasons(connection: Connection, tasks: Collection[UUID]) -> dict[UUID, str]:
    """Say why each task does not go on, unless that cause was refused; one query or none."""
    told: dict[UUID, list[tuple[int, Event]]] = {}
    for task, version, event in _said(connection, tasks):
        told.setdefault(task, []).append((version, event))
    return {task: last.text for task, said in told.items() if (last := stated(said))}


def confirmed(connection: Connection, tasks: Collection[UUID]) -> dict[UUID, int]:
    """Count the objective causes that were confirmed of each task that has any."""
    found: dict[UUID, int] = {}
    for task, _, event in _said(connection, tasks):
        if isinstance(event, ObstacleAnswered) and event.verdict == "confirmed":
            found[task] = found.get(task, 0) + 1
    return found


def _said(connection: Connection, tasks: Collection[UUID]) -> Iterator[tuple[UUID, int, Event]]:
    """Read what was said of obstacles, oldest first: the task, its version then, the event."""
    if not tasks:
        return
    store = event_store(connection)
    for row in connection.execute(SAID, {"tasks": [*tasks], "topics": TOPICS}):
        place = Place(row.stream_id, row.stream_version, row.topic)
        yield row.stream_id, row.stream_version, store.read(place, bytes(row.state))
