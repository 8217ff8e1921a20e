"""Pages of the province: its sets of criteria, one set, reading a sheet in, deciding."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from uuid import UUID, uuid5

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from events.par_criteria import Node
from events.par_sets import Drafted
from service.evaluation.par import set_states
from service.evaluation.par.set_states import ParSetState
from service.evaluation.par.sets import (
    DecideParSet,
    DiscardParSet,
    DraftParSet,
    SendParSet,
    set_version,
)
from service.evaluation.par.sheet import workbook
from service.files import KINDS
from service.imports import sandbox
from service.imports.par_set import ParFault, ParFaultsError, read_par_set
from service.work import Command
from tenants.access import Permission
from web import as_of, stood
from web.evaluation.par.forms import SetDecisionForm, SetForm
from web.evaluation.par.words import COLUMNS, SET_STATUSES, fault_words, points, rule_words
from web.filenames import tidy_name
from web.htmx import page
from web.session import actor, carry_out, db, end_reading, requires, today
from web.words import say

bp = Blueprint(
    "par_sets",
    __name__,
    url_prefix="/x/<code>/danh-gia/bo-tieu-chi",
    template_folder="../templates",
)
CHANGED = "Vừa có người khác thay đổi. Hãy xem lại rồi làm lại."
NO_FILE = "Hãy chọn tệp Excel (.xlsx) của bộ tiêu chí."
MOST_SHOWN = 100


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the sets, and ask for a sheet."""
    return _index(SetForm())


@bp.post("")
@requires(Permission.APPRAISE_REFORM)
def take() -> ResponseReturnValue:
    """Read a sheet as a draft; a faulty one leaves nothing behind."""
    form, file = SetForm(request.form), request.files.get("file")
    good = form.validate()
    if file is None or not file.filename or not good:
        return _index(form, "" if file and file.filename else NO_FILE)
    data, name = file.read(), tidy_name(file.filename, otherwise="bo-tieu-chi.xlsx")
    end_reading()  # nobody may hold a connection while a file is read
    try:
        rows = sandbox.rows(data, name)
        found = read_par_set(rows, form.title.data or "", int(form.year.amount))
        digest = sha256(data).hexdigest()
        drafted = Drafted(par_set=found, file_name=name, file_sha256=digest)
        done = carry_out(DraftParSet(drafted=drafted))
    except ParFaultsError as faulty:
        return _index(form, say(faulty), faulty.faults)
    except RefusedError as refusal:
        return _index(form, say(refusal))
    flash(f"Đã đọc {len(found.components)} tiêu chí thành phần vào bản nháp.", "success")
    return redirect(url_for("par_sets.show", set_id=uuid5(done, "par set")), 303)


@bp.get("/<uuid:set_id>")
@requires(Permission.WORK)
def show(set_id: UUID) -> ResponseReturnValue:
    """Show a set with its formulas in words, and what may be done with it; or as it stood."""
    missing = stood.Stood(
        title=_state(set_id).title,
        url=url_for("par_sets.show", set_id=set_id),
        crumbs=[("Bộ tiêu chí", as_of.link("par_sets.index"))],
        missing="chưa có bộ tiêu chí này",
    )
    return stood.or_missing(lambda: _show(set_id), missing)


@bp.get("/<uuid:set_id>/xlsx")
@requires(Permission.WORK)
def sheet(set_id: UUID) -> ResponseReturnValue:
    """Give a set as an Excel workbook that can be read in again."""
    state = _state(set_id)
    return send_file(
        BytesIO(workbook(set_version(db(), set_id).drafted.par_set)),
        mimetype=KINDS["xlsx"],
        as_attachment=True,
        download_name=f"bo-tieu-chi-{state.year}.xlsx",
    )


@bp.post("/<uuid:set_id>/quyet-dinh")
@requires(Permission.CONCLUDE_REFORM)
def decide(set_id: UUID) -> ResponseReturnValue:
    """Let a set hold, and send it to the communes."""
    _state(set_id)
    form = SetDecisionForm(request.form, meta={"today": today()})
    if not form.validate():
        return _show(set_id, form, status=422)
    command = DecideParSet(
        set_id=set_id, number=form.number.data or "", decided_on=form.decided_on.day
    )
    return _tried(set_id, command, "Đã áp dụng và gửi cho các xã có liên kết.", form)


