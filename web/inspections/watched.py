"""What members open under their mandate is kept; the inspected read it, without the sample."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from flask import Response, request

from service.clock import now
from service.inspections import looks
from service.inspections.looks import Kind, Look
from service.inspections.visits import InspectionState
from service.plans import states as plan_states
from service.tasks import states as task_states
from web.session import actor, by_mandate, db, has_tenant, local, register, sight
from web.session import session as signed_in_session

WATCHED: dict[str, tuple[Kind, str]] = {  # endpoint: what is looked at, and what names it
    "tasks.show": ("task", "task_id"),
    "tasks.evidence": ("task", "task_id"),
    "discussions.show": ("task", "task_id"),
    "replay.task": ("task", "task_id"),
    "proofs_bundles.task": ("task", "task_id"),
    "plans.show": ("plan", "plan_id"),
    "plans.file": ("plan", "plan_id"),
    "plans_compare.compare": ("plan", "plan_id"),
    "plans_annex.workbook": ("plan", "plan_id"),
    "plans_annex.document": ("plan", "plan_id"),
    "replay.plan": ("plan", "plan_id"),
    "proofs_bundles.plan": ("plan", "plan_id"),
    "units.show": ("unit", "unit_id"),
    "replay.unit": ("unit", "unit_id"),
    "replay.person": ("person", "person_id"),
    "history.task": ("task", "task_id"),
    "history.plan": ("plan", "plan_id"),
    "history.indicator": ("indicator", "indicator_id"),
    "difference.unit": ("unit", "unit_id"),
    "difference.person": ("person", "person_id"),
    "difference.indicator": ("indicator", "indicator_id"),
    "difference.commune": ("task_list", ""),
    "indicators.show": ("indicator", "indicator_id"),
    "evidence.show": ("evidence", "evidence_id"),
    "evidence.file": ("evidence", "evidence_id"),
    "proofs.event": ("event", "position"),
    "task_list.index": ("task_list", ""),
    "task_sheets.take_out": ("task_list", ""),
    "plans.index": ("plan_list", ""),
    "units.index": ("unit_list", ""),
    "units.people": ("person_list", ""),
    "indicators.index": ("indicator_list", ""),
    "evidence.index": ("evidence_list", ""),
    "conclusions.show": ("conclusion", "conclusion_id"),
    "conclusions.file": ("conclusion", "conclusion_id"),
    "conclusions.index": ("conclusion_list", ""),
    "meetings.index": ("meeting_list", ""),
    "reports.index": ("report_list", ""),
    "visits.index": ("visit_list", ""),
    "periods.index": ("period_list", ""),
    "signals.show": ("signal_list", ""),
    "search.show": ("search", ""),
}
UNNAMED = {  # said of what would tell the sample, until the conclusion
    "task": "Một nhiệm vụ",
    "evidence": "Một minh chứng",
    "event": "Một sự kiện",
    "person": "Một người",
    "indicator": "Một chỉ tiêu",
    "conclusion": "Một văn bản kết luận, chỉ đạo",
}
LISTS = {
    "list": "Danh sách, tìm kiếm",
    "task_list": "Danh sách nhiệm vụ",
    "plan_list": "Danh sách kế hoạch",
    "unit_list": "Danh sách đơn vị",
    "person_list": "Danh sách người và việc",
    "indicator_list": "Danh sách chỉ tiêu",
    "evidence_list": "Danh sách minh chứng",
    "meeting_list": "Danh sách cuộc họp",
    "conclusion_list": "Danh sách kết luận, chỉ đạo",
    "report_list": "Danh sách báo cáo",
    "visit_list": "Danh sách cuộc kiểm tra",
    "period_list": "Danh sách kỳ đánh giá",
    "signal_list": "Danh sách dấu hiệu cần xem",
    "search": "Tìm kiếm",
    "entry": "Vào xem từ đơn vị của mình",
}


def keep_look(response: Response) -> Response:
    """Keep that a member looked at something that their mandate opens."""
    kind, name = WATCHED.get(request.endpoint or "", (None, ""))
    if kind and response.status_code == 200 and has_tenant() and signed_in_session().mandates:
        subject = (request.view_args or {}).get(name)
        if actor().reads_by_mandate or subject in by_mandate().tasks | by_mandate().units:
            thing = UUID(int=subject) if isinstance(subject, int) else subject
            looks.note_member(db(), actor(), kind, thing, by_mandate().inspections, now())
    return response


def looked(state: InspectionState) -> list[tuple[datetime, str, str]]:
    """Tell when who of the team looked at what, newest first."""
    member = actor().person_id in state.members
    found = looks.of_inspection(db(), state.inspection_id)
    names = _names(found) if member or state.conclusion else {}
    return [
        (local(one.at), register().person(one.person_id), _said(one, names)) for one in found
    ]


def _said(one: Look, names: dict[UUID, str]) -> str:
    if one.kind == "unit":
        return register().unit(one.subject_id)
    if one.kind == "plan":
        return names.get(one.subject_id, "Một kế hoạch")
    if one.kind == "event" and names:
        return f"Sự kiện {one.subject_id.int}"
    return names.get(one.subject_id) or (UNNAMED | LISTS)[one.kind]


def _names(found: Sequence[Look]) -> dict[UUID, str]:
    """Name the tasks and plans that the person who reads this may see."""
    ids = [one.subject_id for one in found if one.kind == "task"]
    mine = task_states.table.c.task_id.in_(ids), sight().covers()
    tasks = task_states.listed(db(), *mine) if ids else []
    plans = plan_states.every(db(), None) if any(one.kind == "plan" for one in found) else []
    said = {task.task_id: f"{task.code} {task.content}" for task in tasks}
    return said | {plan.plan_id: plan.title for plan in plans}
