"""A report in the story: of the last period that is over, from its figures to a correction."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from events.report_calendars import DECREE_09
from events.report_values import Duty, Section
from service.demo.days import instant
from service.demo.script import Act, Script, Year
from service.files import evidence
from service.reports.afterwards import ApproveCorrection, DraftCorrection, SendReport
from service.reports.calendars import Days, days_of
from service.reports.deciding import ApproveReport, CommentReport, LockReport, SignReport
from service.reports.drafting import DrawFigures, SetDays, SubmitReport, WriteSection
from service.reports.opening import OpenReport, report_id
from service.reports.setting import SetCalendar

DUTY = Duty(number=1, addressee="Sở Nội vụ", channel="paper", terms=DECREE_09)
SIGNED = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
)
OVER = timedelta(days=20)  # before today it was due: long enough for a correction
WROTE = "Đã hoàn thành phần lớn nhiệm vụ được giao; việc chậm do thiếu sóng ở các bản xa."
PLANNED = "Tập trung xử lý nhiệm vụ quá hạn, rà soát hồ sơ giấy còn tồn."
TEXTS: tuple[tuple[int, Section, str], ...] = (
    (90, "assessment", WROTE),
    (120, "next", PLANNED),
)


def reported(script: Script, *years: Year) -> Iterator[Act]:
    """Give the report of the last period that some plan of the story can tell of."""
    for year in years:
        on = script.days.working(year.issued, 4)
        made = SetCalendar(plan_id=year.plan_id, duties=(DUTY,))
        yield Act(instant(on, 300), "ha", made)
    found = _last(script, years)
    if found is not None:
        yield from _written(script, *found)


def _last(script: Script, years: tuple[Year, ...]) -> tuple[Year, OpenReport, Days] | None:
    today = script.days.today
    possible = [
        (days.cut_off, year.issued, year, opening, days)
        for year in years
        for opening, days in _terms(script, year.plan_id, today)
        if year.issued <= days.cut_off - OVER and days.due_on <= today - OVER
    ]
    return max(possible, key=lambda one: one[:2])[2:] if possible else None


def _terms(script: Script, plan_id: UUID, today: date) -> Iterator[tuple[OpenReport, Days]]:
    for year in (today.year - 1, today.year):
        for term in DUTY.terms:
            opening = OpenReport(plan_id=plan_id, duty=1, occasion=term.occasion, year=year)
            yield opening, days_of(term, year, DUTY.lower_before, script.days.calendar)


def _written(script: Script, year: Year, opening: OpenReport, days: Days) -> Iterator[Act]:
    made = report_id(year.plan_id, 1, opening.occasion, opening.year)
    file = evidence("45-BC-UBND.pdf", SIGNED)
    script.keep(file, SIGNED)

    def after(count: int) -> date:
        return script.days.working(days.cut_off, count)

    yield Act(instant(script.days.working(days.cut_off, -8), 60), "ha", opening)
    chosen = SetDays(report_id=made, cut_off=days.cut_off, send_on=days.send_on)
    yield Act(instant(after(1), 20), "hung", chosen)
    yield Act(instant(after(1), 60), "hung", DrawFigures(report_id=made))
    for minutes, section, text in TEXTS:
        written = WriteSection(
            report_id=made,
            section=section,
            text=text,
            suggested="",
            seen=0,
        )
        yield Act(instant(after(1), minutes), "hung", written)
    yield Act(instant(after(2), 30), "hung", SubmitReport(report_id=made))
    said = CommentReport(report_id=made, text="Số liệu khớp với bảng theo dõi.")
    yield Act(instant(after(2), 90), "ha", said)
    yield Act(instant(after(2), 100), "ha", ApproveReport(report_id=made))
    yield Act(instant(after(3), 40), "su", SignReport(report_id=made))
    lock = LockReport(
        report_id=made, number="45", symbol="BC-UBND", signed_on=after(3), file=file
    )
    yield Act(instant(after(3), 120), "hung", lock)
    yield Act(instant(after(3), 130), "hung", SendReport(report_id=made, on=after(3)))
    slip = DraftCorrection(
        report_id=made,
        what="Nguyên nhân việc chậm",
        old="thiếu sóng ở các bản xa",
        new="thiếu sóng và thiếu máy quét ở các bản xa",
        why="Bỏ sót một nguyên nhân",
    )
    yield Act(instant(after(6), 60), "hung", slip)
    stands = ApproveCorrection(
        report_id=made, correction=1, number="51", symbol="TB-UBND", signed_on=after(7)
    )
    yield Act(instant(after(7), 60), "su", stands)
