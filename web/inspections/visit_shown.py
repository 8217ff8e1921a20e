"""What the page of one inspection shows, and which of its forms the person may use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from flask import request

from events.inspections import Finding, Inspection
from service.exchange import links
from service.inspections import across, visits
from service.inspections.across import Sent
from service.inspections.findings import repeated
from service.inspections.looking import answers_for
from service.inspections.recommendations import settled, standing_of
from service.inspections.visits import InspectionState
from service.plans import states as plan_states
from service.tasks import states as task_states
from service.tasks.state import TaskState
from service.tasks.urgency import status_code
from tenants.access import Permission
from tenants.directory import Directory
from tenants.ids import TenantId
from tenants.register import by_number
from web import as_of
from web.choices import options
from web.forms import Form
from web.inspections.opened import takes_minutes, takes_pack
from web.inspections.visit_forms import (
    ConcludeForm,
    ExplainForm,
    FindingForm,
    MoveForm,
    RecommendForm,
    RepairForm,
    ReplaceForm,
    SampleForm,
    SettleForm,
)
from web.inspections.visit_words import STANDINGS
from web.inspections.watched import looked
from web.session import actor, db, register, sight, tenant, today

GIVEN = ("Đã giao khắc phục", "info", "half")
SENT = ("Đã gửi tới xã", "info", "half")
MOST_EARLIER = 3  # inspections of the same units that a page looks back to


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as the page shows it; `task` repairs it, `before` said the same earlier."""

    number: int
    found: Finding
    unit: str
    task: TaskState | None
    code: str
    before: list[str]
    explain: Form | None
    repair: Form | None
    settle: Form | None
    recommend: Form | None
    sent: Sent | None
    badge: tuple[str, str, str] | None
    closed: str


class Papers(NamedTuple):
    """Which papers of the inspection the person may take away."""

    minutes: bool
    pack: bool


def shown(
    now: InspectionState,
    state: InspectionState,
    inspection: Inspection,
    tried: Mapping[str, Form],
) -> dict[str, Any]:
    """Give what the template needs; forms that were tried stay as typed.

    What is shown is as it stood on the day; who may see and do what, as it stands `now`.
    """
    present = as_of.past_day() is None
    member = actor().person_id in now.members
    orders = as_of.may(Permission.ORDER_INSPECTION)
    changes = orders and not now.conclusion and now.orderer is None
    inspects = member and now.status(today()) == "running"
    running = present and inspects
    tasks = _tasks(inspection)
    finding = tried.get("finding") or finding_form(inspection, register())
    return {
        "inspection_id": state.inspection_id,
        "papers": Papers(present and takes_minutes(now), present and takes_pack(now)),
        "mandate": inspection.mandate,
        "replays": inspects or not member,
        "conclusion": inspection.conclusion,
        "members": [register().person(person) for person in state.members],
        "samples": _samples(inspection, tasks) if _sees_sample(now, member=member) else [],
        "lines": _lines(state, inspection, tasks, tried),
        "sample": (tried.get("sample") or SampleForm()) if running else tried.get("sample"),
        "finding": finding if running else tried.get("finding"),
        "plans": _plans(state),
        "looked": looked(now) if present else [],
        "orderer": _orderer(state),
        "move": (tried.get("move") or MoveForm()) if changes else None,
        "replace": (tried.get("replace") or replace_form(state.members)) if changes else None,
        "conclude": (tried.get("conclude") or ConcludeForm()) if changes else None,
    }


def finding_form(
    inspection: Inspection, known: Directory, *, typed: bool = False
) -> FindingForm:
    """Make the form of a finding, with the units of the mandate."""
    form = FindingForm(request.form if typed else None, meta={"today": today()})
    units = {unit: known.unit(unit) for unit in inspection.mandate.unit_ids}
    form.unit.choices = options(units)
    return form


def replace_form(members: Sequence[UUID], *, typed: bool = False) -> ReplaceForm:
    """Make the form that replaces a member, with who is one and who could be."""
    form = ReplaceForm(request.form if typed else None, meta={"today": today()})
    form.leaves.choices = options({one: register().person(one) for one in members})
    others = {one: name for one, name in in_office().items() if one not in members}
    form.joins.choices = options(others)
    return form


def in_office() -> dict[UUID, str]:
    """Name who holds a post today, with the highest of their posts."""
    known, named = register(), dict[UUID, str]()
    for person, post in known.filled(today()):
        named.setdefault(person, f"{known.person(person)}, {known.post(post)}")
    return named


def _orderer(state: InspectionState) -> str:
    """Name the tenant that ordered it, if another did."""
    found = by_number(db(), TenantId(state.orderer)) if state.orderer else None
    return found.name if found else ""


def recommend_form(
    *, typed: bool = False, data: Mapping[str, Any] | None = None
) -> RecommendForm:
    """Make the form that sends a recommendation, with the communes that are linked today."""
    typing = request.form if typed else None
    form = RecommendForm(typing, data=data, meta={"today": today()})
    form.commune.choices = options(_communes())
    return form


