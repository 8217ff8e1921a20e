"""Pages: a corrected file of a plan is taken in, compared item by item, and taken over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.plan_life import LivingPlan, Wish
from service.imports.drafts import front, proposed_items
from service.imports.reading import Reading
from service.plans.amendments import living
from service.plans.correcting import CorrectDraft
from service.plans.difference import Difference, differences
from service.plans.numbers import full_number
from service.tasks.amending import AmendPlan
from service.work import Command
from tenants.access import Permission
from web.filenames import tidy_name
from web.forms import LongTextField
from web.htmx import elsewhere, page
from web.paging import cut
from web.plans.amend_forms import PaperForm
from web.plans.different import told
from web.plans.taking_in import take_in
from web.present import only_now
from web.session import (
    actor,
    calendar,
    carry_out,
    db,
    end_reading,
    file_store,
    register,
    requires,
    today,
)
from web.words import say

PAGE = 60
HASH = re.compile(r"[0-9a-f]{64}")
MEANWHILE = "Kế hoạch vừa được người khác thay đổi. Danh sách dưới đây đã mới, hãy chọn lại."
bp_reimport = Blueprint(
    "plans_reimport",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/nap-lai",
    template_folder="templates",
)
bp_reimport.before_request(only_now)


class GroundsForm(PaperForm):
    """The document that corrects an issued plan, and why."""

    reason = LongTextField("Lý do", required="Hãy ghi lý do.", most=2_000)


@dataclass(frozen=True, slots=True)
class Compared:
    """A plan, the file it is compared with, and how they differ."""

    plan: LivingPlan
    reading: Reading
    found: list[Difference]
    query: dict[str, str]

    @property
    def changes(self) -> list[Difference]:
        """What can be taken over: the order of the file is only told."""
        return [one for one in self.found if one.kind != "reordered"]


@bp_reimport.get("")
@requires(Permission.DRAFT_PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Ask for the corrected file; with a reading in the address, show the difference."""
    if "ban" in request.args:
        return _show(_compared(plan_id))
    return _ask(plan_id)


@bp_reimport.post("")
@requires(Permission.DRAFT_PLAN)
def take(plan_id: UUID) -> ResponseReturnValue:
    """Take the file in, or take over what was chosen of it."""
    if "ban" in request.args:
        return _take_over(_compared(plan_id))
    living(db(), plan_id)
    uploaded = request.files.get("file")
    if uploaded is None or not uploaded.filename:
        return _ask(plan_id, "Hãy chọn tệp đã sửa: Word, Excel, PDF hoặc .txt.")
    name = tidy_name(uploaded.filename, otherwise="ke-hoach")
    end_reading()  # reading may take seconds, and holds no transaction meanwhile
    try:
        taken = take_in(uploaded.read(), name)
    except RefusedError as refusal:
        return _ask(plan_id, say(refusal))
    query = {"ban": taken.reading_sha256, "tep": taken.file.sha256, "ten": name}
    return redirect(
        url_for("plans_reimport.show", plan_id=plan_id) + f"?{urlencode(query)}", 303
    )


def _take_over(compared: Compared) -> ResponseReturnValue:
    picked = set(request.form.getlist("chon"))
    chosen = [one for one in compared.changes if one.key in picked]
    if not chosen:
        return _show(compared, problem="Hãy chọn ít nhất một khác biệt để ghi vào kế hoạch.")
    grounds = GroundsForm(request.form, meta={"today": today()})
    issued = compared.plan.issued is not None
    if issued and not grounds.validate():
        return _show(compared, grounds=grounds, picked=picked)
    command = _amendment(compared, chosen, grounds) if issued else _correction(compared, chosen)
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(compared, grounds=grounds, problem=say(refusal), picked=picked)
    except ChangedMeanwhileError:
        fresh = _compared(compared.plan.id)
        return _show(fresh, grounds=grounds, problem=MEANWHILE, status=409)
    flash(f"Đã ghi {len(chosen)} thay đổi vào kế hoạch.", "success")
    return elsewhere(_address(compared))


