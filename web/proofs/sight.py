"""Who may see one event: whoever sees the thing it belongs to; hidden looks like missing."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import abort, url_for

from service.conclusions import states as conclusions
from service.evaluation import score_sheets
from service.evidence import finding
from service.inspections.entries import Entry, entry, plan_of
from service.plans.states import PlanState
from service.reviews import rounds
from service.reviews.sight import sees_round
from service.tasks import states as task_states
from tenants.access import Permission
from web import as_of
from web.directives.reply_shown import seen as reply_in_sight
from web.evaluation.opened import looked, opened
from web.evaluation.sentences import note as sheet_note
from web.evaluation.sentences import sentence as of_sheet
from web.evidence.sentences import sentence as of_evidence
from web.plans.views import readable
from web.proofs import (  # noqa: F401 - they register their sentences
    sentences_beside,
    sentences_conclusions,
    sentences_directives,
    sentences_exchange,
    sentences_inspections,
    sentences_papers,
    sentences_reform,
    sentences_reports,
    sentences_reviews,
)
from web.proofs.sentences import UNREADABLE, Known, told
from web.reports.opened import seen as report_in_sight
from web.reviews.opened import looked as looked_at_review
from web.reviews.opened import opened as opened_review
from web.session import actor, db, register, sight
from web.sighted import sees_everything as nothing_is_hidden
from web.tasks.sentences import Telling, sentence


@dataclass(frozen=True, slots=True)
class Seen:
    """An event that the person may see: what it tells, and the thing with its address."""

    entry: Entry
    sentence: str
    note: str = ""
    thing: str = ""
    url: str = ""


def seen(position: int) -> Seen:
    """Show the event at a position to the person who asks.

    Raises:
        NoResultFound: it is missing, or belongs to something that the person may not see.
        NotFound: the same, of a plan.
    """
    found = entry(db(), position)
    return SIGHTS.get(found.context, _of_inspectors)(found)


def _of_task(found: Entry) -> Seen:
    task = task_states.one(db(), found.stream_id, sight(), None)
    url = as_of.task_url(task.task_id)
    if found.event is None:
        return Seen(found, UNREADABLE, thing=f"Nhiệm vụ {task.code}", url=url)
    said = sentence(found.event, Telling(register(), task.clarity))
    return Seen(found, said.text, said.note, f"Nhiệm vụ {task.code}", url)


def _of_plan(found: Entry) -> Seen:
    return _below(plan_in_sight(found.stream_id), found)


def _of_indicator(found: Entry) -> Seen:
    """Show it with its plan; what is measured says which indicator it is of."""
    indicator_id = getattr(found.event, "indicator_id", found.stream_id)
    return _below(plan_in_sight(plan_of(db(), indicator_id)), found)


def _beside_task(found: Entry) -> Seen:
    """Show what was said about a task beside its course."""
    task_id = getattr(found.event, "task_id", None)
    if task_id is None:
        return _of_inspectors(found)
    task = task_states.one(db(), task_id, sight(), None)
    url = as_of.task_url(task_id)
    return Seen(found, _said(found), thing=f"Nhiệm vụ {task.code}", url=url)


def _of_evidence(found: Entry) -> Seen:
    """Show it to whoever sees the item."""
    item = finding.one(db(), found.stream_id, sight(), None)
    url = as_of.link("evidence.show", evidence_id=item.evidence_id)
    if found.event is None:
        return Seen(found, UNREADABLE, thing=f"Minh chứng “{item.title}”", url=url)
    said = of_evidence(found.event, {})
    return Seen(found, said.text, said.note, f"Minh chứng “{item.title}”", url)


def _of_organisation(found: Entry) -> Seen:
    if not actor().may(Permission.MANAGE_PEOPLE):
        return _of_inspectors(found)
    return Seen(found, _said(found), thing="Đơn vị và người", url=as_of.link("people.show"))


def _of_meeting(found: Entry) -> Seen:
    """Show it to whoever may read plans and meetings."""
    if not actor().may(Permission.WORK):
        abort(404)
    url = url_for("meetings.show", meeting_id=found.stream_id)
    return Seen(found, _said(found), thing="Cuộc họp", url=url)


def _of_conclusion(found: Entry) -> Seen:
    """Show it to whom the document reaches, or who follows all work."""
    paper = conclusions.one(db(), found.stream_id, None)
    if not paper.seen_by(actor()):
        abort(404)
    url = as_of.link("conclusions.show", conclusion_id=paper.conclusion_id)
    return Seen(found, _said(found), thing=f"Văn bản số {paper.number}", url=url)


def _of_directive(found: Entry) -> Seen:
    """Show it at the province to whoever sees boards, with the directive or the copy."""
    if not actor().may(Permission.SEE_BOARD):
        return _of_inspectors(found)
    copy = found.context == "directive_copies"
    url = (
        as_of.link("directive_copies.show", copy_id=found.stream_id)
        if copy
        else as_of.link("directives.show", directive_id=found.stream_id)
    )
    return Seen(found, _said(found), thing="Văn bản chỉ đạo", url=url)


def _of_directive_reply(found: Entry) -> Seen:
    """Show it in the commune to whoever receives or answers the directive."""
    state, _ = reply_in_sight(found.stream_id)
    url = as_of.link("directive_replies.show", reply_id=state.reply_id)
    return Seen(found, _said(found), thing=f"Văn bản số {state.number}", url=url)


def _of_review(found: Entry) -> Seen:
    """Show it to whoever sees the review; that is kept as a look."""
    review = opened_review(found.stream_id)
    if not review.tells(found.event):
        abort(404)
    looked_at_review(review)
    url = url_for("reviews.show", review_id=found.stream_id)
    return Seen(found, _said(found), thing="Kiểm điểm", url=url)


def _of_review_round(found: Entry) -> Seen:
    """Show it to whoever sees the round."""
    if not sees_round(actor(), rounds.one(db(), found.stream_id)):
        abort(404)
    url = url_for("review_rounds.show", round_id=found.stream_id)
    return Seen(found, _said(found), thing="Đợt kiểm điểm", url=url)


def _of_report(found: Entry) -> Seen:
    """Show it to whoever sees the report."""
    state, _ = report_in_sight(found.stream_id)
    url = as_of.link("report.show", report_id=state.report_id)
    return Seen(found, _said(found), thing=f"Báo cáo {state.period}", url=url)


def _of_report_calendar(found: Entry) -> Seen:
    """Show it to whoever sets the calendars."""
    if not actor().may(Permission.DRAFT_REPORTS):
        return _of_inspectors(found)
    return Seen(found, _said(found), thing="Lịch báo cáo", url=as_of.link("reports.index"))


def _of_exchange(found: Entry) -> Seen:
    """Show it to whoever may see the links themselves."""
    if not actor().may(Permission.WORK):
        abort(404)
    return Seen(found, _said(found), thing="Liên kết", url=as_of.link("exchange.index"))


def _of_reform(found: Entry) -> Seen:
    """Show it to whoever may see the reform index, which all who work here may."""
    if not actor().may(Permission.WORK):
        abort(404)
    url = as_of.link("par_year.index")
    return Seen(found, _said(found), thing="Chỉ số cải cách hành chính", url=url)


def _of_sheet(found: Entry) -> Seen:
    """Show it to whoever may see the person's sheet; that is kept as a look."""
    sheet = score_sheets.one(db(), found.stream_id)
    seen_sheet = opened(sheet.period_id, sheet.person_id)
    looked(seen_sheet)
    person_id = sheet.person_id
    url = as_of.link("score_sheet.show", period_id=sheet.period_id, person_id=person_id)
    if found.event is None:
        return Seen(found, UNREADABLE, thing="Phiếu điểm", url=url)
    said, note = of_sheet(found.event), sheet_note(found.event)
    return Seen(found, said, note, f"Phiếu điểm, {register().person(person_id)}", url)


