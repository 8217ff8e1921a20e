"""Pages: the store of evidence, and one item of it; each as of any past day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from flask import Blueprint, Response, abort, flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from events.evidence import EvidenceItem
from service.evidence import finding
from service.evidence.judging import authority
from service.evidence.states import ItemState
from service.plans import states as plan_states
from service.tasks import states as task_states
from service.tasks import timeline
from service.tasks.timeline import Entry
from tenants.access import Permission
from web import as_of
from web.choices import Choices
from web.described import line
from web.evidence.forms import (
    AcceptForm,
    EndUseForm,
    ReturnForm,
    ReviseForm,
    UseForm,
    WithdrawForm,
)
from web.evidence.listing import STATUSES, Asked
from web.evidence.shown import files_of, history, named, revisions
from web.forms import Form
from web.htmx import page
from web.paging import Cut
from web.session import actor, db, local, register, requires, sight, today
from web.uploads import download, elsewhere, waiting
from web.vocabulary import spoken

bp = Blueprint(
    "evidence", __name__, url_prefix="/x/<code>/minh-chung", template_folder="templates"
)
bp.add_app_template_global(waiting, "waiting_files")
PAGE = 50
MOST_PAGES = 10_000
LONGEST_CHOICE = 120  # characters
FORMS: Mapping[str, type[Form]] = {
    "accept": AcceptForm,
    "send_back": ReturnForm,
    "use": UseForm,
    "revise": ReviseForm,
    "withdraw": WithdrawForm,
}


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List evidence, what was handed in last first, by what is asked."""
    asked, plans = Asked.of(request.args), plan_states.every(db(), as_of.instant())
    issued = {str(plan.plan_id)[:8]: plan for plan in plans if plan.number}
    for said in asked.wrong(today()):
        flash(said, "warning")
    ids = {key: plan.plan_id for key, plan in issued.items()}
    wanted = asked.wanted(Choices(register(), as_of.day()), ids, today())
    here = _cut(finding.Wanted.conditions(wanted, as_of.day()), request.args.get("trang", ""))
    uses = finding.uses_of(
        db(), [item.evidence_id for item in here.rows], sight(), as_of.instant()
    )
    return page(
        "evidence/list.html",
        block="main",
        here=here,
        lines=[
            line(item, register(), as_of.day(), uses.get(item.evidence_id, ()))
            for item in here.rows
        ],
        asked=asked,
        units={"": spoken("Mọi đơn vị")} | Choices(register(), as_of.day()).units(),
        plans={"": "Mọi kế hoạch"} | {k: plan.full_number for k, plan in issued.items()},
        statuses=STATUSES,
        page_url=as_of.link("evidence.index", asked.typed | {"trang": ""}) + "{page}",
        at=as_of.past_day(),
        today=today(),
    )


@bp.get("/<uuid:evidence_id>")
@requires(Permission.WORK)
def show(evidence_id: UUID) -> ResponseReturnValue:
    """Show one item with its revisions, its uses and its history."""
    return shown(evidence_id)


@bp.get("/<uuid:evidence_id>/tep/<sha256>")
@requires(Permission.WORK)
def file(evidence_id: UUID, sha256: str) -> ResponseReturnValue:
    """Send a file of any revision."""
    visible(evidence_id)
    kept = files_of(timeline.of_task(db(), evidence_id, None)).get(sha256)
    if kept is None:
        abort(404)
    return download(kept)


def visible(evidence_id: UUID) -> ItemState:
    """Give an item as it stands now, among those that the person may see.

    Raises:
        NoResultFound: it is hidden or missing; both are answered alike.
    """
    return finding.one(db(), evidence_id, sight(), None)


