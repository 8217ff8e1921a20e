"""What stands beside a locked report: corrections by a note, another report in its place."""

import pytest

from events import report_refusals as refusals
from service.reports.afterwards import (
    ApproveCorrection,
    DraftCorrection,
    WithdrawReport,
    replacement_of,
)
from tenants.access import AccessDeniedError
from tests.past import Story, local_day
from tests.reports.year import Reported, reported


@pytest.fixture
def report(story: Story) -> Reported:
    return reported(story)


def test_a_slip_is_set_right_by_a_note_that_who_signs_lets_stand(report: Reported) -> None:
    report.locked()
    draft = DraftCorrection(
        report_id=report.report_id, what="Tỷ lệ", old="88,4%", new="88,0%", why="Cộng trùng"
    )
    report.do(draft, by="hung", ago=0)
    approve = ApproveCorrection(
        report_id=report.report_id,
        correction=1,
        number="51",
        symbol="UBND-VHXH",
        signed_on=local_day(0),
    )
    with pytest.raises(AccessDeniedError):
        report.do(approve, by="ha", ago=0)
    report.do(approve, by="su", ago=0)
    with pytest.raises(refusals.NoSuchCorrectionError):
        report.do(approve, by="su", ago=0)
    now = report.now()
    assert now.corrections[1].approved
    assert now.locked
    assert now.locked.figures == now.figures  # the report itself stays as it was


def test_a_correction_says_something_else_and_why(report: Reported) -> None:
    report.locked()
    usual = {"what": "Tỷ lệ", "old": "88,4%", "new": "88,0%", "why": "Cộng trùng"}
    for wrong in ({"what": ""}, {"why": " "}, {"new": "88,4%"}):
        with pytest.raises(refusals.CorrectionIncompleteError):
            report.do(DraftCorrection(report_id=report.report_id, **usual | wrong), ago=0)


def test_a_withdrawn_report_is_replaced_by_one_that_names_it(report: Reported) -> None:
    report.locked()
    withdraw = WithdrawReport(report_id=report.report_id, reason="Sai kỳ số liệu")
    with pytest.raises(AccessDeniedError):
        report.do(withdraw, by="ha", ago=0)
    report.do(withdraw, by="su", ago=0)
    assert report.now().status == "withdrawn"
    new = Reported(
        report.story,
        report.plan_id,
        replacement_of(report.report_id),
        report.tasks,
        report.indicator_id,
    )
    assert new.now().opened.replaces == report.report_id
    assert new.now().status == "drafting"
    with pytest.raises(refusals.ReportLockedError):
        report.do(report.write("sửa", seen=1), ago=0)
