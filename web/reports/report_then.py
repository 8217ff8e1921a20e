"""One report as its states keep it at the end of a past day, by today's rights."""

from flask import Response, url_for
from sqlalchemy.exc import NoResultFound

from service.reports import states
from service.reports.states import ReportState
from web import as_of, stood
from web.reports.words import CHANNELS, STAGES
from web.session import db


def then(now: ReportState) -> Response:
    """Show a report that the person sees today as it stood, or that it was not opened."""
    found: ReportState | None
    try:
        found = states.state(db(), now.report_id, as_of.instant())
    except NoResultFound:
        found = None
    period = f"{now.period[:1].lower()}{now.period[1:]}"
    return stood.show(
        stood.Stood(
            title=f"Báo cáo {period}",
            url=url_for("report.show", report_id=now.report_id),
            crumbs=[("Báo cáo", as_of.link("reports.index")), (now.period, "")],
            missing="chưa mở báo cáo này",
            beside="Số liệu và lời văn đang soạn không xem lại theo ngày được; "
            "bản đã chốt giữ nguyên từ ngày chốt.",
            badge=STAGES[found.status] if found else None,
            facts=_facts(found) if found else (),
        )
    )


def _facts(one: ReportState) -> list[tuple[str, str]]:
    days = {
        "Số liệu từ": one.first_day,
        "Chốt hết ngày": one.cut_off,
        "Đơn vị nộp trước hết": one.lower_due_on,
        "Ngày gửi": one.send_on,
        "Hạn nộp": one.due_on,
        "Ngày ký": one.signed_on,
        "Đã gửi ngày": one.sent_on,
    }
    return [
        ("Nơi nhận", one.addressee),
        ("Cách gửi", CHANNELS[one.channel]),
        ("Số văn bản", one.number),
        *((name, f"{day:%d/%m/%Y}") for name, day in days.items() if day),
    ]
