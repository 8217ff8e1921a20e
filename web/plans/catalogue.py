"""Pages: the catalogue of indicators that plans share, and what a person decides about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from service.indicators import entries
from service.indicators import states as indicator_states
from service.indicators.entries import Entry
from service.indicators.likeness import Proposal, proposals, unit_of
from service.indicators.sharing import (
    PartIndicator,
    RenameEntry,
    ShareIndicators,
    TellApart,
)
from service.indicators.states import IndicatorState
from service.plans import states as plan_states
from service.work import Command
from tenants.access import Permission
from web import as_of
from web.forms import Form, LongTextField, TextField, identity
from web.htmx import page
from web.paging import cut
from web.plans.labels import figure
from web.session import actor, carry_out, db, past, requires, today
from web.words import say

PAGE, LONGEST_NAME = 20, 300
MEANWHILE = "Vừa có người khác thay đổi danh mục. Hãy xem lại rồi làm lại."
bp_catalogue = Blueprint(
    "plans_catalogue",
    __name__,
    url_prefix="/x/<code>/chi-tieu/danh-muc",
    template_folder="templates",
)


class NameForm(Form):
    """What an entry is called."""

    name = TextField("Tên trong danh mục", required="Hãy ghi tên chỉ tiêu.", most=LONGEST_NAME)


class PartForm(Form):
    """Why an indicator leaves its entry."""

    reason = LongTextField("Lý do tách", required="Hãy ghi lý do tách.", most=2_000)


@dataclass(frozen=True, slots=True)
class Aim:
    """One target of one plan, as the catalogue shows it."""

    indicator_id: UUID
    entry_id: UUID | None
    code: str
    content: str
    figure: str
    phase: str
    plan: str
    plan_url: str
    open: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that the catalogue is made of at the instant that is shown."""

    entries: Sequence[Entry]
    indicators: Sequence[IndicatorState]
    plans: Mapping[UUID, str]

    def aim(self, one: IndicatorState) -> Aim:
        """Show one target."""
        return Aim(
            one.indicator_id,
            one.entry_id,
            one.code,
            one.content,
            figure(one.target) or "Đánh giá bằng kết quả",
            (one.target.phase if one.target else None) or "",
            self.plans.get(one.plan_id, ""),
            as_of.link("plans.show", {"xem": "chi-tieu"}, plan_id=one.plan_id),
            one.open,
        )

    def members(self, entry: Entry) -> list[Aim]:
        """List the targets of an entry, those of one plan together."""
        mine = [i for i in self.indicators if i.entry_id == entry.entry_id]
        return [self.aim(i) for i in sorted(mine, key=lambda i: (str(i.plan_id), i.code))]

    def others(self, entry: Entry) -> list[Aim]:
        """List the targets that could belong to an entry too: free ones of its unit."""
        free = [i for i in self.indicators if i.entry_id is None and unit_of(i) == entry.unit]
        return [self.aim(i) for i in free]