def _of_inspectors(found: Entry) -> Seen:
    """Show what belongs to nothing that has a page of its own to those who verify all."""
    if not sees_everything():
        abort(404)
    return Seen(found, _said(found))


def sees_everything() -> bool:
    """Tell whether the person verifies, and sees every task, by post or by mandate."""
    return actor().may(Permission.VERIFY) and nothing_is_hidden()


def plan_in_sight(plan_id: UUID) -> PlanState:
    """Give a plan that the person may see; else it is not there.

    Raises:
        NoResultFound: there is none.
        NotFound: the person may not see it.
    """
    if not actor().may(Permission.WORK):
        abort(404)
    return readable(plan_id)


def _below(plan: PlanState, found: Entry) -> Seen:
    url = as_of.link("plans.show", plan_id=plan.plan_id)
    return Seen(found, _said(found), thing=f"Kế hoạch {plan.full_number}".strip(), url=url)


def _said(found: Entry) -> str:
    return told(found.event, Known(register())) if found.event else UNREADABLE


SIGHTS: dict[str, Callable[[Entry], Seen]] = {
    "tasks": _of_task,
    "plans": _of_plan,
    "plan_life": _of_plan,
    "indicators": _of_indicator,
    "measuring": _of_indicator,
    "meetings": _of_meeting,
    "conclusions": _of_conclusion,
    "discussions": _beside_task,
    "urging": _beside_task,
    "evidence": _of_evidence,
    "directives": _of_directive,
    "directive_copies": _of_directive,
    "directive_replies": _of_directive_reply,
    "reviews": _of_review,
    "review_rounds": _of_review_round,
    "reports": _of_report,
    "report_calendars": _of_report_calendar,
    "exchange": _of_exchange,
    "par": _of_reform,
    "par_sets": _of_reform,
    "par_adjusting": _of_reform,
    "appraisals": _of_reform,
    "organisation": _of_organisation,
    "scoring": _of_sheet,
}
