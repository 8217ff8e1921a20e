"""What is refused on a score sheet, and to whom."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from uuid import uuid4, uuid5

import pytest

from events.errors import WrongStreamError
from events.scoring_refusals import (
    AlreadyConfirmedError,
    NoPetitionError,
    NotConfirmedError,
    NothingSaidError,
    NotPickedError,
    OwnScoreError,
    PetitionOpenError,
)
from service.evaluation import periods
from service.evaluation.judging import (
    NotScorerError,
    NotSelfScoredError,
    PeriodStillOpenError,
    PointsError,
    ResultMovedError,
    TooEarlyError,
)
from service.evaluation.opening import OpenPeriod
from service.evaluation.petitions import AnswerPetition
from service.evaluation.sheets import (
    ConfirmScore,
    SelfScore,
)
from tenants.access import StandIn
from tests.evaluation.scored import COMMON, END, START, Month, scored_month
from tests.evaluation.sheet_deeds import EXACT, LEADS, adjust, correct, later, petition, refused
from tests.past import Story, days_ago, local_day


@pytest.fixture
def month(story: Story) -> Month:
    return scored_month(story)


def test_what_the_authority_must_say_of_a_leader_is_asked_for(month: Month) -> None:
    month.self_score("ha", **LEADS)
    no = refused(lambda: month.confirm("ha", by="su", picked={"đ": True}))
    assert isinstance(no, NotPickedError)
    assert no.parts == ("d", "e")


@pytest.mark.parametrize("by", ["hung", "ha", "su", "tung", "dung"])
def test_only_the_post_that_scores_somebody_confirms(month: Month, by: str) -> None:
    month.self_score("khai")
    no = refused(lambda: month.confirm("khai", by=by))
    assert isinstance(no, NotScorerError)
    assert no.post_id == month.story.actors["do"].post_id


def test_nobody_confirms_their_own_score_nor_that_of_whom_they_stand_in_for(
    month: Month,
) -> None:
    month.self_score("do", **LEADS)
    su, do = month.story.actors["su"], month.story.actors["do"]
    stand_in = StandIn(uuid4(), su.post_id, su.person_id, su.unit_id, su.roles)
    month.story.actors["do"] = replace(do, stands_in=(stand_in,))
    month.self_score("khai")
    month.confirm("khai", by="do")
    no = refused(lambda: month.confirm("do", by="do", day=4, **LEADS))
    assert isinstance(no, OwnScoreError)


def test_before_its_day_a_sheet_without_self_score_waits(month: Month) -> None:
    assert isinstance(refused(lambda: month.confirm("khai", by="do")), NotSelfScoredError)


def test_figures_that_may_still_come_are_waited_for(month: Month) -> None:
    month.story.do(
        SelfScore(period_id=month.period_id, common=COMMON, picked={}),
        by="khai",
        at=days_ago(12),
    )
    assert isinstance(refused(lambda: month.confirm("khai", by="do", day=11)), TooEarlyError)


@pytest.mark.parametrize(
    ("code", "points"), [("I.1", "5.25"), ("I.2", "4.9"), ("I.1", "-1"), ("X", "1")]
)
def test_points_that_a_criterion_cannot_have_are_refused(
    month: Month, code: str, points: str
) -> None:
    wrong = COMMON | {code: Decimal(points)}
    assert isinstance(refused(lambda: month.self_score("khai", common=wrong)), PointsError)


def test_a_form_that_leaves_a_criterion_out_is_refused(month: Month) -> None:
    some = {code: most for code, most in COMMON.items() if code != "III.4"}
    no = refused(lambda: month.self_score("khai", common=some))
    assert isinstance(no, PointsError)
    assert (no.code, no.points) == ("III.4", None)


def test_a_result_that_moved_since_it_was_looked_at_is_not_signed(month: Month) -> None:
    month.self_score("khai")
    no = refused(lambda: month.confirm("khai", by="do", seen="1/1"))
    assert isinstance(no, ResultMovedError)
    month.confirm("khai", by="do", seen=f"{(EXACT - 30) / 70}")


def test_after_the_confirmation_only_decisions_and_adjustments_change_it(month: Month) -> None:
    month.self_score("khai")
    assert isinstance(refused(lambda: petition(month)), NotConfirmedError)
    assert isinstance(refused(lambda: later(month, correct(month), "su")), NotConfirmedError)
    month.confirm("khai", by="do")
    again = SelfScore(period_id=month.period_id, common=COMMON, picked={})
    assert isinstance(refused(lambda: later(month, again, "khai")), AlreadyConfirmedError)
    assert isinstance(refused(lambda: month.confirm("khai", by="do")), AlreadyConfirmedError)
    assert isinstance(refused(lambda: later(month, adjust(month), "do")), PeriodStillOpenError)
    for wrong, kind in (
        (replace(correct(month), number=" "), NothingSaidError),
        (replace(correct(month), reason=""), NothingSaidError),
        (replace(correct(month), decided_on=local_day(-9)), TooEarlyError),
    ):
        assert isinstance(refused(partial(later, month, wrong, "su")), kind)
    assert isinstance(refused(lambda: later(month, correct(month), "do")), NotScorerError)


def test_one_petition_at_a_time(month: Month) -> None:
    month.self_score("khai")
    month.confirm("khai", by="do")
    answer = AnswerPetition(
        person_id=month.person("khai"),
        period_id=month.period_id,
        outcome="kept",
        answer="Giữ nguyên.",
    )
    assert isinstance(refused(lambda: later(month, answer, "do")), NoPetitionError)
    assert isinstance(refused(lambda: petition(month, " ")), NothingSaidError)
    petition(month)
    assert isinstance(refused(lambda: petition(month)), PetitionOpenError)
    assert isinstance(refused(lambda: later(month, answer, "hung")), NotScorerError)
    later(month, answer, "su")
    petition(month, "Lần nữa.")


def test_nobody_is_scored_who_has_no_post_in_the_period_or_in_no_such_period(
    month: Month,
) -> None:
    stranger = ConfirmScore(
        person_id=uuid4(), period_id=month.period_id, common=COMMON, picked={}
    )
    assert isinstance(refused(lambda: later(month, stranger, "do")), WrongStreamError)
    nowhere = replace(stranger, period_id=uuid4())
    assert isinstance(refused(lambda: later(month, nowhere, "do")), WrongStreamError)
    inspector = SelfScore(period_id=month.period_id, common=COMMON, picked={})
    assert isinstance(refused(lambda: later(month, inspector, "tung")), WrongStreamError)


def test_a_quarter_with_months_is_their_mean_and_is_not_scored(month: Month) -> None:
    opening = OpenPeriod(kind="quarter", start=START, end=END, cut_off=END, due=END)
    made = month.story.do(opening, by="ha", at=days_ago(60))
    quarter = uuid5(made, f"quarter {START}")
    said = SelfScore(period_id=quarter, common=COMMON, picked={})
    assert type(refused(lambda: later(month, said, "khai"))).__name__ == "MeanPeriodError"
    with month.story.ledger.scope.begin() as connection:
        assert len(periods.every(connection)) == 2
