"""A score sheet and a year's grade as their states keep them at the end of a past day."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import Response, url_for
from sqlalchemy.exc import NoResultFound

from events.grading.steps import grade_id
from service.evaluation import score_sheets
from service.evaluation.naming import period_name
from service.evaluation.score_sheets import SheetState
from service.evaluation.years import states
from service.evaluation.years.states import GradeState
from web import as_of, stood
from web.evaluation.opened import Opened
from web.evaluation.sheet_words import STATUSES
from web.evaluation.year_words import GRADES, STAGES
from web.session import db, register
from web.ui.typed import write_amount


def sheet_then(found: Opened) -> Response:
    """Show a sheet in sight as it stood, or that nothing was said on it."""
    one: SheetState | None
    try:
        one = score_sheets.one(db(), found.sheet_id, as_of.instant())
    except NoResultFound:
        one = None
    period, number = period_name(found.period), found.period.period_id
    return stood.show(
        stood.Stood(
            title=f"Phiếu điểm {period}, {register().person(found.person_id)}",
            url=url_for("score_sheet.show", period_id=number, person_id=found.person_id),
            crumbs=[("Đánh giá", url_for("scores.mine")), (period, "")],
            missing="chưa có gì trên phiếu này",
            beside="Từng dòng của phiếu được tính từ sự kiện; xem ở phiếu hiện tại.",
            badge=STATUSES[one.status] if one else None,
            facts=_of_sheet(one) if one else (),
        )
    )


def year_then(subject_id: UUID, year: int, name: str, url: str) -> Response:
    """Show the year of a person or a unit in sight as it stood, or that it was not begun."""
    one: GradeState | None
    try:
        one = states.of_stream(db(), grade_id(subject_id, year), as_of.instant())
    except NoResultFound:
        one = None
    return stood.show(
        stood.Stood(
            title=f"Xếp loại năm {year}: {name}",
            url=url,
            crumbs=[("Đánh giá", url_for("scores.mine")), (name, "")],
            missing="chưa bắt đầu xếp loại năm này",
            beside="Ý kiến, điều kiện và căn cứ xem ở trang hiện tại.",
            badge=STAGES[one.stage] if one else None,
            facts=of_year(one) if one else (),
        )
    )


def _of_sheet(one: SheetState) -> list[tuple[str, str]]:
    return [
        ("Tự chấm", "Đã tự chấm" if one.self_scored else "Chưa tự chấm"),
        ("Điểm xác nhận", "" if one.signed is None else write_amount(one.signed)),
        ("Lần sửa điểm", str(one.corrections) if one.corrections else ""),
        *_days({"Thông báo ngày": one.told_on, "Trả lời kiến nghị trước": one.petition_due}),
    ]


def of_year(one: GradeState) -> list[tuple[str, str]]:
    """Give what was known of somebody's year, in words; what was not yet is empty."""
    days = {
        "Họp ngày": one.met_on,
        "Ý kiến cấp ủy ngày": one.party_on,
        "Quyết định ngày": one.decided_on,
        "Thông báo ngày": one.told_on,
        "Trả lời kiến nghị trước": one.petition_due,
    }
    return [
        ("Điểm", "" if one.signed is None else write_amount(one.signed)),
        ("Đề xuất", GRADES[one.offered] if one.offered else "Chưa đề xuất"),
        ("Xếp loại", GRADES[one.grade] if one.grade else ""),
        ("Số quyết định", one.number),
        *_days(days),
    ]


def _days(said: Mapping[str, date | None]) -> list[tuple[str, str]]:
    return [(name, f"{day:%d/%m/%Y}") for name, day in said.items() if day]
