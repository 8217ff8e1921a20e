"""What is done on a score sheet: scored, answered, confirmed, petitioned, decided, adjusted."""

from collections.abc import Callable
from typing import TypeVar, cast
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from events.score_values import PICKED, LossKind
from events.scoring_refusals import NotYourSheetError
from service.evaluation.choosing import rules_for
from service.evaluation.sheets import AnswerLine
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
P = TypeVar("P", bound=PointsForm)


@bp.post("/tu-cham")
@worker
def self_score(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Score oneself."""
    found = _own(period_id, person_id)
    form = _points(SelfScoreForm, found)
    return _done(found, "self", form, form.command, "Đã lưu điểm tự chấm.")


@bp.post("/tra-loi")
@worker
def answer_line(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Answer one loss."""
    found = _own(period_id, person_id)
    key = request.form.get("key", "")
    form, loss = AnswerForm(request.form, prefix=key), _loss()
    if loss is None:
        return show_sheet(found, {key: form}, status=422)
    task_id, kind, number = loss

    def command(period_id: UUID, _person_id: UUID) -> Command:
        return AnswerLine(
            period_id=period_id,
            task_id=task_id,
            kind=kind,
            number=number,
            answer=form["text"].data,
        )

    return _done(found, key, form, command, "Đã ghi câu trả lời của bạn.")


@bp.post("/xac-nhan")
@worker
def confirm(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Confirm a score, and tell the person."""
    found = opened(period_id, person_id)
    form = _points(ConfirmForm, found)
    return _done(found, "confirm", form, form.command, "Đã xác nhận và báo kết quả.")


@bp.post("/kien-nghi")
@worker
def petition(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Ask for the result to be looked at again."""
    found, form = _own(period_id, person_id), PetitionForm(request.form)
    return _done(found, "petition", form, form.command, "Đã gửi kiến nghị.")


@bp.post("/tra-loi-kien-nghi")
@worker
def answer_petition(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Answer a petition."""
    found, form = opened(period_id, person_id), AnswerPetitionForm(request.form)
    return _done(found, "answer", form, form.command, "Đã trả lời kiến nghị.")


@bp.post("/quyet-dinh")
@worker
def correct(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Put a decision in the place of a wrong result."""
    found = opened(period_id, person_id)
    form = _points(CorrectForm, found)
    told = "Đã ghi quyết định thay kết quả trước."
    return _done(found, "correct", form, form.command, told)


@bp.post("/dieu-chinh")
@worker
def adjust(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Set what was found later beside the locked value."""
    found = opened(period_id, person_id)
    form = _points(AdjustForm, found)
    return _done(found, "adjust", form, form.command, "Đã ghi điều chỉnh bên cạnh kết quả.")


def _own(period_id: UUID, person_id: UUID) -> Opened:
    """Open one's own sheet.

    Raises:
        NotYourSheetError: it is somebody else's.
    """
    found = opened(period_id, person_id)
    if not found.own:
        raise NotYourSheetError
    return found


def _points(kind: type[P], found: Opened) -> P:
    """Read the form as it was shown: with d where d was asked."""
    population = populations(db()).of(found.person_id, found.period.end)
    rules = rules_for(db(), population, found.period.end).rules
    asks_d = f"p{len(PICKED) - 1}" in request.form
    made = points_form(kind, rules, leads=found.seat.leads, asks_d=asks_d)
    return cast(P, made(request.form, meta={"today": today()}))


def _loss() -> tuple[UUID, LossKind, int] | None:
    tasks = identities(request.form.getlist("task_id"))
    number = request.form.get("number", "")
    kind = next((kind for kind in LOSSES if kind == request.form.get("kind")), None)
    if not tasks or kind is None or not (number.isascii() and number.isdecimal()):
        return None
    return tasks[0], kind, int(number[:4])


def _done(
    found: Opened, name: str, form: Form, command: Callable[[UUID, UUID], Command], told: str
) -> ResponseReturnValue:
    """Carry out what was typed, or show the sheet with it again."""
    period_id, person_id = found.period.period_id, found.person_id
    tried = {name: form}
    if not form.validate():
        return show_sheet(found, tried, status=422)
    try:
        carry_out(command(period_id, person_id))
    except RefusedError as refusal:
        return show_sheet(opened(period_id, person_id), tried, say(refusal), 422)
    except ChangedMeanwhileError:
        return show_sheet(opened(period_id, person_id), tried, CHANGED, 409)
    except CommandReusedError:
        return show_sheet(opened(period_id, person_id), tried, REUSED, 409)
    flash(told, "success")
    return redirect(url_for("score_sheet.show", period_id=period_id, person_id=person_id), 303)
