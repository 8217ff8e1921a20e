"""The life of a score sheet: self-scored, confirmed, petitioned, decided anew, adjusted."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from events.errors import ChangedMeanwhileError, WrongStreamError
from events.periods import PeriodClosedError
from events.scoring_refusals import (
    AlreadyConfirmedError,
    NothingSaidError,
)
from service.evaluation.assembling import recomputed
from service.evaluation.judging import (
    ManagedWaitingError,
)
from service.evaluation.petitions import AnswerPetition
from service.evaluation.sheets import (
    AnswerLine,
    ConfirmScore,
    SelfScore,
)
from service.tasks.judging import Accept
from service.tasks.working import Submit
from tenants.access import StandIn
from tests.evaluation.scored import COMMON, Month, scored_month
from tests.evaluation.sheet_deeds import EXACT, LEADS, adjust, correct, later, petition, refused
from tests.past import Story, days_ago


@pytest.fixture
def month(story: Story) -> Month:
    return scored_month(story)


def test_a_sheet_lives_from_the_self_score_to_the_decision(month: Month) -> None:
    month.self_score("khai")
    assert month.state("khai").status == "self_scored"
    month.confirm("khai", by="do")
    state = month.state("khai")
    assert (state.status, state.exact) == ("confirmed", EXACT)
    assert state.signed == Decimal("79.58")
    petition(month)
    due = month.kept("khai").sheet.petition
    assert due is not None
    assert month.state("khai").status == "petitioned"
    answer = AnswerPetition(
        person_id=month.person("khai"),
        period_id=month.period_id,
        outcome="changed",
        answer="Đồng ý.",
    )
    later(month, answer, "do", 3)
    later(month, correct(month), "su", 2)
    kept = month.kept("khai").sheet
    assert kept.confirmed
    assert kept.confirmed.verdict.signed == Decimal("79.58")
    assert kept.verdict
    assert kept.verdict.signed == Decimal("78.58")
    assert month.state("khai").signed == Decimal("78.58")
    names = [type(one.event).__name__ for one in month.kept("khai").history]
    assert names == [
        *("SelfScored", "Confirmed", "Told", "Petitioned"),
        *("PetitionAnswered", "Corrected", "Told"),
    ]


def test_a_petition_is_answered_within_seven_working_days(month: Month) -> None:
    month.self_score("khai")
    month.confirm("khai", by="do")
    petition(month)
    said = month.kept("khai").sheet.petition
    assert said
    day, count = said.received_on, 0
    while day < said.due_on:
        day = day.fromordinal(day.toordinal() + 1)
        count += day.weekday() < 5
    assert count >= 7


def test_what_is_stored_makes_the_same_numbers_again_whatever_came_later(month: Month) -> None:
    month.self_score("khai")
    month.confirm("khai", by="do")
    undone = month.tasks[3]
    later(month, Submit(task_id=undone, note="Xong", evidence=()), "khai", 3)
    later(month, Accept(task_id=undone), "do", 2)
    verdict = month.state("khai")
    sheet = month.kept("khai").sheet
    assert sheet.verdict
    with month.story.ledger.scope.begin() as connection:
        again = recomputed(connection, month.person("khai"), month.period(), sheet.verdict)
    assert again.same
    assert again.reckoned.score == verdict.exact


def test_the_head_s_score_comes_after_those_whom_they_manage(month: Month) -> None:
    month.self_score("khai")
    month.self_score("do", **LEADS)
    no = refused(lambda: month.confirm("do", by="su", **LEADS))
    assert isinstance(no, ManagedWaitingError)
    assert no.people == (month.person("khai"),)
    month.confirm("khai", by="do")
    month.confirm("do", by="su", day=4, **LEADS)
    verdict = month.kept("do").sheet.verdict
    assert verdict
    assert verdict.managed == (month.person("khai"),)
    assert verdict.parts["d"] == "1/1"
    assert (verdict.score, verdict.lacking) == (None, ("a", "b", "c"))


def test_one_who_has_nothing_to_be_scored_by_holds_nobody_up(month: Month) -> None:
    month.self_score("ha", **LEADS)
    no_one: dict[str, Any] = {"picked": {"d": True, "đ": True, "e": True}}
    month.confirm("ha", by="su", **no_one)
    verdict = month.kept("ha").sheet.verdict
    assert verdict
    assert verdict.parts == {"d": "1/1", "đ": "1/1", "e": "1/1"}
    assert verdict.signed is None


def test_a_deputy_acts_under_a_delegation_and_the_sheet_says_for_whom(month: Month) -> None:
    month.self_score("khai")
    do, hung = month.story.actors["do"], month.story.actors["hung"]
    stand_in = StandIn(uuid4(), do.post_id, do.person_id, do.unit_id, do.roles)
    month.story.actors["hung"] = replace(hung, stands_in=(stand_in,))
    month.confirm("khai", by="hung")
    confirmed = month.kept("khai").sheet.confirmed
    assert confirmed
    assert confirmed.on_behalf
    assert confirmed.on_behalf.person_id == do.person_id


def test_each_loss_can_be_answered_and_nothing_else(month: Month) -> None:
    def answer(task: int, kind: Any, number: int = 1, text: str = "Mất điện.") -> None:
        command = AnswerLine(
            period_id=month.period_id,
            task_id=month.tasks[task],
            kind=kind,
            number=number,
            answer=text,
        )
        later(month, command, "khai", 7)

    answer(1, "late")
    answer(2, "failed")
    answer(3, "undone")
    answer(1, "late", text="Mất điện chín ngày.")
    said = month.kept("khai").sheet.answers
    assert said[month.tasks[1], "late", 1].answer == "Mất điện chín ngày."
    assert len(said) == 3
    assert isinstance(refused(lambda: answer(0, "late")), WrongStreamError)
    assert isinstance(refused(lambda: answer(1, "late", 2)), WrongStreamError)
    assert isinstance(refused(lambda: answer(2, "failed", text=" ")), NothingSaidError)


def test_a_closed_period_takes_adjustments_beside_the_locked_value(month: Month) -> None:
    month.self_score("khai")
    month.confirm("khai", by="do")
    month.close()
    again = SelfScore(period_id=month.period_id, common=COMMON, picked={})
    assert isinstance(refused(lambda: later(month, again, "hung")), PeriodClosedError)
    assert isinstance(refused(lambda: later(month, correct(month), "su")), PeriodClosedError)
    later(month, Submit(task_id=month.tasks[3], note="Xong", evidence=()), "khai")
    later(month, Accept(task_id=month.tasks[3]), "do")
    assert isinstance(refused(lambda: later(month, adjust(month, ""), "do")), NothingSaidError)
    later(month, adjust(month), "do", 2)
    sheet = month.kept("khai").sheet
    assert sheet.verdict
    assert sheet.verdict.signed == Decimal("79.58")
    assert [one.verdict.signed is not None for one in sheet.adjustments] == [True]
    assert month.state("khai").signed == Decimal("79.58")


def test_a_resend_records_once(month: Month) -> None:
    month.self_score("khai")
    command = ConfirmScore(
        person_id=month.person("khai"), period_id=month.period_id, common=COMMON, picked={}
    )
    command_id = uuid4()
    for _ in range(2):
        month.story.do(command, by="do", at=days_ago(5), command_id=command_id)
    assert len(month.kept("khai").history) == 3


def test_of_two_who_confirm_at_once_one_is_told_so(month: Month) -> None:
    month.self_score("khai")

    def attempt(_: int) -> str:
        try:
            month.confirm("khai", by="do")
        except (ChangedMeanwhileError, AlreadyConfirmedError) as no:
            return type(no).__name__
        return "done"

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(attempt, range(2)))
    assert answers[-1] == "done"
    assert len([one for one in answers if one == "done"]) == 1
    assert len(month.kept("khai").history) == 3
