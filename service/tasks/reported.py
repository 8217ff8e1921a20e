"""Which obstacles of several tasks wait for an answer? One query, whatever their number."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, text

from events.sealing import Place
from events.tasks.obstacles import ObstacleAnswered, ObstacleReported
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
    if not tasks:
        return {}
    store, open_now = event_store(connection), dict[tuple[UUID, int], ObstacleReported]()
    for row in connection.execute(SAID, {"tasks": [*tasks], "topics": TOPICS}):
        place = Place(row.stream_id, row.stream_version, row.topic)
        match store.read(place, bytes(row.state)):
            case ObstacleReported() as reported:
                open_now[row.stream_id, row.stream_version] = reported
            case ObstacleAnswered(obstacle=number):
                open_now.pop((row.stream_id, number), None)
    latest_first = reversed(open_now.items())
    return {task: Waiting(number, said) for (task, number), said in latest_first}
