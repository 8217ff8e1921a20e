"""What is done on a score sheet: scored, answered, confirmed, petitioned, decided, adjusted."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from events.score_values import PICKED, LossKind
from events.scoring_refusals import NotYourSheetError
from service.evaluation.choosing import rules_for
from service.evaluation.petitions import AnswerPetition, Petition
from service.evaluation.sheets import (
    AdjustScore,
    AnswerLine,
    ConfirmScore,
    CorrectScore,
    SelfScore,
)
from service.work import Command
from tenants.access import Permission
from tenants.populations import populations
from web.evaluation.opened import Opened, opened
from web.evaluation.sheet import points_form, show_sheet
from web.evaluation.sheet_forms import (
    AdjustForm,
    AnswerForm,
    AnswerPetitionForm,
    ConfirmForm,
    CorrectForm,
    PetitionForm,
    PointsForm,
    SelfScoreForm,
)
from web.evaluation.sheet_words import LOSSES
from web.forms import Form, identities
from web.session import carry_out, db, requires, today
from web.words import say

bp = Blueprint(
    "score_acts",
    __name__,
    url_prefix="/x/<code>/danh-gia/phieu/<uuid:period_id>/<uuid:person_id>",
    template_folder="templates",
)
CHANGED = "Vừa có người khác thay đổi phiếu này. Hãy xem lại rồi gửi lại nếu vẫn cần."
REUSED = "Biểu mẫu này đã được gửi trước đó với nội dung khác. Hãy xem lại rồi gửi lại."
worker = requires(Permission.WORK)


@bp.post("/tu-cham")
@worker
def self_score(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Score oneself."""
    found = _own(period_id, person_id)
    form = _points(SelfScoreForm, found)
    if not form.validate():
        return show_sheet(found, {"self": form}, status=422)
    words = form.words()
    command = SelfScore(
        period_id=period_id,
        common=words.common,
        picked=words.picked,
        note=form["text"].data,
    )
    return _tried(found, {"self": form}, command, "Đã lưu điểm tự chấm.")


@bp.post("/tra-loi")
@worker
def answer_line(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Answer one loss."""
    found = _own(period_id, person_id)
    key = request.form.get("key", "")
    form, loss = AnswerForm(request.form, prefix=key), _loss()
    if loss is None or not form.validate():
        return show_sheet(found, {key: form}, status=422)
    task_id, kind, number = loss
    command = AnswerLine(
        period_id=period_id,
        task_id=task_id,
        kind=kind,
        number=number,
        answer=form["text"].data,
    )
    return _tried(found, {key: form}, command, "Đã ghi câu trả lời của bạn.")


@bp.post("/xac-nhan")
@worker
def confirm(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Confirm a score, and tell the person."""
    found = opened(period_id, person_id)
    form = _points(ConfirmForm, found)
    if not form.validate():
        return show_sheet(found, {"confirm": form}, status=422)
    words = form.words()
    command = ConfirmScore(
        person_id=person_id,
        period_id=period_id,
        common=words.common,
        picked=words.picked,
        comment=form["text"].data,
        seen=form["seen"].data,
    )
    return _tried(found, {"confirm": form}, command, "Đã xác nhận và báo kết quả.")


@bp.post("/kien-nghi")
@worker
def petition(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Ask for the result to be looked at again."""
    found, form = _own(period_id, person_id), PetitionForm(request.form)
    if not form.validate():
        return show_sheet(found, {"petition": form}, status=422)
    command = Petition(period_id=period_id, text=form.text.data)
    return _tried(found, {"petition": form}, command, "Đã gửi kiến nghị.")


@bp.post("/tra-loi-kien-nghi")
@worker
def answer_petition(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Answer a petition."""
    found, form = opened(period_id, person_id), AnswerPetitionForm(request.form)
    if not form.validate():
        return show_sheet(found, {"answer": form}, status=422)
    command = AnswerPetition(
        person_id=person_id,
        period_id=period_id,
        outcome=form.outcome.data,
        answer=form.text.data,
    )
    return _tried(found, {"answer": form}, command, "Đã trả lời kiến nghị.")


@bp.post("/quyet-dinh")
@worker
def correct(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Put a decision in the place of a wrong result."""
    found = opened(period_id, person_id)
    form = _points(CorrectForm, found)
    if not form.validate():
        return show_sheet(found, {"correct": form}, status=422)
    words = form.words()
    command = CorrectScore(
        person_id=person_id,
        period_id=period_id,
        common=words.common,
        picked=words.picked,
        number=form["number"].data,
        decided_on=form["decided_on"].day,
        reason=form["text"].data,
    )
    return _tried(found, {"correct": form}, command, "Đã ghi quyết định thay kết quả trước.")


@bp.post("/dieu-chinh")
@worker
def adjust(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Set what was found later beside the locked value."""
    found = opened(period_id, person_id)
    form = _points(AdjustForm, found)
    if not form.validate():
        return show_sheet(found, {"adjust": form}, status=422)
    words = form.words()
    command = AdjustScore(
        person_id=person_id,
        period_id=period_id,
        common=words.common,
        picked=words.picked,
        reason=form["text"].data,
    )
    return _tried(found, {"adjust": form}, command, "Đã ghi điều chỉnh bên cạnh kết quả.")


def _own(period_id: UUID, person_id: UUID) -> Opened:
    """Open one's own sheet.

    Raises:
        NotYourSheetError: it is somebody else's.
    """
    found = opened(period_id, person_id)
    if not found.own:
        raise NotYourSheetError
    return found


def _points(kind: type[PointsForm], found: Opened) -> PointsForm:
    """Read the form as it was shown: with d where d was asked."""
    population = populations(db()).of(found.person_id, found.period.end)
    rules = rules_for(db(), population, found.period.end).rules
    asks_d = f"p{len(PICKED) - 1}" in request.form
    made = points_form(kind, rules, leads=found.seat.leads, asks_d=asks_d)
    return made(request.form, meta={"today": today()})


def _loss() -> tuple[UUID, LossKind, int] | None:
    tasks = identities(request.form.getlist("task_id"))
    number = request.form.get("number", "")
    kind = next((kind for kind in LOSSES if kind == request.form.get("kind")), None)
    if not tasks or kind is None or not (number.isascii() and number.isdecimal()):
        return None
    return tasks[0], kind, int(number[:4])


def _tried(
    found: Opened, forms: dict[str, Form], command: Command, done: str
) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        return show_sheet(_again(found), forms, say(refusal), 422)
    except ChangedMeanwhileError:
        return show_sheet(_again(found), forms, CHANGED, 409)
    except CommandReusedError:
        return show_sheet(_again(found), forms, REUSED, 409)
    flash(done, "success")
    period_id, person_id = found.period.period_id, found.person_id
    return redirect(url_for("score_sheet.show", period_id=period_id, person_id=person_id), 303)


def _again(found: Opened) -> Opened:
    """Open the sheet as it stands after a try."""
    return opened(found.period.period_id, found.person_id)