def _communes() -> dict[int, str]:
    """Name the communes below us to whom the person may write."""
    if not actor().may(Permission.SIGN_DIRECTIVE):
        return {}
    found = links.standing(db(), "province", today())
    return {one.other.tenant_id: one.other.name for one in found if not one.ours}


def _plans(state: InspectionState) -> list[str]:
    """Name the plans that are looked at, as far as they are in sight."""
    if not state.plan_ids:
        return []
    every = plan_states.every(db(), as_of.instant())
    return [plan.title for plan in every if plan.plan_id in state.plan_ids]


def _sees_sample(state: InspectionState, *, member: bool) -> bool:
    """Tell whether the sample is shown: to members at once, to others after the conclusion."""
    return member or bool(state.conclusion)


def _tasks(inspection: Inspection) -> dict[UUID, TaskState]:
    """Give the tasks that were drawn or given, among those in the person's sight."""
    wanted = {task for drawn in inspection.samples for task in drawn.task_ids}
    wanted |= {found.task_id for found in inspection.findings.values() if found.task_id}
    if not wanted:
        return {}
    mine = task_states.table.c.task_id.in_(wanted), sight().covers()
    found = task_states.listed(db(), *mine, at=as_of.instant())
    return {task.task_id: task for task in found}


def _samples(inspection: Inspection, tasks: Mapping[UUID, TaskState]) -> list[tuple[Any, Any]]:
    return [
        (drawn, [tasks[task] for task in drawn.task_ids if task in tasks])
        for drawn in inspection.samples
    ]


def _earlier(state: InspectionState) -> list[Inspection]:
    """Load the newest inspections before this one that found something in a unit of it."""
    found = (
        one
        for one in visits.every(db(), as_of.instant())
        if one.findings and one.first_day < state.first_day
        if set(one.unit_ids) & set(state.unit_ids)
    )
    newest = (one.inspection_id for one in islice(found, MOST_EARLIER))
    return [as_of.then(visits.one(db(), inspection_id)) for inspection_id in newest]


def _standing(
    found: Finding, task: TaskState | None, sent: Sent | None, closed: str
) -> tuple[str, str, str] | None:
    """Say how what was recommended stands; nothing where nothing was."""
    if sent is not None:
        return _sent_standing(sent, closed)
    if not found.noted.proposal and found.task_id is None:
        return None
    if found.task_id is not None and task is None:
        return GIVEN  # out of sight: how far it has come is not known here
    status = task.status if task else None
    due_on = task.due_on if task else found.noted.due_on
    how = standing_of(closed=bool(closed), status=status, due_on=due_on, day=as_of.day())
    return STANDINGS[how]


def _sent_standing(sent: Sent, closed: str) -> tuple[str, str, str]:
    """Say how what a commune was asked stands: as a task given there, unless recalled."""
    if sent.status is None:
        return SENT  # out of sight: how far it has come is not known here
    shut = bool(closed) or sent.answered
    status = "assigned" if sent.status == "issued" else None
    how = standing_of(closed=shut, status=status, due_on=sent.due_on, day=as_of.day())
    return STANDINGS[how]


def _lines(
    state: InspectionState,
    inspection: Inspection,
    tasks: Mapping[UUID, TaskState],
    tried: Mapping[str, Form],
) -> list[Line]:
    at, present = as_of.instant(), as_of.past_day() is None
    closings = settled(db(), state.inspection_id, at)
    earlier = _earlier(state) if inspection.findings else []
    orders = as_of.may(Permission.ORDER_INSPECTION)
    above = tenant().kind == "province"
    away = across.sent(db(), state.inspection_id, at) if above else {}
    communes = _communes() if orders else {}

    def line(number: int, found: Finding) -> Line:
        task = tasks.get(found.task_id) if found.task_id else None
        asked = present and not inspection.conclusion
        answers = asked and answers_for(actor(), found.noted.unit_id)
        explain = tried.get(f"explain{number}") or ExplainForm(data={"answer": found.answer})
        offered = {"content": found.noted.proposal, "due_on": found.noted.due_on}
        repair = tried.get(f"repair{number}") or RepairForm(data=offered)
        settle = tried.get(f"settle{number}") or SettleForm()
        closed = closings.get(number, "")
        sent = away.get(number)
        unsettled = found.task_id is None and not closed
        recommend = tried.get(f"recommend{number}") or recommend_form(data=offered)
        same = repeated(earlier, found.noted)
        return Line(
            number=number,
            found=found,
            unit=register().unit(found.noted.unit_id),
            task=task,
            code=status_code(task, as_of.day()) if task else "",
            before=[other.mandate.document for other, _ in same],
            explain=explain if answers else None,
            repair=repair if orders and unsettled and not sent else None,
            settle=settle if orders and unsettled and (found.noted.proposal or sent) else None,
            recommend=recommend if communes and unsettled and not sent else None,
            sent=sent,
            badge=_standing(found, task, sent, closed),
            closed=closed,
        )

    return [line(number, found) for number, found in inspection.findings.items()]
