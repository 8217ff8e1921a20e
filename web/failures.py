"""When a page cannot do what was asked: a page that says what happened and what to do."""

import sys
from collections.abc import Callable

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    g,
    make_response,
    render_template,
    request,
)
from sqlalchemy.exc import DataError, IntegrityError, NoResultFound, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError

from events.errors import (
    ChangedMeanwhileError,
    CommandReusedError,
    RefusedError,
    UnknownOutcomeError,
    WrongStreamError,
)
from tenants.access import AccessDeniedError
from web.htmx import wants_fragment
from web.session import end_reading
from web.ui.answers import Answer, answer
from web.words import say

CODES: dict[type[Exception], int] = {
    NoResultFound: 404,
    WrongStreamError: 404,
    FileNotFoundError: 404,
    AccessDeniedError: 403,
    ChangedMeanwhileError: 409,
    IntegrityError: 409,  # two people added the same thing at once
    DataError: 400,  # characters that no text may hold
    OperationalError: 503,
    PoolTimeoutError: 503,
}
MOST_DRAINED = 256 * 1024 * 1024
PIECE = 64 * 1024
_REUSED = Answer(
    409,
    "Biểu mẫu này đã được gửi",
    "Lần gửi trước đã được lưu. Lần này nội dung khác đi nên chưa lưu.",
    "Hãy mở lại trang để xem bản đã lưu, rồi sửa tiếp nếu cần.",
)
_UNKNOWN = Answer(
    503,
    "Chưa rõ đã lưu hay chưa",
    "Máy chủ dữ liệu ngắt đúng lúc đang lưu.",
    "Hãy gửi lại chính biểu mẫu này: gửi hai lần vẫn chỉ lưu một lần.",
)


def handle_failures(app: Flask) -> None:
    """Answer every failure that a view leaves to us."""
    for kind, code in CODES.items():
        app.register_error_handler(kind, _answering(code))
    app.register_error_handler(CommandReusedError, lambda _: answer_with(_REUSED))
    app.register_error_handler(UnknownOutcomeError, lambda _: answer_with(_UNKNOWN))
    app.register_error_handler(RefusedError, _refused)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(SecurityError, _not_here)
    app.register_error_handler(HTTPException, _http)


def answer_with(said: Answer) -> Response:
    """Answer with an error page; htmx gets it as a message, so that the typed text stays."""
    end_reading(sys.exception())
    g.failure = said.code
    if wants_fragment():
        flash(f"{said.title}. {said.text} {said.todo}", "error")
        response = make_response(render_template("ui/messages.html"), said.code)
        response.headers["HX-Retarget"] = "#messages"
        response.headers["HX-Reswap"] = "outerHTML show:window:top"
    else:
        response = make_response(render_template("ui/error.html", answer=said), said.code)
    response.vary.add("HX-Request")
    return response


def _answering(code: int) -> Callable[[Exception], Response]:
    def handler(failure: Exception) -> Response:
        if code >= 500:
            current_app.logger.error("%s: %s", request.path, failure)
        return answer_with(answer(code))

    return handler


def _refused(refusal: RefusedError) -> Response:
    return answer_with(Answer(422, "Chưa làm được", say(refusal), "Hãy quay lại và sửa."))


def _http(failure: HTTPException) -> Response:
    response = answer_with(answer(failure.code or 500))
    for name, value in failure.get_headers():
        if name in {"Allow", "Location", "Retry-After"}:
            response.headers[name] = value
    return response


def _not_here(_failure: SecurityError) -> Response:
    """Answer in plain words: without a host that is ours no address can be made."""
    text = "Địa chỉ máy chủ không đúng. Hãy mở hệ thống bằng địa chỉ được cấp."
    return Response(text, 400, mimetype="text/plain")


def _too_large(_failure: RequestEntityTooLarge) -> Response:
    """Answer after reading on: a browser shows no answer that comes while it still sends."""
    stream = request.environ["wsgi.input"]
    left = min(request.content_length or 0, MOST_DRAINED)
    while left > 0 and (piece := stream.read(min(PIECE, left))):
        left -= len(piece)
    return answer_with(answer(413))
