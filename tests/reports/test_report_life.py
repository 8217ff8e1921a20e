"""A report from its draft to its lock, what stands beside it later, and all that it refuses."""

from decimal import Decimal
from uuid import uuid4

import pytest

from events import report_refusals as refusals
from events.errors import WrongStreamError
from service.ledgers import Instance
from service.reports.afterwards import (
    SendReport,
)
from service.reports.deciding import ApproveReport, CommentReport, ReturnReport, SignReport
from service.reports.digest import digest
from service.reports.drafting import (
    DrawFigures,
    RemindAll,
    SetDays,
    SubmitReport,
    TypeFigure,
    window_of,
)
from service.reports.figures import figures
from service.reports.opening import OpenOnRequest
from service.reports.setting import SetCalendar
from tenants.access import AccessDeniedError
from tests.past import Story, days_ago, local_day
from tests.people import make_commune
from tests.reports.year import Reported, finish, reported


@pytest.fixture
def report(story: Story) -> Reported:
    return reported(story)


def counts(report: Reported) -> dict[str | None, Decimal | None]:
    return {one.count: one.value for one in report.now().figures if one.count}


def test_figures_are_as_on_the_cut_off_day(report: Reported) -> None:
    finish(report.story, report.tasks[2], ago=3)  # after the cut-off
    report.do(DrawFigures(report_id=report.report_id))
    said = counts(report)
    assert said["given"] == 4
    assert said["due"] == 3
    for count in ("done_on_time", "done_late", "open_overdue", "open_in_time"):
        assert said[count] == 1
    [measured] = [one for one in report.now().figures if one.indicator_id]
    assert (measured.value, measured.target) == (Decimal("88.4"), Decimal(90))
    assert measured.reached is False
    assert measured.before is None  # not measured a year ago, which is no 0


def test_a_locked_report_is_reckoned_again_from_the_events(report: Reported) -> None:
    report.locked()
    locked = report.now().locked
    assert locked is not None
    finish(report.story, report.tasks[2], ago=0)
    window = window_of(report.now().opened, report.story.ledger.zone, locked.at)
    with report.story.ledger.scope.begin() as connection:
        again = figures(connection, window)
        later = figures(connection, window_of(report.now().opened, report.story.ledger.zone))
    assert again == locked.figures
    assert later == locked.figures  # handed in after the cut-off: the period stays as it was
    assert locked.digest == digest(report.now())


def test_a_figure_by_hand_has_a_reason_and_keeps_what_the_events_say(report: Reported) -> None:
    key = str(report.indicator_id)
    with pytest.raises(refusals.NoSuchFigureError):
        report.do(TypeFigure(report_id=report.report_id, key=key, value=Decimal(91)))
    report.do(DrawFigures(report_id=report.report_id))
    with pytest.raises(refusals.ManualReasonError):
        report.do(TypeFigure(report_id=report.report_id, key=key, value=Decimal(91)))
    typed = TypeFigure(
        report_id=report.report_id, key=key, value=Decimal(91), reason="Hồ sơ chuyển tiếp"
    )
    report.do(typed)
    [figure] = [one for one in report.now().figures if one.indicator_id]
    assert (figure.value, figure.drawn) == (Decimal(91), Decimal("88.4"))
    assert figure.source == "manual"
    assert figure.reached
    report.do(TypeFigure(report_id=report.report_id, key=key, value=None))
    [figure] = [one for one in report.now().figures if one.indicator_id]
    assert figure.value == Decimal("88.4")
    assert figure.source == "events"


def test_two_who_write_one_section_meet_with_both_texts(report: Reported) -> None:
    report.do(report.write("Bản của Hà"), by="ha")
    with pytest.raises(refusals.SectionChangedError) as met:
        report.do(report.write("Bản của Hùng"), by="hung")
    assert (met.value.theirs, met.value.mine) == ("Bản của Hà", "Bản của Hùng")
    report.do(report.write("Cả hai", seen=met.value.edition), by="hung")
    assert report.now().section("procedures").text == "Cả hai"
    assert report.now().section("procedures").suggested == "Hoàn thành 01 nhiệm vụ."


def test_it_is_handed_on_with_figures_and_words(report: Reported) -> None:
    submit = SubmitReport(report_id=report.report_id)
    with pytest.raises(refusals.FiguresNotDrawnError):
        report.do(submit)
    report.do(DrawFigures(report_id=report.report_id))
    with pytest.raises(refusals.NothingWrittenError):
        report.do(submit)


def test_the_cut_off_day_must_be_over_and_days_in_order(report: Reported) -> None:
    ahead = SetDays(report_id=report.report_id, cut_off=local_day(1), send_on=local_day(0))
    report.do(ahead)
    with pytest.raises(refusals.CutOffAheadError):
        report.do(DrawFigures(report_id=report.report_id), ago=1)
    crossed = SetDays(report_id=report.report_id, cut_off=local_day(1), send_on=local_day(-9))
    with pytest.raises(refusals.ReportDaysError):
        report.do(crossed)


def test_another_cut_off_asks_for_other_figures(report: Reported) -> None:
    report.do(DrawFigures(report_id=report.report_id))
    moved = SetDays(report_id=report.report_id, cut_off=local_day(6), send_on=local_day(1))
    report.do(moved)
    assert report.now().drawn is None


