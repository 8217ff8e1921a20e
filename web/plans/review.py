"""The overview of a draft: its front, its records, and what is done to many at once."""

import re
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.values import Clarity
from service.imports.doubts import doubts, sure
from service.imports.drafts import source
from service.imports.spellings import questions
from service.plans.drafts import draft, is_work, progress
from service.plans.reviewing import AddItem, SetClarity, SetItemsState
from service.work import Command
from tenants.access import Permission
from web.choices import KEEP, Choices
from web.clarity_form import ClarityForm
from web.htmx import page
from web.paging import cut
from web.plans import labels
from web.plans.forms import AddForm
from web.plans.listing import AS_PRINTED, PAGE, STEPS, Asked, Listing, grouped
from web.plans.numbers import picked_numbers
from web.plans.others import others
from web.plans.way import following, way
from web.present import only_now
from web.session import carry_out, db, file_store, register, requires, today
from web.words import say

MEANWHILE = "Vừa có người khác thay đổi bản rà soát này. Hãy xem lại rồi bấm lần nữa."
STATES = {"accept": "accepted", "drop": "dropped", "restore": "proposed"}
STAGES = {"chi-tieu": "targets", "viec": "work"}
SLUG = re.compile(r"[a-z-]{1,20}")
DONE = {"accept": "Đã nhận {} mục.", "drop": "Đã bỏ {} mục.", "restore": "Đã lấy lại {} mục."}
bp_review = Blueprint(
    "plans_review",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/ra-soat",
    template_folder="templates",
)
bp_review.before_request(only_now)


@bp_review.get("")
@requires(Permission.DRAFT_PLAN)
def overview(plan_id: UUID) -> ResponseReturnValue:
    """Show the records of a draft."""
    return _show(plan_id)


@bp_review.post("")
@requires(Permission.DRAFT_PLAN)
def change(plan_id: UUID) -> ResponseReturnValue:
    """Accept, drop, take back or fill in the picked records, or add one."""
    act = request.form.get("act", "")
    if alone := {"add": _add, "sure": _accept_sure}.get(act):
        return alone(plan_id)
    picked = _picked()
    if not picked:
        return _show(plan_id, problem="Hãy chọn ít nhất một mục trong danh sách.")
    if act == "clarity":
        return _fill(plan_id, picked)
    if act not in STATES:
        return _show(plan_id, problem="Hãy chọn việc cần làm với các mục đã chọn.")
    command = SetItemsState(plan_id=plan_id, item_ids=picked, state=STATES[act])  # type: ignore[arg-type]
    return _carried(plan_id, command, DONE[act].format(len(picked)))


def _accept_sure(plan_id: UUID) -> ResponseReturnValue:
    """Accept exactly those that the page counted, but what somebody has decided meanwhile."""
    shown = picked_numbers("sure")
    command = SetItemsState(plan_id=plan_id, item_ids=shown, state="accepted", only="proposed")
    return _carried(plan_id, command, f"Đã nhận {len(shown)} mục chắc chắn.")


def _fill(plan_id: UUID, picked: tuple[int, ...]) -> ResponseReturnValue:
    form = _bulk_form()
    if not form.validate():
        return _show(plan_id, form=form)
    given = form.clarity()
    if given == Clarity():
        return _show(plan_id, form=form, problem="Hãy điền ít nhất một ô để áp dụng.")
    items = draft(db(), plan_id).items
    work = tuple(n for n in picked if n in items and is_work(items[n]))
    if not work:
        return _show(
            plan_id, form=form, problem="Chỉ điền 6 rõ cho nhiệm vụ, phân công, báo cáo."
        )
    names = SetClarity.__dataclass_fields__.keys() & set(Clarity.__struct_fields__)
    facts = {name: getattr(given, name) for name in names}
    command = SetClarity(plan_id=plan_id, item_ids=work, **facts)
    return _carried(plan_id, command, f"Đã điền cho {len(work)} mục.", form=form)


