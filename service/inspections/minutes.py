"""What the minutes of an inspection (biên bản) say: mandate, sample, findings, answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from events.exchange import PARTY
from events.inspections import Finding, Inspection
from service.inspections.entries import entry
from service.inspections.findings import heads
from service.tasks import states as task_states
from service.tasks.state import TaskState
from tenants.directory import Directory, directory
from tenants.register import Tenant


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample: its seed, of how many it was drawn, and code and content of what was."""

    seed: int
    of: int
    tasks: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Proof:
    """An event that shows a finding: its number, when it was recorded, by whom."""

    position: int
    recorded: datetime
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding with its answer, what is recommended, and the task that repairs it."""

    number: int
    unit: str
    text: str
    proofs: Sequence[Proof]
    answer: str
    proposal: str
    due_on: date | None
    repair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What stands in the minutes; `seal` is a signed checkpoint, empty before the first."""

    body: str
    place: str
    party: bool
    document: str
    issued_on: date
    subject: str
    team: Sequence[str]
    units: Sequence[str]
    first_day: date
    last_day: date
    samples: Sequence[Drawn]
    findings: Sequence[Found]
    seal: str = ""


def minutes_of(
    connection: Connection, tenant: Tenant, inspection: Inspection, day: date, seal: str = ""
) -> Minutes:
    """Gather what the minutes say, as it stands.

    Args:
        connection: bound to the tenant.
        tenant: whose paper it is.
        inspection: the inspection.
        day: names of posts are those of this day.
        seal: the newest signed checkpoint.
    """
    mandate, known = inspection.mandate, directory(connection)
    tasks = _tasks(connection, inspection)
    return Minutes(
        body=tenant.name,
        place=tenant.place,
        party=tenant.kind == PARTY,
        document=mandate.document,
        issued_on=mandate.issued_on,
        subject=mandate.subject,
        team=[_named(known, person, day) for person in mandate.members],
        units=[_unit(known, unit, day) for unit in mandate.unit_ids],
        first_day=mandate.first_day,
        last_day=mandate.last_day,
        samples=[
            Drawn(one.seed, one.of, [_task(tasks, task) for task in one.task_ids])
            for one in inspection.samples
        ],
        findings=[
            _found(connection, known, number, found, tasks, tenant.zone)
            for number, found in inspection.findings.items()
        ],
        seal=seal,
    )


def examined(inspection: Inspection) -> set[UUID]:
    """Name the tasks that were drawn, and those that repair what was found."""
    drawn = {task for one in inspection.samples for task in one.task_ids}
    return drawn | {one.task_id for one in inspection.findings.values() if one.task_id}


def _tasks(connection: Connection, inspection: Inspection) -> dict[UUID, TaskState]:
    wanted = examined(inspection)
    if not wanted:
        return {}
    found = task_states.listed(connection, task_states.table.c.task_id.in_(wanted))
    return {task.task_id: task for task in found}


def _task(tasks: dict[UUID, TaskState], task_id: UUID) -> tuple[str, str]:
    task = tasks.get(task_id)
    return (task.code, task.content) if task else ("", "")


def _found(
    connection: Connection,
    known: Directory,
    number: int,
    found: Finding,
    tasks: dict[UUID, TaskState],
    zone: str,
) -> Found:
    task = tasks.get(found.task_id) if found.task_id else None
    return Found(
        number=number,
        unit=known.unit(found.noted.unit_id),
        text=found.noted.text,
        proofs=[_proof(connection, known, one, zone) for one in found.noted.positions],
        answer=found.answer,
        proposal=found.noted.proposal,
        due_on=found.noted.due_on,
        repair=task.code if task else "",
    )


def _proof(connection: Connection, known: Directory, position: int, zone: str) -> Proof:
    one = entry(connection, position)
    return Proof(
        position, one.recorded_at.astimezone(ZoneInfo(zone)), known.person(one.person_id)
    )


def _named(known: Directory, person: UUID, day: date) -> str:
    held = known.held(person, day)
    post = known.post(held[0]) if held else ""
    return f"{known.person(person)}, {post}" if post else known.person(person)


def _unit(known: Directory, unit: UUID, day: date) -> str:
    head = next(heads(known, unit, day), None)
    if head is None:
        return known.unit(unit)
    return f"{known.unit(unit)}: {known.person(head[0])}, {known.post(head[1])}"