def test_who_hands_it_on_does_not_approve_it(report: Reported) -> None:
    report.ready()
    report.do(SubmitReport(report_id=report.report_id), by="ha")
    with pytest.raises(refusals.OwnReportError):
        report.do(ApproveReport(report_id=report.report_id), by="ha")
    with pytest.raises(refusals.ReportStageError):
        report.do(report.write("nữa", seen=1))
    report.do(CommentReport(report_id=report.report_id, text="Xem lại"), by="dung")
    report.do(ReturnReport(report_id=report.report_id, text="Thiếu nguyên nhân"), by="dung")
    assert report.now().status == "drafting"
    report.do(report.write("nữa", seen=1))


@pytest.mark.parametrize("who", ["khai", "do", "tung"])
def test_others_do_nothing_with_it(report: Reported, who: str) -> None:
    report.ready()
    report_id = report.report_id
    for command in (
        report.write("của người khác", seen=1),
        SubmitReport(report_id=report_id),
        ApproveReport(report_id=report_id),
        CommentReport(report_id=report_id, text="gì"),
        SignReport(report_id=report_id),
        report.lock(),
        SetCalendar(plan_id=report.plan_id, duties=()),
    ):
        with pytest.raises(AccessDeniedError):
            report.do(command, by=who)


def test_the_head_does_not_sign(report: Reported) -> None:
    report.ready()
    report.do(SubmitReport(report_id=report.report_id), by="hung")
    report.do(ApproveReport(report_id=report.report_id), by="ha")
    with pytest.raises(AccessDeniedError):
        report.do(SignReport(report_id=report.report_id), by="ha")
    with pytest.raises(refusals.ReportStageError):
        report.do(report.lock())


def test_a_signed_report_that_goes_back_is_signed_anew(report: Reported) -> None:
    report.ready()
    report.signed()
    first = report.now().signature
    report.do(ReturnReport(report_id=report.report_id, text="Sai nguyên nhân"), by="su")
    assert (report.now().status, report.now().signature) == ("drafting", None)
    with pytest.raises(refusals.ReportStageError):
        report.do(report.lock())
    report.do(report.write("Đã sửa nguyên nhân.", seen=1))
    report.signed()
    second = report.now().signature
    assert first
    assert second
    assert first.digest != second.digest


def test_a_lock_has_a_number_and_a_day_after_the_cut_off(report: Reported) -> None:
    report.ready()
    report.signed()
    with pytest.raises(refusals.LockIncompleteError):
        report.do(report.lock(number=""))
    for day in (CUT_OFF_DAY, local_day(-1)):
        with pytest.raises(refusals.LockIncompleteError):
            report.do(report.lock(signed_on=day))


CUT_OFF_DAY = local_day(5)


def test_a_locked_report_is_never_opened_again(report: Reported) -> None:
    report.locked()
    report_id = report.report_id
    for command, who in (
        (report.write("sửa lén", seen=1), "ha"),
        (DrawFigures(report_id=report_id), "ha"),
        (SetDays(report_id=report_id, cut_off=local_day(6), send_on=local_day(1)), "ha"),
        (ReturnReport(report_id=report_id, text="mở lại"), "su"),
        (SignReport(report_id=report_id), "su"),
        (report.lock(number="46"), "ha"),
        (RemindAll(report_id=report_id), "ha"),
    ):
        with pytest.raises(refusals.ReportLockedError):
            report.do(command, by=who, ago=0)
    now = report.now()
    assert now.locked
    assert (now.locked.number, now.section("procedures").text) == (
        "45",
        "Đã công khai thủ tục.",
    )


def test_it_is_sent_once(report: Reported) -> None:
    send = SendReport(report_id=report.report_id, on=local_day(0))
    with pytest.raises(refusals.ReportStageError):
        report.do(send)
    report.locked()
    command_id = uuid4()
    for _ in range(2):  # a resend changes nothing
        report.story.do(send, by="ha", at=days_ago(0), command_id=command_id)
    with pytest.raises(refusals.ReportSentError):
        report.do(send, ago=0)


def test_everybody_is_reminded_once_a_day(report: Reported) -> None:
    remind = RemindAll(report_id=report.report_id)
    report.do(remind)
    [said] = report.now().reminded
    assert report.story.actors["khai"].person_id in said.people
    assert report.story.actors["ha"].person_id not in said.people
    with pytest.raises(refusals.UrgedTodayError):
        report.do(remind, by="hung")
    report.do(remind, ago=1)


def test_a_plan_has_one_report_of_the_same_days(report: Reported) -> None:
    again = OpenOnRequest(
        plan_id=report.plan_id,
        first_day=local_day(60),
        cut_off=local_day(5),
        send_on=local_day(1),
        due_on=local_day(-2),
        addressee="Sở Nội vụ",
    )
    with pytest.raises(refusals.ReportThereError):
        report.do(again)


def test_another_tenant_s_report_is_not_there(
    report: Reported, admin: Instance, instance: Instance
) -> None:
    other = make_commune(admin, instance)
    with pytest.raises(WrongStreamError):
        other.do(SubmitReport(report_id=report.report_id), by="ha")
