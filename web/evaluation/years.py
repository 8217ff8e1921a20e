"""Page: the year's grading of all in sight, by groups; one decision a group; the export."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from service.evaluation.years import states
from service.evaluation.years.export import exported
from service.work import Command
from tenants.access import Permission
from web import as_of
from web.choices import key
from web.evaluation import year_one
from web.evaluation.group_forms import DecisionForm, MeetingForm, decision_form
from web.evaluation.places import places
from web.evaluation.year_rows import Group, decided_groups, every_row
from web.evaluation.year_sight import FIRST_YEAR, decides, members, prepares, require_year
from web.evaluation.year_words import GROUPS
from web.htmx import page
from web.session import actor, carry_out, db, register, requires, tenant, today
from web.words import say

bp = Blueprint(
    "years", __name__, url_prefix="/x/<code>/danh-gia/nam", template_folder="templates"
)
CHANGED = "Vừa có người khác thay đổi. Hãy xem lại rồi gửi lại nếu vẫn cần."


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """Show a year, now or as it stood at the end of a past day."""
    return _list(_asked())


@bp.get("/so/<uuid:year_grade_id>")
@requires(Permission.WORK)
def by_number(year_grade_id: UUID) -> ResponseReturnValue:
    """Show a year that is named by itself, as under the bell."""
    said = states.of_stream(db(), year_grade_id)
    shown = year_one.person if said.subject == "person" else year_one.unit
    return shown(said.year, said.subject_id)


@bp.post("/<int:year>/quyet-dinh")
@requires(Permission.DECIDE_GRADES)
def decide(year: int) -> ResponseReturnValue:
    """Decide a group."""
    groups, _ = every_row(require_year(year))
    group = next((g for g in groups if g.group == request.form.get("group")), None)
    if group is None:
        abort(404)
    form = _decision(group, typed=True)
    if not form.validate():
        return _list(year, decision=form, status=422)
    refused = _tried(form.command(year))
    if refused:
        return _list(year, decision=form, problem=refused[0], status=refused[1])
    flash("Đã ghi quyết định xếp loại.", "success")
    return redirect(url_for("years.index", nam=year), 303)


@bp.post("/<int:year>/cuoc-hop")
@requires(Permission.PROPOSE_GRADES)
def meet(year: int) -> ResponseReturnValue:
    """Note a meeting at which several were judged."""
    form = _meeting(require_year(year), typed=True)
    if not form.validate():
        return _list(year, meeting=form, status=422)
    refused = _tried(form.command(year, members(year)))
    if refused:
        return _list(year, meeting=form, problem=refused[0], status=refused[1])
    flash("Đã ghi cuộc họp nhận xét.", "success")
    return redirect(url_for("years.index", nam=year), 303)


@bp.get("/<int:year>/xuat")
@requires(Permission.PROPOSE_GRADES)
def export(year: int) -> ResponseReturnValue:
    """Give the year's results as the file for the national database."""
    data = exported(db(), tenant(), require_year(year))
    return send_file(
        BytesIO(data),
        mimetype="application/json",
        as_attachment=True,
        download_name=f"xep-loai-{tenant().code}-{year}.json",
    )


def _asked() -> int:
    """Give the year that the address names; that of the day when it names none, or rubbish."""
    typed = request.args.get("nam", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else 0
    return year if FIRST_YEAR <= year <= today().year else max(FIRST_YEAR, as_of.day().year)


def _list(
    year: int,
    *,
    decision: DecisionForm | None = None,
    meeting: MeetingForm | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    groups, unbegun = every_row(year)
    now = as_of.past_day() is None
    forms = {g.group: _decision(g) for g in groups if now and decides() and g.waiting}
    if decision is not None:
        forms[decision.group] = decision
    return page(
        "evaluation/years.html",
        block="main",
        status=status,
        year=year,
        years=range(today().year, FIRST_YEAR - 1, -1),
        groups=groups,
        unbegun=unbegun,
        decided=decided_groups(year) if prepares() or decides() else (),
        group_names=GROUPS,
        forms=forms,
        meeting=meeting or (_meeting(year) if now and prepares() else None),
        may_export=now and prepares(),
        me_id=actor().person_id,
        problem=problem,
        places=places(),
        at=as_of.past_day(),
        today=today(),
    )


def _decision(group: Group, *, typed: bool = False) -> DecisionForm:
    mine = tuple(one for one in group.waiting if one.subject_id != actor().person_id)
    kind = decision_form(group.group, mine, group.suggested())
    meta = {"today": today()}
    return kind(request.form, meta=meta) if typed else kind(meta=meta)


def _meeting(year: int, *, typed: bool = False) -> MeetingForm:
    form = MeetingForm(request.form if typed else None, meta={"today": today()})
    form.people.choices = {key(one): register().person(one) for one in members(year)}
    return form


def _tried(command: Command) -> tuple[str, int] | None:
    """Carry a command out; what stands in the way, and how that is answered."""
    try:
        carry_out(command)
    except RefusedError as refusal:
        return say(refusal), 422
    except (ChangedMeanwhileError, CommandReusedError):
        return CHANGED, 409
    return None
