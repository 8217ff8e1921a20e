"""A report goes along a province link and is taken in; not once the link is revoked."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.exc import NoResultFound

from events.exchange import LetterReceivedError
from events.report_values import Duty, Term, YearDay
from service.exchange.letters import NoStandingLinkError, incoming
from service.exchange.links import RevokeLink
from service.inspections.entries import positions
from service.ledgers import Instance
from service.reports.afterwards import NoLinkToAddresseeError, SendReport
from service.reports.letter import KIND, TakeReport
from service.reports.opening import OpenReport, report_id
from service.reports.setting import SetCalendar
from tenants.access import AccessDeniedError
from tests.exchange.pairs import linked, province_of
from tests.past import TODAY, Story, days_ago, local_day
from tests.people import Commune
from tests.reports.year import CUT_OFF, FIRST, Reported, reported
from tests.web import browse


def of_year(day: date) -> YearDay:
    return YearDay(month=day.month, day=day.day, shift=day.year - TODAY.year)  # type: ignore[arg-type]


def to_send(story: Story, province: Commune) -> Reported:
    """Lock a report whose calendar sends it along the link to a province."""
    days = [of_year(local_day(ago)) for ago in (FIRST, CUT_OFF, 1, -2)]
    names = ("first", "cut_off", "send", "due")
    term = Term(occasion="Q3", **dict(zip(names, days, strict=True)))
    duty = Duty(
        number=1,
        addressee="Sở Nội vụ",
        channel="link",
        taker=province.tenant.tenant_id,
        terms=(term,),
    )
    usual = reported(story)
    plan_id, year = usual.plan_id, TODAY.year
    usual.do(SetCalendar(plan_id=plan_id, duties=(duty,)), ago=7)
    usual.do(OpenReport(plan_id=plan_id, duty=1, occasion="Q3", year=year), ago=6)
    report = replace(usual, report_id=report_id(plan_id, 1, "Q3", year))
    report.locked()
    return report


def send(report: Reported) -> SendReport:
    return SendReport(report_id=report.report_id, on=local_day(0))


def letters(province: Commune) -> list[UUID]:
    with province.ledger.scope.begin() as connection:
        return [one.letter_id for one in incoming(connection, [KIND])]


def test_it_is_sent_along_the_link_read_and_taken_in_once(
    story: Story, admin: Instance, instance: Instance
) -> None:
    province = province_of(admin, instance)
    linked(story, province)
    report = to_send(story, province)
    with pytest.raises(AccessDeniedError):
        report.do(send(report), by="khai")
    for _ in range(2):
        report.do(send(report), ago=0)
    [letter_id] = letters(province)
    assert "45/BC-UBND" in browse(province, "ha").get("bao-cao").text
    with pytest.raises(AccessDeniedError):
        province.do(TakeReport(letter_id=letter_id), by="khai")
    with pytest.raises(NoResultFound):
        report.do(TakeReport(letter_id=letter_id), by="ha", ago=0)
    province.do(TakeReport(letter_id=letter_id), by="ha")
    with pytest.raises(LetterReceivedError):
        province.do(TakeReport(letter_id=letter_id), by="ha")


def test_a_revoked_link_takes_no_report_on_either_side(
    story: Story, admin: Instance, instance: Instance
) -> None:
    province = province_of(admin, instance)
    link_id = linked(story, province)
    report = to_send(story, province)
    report.do(send(report), ago=1)
    [letter_id] = letters(province)
    story.do(RevokeLink(link_id=link_id, reason="Sáp nhập"), by="su", at=days_ago(1, hour=5))
    with pytest.raises(NoStandingLinkError):
        province.do(TakeReport(letter_id=letter_id), by="ha")


def test_without_a_link_it_is_not_sent(
    story: Story, admin: Instance, instance: Instance
) -> None:
    report = to_send(story, province_of(admin, instance))
    with pytest.raises(NoLinkToAddresseeError):
        report.do(send(report), ago=0)
    assert report.now().sent is None


def test_an_event_of_a_report_is_proved_to_whoever_sees_the_report(story: Story) -> None:
    report = reported(story)
    with story.ledger.scope.begin() as connection:
        [position] = positions(connection, [report.report_id])
    page = browse(story, "ha").get(f"kiem-chung/su-kien/{position}")
    assert "Mở báo cáo" in page.text
    assert page.soup.select(f'a[href$="/bao-cao/{report.report_id}"]')
    for who in ("khai", "do"):  # a draft is not there for them
        assert browse(story, who).get(f"kiem-chung/su-kien/{position}").status == 404
    report.locked()
    assert browse(story, "do").get(f"kiem-chung/su-kien/{position}").status == 200
    assert browse(story, "khai").get(f"kiem-chung/su-kien/{position}").status == 404