def shown(
    evidence_id: UUID,
    *,
    tried: tuple[str, Form] | None = None,
    status: int = 200,
    problem: str = "",
) -> Response:
    """Show one item; a form that did not go through (its act, and it) keeps what was typed."""
    now, at = visible(evidence_id), as_of.instant()
    try:
        item = finding.one(db(), evidence_id, sight(), at) if at else now
    except NoResultFound:
        return _not_yet(now)
    entries = timeline.of_task(db(), evidence_id, at)
    known = finding.uses_of(db(), [evidence_id], sight(), at).get(evidence_id, [])
    uses = [use for use in known if not use.withdrawn]
    forms = {} if at else offered(entries, item)
    ending = _may_end(uses, forms)
    if tried and tried[0] in forms:
        forms[tried[0]] = tried[1]
    elif tried:
        problem = problem or "Bước này không còn làm được."
    if isinstance(form := forms.get("end_use"), EndUseForm):
        form.used.choices = ending
    return page(
        "evidence/item.html",
        block="main",
        status=status,
        item=item,
        line=line(item, register(), as_of.day(), uses),
        post=register().post(item.post_id),
        unit=register().unit(item.unit_id),
        revisions=revisions(entries, register()),
        same=_same(item, uses),
        ended=[use for use in known if use.withdrawn],
        history=history(entries, register(), named(known), local),
        forms=forms,
        problem=problem,
        moments=_moments(entries, evidence_id),
        at=as_of.past_day(),
        today=today(),
    )


def _cut(conditions: list[finding.Condition], asked: str) -> Cut[ItemState]:
    """Give the page that was asked for; rubbish and pages beyond the end give the first."""
    number = int(asked[:6]) if asked.isascii() and asked.isdigit() else 1
    number = min(max(number, 1), MOST_PAGES)
    rows, total = _listed(conditions, number)
    if not rows and number > 1:
        number = 1
        rows, total = _listed(conditions, number)
    return Cut(rows, number, max(1, -(-total // PAGE)), total)


def _listed(conditions: list[finding.Condition], number: int) -> tuple[list[ItemState], int]:
    return finding.listed(
        db(), sight(), conditions, as_of.instant(), offset=(number - 1) * PAGE, most=PAGE
    )


def offered(entries: list[Entry], item: ItemState) -> dict[str, Form]:
    """Make the forms of what the person may do now, by act."""
    if item.status == "withdrawn":
        return {}
    stream, me = EvidenceItem(item.evidence_id), actor()
    for entry in entries:
        stream.replay(entry.event)
    ids = [used for used, purpose in stream.uses.items() if purpose == "task"]
    tasks = task_states.listed(db(), task_states.table.c.task_id.in_(ids)) if ids else []
    figures = [used for used, purpose in stream.uses.items() if purpose == "indicator"]
    may = {"use"}
    if me.person_id in {*stream.brought_by, *(task.clarity.person_id for task in tasks)}:
        may |= {"revise", "withdraw"}
    if me.person_id not in stream.brought_by and authority(me, tasks, figures):
        may |= {"accept", "send_back"} - {
            {"accepted": "accept", "returned": "send_back"}.get(item.status, "")
        }
    forms = {act: made() for act, made in FORMS.items() if act in may}
    if "revise" in forms:
        forms["revise"] = ReviseForm(data={"fact_on": item.fact_on, "valid_until": item.until})
    return forms


def _may_end(uses: Sequence[finding.Use], forms: dict[str, Form]) -> dict[UUID, str]:
    """Name the uses that the person may take back, and offer the form where there are any."""
    changes, me = "withdraw" in forms, actor().person_id
    found = {use.for_id: use for use in uses if changes or use.used_by == me}
    if forms and found:
        forms["end_use"] = EndUseForm()
    return {one: f"{use.code} {use.content}"[:LONGEST_CHOICE] for one, use in found.items()}


def _same(item: ItemState, uses: list[finding.Use]) -> list[str]:
    """Say which files of the item stand in another one as well, for another task."""
    names = {file.sha256: file.name for file in item.files}
    mine = {use.for_id for use in uses}
    found = finding.same_files(db(), list(names), sight())
    others = [one for one in found if one.evidence_id != item.evidence_id]
    return elsewhere([one for one in others if one.task_id not in mine], names, register())


def _moments(entries: list[Entry], evidence_id: UUID) -> list[tuple[str, str]]:
    """Offer the day on which it was handed in."""
    begun = _day(as_of.when(entries[0]))
    if begun >= today():
        return []
    return [("Ngày nộp", as_of.link_on(begun, "evidence.show", evidence_id=evidence_id))]


def _not_yet(item: ItemState) -> Response:
    """Say that it had not been handed in on the day asked for."""
    begun = _day(as_of.when(timeline.of_task(db(), item.evidence_id, None)[0]))
    first = as_of.link_on(begun, "evidence.show", evidence_id=item.evidence_id)
    return page("evidence/not_yet.html", block="main", item=item, begun=begun, first=first)


def _day(moment: datetime) -> date:
    return local(moment).date()