@bp.post("/<uuid:set_id>/gui")
@requires(Permission.APPRAISE_REFORM)
def send(set_id: UUID) -> ResponseReturnValue:
    """Send a set once more."""
    _state(set_id)
    return _tried(set_id, SendParSet(set_id=set_id), "Đã gửi lại cho các xã có liên kết.")


@bp.post("/<uuid:set_id>/bo")
@requires(Permission.APPRAISE_REFORM)
def discard(set_id: UUID) -> ResponseReturnValue:
    """Give a draft up."""
    _state(set_id)
    try:
        carry_out(DiscardParSet(set_id=set_id))
    except RefusedError as refusal:
        return _show(set_id, problem=say(refusal), status=422)
    flash("Đã bỏ bản nháp.", "success")
    return redirect(url_for("par_sets.index"), 303)


def _state(set_id: UUID, at: datetime | None = None) -> ParSetState:
    """Give a set that the actor may see: drafts only those who work on them.

    Raises:
        WrongStreamError: there is none, or none yet at that instant.
    """
    found = next((one for one in _readable(at) if one.set_id == set_id), None)
    if found is None:
        raise WrongStreamError(set_id)
    return found


def _readable(at: datetime | None) -> list[ParSetState]:
    works = actor().may(Permission.APPRAISE_REFORM) or actor().may(Permission.CONCLUDE_REFORM)
    return [one for one in set_states.every(db(), at) if works or one.status != "draft"]


def _tried(
    set_id: UUID, command: Command, done: str, form: SetDecisionForm | None = None
) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(set_id, form, say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(set_id, form, CHANGED, 409)
    flash(done, "success")
    return redirect(url_for("par_sets.show", set_id=set_id), 303)


def _show(
    set_id: UUID, form: SetDecisionForm | None = None, problem: str = "", status: int = 200
) -> Response:
    state, version = _state(set_id, as_of.instant()), set_version(db(), set_id)
    draft = state.status == "draft"
    return page(
        "evaluation/par/set.html",
        block="main",
        status=status,
        state=state,
        said=SET_STATUSES[state.status],
        drafted=version.drafted,
        groups=_groups(version.drafted.par_set.nodes),
        rule=rule_words,
        form=(form or SetDecisionForm(meta={"today": today()}))
        if draft and as_of.may(Permission.CONCLUDE_REFORM)
        else None,
        may_discard=draft and as_of.may(Permission.APPRAISE_REFORM),
        may_send=state.status == "in_force" and as_of.may(Permission.APPRAISE_REFORM),
        at=as_of.past_day(),
        today=today(),
        problems=[(problem, "")] if problem else [],
        points=points,
    )


def _groups(nodes: Sequence[Node]) -> list[tuple[str, list[Node]]]:
    """Put criteria and components under their field."""
    groups: list[tuple[str, list[Node]]] = []
    for node in nodes:
        if node.level == "field":
            groups.append((f"{node.code}. {node.name} ({points(node.most)} điểm)", []))
        elif groups:
            groups[-1][1].append(node)
    return groups


def _index(
    form: SetForm, problem: str = "", faults: tuple[ParFault, ...] = ()
) -> ResponseReturnValue:
    shown = [
        (f.page, f.row, COLUMNS.get(f.column, "Mã"), fault_words(f))
        for f in faults[:MOST_SHOWN]
    ]
    return page(
        "evaluation/par/sets.html",
        block="main",
        status=422 if problem or form.errors else 200,
        sets=[(one, SET_STATUSES[one.status]) for one in _readable(as_of.instant())],
        form=form if as_of.may(Permission.APPRAISE_REFORM) else None,
        at=as_of.past_day(),
        today=today(),
        problem=problem,
        faults=shown,
        more=len(faults) - len(shown),
    )