@bp_catalogue.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the entries, and the pairs that may be one thing."""
    return _index()


@bp_catalogue.post("")
@requires(Permission.DRAFT_PLAN)
def decide() -> ResponseReturnValue:
    """Confirm that two indicators are one thing, or say that they are not."""
    one, other, entry = (_identity(name) for name in ("one", "other", "entry"))
    if one is None or other is None:
        return _index("Hãy chọn hai chỉ tiêu trong danh sách đề xuất.")
    if request.form.get("act") == "apart":
        return _done(
            TellApart(indicator_id=one, others=(other,)), "Đã ghi: hai chỉ tiêu khác nhau."
        )
    form = NameForm(request.form)
    if entry is None and not form.validate():
        return _index(str(form.name.errors[0]))
    name = form.name.data or ""
    share = ShareIndicators(indicator_ids=(one, other), name=name, entry_id=entry)
    return _done(share, "Đã ghép thành một chỉ tiêu của danh mục.")


@bp_catalogue.get("/<uuid:entry_id>")
@requires(Permission.WORK)
def show(entry_id: UUID) -> ResponseReturnValue:
    """Show one entry with its targets over plans and phases."""
    return _show(entry_id)


@bp_catalogue.post("/<uuid:entry_id>")
@requires(Permission.DRAFT_PLAN)
def change(entry_id: UUID) -> ResponseReturnValue:
    """Rename the entry, take an indicator in, or let one go."""
    acts: dict[str, Callable[[UUID], ResponseReturnValue]] = {"join": _join, "part": _part}
    entries.one(db(), entry_id, None)
    return acts.get(request.form.get("act", ""), _rename)(entry_id)


def _rename(entry_id: UUID) -> ResponseReturnValue:
    form = NameForm(request.form)
    if not form.validate():
        return _show(entry_id, naming=form)
    command = RenameEntry(entry_id=entry_id, name=form.name.data or "")
    return _changed(entry_id, command, "Đã đổi tên.")


def _join(entry_id: UUID) -> ResponseReturnValue:
    indicator_id = _identity("indicator")
    if indicator_id is None:
        return _show(entry_id, problem="Hãy chọn một chỉ tiêu để thêm.")
    share = ShareIndicators(indicator_ids=(indicator_id,), entry_id=entry_id)
    return _changed(entry_id, share, "Đã thêm chỉ tiêu vào mục này.")


def _part(entry_id: UUID) -> ResponseReturnValue:
    indicator_id, form = _identity("indicator"), PartForm(request.form)
    if indicator_id is None or not form.validate():
        return _show(
            entry_id, problem="Hãy chọn chỉ tiêu cần tách và ghi lý do tách.", parting=form
        )
    command = PartIndicator(indicator_id=indicator_id, reason=form.reason.data or "")
    return _changed(entry_id, command, "Đã tách chỉ tiêu khỏi mục này.")


def _changed(entry_id: UUID, command: Command, done: str) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(entry_id, problem=say(refusal))
    except ChangedMeanwhileError:
        return _show(entry_id, problem=MEANWHILE, status=409)
    flash(done, "success")
    return redirect(url_for("plans_catalogue.show", entry_id=entry_id), 303)


def _done(command: Command, done: str) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _index(say(refusal))
    except ChangedMeanwhileError:
        return _index(MEANWHILE, 409)
    flash(done, "success")
    return redirect(url_for("plans_catalogue.index"), 303)


def _scene() -> Scene:
    at = as_of.instant()
    plans = {p.plan_id: p.full_number or p.title for p in plan_states.every(db(), at)}
    return Scene(entries.every(db(), at), indicator_states.every(db(), at), plans)


def _may_decide() -> bool:
    return past() is None and actor().may(Permission.DRAFT_PLAN)


def _index(problem: str = "", status: int = 422) -> ResponseReturnValue:
    scene, may_decide = _scene(), _may_decide()
    found = proposals(scene.indicators) if may_decide else []
    here = cut(found, request.args.get("trang", ""), PAGE)
    return page(
        "plans/catalogue.html",
        block="main",
        status=status if problem else 200,
        problem=problem,
        here=here,
        proposed=[_proposed(one, scene) for one in here.rows],
        listed=[(entry, scene.members(entry)) for entry in scene.entries],
        may_decide=may_decide,
        at=as_of.past_day(),
        today=today(),
        page_url=url_for("plans_catalogue.index") + "?trang={page}",
    )


def _proposed(proposal: Proposal, scene: Scene) -> tuple[Aim, Aim, int, UUID | None]:
    one, other = proposal.one, proposal.other
    return (
        scene.aim(one),
        scene.aim(other),
        round(proposal.score),
        one.entry_id or other.entry_id,
    )


def _show(
    entry_id: UUID,
    *,
    problem: str = "",
    naming: NameForm | None = None,
    parting: PartForm | None = None,
    status: int = 422,
) -> ResponseReturnValue:
    entry, scene = entries.one(db(), entry_id, as_of.instant()), _scene()
    naming = naming or NameForm(data={"name": entry.name})
    return page(
        "plans/entry.html",
        block="main",
        status=status if problem or naming.errors else 200,
        entry=entry,
        members=scene.members(entry),
        others=scene.others(entry) if _may_decide() else [],
        naming=naming,
        parting=parting or PartForm(),
        picked=request.form.get("indicator", ""),
        problem=problem,
        may_decide=_may_decide(),
        at=as_of.past_day(),
        today=today(),
    )


def _identity(name: str) -> UUID | None:
    try:
        return identity(request.form.get(name))
    except ValueError:
        return None
