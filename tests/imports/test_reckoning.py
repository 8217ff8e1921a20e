"""A printed deadline becomes a day, a rhythm or a number of days, and keeps its words."""

from datetime import date

import pytest

from events.values import Deadline, Terms
from service.imports.deadlines import Deadline as Printed
from service.imports.reader.due import read_deadline
from service.imports.reader.due_in_cells import read_cell
from service.imports.reckoning import Frame, deadline
from tenants.calendar import WorkingCalendar

MARCH = Frame(since=date(2026, 3, 1), until=date(2030, 12, 31))
HOLIDAY = WorkingCalendar({date(2026, 3, 4): False})


def understood(printed: str, frame: Frame = MARCH) -> Deadline:
    found = deadline(read_deadline(printed), frame)
    assert found is not None
    return found


def terms(printed: str) -> Terms:
    found = understood(printed).terms
    assert isinstance(found, Terms)
    return found


def test_an_hour_and_strictly_before_are_kept() -> None:
    found = understood("trước 11 giờ 00 ngày 19/6/2026")
    assert (found.kind, found.on) == ("date", date(2026, 6, 18))
    assert terms("trước 11 giờ 00 ngày 19/6/2026") == Terms(before=True, hour="11:00")


def test_a_report_keeps_the_periods_it_falls_due_for() -> None:
    found = understood("định kỳ (quý I, 6 tháng, quý III, năm) hoặc đột xuất")
    assert (found.kind, found.rhythm, found.on) == ("recurring", "quarterly", None)
    assert found.terms == Terms(occasions=("Q1", "half_year", "Q3", "year"), on_request=True)


def test_days_from_receipt_wait_for_the_receipt() -> None:
    found = understood("trong vòng 10 ngày làm việc kể từ ngày nhận được văn bản")
    assert (found.kind, found.days, found.on) == ("relative", 10, None)
    assert found.terms == Terms(working=True)


def test_days_from_the_issue_are_counted_in_the_tenants_working_days() -> None:
    printed = "trong thời hạn 5 ngày làm việc kể từ ngày ban hành"
    assert understood(printed).on == date(2026, 3, 6)
    off = Frame(since=date(2026, 3, 1), calendar=HOLIDAY)
    assert understood(printed, off).on == date(2026, 3, 9)
    assert understood("trong vòng 30 ngày kể từ ngày ban hành").on == date(2026, 3, 31)
    assert understood(printed, Frame()).kind == "relative"


def test_a_stage_ends_with_its_last_year() -> None:
    assert understood("giai đoạn 2026-2027").on == date(2027, 12, 31)
    assert terms("giai đoạn 2026-2027").stage == "2026-2027"


def test_so_often_in_a_stage_is_due_when_the_plan_ends() -> None:
    found = understood("tối thiểu 01 lần/giai đoạn")
    assert (found.kind, found.on) == ("date", date(2030, 12, 31))
    assert found.terms == Terms(count=1)
    assert deadline(read_deadline("tối thiểu 01 lần/giai đoạn"), Frame()) is None


def test_so_often_in_a_year_recurs() -> None:
    found = understood("ít nhất 02 lần/năm")
    assert (found.kind, found.rhythm, found.terms) == ("recurring", "yearly", Terms(count=2))


def test_a_day_of_the_month_comes_round_the_same_month() -> None:
    assert understood("ngày 25 hằng tháng").on == date(2026, 3, 25)
    assert understood("trước ngày 20 tháng cuối quý").on == date(2026, 3, 19)


def test_what_says_nothing_more_has_no_terms() -> None:
    assert understood("chậm nhất 17/6/2026") == Deadline(
        kind="date", printed="chậm nhất 17/6/2026", on=date(2026, 6, 17)
    )


@pytest.mark.parametrize(
    ("found", "decided"),
    [
        (
            Printed(kind="date", printed="trước", normalised="", day="2026-09-30", before=True),
            29,
        ),
        (Printed(kind="date", printed="đến hết", normalised="", day="2026-09-30"), 30),
        (Printed(kind="period", printed="quý III", normalised="", until="2026-09-30"), 30),
    ],
)
def test_before_a_day_ends_the_day_before(found: Printed, decided: int) -> None:
    proposed = deadline(found, MARCH)
    assert proposed is not None
    assert proposed.on == date(2026, 9, decided)


@pytest.mark.parametrize(
    ("day", "month", "frame", "first"),
    [
        (5, 12, MARCH, date(2026, 12, 5)),
        (10, 1, MARCH, date(2027, 1, 10)),
        (29, 2, MARCH, None),
        (5, 12, Frame(), None),
    ],
)
def test_a_yearly_day_first_comes_round_after_the_document(
    day: int, month: int, frame: Frame, first: date | None
) -> None:
    yearly = Printed(
        kind="recurring",
        printed="hằng năm",
        normalised="",
        cycles=("yearly",),
        due_day=day,
        due_month=month,
    )
    proposed = deadline(yearly, frame)
    assert proposed is not None
    assert (proposed.rhythm, proposed.on) == ("yearly", first)


@pytest.mark.parametrize("kind", ["as_required", "periodic"])
def test_a_deadline_that_names_no_time_is_left_to_the_person(kind: str) -> None:
    assert deadline(Printed(kind=kind, printed="x", normalised="x"), MARCH) is None
    assert deadline(None, MARCH) is None


def test_what_is_due_on_request_says_so_and_stands_beside_a_rhythm_where_one_is_printed() -> (
    None
):
    assert understood("khi có yêu cầu") == Deadline(kind="on_request", printed="khi có yêu cầu")
    assert terms("định kỳ hằng quý hoặc khi có yêu cầu").on_request
    assert deadline(read_cell("Theo yêu cầu của tỉnh", None), MARCH) == Deadline(
        kind="on_request", printed="Theo yêu cầu của tỉnh"
    )


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Rà soát quy chế (sau khi có hướng dẫn của Sở Nội vụ).", "có hướng dẫn của Sở Nội vụ"),
        ("Sắp xếp thôn sau khi có chủ trương  của tỉnh; báo cáo", "có chủ trương của tỉnh"),
        ("Báo cáo sau khi xong việc.", ""),
    ],
)
def test_what_must_come_first_is_read_from_the_words_of_the_task(
    text: str, condition: str
) -> None:
    due = deadline(None, MARCH, text)
    assert (due.condition if due else "") == condition
    dated = deadline(read_deadline("trước ngày 05/12/2026"), MARCH, text)
    assert dated is not None
    assert (dated.kind, dated.condition) == ("date", condition)


def test_what_comes_round_waits_for_nothing() -> None:
    text = "Báo cáo hằng quý (sau khi có hướng dẫn của tỉnh)"
    due = deadline(read_deadline("hằng quý"), MARCH, text)
    assert due is not None
    assert (due.kind, due.condition) == ("recurring", "")
