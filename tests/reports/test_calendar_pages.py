"""The page of a calendar: days typed by hand or laid down by the law, from when until when."""

from datetime import date
from uuid import UUID

import pytest
from msgspec import structs
from werkzeug.datastructures import MultiDict

from events.report_calendars import DECREE_09, MONTHS, PRESETS, CalendarSet, ReportCalendar
from events.report_values import Duty, YearDay
from service.reports import calendars
from service.reports.opening import coming
from service.reports.setting import SetCalendar, end, put
from tenants.calendar import WorkingCalendar
from tests.past import Story, days_ago, duty, issued, local_day
from tests.web import browse
from web.reports.duty_form import RHYTHMS, TermForm, blank_rows, hold, typed_rows

DUTY = Duty(number=1, addressee="Sở Nội vụ", channel="paper", terms=DECREE_09)


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_every_rhythm_of_the_law_is_a_calendar_that_stands(rhythm: str) -> None:
    laid = blank_rows(DUTY, rhythm).values()
    rows = typed_rows(MultiDict({field.name: field.data for row in laid for field in row}))
    assert hold(rows.values())
    terms = tuple(row.term(name) for name, row in rows.items())
    assert terms == tuple(PRESETS[name] for name in RHYTHMS[rhythm])
    made = ReportCalendar(UUID(int=2))
    set_ = CalendarSet(
        plan_id=UUID(int=1), duties=(structs.replace(DUTY, terms=terms),), reason=""
    )
    made.set(set_)
    assert made.duties[0].terms == terms


def test_months_are_counted_from_the_15th_to_the_14th() -> None:
    one, *_, twelve = (
        calendars.days_of(PRESETS[m], 2026, 3, WorkingCalendar()) for m in MONTHS
    )
    assert (one.first_day, one.cut_off) == (date(2025, 12, 15), date(2026, 1, 14))
    assert (twelve.first_day, twelve.cut_off) == (date(2026, 11, 15), date(2026, 12, 14))


def row(first: str, cut_off: str, send: str, due: str) -> TermForm:
    typed = {"first": first, "cut_off": cut_off, "send": send, "due": due}
    return TermForm(MultiDict(typed))


def test_days_around_the_new_year_are_of_its_two_sides() -> None:
    form = row("15/12", "14/12", "30/12", "05/01")
    assert form.validate()
    term = form.term("year")
    assert term.first == YearDay(month=12, day=15, shift=-1)
    assert (term.send.shift, term.due) == (0, YearDay(month=1, day=5, shift=1))


@pytest.mark.parametrize("typed", ["31/4", "0/3", "12/13", "ngày 3", "2026-01", ""])
def test_what_is_no_day_is_refused(typed: str) -> None:
    form = row("15/12", typed, "18/3", "20/3")
    assert not form.validate()
    assert form.cut_off.errors


def test_rows_left_blank_are_not_asked_for() -> None:
    typed = {f"{name}-{day}": "" for name in ("Q1", "Q2") for day in ("first", "cut_off")}
    assert [*typed_rows(MultiDict(typed | {"Q2-due": "20/6"}))] == ["Q2"]


def test_a_change_from_a_day_on_leaves_what_was_before() -> None:
    later = structs.replace(DUTY, addressee="UBND tỉnh", since=date(2026, 7, 1))
    old, new = put((DUTY,), later)
    assert (old.until, new.number, new.after) == (date(2026, 6, 30), 2, 1)
    assert [old.asks(date(2026, month, 14)) for month in (6, 9)] == [True, False]
    assert [new.asks(date(2026, month, 14)) for month in (6, 9)] == [False, True]
    assert put((old, new), structs.replace(new, lower_before=5))[1].lower_before == 5
    assert [one.number for one in put((DUTY,), structs.replace(DUTY, number=0))] == [1, 2]
    [over] = end((DUTY,), 1, date(2026, 6, 14))
    ahead = calendars.coming(over, date(2026, 1, 5), WorkingCalendar())
    assert [days.cut_off.month for _, _, days in ahead] == [3, 6]
    assert len(calendars.coming(DUTY, date(2026, 1, 5), WorkingCalendar())) == 4


def sent(form: dict[str, str], *terms: str) -> dict[str, str]:
    rows = blank_rows(DUTY, "cchc")
    fields = [field for name in terms for field in rows[name]]  # type: ignore[index]
    usual = {"addressee": "Sở Nội vụ", "channel": "paper", "lower_before": "3", "reason": ""}
    return usual | {field.name: str(field.data) for field in fields} | form


