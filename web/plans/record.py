"""One record beside its source text: accept it as edited, drop, split, merge, go on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.plan_items import WORK_KINDS, Item
from events.plan_refusals import NoSuchItemError
from events.plans import Plan
from service.imports.doubts import Doubt, corrected, doubts
from service.imports.drafts import Source, source
from service.plans.drafts import draft, is_work, mark, progress
from service.plans.reviewing import (
    ChooseTwin,
    CorrectText,
    MergeItems,
    ReviseItem,
    SetItemsState,
    SplitItem,
)
from service.work import Command
from tenants.access import Permission
from web.choices import NOT_YET, Choices
from web.clarity_worth import likely_hint
from web.htmx import elsewhere, page
from web.plans import labels
from web.plans.forms import MergeForm, RecordForm, SplitForm, lines
from web.plans.listing import Asked, Listing
from web.plans.others import others
from web.plans.reasons import said, why
from web.plans.review import asked_for
from web.plans.source import around
from web.present import only_now
from web.session import carry_out, db, file_store, register, requires, today
from web.words import say

MEANWHILE = (
    "Vừa có người khác thay đổi mục này. Nội dung bạn gõ vẫn còn dưới đây; "
    "bấm Chấp nhận lần nữa nếu muốn thay bản mới bằng bản của bạn."
)
bp_record = Blueprint(
    "plans_record",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/ra-soat/<int:item_id>",
    template_folder="templates",
)
bp_record.before_request(only_now)


@dataclass(frozen=True, slots=True)
class Looked:
    """A record as one request looks at it, with its neighbours in the list.

    `then` is where one goes on after deciding it: the next that nobody has decided.
    """

    plan: Plan
    item: Item
    text: Source
    listing: Listing
    asked: Asked
    before: int | None
    after: int | None
    then: int | None
    doubts: list[Doubt]
    form: RecordForm | None = None
    splitting: SplitForm | None = None
    problem: str = ""

    def link(self, item_id: int | None = None) -> str:
        """Give the address of a record in the same list; without one, of the list."""
        query, plan_id = self.asked.query(), self.plan.id
        if item_id is None:
            return url_for("plans_review.overview", plan_id=plan_id) + query
        return url_for("plans_record.show", plan_id=plan_id, item_id=item_id) + query


@bp_record.get("")
@requires(Permission.DRAFT_PLAN)
def show(plan_id: UUID, item_id: int) -> ResponseReturnValue:
    """Show a record beside its source."""
    try:
        looked = _look(plan_id, item_id)
    except NoSuchItemError as gone:
        return _to_list(plan_id, gone)
    return _show(looked)


@bp_record.post("")
@requires(Permission.DRAFT_PLAN)
def change(plan_id: UUID, item_id: int) -> ResponseReturnValue:
    """Do what the pressed button says, then go on to the next record."""
    try:
        looked = _look(plan_id, item_id)
        act = ACTS.get(request.form.get("act", ""), _accept)
        return act(looked)
    except NoSuchItemError as gone:
        return _to_list(plan_id, gone)
    except ChangedMeanwhileError:
        return _changed(plan_id, item_id)


def _accept(looked: Looked) -> ResponseReturnValue:
    form, item = _form(looked.item), looked.item
    if not form.validate():
        return _show(replace(looked, form=form), 422)
    clear = request.form.get("fields") == "clarity"
    command = ReviseItem(
        plan_id=looked.plan.id,
        item_id=item.item_id,
        text=form.text.data,
        kind=form.kind.data,
        area=form.area.data or None,
        target=form.target() if request.form.get("fields") == "target" else item.target,
        clarity=form.clarity() if clear else item.clarity,
        was=request.form.get("was") or None,
    )
    return _carried(replace(looked, form=form), command, looked.then)


def _drop(looked: Looked) -> ResponseReturnValue:
    command = _state(looked, "dropped")
    return _carried(looked, command, looked.then)


def _restore(looked: Looked) -> ResponseReturnValue:
    return _carried(looked, _state(looked, "proposed"), looked.item.item_id)


def _split(looked: Looked) -> ResponseReturnValue:
    form = SplitForm(request.form)
    if not form.validate():
        return _show(replace(looked, splitting=form), 422)
    plan_id, item_id = looked.plan.id, looked.item.item_id
    command = SplitItem(plan_id=plan_id, item_id=item_id, texts=lines(form.pieces.data))
    return _carried(replace(looked, splitting=form), command, looked.plan.next_id)


def _merge(looked: Looked) -> ResponseReturnValue:
    other, form = request.form.get("with", type=int), MergeForm(request.form)
    if other is None or not form.validate():
        said = form.whole.errors or ["Không còn mục sau để gộp."]
        return _show(replace(looked, problem=str(said[0])), 422)
    item_ids = (looked.item.item_id, other)
    command = MergeItems(plan_id=looked.plan.id, item_ids=item_ids, text=form.whole.data)
    return _carried(looked, command, looked.plan.next_id)


def _keep(looked: Looked) -> ResponseReturnValue:
    """Keep this one of two that are alike, and drop the other."""
    other = request.form.get("with", type=int)
    if other is None:
        return _show(replace(looked, problem="Không còn mục kia để bỏ."), 422)
    command = ChooseTwin(plan_id=looked.plan.id, kept=looked.item.item_id, dropped=other)
    return _carried(looked, command, looked.then if looked.then != other else looked.before)


def _correct(looked: Looked) -> ResponseReturnValue:
    """Take over what the reader offers instead of letters that were misread."""
    command = CorrectText(
        plan_id=looked.plan.id,
        item_id=looked.item.item_id,
        text=corrected(looked.item, looked.doubts),
        was=mark(looked.item),
    )
    return _carried(looked, command, looked.item.item_id)


ACTS: dict[str, Callable[[Looked], ResponseReturnValue]] = {
    "accept": _accept,
    "drop": _drop,
    "restore": _restore,
    "split": _split,
    "merge": _merge,
    "keep": _keep,
    "correct": _correct,
}


def _carried(looked: Looked, command: Command, then: int | None) -> ResponseReturnValue:
    try:
        carry_out(command)
    except NoSuchItemError:
        raise
    except RefusedError as refusal:
        return _show(replace(looked, problem=say(refusal)), 422)
    if then is None:
        flash("Đã hết mục trong danh sách này.", "success")
        return elsewhere(looked.link())
    return redirect(looked.link(then), 303)


def _state(looked: Looked, state: Any) -> SetItemsState:
    return SetItemsState(plan_id=looked.plan.id, item_ids=(looked.item.item_id,), state=state)


def _changed(plan_id: UUID, item_id: int) -> ResponseReturnValue:
    """Show the fresh record with what was typed still in the form."""
    looked = _look(plan_id, item_id)
    return _show(replace(looked, form=_form(looked.item), problem=MEANWHILE), 409)


def _look(plan_id: UUID, item_id: int) -> Looked:
    plan = draft(db(), plan_id)
    item, asked = plan.item(item_id), asked_for()
    text = source(file_store(), plan.reading_sha256)
    found = doubts(list(plan.items.values()), text, plan.settled)
    listing = Listing(plan, register(), today(), found)
    before, after = listing.around(item_id, asked)
    then = listing.next_open(item_id, asked)
    beside = (before, after, then)
    return Looked(plan, item, text, listing, asked, *beside, found.get(item_id, []))


def _form(item: Item) -> RecordForm:
    typing = request.method == "POST" and request.form.get("act", "accept") == "accept"
    typed = request.form if typing else None
    form = RecordForm(typed, meta={"today": today()})
    form.offer(Choices(register(), today()), empty=NOT_YET)
    form.printed, form.kept = item.deadline_printed, item.clarity.deadline
    if typed is None:
        form.show_item(item)
        if is_work(item) and form.conversion is None:
            form.likely = likely_hint(f"{form.product.data or ''} {item.text}") or form.likely
    return form


def _show(looked: Looked, status: int = 200) -> ResponseReturnValue:
    item, plan = looked.item, looked.plan
    chosen = [i.item_id for i in looked.listing.chosen(looked.asked)]
    after = plan.items.get(looked.after) if looked.after else None
    twin = next((d.other for d in looked.doubts if d.other), None)
    return page(
        "plans/record.html",
        block="record",
        status=status,
        looked=looked,
        others=others(plan.id),
        item=item,
        plan=plan,
        after=after,
        position=chosen.index(item.item_id) + 1 if item.item_id in chosen else None,
        total=len(chosen),
        missing=looked.listing.missing.get(item.item_id, ()),
        shown=around(item, looked.text.paragraphs, looked.listing.items),
        form=looked.form or _form(item),
        splitting=looked.splitting or _splitting(item),
        fields=_fields(item),
        was=mark(item),
        why=why(item),
        doubts=[said(doubt) for doubt in looked.doubts],
        fixes=corrected(item, looked.doubts) != item.text,
        twin=plan.items.get(twin) if twin else None,
        progress=progress(looked.listing.of_step(looked.asked)),
        labels=labels,
    )


def _splitting(item: Item) -> SplitForm:
    form = SplitForm()
    form.pieces.data = item.text.replace("; ", ";\n")
    return form


def _fields(item: Item) -> str:
    if item.kind == "indicator":
        return "target"
    return "clarity" if item.kind in WORK_KINDS else ""


def _to_list(plan_id: UUID, gone: NoSuchItemError) -> ResponseReturnValue:
    flash(say(gone), "warning")
    return elsewhere(url_for("plans_review.overview", plan_id=plan_id))
