"""Figures are entered by who has the duty, corrected with a reason, and never doubled."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from events.errors import WrongStreamError
from events.measuring import (
    Figure,
    NoReasonError,
    NoSourceError,
    NoSuchFigureError,
    NothingMeasuredError,
    NothingProvesItError,
    NotMeasuredYetError,
    OwnPartError,
    PeriodMeasuredError,
    ZeroDenominatorError,
)
from events.plan_items import Item
from events.values import Evidence
from service.indicators import standing
from service.indicators.measuring import (
    CorrectFigure,
    DeriveIndicator,
    FollowsFromOthersError,
    JudgeQuality,
    Measure,
    PutUnder,
    SetMeasuringDuty,
    WithdrawFigure,
)
from service.indicators.sharing import ShareIndicators
from service.indicators.standing import Standing
from tenants.access import AccessDeniedError
from tests.past import TODAY, Story, days_ago, issued, target

FIRST, LAST = date(TODAY.year - 1, 1, 1), date(TODAY.year - 1, 12, 31)


def figure(**more: object) -> Figure:
    facts = {"source": "Hệ thống một cửa", "measured_on": LAST, "value": Decimal("88.4")}
    return Figure(**(facts | more))  # type: ignore[arg-type]


def given(story: Story, count: int = 1) -> list[UUID]:
    """Issue a plan with some indicators, each at least 90 %."""
    issued(story, [target(n + 1) for n in range(count)], at=days_ago(60))
    return [one.state.indicator_id for one in stood(story)]


def stood(story: Story) -> list[Standing]:
    with story.ledger.scope.begin() as connection:
        return standing.every(connection, None)


def only(story: Story, indicator_id: UUID) -> Standing:
    found = standing.of(stood(story), indicator_id)
    assert found
    return found


def measure(indicator_id: UUID, **more: object) -> Measure:
    facts = {"first_day": FIRST, "last_day": LAST, "figure": figure()} | more
    return Measure(indicator_id=indicator_id, **facts)  # type: ignore[arg-type]


def test_an_indicator_begins_unmeasured_which_is_not_zero(story: Story) -> None:
    [one] = given(story)
    assert (only(story, one).value, only(story, one).verdict) == (None, "unmeasured")
    story.do(measure(one, figure=figure(value=Decimal(0))), by="ha", at=days_ago(5))
    assert (only(story, one).value, only(story, one).verdict) == (Decimal(0), "missed")


def test_the_post_whose_duty_it_is_enters_and_nobody_else(story: Story) -> None:
    [one] = given(story)
    with pytest.raises(AccessDeniedError):
        story.do(measure(one), by="khai", at=days_ago(5))
    post = story.actors["khai"].post_id
    given_to = SetMeasuringDuty(
        indicator_id=one, rhythm="quarterly", post_id=post, source="Một cửa"
    )
    with pytest.raises(AccessDeniedError):
        story.do(given_to, by="khai", at=days_ago(5))
    story.do(given_to, by="ha", at=days_ago(5))
    story.do(measure(one), by="khai", at=days_ago(5))
    assert only(story, one).value == Decimal("88.4")
    with pytest.raises(AccessDeniedError):
        story.do(measure(one, last_day=date(LAST.year, 6, 30)), by="do", at=days_ago(5))


def test_a_period_has_one_figure_and_a_resend_is_no_second(story: Story) -> None:
    [one], command_id = given(story), uuid4()
    for _ in range(2):
        story.do(measure(one), by="ha", at=days_ago(5), command_id=command_id)
    with pytest.raises(PeriodMeasuredError):
        story.do(measure(one), by="ha", at=days_ago(5))
    assert len(only(story, one).figures) == 1


def test_a_correction_keeps_both_figures_and_says_why(story: Story) -> None:
    [one] = given(story)
    shared = figure(value=None, numerator=Decimal(11), denominator=Decimal(11))
    story.do(measure(one, figure=shared), by="ha", at=days_ago(5))
    right = figure(value=None, numerator=Decimal(10), denominator=Decimal(11))
    with pytest.raises(NoReasonError):
        story.do(
            CorrectFigure(indicator_id=one, number=1, figure=right, reason=" "),
            by="ha",
            at=days_ago(4),
        )
    correction = CorrectFigure(indicator_id=one, number=1, figure=right, reason="Đếm nhầm")
    story.do(correction, by="ha", at=days_ago(4))
    [kept] = only(story, one).figures
    assert (kept.figure, kept.before, kept.reason) == (right, shared, "Đếm nhầm")
    assert only(story, one).value == Decimal("90.9091")
    with story.ledger.scope.begin() as connection:
        then = standing.of(standing.every(connection, days_ago(5) + timedelta(hours=1)), one)
    assert then
    assert then.value == 100


def test_a_withdrawn_figure_no_longer_counts_and_stays_to_be_seen(story: Story) -> None:
    [one] = given(story)
    story.do(measure(one), by="ha", at=days_ago(5))
    gone = WithdrawFigure(indicator_id=one, number=1, reason="Nhầm chỉ tiêu")
    story.do(gone, by="ha", at=days_ago(4))
    assert only(story, one).value is None
    assert [f.withdrawn for f in only(story, one).figures] == [True]
    with pytest.raises(NoSuchFigureError):
        story.do(gone, by="ha", at=days_ago(3))
    story.do(measure(one), by="ha", at=days_ago(3))
    assert only(story, one).value == Decimal("88.4")


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"value": None}, NothingMeasuredError),
        ({"value": None, "numerator": Decimal(1)}, NothingMeasuredError),
        ({"numerator": Decimal(1), "denominator": Decimal(0)}, ZeroDenominatorError),
        ({"source": "  "}, NoSourceError),
        ({"measured_on": TODAY + timedelta(days=400)}, NotMeasuredYetError),
    ],
)
def test_what_is_no_figure_is_refused(
    story: Story, wrong: dict[str, object], refusal: type[Exception]
) -> None:
    [one] = given(story)
    with pytest.raises(refusal):
        story.do(measure(one, figure=figure(**wrong)), by="ha", at=days_ago(5))
    assert only(story, one).figures == ()


def test_an_indicator_that_is_none_has_no_figures(story: Story) -> None:
    with pytest.raises(WrongStreamError):
        story.do(measure(uuid4()), by="ha", at=days_ago(5))


def test_a_derived_indicator_follows_its_parts_and_takes_no_figure_itself(
    story: Story,
) -> None:
    whole, first, second = given(story, 3)
    derive = DeriveIndicator(indicator_id=whole, rule="mean", parts=(first, second))
    story.do(derive, by="ha", at=days_ago(5))
    story.do(measure(first, figure=figure(value=Decimal(80))), by="ha", at=days_ago(5))
    assert only(story, whole).value is None
    story.do(measure(second, figure=figure(value=Decimal(90))), by="ha", at=days_ago(5))
    assert only(story, whole).value == 85
    with pytest.raises(FollowsFromOthersError):
        story.do(measure(whole), by="ha", at=days_ago(4))
    with pytest.raises(OwnPartError):
        story.do(
            DeriveIndicator(indicator_id=whole, rule="sum", parts=(whole,)),
            by="ha",
            at=days_ago(4),
        )


def test_sub_indicators_stand_under_another(story: Story) -> None:
    whole, part = given(story, 2)
    story.do(PutUnder(indicator_id=part, whole_id=whole), by="ha", at=days_ago(5))
    followed = only(story, part).followed
    assert followed
    assert followed.whole_id == whole
    with pytest.raises(OwnPartError):
        story.do(PutUnder(indicator_id=part, whole_id=part), by="ha", at=days_ago(5))


def test_what_is_one_thing_in_two_plans_has_the_same_figures(story: Story) -> None:
    one, other = given(story, 2)
    share = ShareIndicators(indicator_ids=(one, other), name="Hồ sơ trả đúng hạn")
    story.do(share, by="ha", at=days_ago(6))
    story.do(measure(one), by="ha", at=days_ago(5))
    assert only(story, other).value == Decimal("88.4")


def test_a_quality_is_judged_with_what_it_rests_on(story: Story) -> None:
    quality = Item(item_id=1, kind="indicator", state="accepted", text="Đổi mới lề lối")
    issued(story, [quality], at=days_ago(60))
    [one] = [found.state.indicator_id for found in stood(story)]
    judged = JudgeQuality(indicator_id=one, reached=True, statement="Quy chế 12")
    with pytest.raises(NoReasonError):
        story.do(replace(judged, statement=" "), by="ha", at=days_ago(5))
    with pytest.raises(AccessDeniedError):
        story.do(judged, by="khai", at=days_ago(5))
    with pytest.raises(NothingProvesItError):
        story.do(judged, by="ha", at=days_ago(5))
    story.do(replace(judged, reached=False), by="ha", at=days_ago(5))
    assert only(story, one).verdict == "missed"
    paper = Evidence(sha256="a" * 64, name="quy-che.pdf", kind="pdf", size=1)
    story.do(replace(judged, evidence=(paper,)), by="ha", at=days_ago(4))
    assert only(story, one).verdict == "reached"
