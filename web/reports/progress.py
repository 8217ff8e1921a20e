"""How far each step of a report is, as the home page shows it to those who draft."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from events.report_life import Report
from service.clock import now
from service.reports.missing import Missing, missing
from service.reports.states import ReportState
from web.reports.words import STAGES, STEPS
from web.session import db, register, today


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a report: where it is done, how far it is, and whether nothing is left."""

    title: str
    url: str
    said: str
    done: bool


def progress(state: ReportState, report: Report) -> list[Step]:
    """Say of each step of a report how far it is."""
    return [
        Step(title, url_for("report.show", report_id=state.report_id, buoc=number), said, done)
        for number, (title, (said, done)) in enumerate(
            zip(STEPS, _said(state, report), strict=True), 1
        )
    ]


def _said(state: ReportState, report: Report) -> Iterator[tuple[str, bool]]:
    handed_on = state.status != "drafting"
    days = f"chốt hết {state.cut_off:%d/%m/%Y}, gửi {state.send_on:%d/%m/%Y}"
    yield days if report.days_set else f"{days} theo lịch, chưa xác nhận", report.days_set
    found = None if handed_on else _missing(report)
    yield (_lacks(found), False) if found and found.count else ("không còn thiếu", True)
    yield _drawn(report), report.drawn is not None
    written = sum(bool(one.text) for one in report.sections.values())
    yield f"đã viết {written} mục" if written else "chưa viết", bool(written)
    yield STAGES[state.status][0] if handed_on else "chưa trình", state.status == "locked"


def _lacks(found: Missing) -> str:
    said = [
        (len(found.unfinished), "việc đến hạn chưa có kết quả"),
        (len(found.unmeasured), "chỉ tiêu chưa có số"),
        (len(found.silent), "người chưa cập nhật hơn 14 ngày"),
    ]
    return "thiếu " + ", ".join(f"{count} {what}" for count, what in said if count)


def _missing(report: Report) -> Missing:
    return missing(db(), report.opened, register(), now())


def _drawn(report: Report) -> str:
    if report.drawn is not None:
        return f"đã lấy {len(report.figures)} số liệu"
    if report.opened.cut_off >= today():
        return f"lấy được sau ngày chốt {report.opened.cut_off:%d/%m/%Y}"
    return "chưa lấy số liệu"
