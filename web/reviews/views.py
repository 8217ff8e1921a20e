"""Pages: one review with its facts, words and conclusion; every act on it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from service.reviews.concluding import AnswerObjection, CloseReview, ObjectTo, TellConclusion
from service.reviews.judging import GiveOpinion, WriteOfOneself
from service.reviews.opening import AskFacts
from service.work import Command
from tenants.access import Permission
from web import as_of, stood
from web.forms import Form
from web.htmx import page
from web.reviews.forms import (
    AnswerForm,
    ConcludeForm,
    ObjectForm,
    OpinionForm,
    SelfForm,
)
from web.reviews.opened import Opened, looked, of_party, opened
from web.reviews.shown import shown
from web.reviews.then import not_yet
from web.session import carry_out, today
from web.words import say

bp = Blueprint(
    "reviews",
    __name__,
    url_prefix="/x/<code>/kiem-diem/<uuid:review_id>",
    template_folder="templates",
)
QUICKER = "Vừa có người khác ghi vào đây. Hãy xem lại rồi gửi lại nếu vẫn cần."
Make = Callable[[UUID, Any], Command]
ACTS: dict[str, tuple[type[Form], Make, str]] = {  # form, command, what is said when it is done
    "hoi-so-lieu": (
        Form,
        lambda one, _: AskFacts(review_id=one),
        "Đã lấy số liệu, hoặc đã gửi câu hỏi: bên kia tự trả lời trong ít phút.",
    ),
    "tu-kiem-diem": (
        SelfForm,
        lambda one, form: WriteOfOneself(review_id=one, said=form.said()),
        "Đã gửi bản tự kiểm điểm.",
    ),
    "y-kien": (
        OpinionForm,
        lambda one, form: GiveOpinion(
            review_id=one, text=form.text.data, grade=form.grade.data or None
        ),
        "Đã ghi ý kiến.",
    ),
    "ket-luan": (
        ConcludeForm,
        lambda one, form: form.command(one, _version()),
        "Đã ghi kết luận.",
    ),
    "thong-bao": (
        Form,
        lambda one, _: TellConclusion(review_id=one),
        "Đã thông báo kết luận cho người được kiểm điểm.",
    ),
    "khong-dong-y": (
        ObjectForm,
        lambda one, form: ObjectTo(review_id=one, text=form.text.data),
        "Đã gửi ý kiến.",
    ),
    "tra-loi": (
        AnswerForm,
        lambda one, form: AnswerObjection(
            review_id=one, outcome=form.outcome.data, text=form.text.data
        ),
        "Đã trả lời.",
    ),
    "dong": (Form, lambda one, _: CloseReview(review_id=one), "Đã xong việc kiểm điểm này."),
}


@bp.get("")
@of_party(Permission.WORK)
def show(review_id: UUID) -> ResponseReturnValue:
    """Show a review to those who may see it, now or as it stood at the end of a past day."""
    return _one(review_id)


@bp.post("/<act>")
@of_party(Permission.WORK)
def do(review_id: UUID, act: str) -> ResponseReturnValue:
    """Do something to it."""
    opened(review_id)
    if act not in ACTS:
        abort(404)
    kind, makes, done = ACTS[act]
    form = kind(request.form, meta={"today": today()})
    if not form.validate():
        return _one(review_id, {act: form}, 422)
    try:
        carry_out(makes(review_id, form))
    except RefusedError as refusal:
        _beside(form, refusal)
        return _one(review_id, {act: form}, 422)
    except ChangedMeanwhileError:
        form.form_errors = [QUICKER]
        return _one(review_id, {act: form}, 409)
    flash(done, "success")
    return redirect(url_for(".show", review_id=review_id), 303)


def _beside(form: Form, refusal: RefusedError) -> None:
    """Say a refusal beside its field, or above the form."""
    beside = cast(Mapping[type[RefusedError], str], getattr(form, "beside", {}))
    if field := beside.get(type(refusal)):
        form[field].errors = [say(refusal)]
    else:
        form.form_errors = [say(refusal)]


def _version() -> int | None:
    """Read the version of the review that the page showed; rubbish is none."""
    typed = request.form.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


def _one(
    review_id: UUID, tried: Mapping[str, Form] | None = None, status: int = 200
) -> ResponseReturnValue:
    found = opened(review_id)
    looked(found)
    return stood.or_missing(
        lambda: _shown(replace(found, review=as_of.then(found.review)), tried or {}, status),
        not_yet(found.of, "chưa có ai được kiểm điểm ở đây"),
    )


def _shown(found: Opened, tried: Mapping[str, Form], status: int) -> Response:
    return page("reviews/review.html", block="main", status=status, **shown(found, tried))