def _add(plan_id: UUID) -> ResponseReturnValue:
    form = AddForm(request.form, prefix="new-")
    if not form.validate():
        return _show(plan_id, adding=form)
    command = AddItem(
        plan_id=plan_id,
        kind=form.kind.data,
        text=form.text.data,
        area=form.area.data or None,
    )
    return _carried(plan_id, command, "Đã thêm một mục vào cuối danh sách.", adding=form)


def _carried(
    plan_id: UUID,
    command: Command,
    done: str,
    *,
    form: ClarityForm | None = None,
    adding: AddForm | None = None,
) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(plan_id, form=form, adding=adding, problem=say(refusal))
    except ChangedMeanwhileError:
        return _show(plan_id, form=form, adding=adding, problem=MEANWHILE, status=409)
    flash(done, "success")
    here = url_for("plans_review.overview", plan_id=plan_id)
    asked = asked_for()
    return redirect(here + asked.query(asked.page), 303)


def _show(
    plan_id: UUID,
    *,
    form: ClarityForm | None = None,
    adding: AddForm | None = None,
    problem: str = "",
    status: int = 422,
) -> ResponseReturnValue:
    plan = draft(db(), plan_id)
    text, asked = source(file_store(), plan.reading_sha256), asked_for()
    doubtful = doubts(list(plan.items.values()), text, plan.settled)
    listing = Listing(plan, register(), today(), doubtful)
    here = cut(listing.chosen(asked), asked.page, PAGE)
    shown, of_step = listing.lines(here.rows), listing.of_step(asked)
    wrong = bool(problem or (form and form.errors) or (adding and adding.errors))
    stages, stage = way(plan, text, listing.missing), STAGES.get(asked.step, "")
    return page(
        "plans/review.html",
        block="review",
        status=status if wrong else 200,
        plan=plan,
        others=others(plan_id),
        stages=stages,
        stage=stage,
        following=following(stages, stage) if stage else None,
        progress=progress(of_step if stage else plan.items.values()),
        sure=sure(of_step, doubtful),
        first_open=next((i.item_id for i in listing.chosen(asked) if i.state == "proposed"), 0),
        filters=listing.filters(asked),
        asked=asked,
        switches=_switches(asked),
        groups=grouped(shown, asked),
        shown=[line.item_id for line in shown],
        here=here,
        picked=set(_picked()) if wrong else set[int](),
        form=form or _bulk_form(),
        adding=adding or AddForm(prefix="new-"),
        problem=problem,
        labels=labels,
        spellings=0 if plan.issued else len(questions(plan, text)),
    )


def asked_for() -> Asked:
    """Read filter, order and page from the address."""
    args = request.args
    only = args.get("loc", "")
    filling = "dien" in args or request.form.get("act") == "clarity"
    return Asked(
        only if SLUG.fullmatch(only) else "",
        args.get("trang", ""),
        AS_PRINTED if args.get("xep") == AS_PRINTED else "",
        "1" if filling else "",
        step if (step := args.get("buoc", "")) in STEPS else "",
    )


def _bulk_form() -> ClarityForm:
    typed = request.form if request.form.get("act") == "clarity" else None
    form = ClarityForm(typed, meta={"today": today()})
    form.offer(Choices(register(), today()), empty=KEEP)
    return form


def _picked() -> tuple[int, ...]:
    return picked_numbers("all") or picked_numbers("item")


def _switches(asked: Asked) -> list[tuple[str, str]]:
    """Give the links that turn the order and the form for many on and off."""
    order = replace(asked, order="" if asked.order else AS_PRINTED)
    fill = replace(asked, fill="" if asked.fill else "1")
    shown = "Xếp mục cần xem kỹ lên trước" if asked.order else "Xếp theo văn bản"
    filling = "Thôi điền, về danh sách" if asked.fill else "Điền 6 rõ cho nhiều mục"
    wanted = [(shown, order.query()), (filling, fill.query())]
    return wanted[:1] if STAGES.get(asked.step) == "targets" else wanted