@pytest.fixture
def plan_id(story: Story) -> UUID:
    return issued(story, [duty(story, 1, due=local_day(-30))], at=days_ago(300))


def test_a_duty_is_looked_at_before_it_is_saved(story: Story, plan_id: UUID) -> None:
    path, ha = f"bao-cao/lich/{plan_id}", browse(story, "ha")
    assert "Chưa đặt lịch" in ha.get(path).text
    assert ha.get(f"{path}/1?nhip=thang").html.count("<fieldset") == 12
    looked = ha.post(f"{path}/1", sent({"xem": "1"}, "Q1", "year"))
    assert "Xem trước: chưa lưu" in looked.text
    assert "Chưa đặt lịch" in ha.get(path).text  # looking saves nothing
    wrong = ha.post(f"{path}/1", sent({"Q1-due": "20/13"}, "Q1"))
    assert (wrong.status, "ngày/tháng, ví dụ 15/12" in wrong.text) == (422, True)
    early = ha.post(f"{path}/1", sent({"Q1-due": "15/3"}, "Q1"))
    assert (early.status, "nối tiếp nhau" in early.text) == (422, True)
    assert ha.post(f"{path}/1", sent({}, "Q1", "year")).status == 303
    assert "Chưa đặt lịch" not in ha.get(path).text


def test_a_duty_is_added_changed_from_a_day_on_and_ended(story: Story, plan_id: UUID) -> None:
    path, ha = f"bao-cao/lich/{plan_id}", browse(story, "ha")
    assert ha.post(f"{path}/1", sent({}, "Q1", "half_year", "Q3", "year")).status == 303
    later = {"addressee": "UBND tỉnh", "since": f"{local_day(0):%d/%m/%Y}"}
    unexplained = ha.post(f"{path}/1", sent(later, "year"))
    assert (unexplained.status, "lý do thay đổi" in unexplained.text) == (422, True)
    assert ha.post(f"{path}/1", sent(later | {"reason": "Tỉnh đổi"}, "year")).status == 303
    added = {"addressee": "Ban Chỉ đạo", "reason": "Thêm nơi nhận"}
    assert ha.post(f"{path}/0", sent(added, "half_year")).status == 303
    with story.ledger.scope.begin() as connection:
        kept = calendars.of_plan(connection, plan_id)
        asked = coming(connection, [local_day(0).year + 1], WorkingCalendar())
    assert kept
    assert [one.addressee for one in kept.duties] == ["Sở Nội vụ", "UBND tỉnh", "Ban Chỉ đạo"]
    assert {one.duty.addressee for one in asked} == {"UBND tỉnh", "Ban Chỉ đạo"}
    over = {"het-until": f"{local_day(1):%d/%m/%Y}", "het-reason": "Thôi báo cáo"}
    assert ha.post(f"{path}/3/ket-thuc", over).status == 303
    assert "Đã kết thúc (" in ha.get(path).text
    for wrong_number in (f"{path}/9", f"{path}/9/ket-thuc"):
        assert ha.post(wrong_number, sent(over, "year")).status == 404


def test_a_period_that_the_old_duty_opened_is_not_asked_for_again(
    story: Story, plan_id: UUID
) -> None:
    near = local_day(-10)
    day = YearDay(month=near.month, day=near.day)
    term = structs.replace(
        PRESETS["year"], first=structs.replace(day, shift=-1), cut_off=day, send=day, due=day
    )
    yearly = structs.replace(DUTY, terms=(term,))
    story.do(SetCalendar(plan_id=plan_id, duties=(yearly,)), by="ha", at=days_ago(9))
    ha = browse(story, "ha")
    with story.ledger.scope.begin() as connection:
        [one] = coming(connection, [near.year], WorkingCalendar())
    assert ha.post("bao-cao/mo", {"ky": str(one.report_id)}).status == 303
    changed = put((yearly,), structs.replace(yearly, since=near))
    story.do(
        SetCalendar(plan_id=plan_id, duties=changed, reason="Đổi"), by="ha", at=days_ago(0)
    )
    with story.ledger.scope.begin() as connection:
        assert coming(connection, [near.year], WorkingCalendar()) == []
        assert len(coming(connection, [near.year + 1], WorkingCalendar())) == 1
