"""By when people owe a report: those who draft the whole, heads of units what theirs lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import Connection

from service.reports import states, who
from service.reports.missing import Missing, missing
from service.reports.states import ReportState
from tenants.access import HEADS
from tenants.directory import Directory


@dataclass(frozen=True, slots=True)
class Owed:
    """A day by which a person owes a report, or what their unit adds to it (`part`)."""

    person_id: UUID
    report: ReportState
    on: date
    part: bool


def owed(connection: Connection, known: Directory, today: date) -> Iterator[Owed]:
    """List what is owed to the reports that are not locked, by whoever holds a post today."""
    agencies = who.agencies(known)
    people = {
        p: None for p, post in known.filled(today) if known.posts[post].unit_id in agencies
    }
    for one in states.every(connection, None):
        if one.status not in {"locked", "withdrawn"}:
            yield from (Owed(person, one, one.send_on, part=False) for person in people)
        if one.status == "drafting":
            lacking = missing(connection, one, known, datetime.combine(today, time(), UTC))
            for person in _heads(known, today, agencies, lacking):
                yield Owed(person, one, one.lower_due_on, part=True)


def of_unit(found: Missing, unit_id: UUID, known: Directory, today: date) -> Missing:
    """Give what a unit lacks of what a report waits for."""
    people = [p for p, post in known.filled(today) if known.posts[post].unit_id == unit_id]
    return found.of(lambda task: task.clarity.lead_unit_id == unit_id, people)


def _heads(
    known: Directory, today: date, agencies: set[UUID], lacking: Missing
) -> Iterator[UUID]:
    for person, post_id in known.filled(today):
        post = known.posts[post_id]
        theirs = of_unit(lacking, post.unit_id, known, today)
        if theirs.count and post.unit_id not in agencies and HEADS & {*post.roles}:
            yield person
