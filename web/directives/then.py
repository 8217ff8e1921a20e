"""A directive as its states keep it at the end of a past day: as written, and as it came in."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import Response, url_for

from service.directives import directive_states, reply_states
from service.directives.reply_states import ReplyState
from web import as_of, stood
from web.directives.words import OUTCOMES, REPLIES, STATUSES
from web.session import db

MISSING = "chưa có văn bản này"


def written(directive_id: UUID, title: str) -> Response:
    """Show a directive of the province as it stood."""
    every = directive_states.every(db(), as_of.instant())
    one = next((one for one in every if one.directive_id == directive_id), None)
    days = {"Ngày ban hành": one.issued_on, "Hạn trả lời": one.due_on} if one else {}
    return stood.show(
        stood.Stood(
            title=title,
            url=url_for("directives.show", directive_id=directive_id),
            crumbs=[("Chỉ đạo", url_for("directives.index")), (title, "")],
            missing=MISSING,
            beside="Nội dung và câu trả lời của từng xã không xem lại theo ngày được.",
            badge=STATUSES[one.status] if one else None,
            facts=[("Số", one.number), *_said(days), ("Gửi tới", f"{one.addressed} xã")]
            if one
            else (),
        )
    )


def came(now: ReplyState) -> Response:
    """Show a directive that came to the commune as it stood."""
    every = reply_states.every(db(), as_of.instant())
    one = next((one for one in every if one.reply_id == now.reply_id), None)
    return stood.show(
        stood.Stood(
            title=now.title,
            url=url_for("directive_replies.show", reply_id=now.reply_id),
            crumbs=[("Chỉ đạo", url_for("directives.index")), (now.number, "")],
            missing=MISSING,
            beside="Câu trả lời của từng đơn vị không xem lại theo ngày được.",
            badge=REPLIES[one.step] if one else None,
            facts=_of_reply(one) if one else (),
        )
    )


def _of_reply(one: ReplyState) -> list[tuple[str, str]]:
    days = {
        "Ngày ban hành": one.issued_on,
        "Hạn trả lời": one.due_on,
        "Tiếp nhận ngày": one.received_on,
        "Gửi trả lời ngày": one.sent_on,
    }
    outcome = OUTCOMES.get(one.outcome, "")
    units = len(one.units.split())
    return [
        ("Số", one.number),
        *_said(days),
        ("Đã giao", f"{units} đơn vị" if units else ""),
        ("Kết quả", f"{outcome}, trễ hạn" if outcome and one.late else outcome),
    ]


def _said(days: Mapping[str, date | None]) -> list[tuple[str, str]]:
    return [(name, f"{day:%d/%m/%Y}") for name, day in days.items() if day]
