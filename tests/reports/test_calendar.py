"""The calendar of a plan: its periods, its versions, and the reports that come round once."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from msgspec import structs

from events import report_refusals as refusals
from events.plan_items import Item
from events.report_calendars import DECREE_09, PRESETS, CalendarSet, ReportCalendar, calendar_id
from events.report_values import Duty, YearDay
from events.values import Clarity, Deadline, Terms
from service.reports import calendars, states
from service.reports.calendars import days_of
from service.reports.drafting import SetDays
from service.reports.opening import OpenReport, coming, go_on, report_id
from service.reports.setting import SetCalendar, offered
from service.work import Order
from tenants.access import Actor
from tenants.calendar import WorkingCalendar, working_calendar
from tests.past import TODAY, Story, days_ago, duty, issued, local_day
from tests.web import browse

PLAN = UUID(int=1)
DUTY = Duty(number=1, addressee="Sở Nội vụ", channel="paper", terms=DECREE_09)


def calendar(*duties: Duty, reason: str = "") -> ReportCalendar:
    made = ReportCalendar(calendar_id(PLAN))
    made.set(CalendarSet(plan_id=PLAN, duties=duties, reason=reason))
    return made


def test_the_decree_cuts_off_on_the_14th_and_our_units_are_due_three_working_days_before() -> (
    None
):
    first, half, third, year = (days_of(term, 2026, 3, WorkingCalendar()) for term in DECREE_09)
    assert (first.first_day, first.cut_off) == (date(2025, 12, 15), date(2026, 3, 14))
    assert (half.cut_off, third.cut_off) == (date(2026, 6, 14), date(2026, 9, 14))
    assert (year.first_day, year.cut_off) == (date(2025, 12, 15), date(2026, 12, 14))
    assert (first.send_on, first.due_on) == (date(2026, 3, 18), date(2026, 3, 20))
    assert first.lower_due_on == date(2026, 3, 13)
    holiday = WorkingCalendar({date(2026, 3, 16): False})
    assert days_of(DECREE_09[0], 2026, 3, holiday).lower_due_on == date(2026, 3, 12)


def test_a_cut_off_on_a_sunday_stays_and_units_are_due_on_a_working_day() -> None:
    days = days_of(DECREE_09[0], 2027, 3, WorkingCalendar())
    assert days.cut_off == date(2027, 3, 14)
    assert days.cut_off.weekday() == 6
    assert days.lower_due_on == date(2027, 3, 15)
    third = days_of(DECREE_09[2], 2027, 3, WorkingCalendar())  # sent on a Saturday
    assert (third.send_on.weekday(), third.lower_due_on) == (5, date(2027, 9, 15))


def test_periods_that_share_days_lie_in_one_another() -> None:
    crossing = structs.replace(PRESETS["Q3"], first=YearDay(month=6, day=1))
    terms = (PRESETS["half_year"], crossing)
    with pytest.raises(refusals.PeriodsCrossError):
        calendar(structs.replace(DUTY, terms=terms))
    with pytest.raises(refusals.OccasionTwiceError):
        calendar(structs.replace(DUTY, terms=(PRESETS["Q1"], PRESETS["Q1"])))


def test_due_before_cut_off_is_refused() -> None:
    wrong = structs.replace(PRESETS["Q1"], due=YearDay(month=3, day=10))
    with pytest.raises(refusals.ReportDaysError):
        calendar(structs.replace(DUTY, terms=(wrong,)))
    for lacking in (structs.replace(DUTY, terms=()), structs.replace(DUTY, addressee=" ")):
        with pytest.raises(refusals.CalendarIncompleteError):
            calendar(lacking)


def test_a_change_says_why_and_the_same_again_changes_nothing() -> None:
    made = calendar(DUTY)
    made.set(CalendarSet(plan_id=PLAN, duties=(DUTY,), reason=""))
    assert made.version == 1
    other = structs.replace(DUTY, lower_before=5)
    with pytest.raises(refusals.CalendarIncompleteError):
        made.set(CalendarSet(plan_id=PLAN, duties=(other,), reason=""))
    made.set(CalendarSet(plan_id=PLAN, duties=(other,), reason="Theo công văn của tỉnh"))
    assert made.version == 2


def test_the_last_day_of_a_short_month_stands_for_one_it_lacks() -> None:
    assert YearDay(month=2, day=30).of(2026) == date(2026, 2, 28)


def report_item(number: int, deadline: Deadline) -> Item:
    return Item(
        item_id=number, kind="report", text="Báo cáo", clarity=Clarity(deadline=deadline)
    )


def test_the_plan_s_own_words_are_offered_before_the_decree() -> None:
    quarters = Terms(occasions=("Q1", "half_year", "Q3", "year"))
    yearly = Terms(occasions=("year",), before=True, day=5, month=12)
    items = [
        report_item(1, Deadline(kind="recurring", terms=quarters)),
        report_item(2, Deadline(kind="recurring", terms=yearly)),
    ]
    first, second = offered(items, "Sở Nội vụ")
    assert first.terms == DECREE_09
    [term] = second.terms
    assert (second.item_id, term.due) == (2, YearDay(month=12, day=4))
    calendar(first, second)
    [only] = offered([], "Sở Nội vụ")
    assert only.terms == DECREE_09


@pytest.fixture
def plan_id(story: Story) -> UUID:
    plan_id = issued(story, [duty(story, 1, due=local_day(-30))], at=days_ago(200))
    story.do(SetCalendar(plan_id=plan_id, duties=(near(),)), by="ha", at=days_ago(150))
    return plan_id


def near() -> Duty:
    """A duty whose report of the year is cut off in ten days."""
    day = local_day(-10)
    send, due = local_day(-14), local_day(-16)
    term = structs.replace(
        PRESETS["year"],
        first=YearDay(month=day.month, day=day.day, shift=-1),
        cut_off=YearDay(month=day.month, day=day.day),
        send=YearDay(month=send.month, day=send.day, shift=send.year - day.year),  # type: ignore[arg-type]
        due=YearDay(month=due.month, day=due.day, shift=due.year - day.year),  # type: ignore[arg-type]
    )
    return structs.replace(DUTY, terms=(term,))


def test_the_service_opens_what_comes_near_and_never_twice(story: Story, plan_id: UUID) -> None:
    order = Order(actor=Actor.service(story.tenant.tenant_id), command_id=uuid4())
    assert go_on(story.ledger, order) == 1
    assert go_on(story.ledger, Order(actor=order.actor, command_id=uuid4())) == 0
    with story.ledger.scope.begin() as connection:
        [opened] = states.every(connection, None)
        assert not [
            one
            for one in coming(connection, [TODAY.year], WorkingCalendar())
            if one.report_id == opened.report_id
        ]
    year = local_day(-10).year
    assert opened.report_id == report_id(plan_id, 1, "year", year)
    by_hand = OpenReport(plan_id=plan_id, duty=1, occasion="year", year=year)
    with pytest.raises(refusals.ReportThereError):
        story.do(by_hand, by="ha", at=days_ago(0))


def test_another_sending_day_keeps_the_working_days_before_it(
    story: Story, plan_id: UUID
) -> None:
    five = structs.replace(near(), lower_before=5)
    change = SetCalendar(plan_id=plan_id, duties=(five,), reason="Tỉnh đổi hạn")
    story.do(change, by="ha", at=days_ago(50))
    year = local_day(-10).year
    story.do(
        OpenReport(plan_id=plan_id, duty=1, occasion="year", year=year), by="ha", at=days_ago(1)
    )
    named = report_id(plan_id, 1, "year", year)
    moved = SetDays(report_id=named, cut_off=local_day(-9), send_on=local_day(-16))
    story.do(moved, by="ha", at=days_ago(0))
    with story.ledger.scope.begin() as connection:
        one, working = states.state(connection, named), working_calendar(connection)
    assert one.lower_due_on == working.before(one.send_on, 5)


def test_a_period_that_cannot_occur_in_the_plan_is_not_asked_for(story: Story) -> None:
    plan_id = issued(story, [duty(story, 1, due=local_day(-30))], at=days_ago(20))
    story.do(SetCalendar(plan_id=plan_id, duties=(DUTY,)), by="ha", at=days_ago(15))
    with story.ledger.scope.begin() as connection:
        asked = coming(connection, [TODAY.year], WorkingCalendar())
    assert all(one.days.cut_off >= local_day(20) for one in asked)


def test_every_change_of_a_calendar_is_kept(story: Story, plan_id: UUID) -> None:
    later = structs.replace(near(), lower_before=5)
    change = SetCalendar(plan_id=plan_id, duties=(later,), reason="Tỉnh đổi hạn")
    story.do(change, by="ha", at=days_ago(50))
    with story.ledger.scope.begin() as connection:
        [before], [now] = (calendars.every(connection, at) for at in (days_ago(100), None))
    assert (before.duties[0].lower_before, now.duties[0].lower_before) == (3, 5)
    assert (now.changes, now.reason) == (1, "Tỉnh đổi hạn")
    asked = {"tai_ngay": local_day(100).isoformat()}
    page = browse(story, "ha").get(f"bao-cao/lich/{plan_id}", asked)
    assert "nộp trước ngày gửi 3 ngày làm việc" in page.text
    assert not page.soup.select("main .button")
