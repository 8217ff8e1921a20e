"""Who is told of an inspection: whom it looks at; and who ordered it, how a commune took it."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, select

from events import inspections, mandates
from events.missions import steps
from events.store import Recorded
from events.stream import Event
from service.inspections import visits
from service.inspections.findings import heads
from service.inspections.missions import states
from service.messages.alerts import News
from service.messages.inspected import announced, concerned, ordered
from service.messages.kinds import Kind
from tenants.directory import directory

TO_INSPECTED: dict[type[Event], Kind] = {
    mandates.Extended: "inspection_moved",
    mandates.Shortened: "inspection_moved",
    mandates.Withdrawn: "inspection_withdrawn",
    inspections.Closed: "inspection_concluded",
    inspections.FindingNoted: "inspection_finding",
}
DECLINED: dict[steps.Reason, Kind] = {
    "no_unit": "mission_no_unit",
    "no_plan": "mission_no_plan",
    "namesake": "mission_namesake",
}


def news(recorded: Recorded, connection: Connection, today: date) -> Iterator[News]:
    """Tell what an event says to whom; `today`, of the tenant, decides who holds a post."""
    if isinstance(recorded.event, steps.Answered):
        yield from _of_mission(recorded.event, recorded.stream_id, connection)
    elif type(recorded.event) in {inspections.Ordered, *TO_INSPECTED}:
        yield from _of_inspection(recorded, connection, today)


def _of_inspection(recorded: Recorded, connection: Connection, today: date) -> Iterator[News]:
    inspection, known = visits.one(connection, recorded.stream_id), directory(connection)
    if not announced(inspection, today):
        return
    kind, mandate = TO_INSPECTED.get(type(recorded.event)), inspection.mandate
    orderer = mandate.orderer.tenant if mandate.orderer else None
    told = concerned(known, mandate.unit_ids, orderer, today)
    if isinstance(recorded.event, inspections.FindingNoted):
        told = [person for person, _ in heads(known, recorded.event.unit_id, today)]
    for person in told:
        yield (
            News(
                person_id=person,
                key=f"{recorded.position}",
                kind=kind,
                subject_id=recorded.stream_id,
                by=recorded.person_id,
            )
            if kind
            else ordered(person, recorded.stream_id, recorded.person_id)
        )


def _of_mission(said: steps.Answered, mission: UUID, connection: Connection) -> Iterator[News]:
    """Tell members and whoever ordered it, once each: a letter repeats what was said before."""
    kept = states.table.c
    by = select(kept.changed_by).where(kept.mission_id == mission).order_by(kept.position)
    members = states.one(connection, mission).mandate.members
    people = dict.fromkeys((connection.scalars(by.limit(1)).one(), *members))
    for kind, cause in _said(said):
        key = f"{kind} {mission} {said.commune} {cause}"
        for person in people:
            yield News(
                person_id=person, key=key, kind=kind, subject_id=mission, at=said.commune
            )


def _said(said: steps.Answered) -> Iterator[tuple[Kind, object]]:
    """Say what an answer tells, each with what makes it new."""
    if said.state == "declined":
        yield DECLINED[said.reason], said.number
    if said.state == "running":
        yield "mission_received", ""
    if said.members and said.state == "running":
        yield "mission_kept_out", " ".join(map(str, said.members))
    if said.findings:
        yield "mission_finding", said.findings
