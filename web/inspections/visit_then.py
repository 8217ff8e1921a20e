"""One inspection as its states keep it at the end of a past day, by today's rights."""

from datetime import date

from flask import Response, url_for

from service.inspections import visits
from service.inspections.visits import InspectionState
from web import as_of, stood
from web.inspections.visit_words import KINDS, STATES
from web.session import db, register


def then(now: InspectionState) -> Response:
    """Show an inspection that the person sees today as it stood, or that it was not ordered."""
    every = visits.every(db(), as_of.instant())
    found = next((one for one in every if one.inspection_id == now.inspection_id), None)
    return stood.show(
        stood.Stood(
            title=now.subject,
            url=url_for("visits.show", inspection_id=now.inspection_id),
            crumbs=[("Kiểm tra", as_of.link("visits.index")), (now.document, "")],
            missing="chưa có cuộc kiểm tra này",
            beside="Mẫu và nội dung phát hiện không xem lại theo ngày được.",
            badge=STATES[found.status(as_of.day())] if found else None,
            facts=_facts(found) if found else (),
        )
    )


def _facts(one: InspectionState) -> list[tuple[str, str]]:
    known = register()
    return [
        ("Loại", KINDS[one.kind]),
        ("Quyết định", one.document),
        ("Đơn vị", ", ".join(map(known.unit, one.unit_ids))),
        ("Thời kỳ được xem", _span(one.period_from, one.period_until)),
        ("Đoàn", ", ".join(map(known.person, one.members))),
        ("Thời gian", _span(one.first_day, one.last_day)),
        ("Phát hiện đã ghi", str(one.findings)),
        ("Kết luận", one.conclusion),
    ]


def _span(first: date | None, last: date | None) -> str:
    begins = f"từ {first:%d/%m/%Y} " if first else ""
    return begins + (f"đến {last:%d/%m/%Y}" if last else "")