def _amendment(
    compared: Compared, chosen: Sequence[Difference], grounds: GroundsForm
) -> Command:
    reason = grounds.reason.data or ""
    return AmendPlan(
        plan_id=compared.plan.id,
        paper=grounds.paper(),
        in_force_on=grounds.in_force_on.day,
        wishes=tuple(_wish(one, reason, "accepted") for one in chosen),
        seen=request.form.get("seen", type=int),
    )


def _correction(compared: Compared, chosen: Sequence[Difference]) -> Command:
    return CorrectDraft(
        plan_id=compared.plan.id,
        file_sha256=compared.query["tep"],
        file_name=compared.query["ten"],
        reading_sha256=compared.query["ban"],
        wishes=tuple(_wish(one, "", "proposed") for one in chosen),
        seen=request.form.get("seen", type=int),
    )


def _wish(one: Difference, reason: str, state: str) -> Wish:
    wanted = one.wanted()
    if one.old is None and wanted is not None:
        wanted = msgspec.structs.replace(wanted, state=state, place=None)
    return Wish(one.old.item_id if one.old else None, wanted, reason)


def _compared(plan_id: UUID) -> Compared:
    query = {name: request.args.get(name, "") for name in ("ban", "tep", "ten")}
    if not all(HASH.fullmatch(query[name]) for name in ("ban", "tep")):
        abort(404)
    plan = living(db(), plan_id)
    try:
        reading = msgspec.json.decode(file_store().get(query["ban"]), type=Reading)
    except (FileNotFoundError, msgspec.DecodeError):
        abort(404)
    items = [i for i in plan.items.values() if not plan.issued or i.state != "proposed"]
    proposed = proposed_items(reading, register(), calendar())
    query["ten"] = tidy_name(query["ten"], otherwise="ke-hoach")
    return Compared(plan, reading, differences(items, proposed), query)


def _ask(plan_id: UUID, problem: str = "") -> ResponseReturnValue:
    plan = living(db(), plan_id)
    return page(
        "plans/reimport.html",
        block="main",
        status=422 if problem else 200,
        plan=plan,
        number=_number(plan),
        problem=problem,
    )


def _show(
    compared: Compared,
    *,
    grounds: GroundsForm | None = None,
    problem: str = "",
    picked: set[str] | None = None,
    status: int = 422,
) -> ResponseReturnValue:
    plan = compared.plan
    here = cut(compared.found, request.args.get("trang", ""), PAGE)
    lines = [told(one, register()) for one in here.rows]
    wrong = bool(problem or (grounds and grounds.errors))
    return page(
        "plans/different.html",
        block="different",
        status=status if wrong else 200,
        plan=plan,
        number=_number(plan),
        name=compared.query["ten"],
        here=here,
        lines=lines,
        picked={o.key for o in lines if o.kind != "gone"} if picked is None else picked,
        grounds=grounds or _prefilled(compared),
        problem=problem,
        may_write=bool(compared.changes)
        and (plan.issued is None or actor().may(Permission.ISSUE_PLAN)),
        action=_address(compared),
        page_url=f"{_address(compared)}&trang=" + "{page}",
    )


def _prefilled(compared: Compared) -> GroundsForm:
    """Put in what the corrected file prints of itself, and nothing else."""
    said = front(compared.reading, compared.query["ten"])
    form = GroundsForm(meta={"today": today()})
    form.number.data, form.symbol.data, form.dated.data = said.number, said.symbol, said.dated
    return form


def _address(compared: Compared) -> str:
    address = url_for("plans_reimport.show", plan_id=compared.plan.id)
    return f"{address}?{urlencode(compared.query)}"


def _number(plan: LivingPlan) -> str:
    signed = plan.issued
    return full_number(signed.number, signed.symbol) if signed else "Bản nháp"
