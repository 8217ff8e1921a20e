"""A year's grade: each step in the law's own order, and what is refused."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from events.grading.refusals import (
    ActCountedError,
    GradeReasonError,
    GradingDayError,
    NoMeetingError,
    NoPartyOpinionError,
    NothingWrittenError,
    NotProposedError,
    NotYourYearError,
    NoYearPetitionError,
    NumberMissingError,
    OverrideStandsError,
    YearDecidedError,
    YearNotDecidedError,
    YearPetitionOpenError,
)
from events.grading.steps import (
    ActRevoked,
    SelfGraded,
    UnitProposed,
    grade_id,
)
from events.grading.year import YearGrade
from tests.evaluation.year_steps import (
    AFTER,
    BEFORE,
    FACTS,
    HA,
    KHAI,
    REF,
    TODAY,
    UNIT,
    UNIT_SAID,
    act,
    answered,
    begun,
    decided,
    decision,
    heard,
    met,
    newer,
    objection,
    proposal,
    ready,
)


def test_a_year_goes_from_the_proposal_to_a_decision_that_is_told_and_stays() -> None:
    year = begun()
    year.begin("person", KHAI, 2026)
    year.grade_oneself(SelfGraded(grade="excellent", said_on=TODAY), by=KHAI)
    year.meet(met(), today=TODAY)
    year.propose(proposal())
    year.decide(decision(), today=TODAY)
    year.tell(TODAY, today=TODAY)
    assert (year.version, year.grade, year.offered) == (6, "excellent", "excellent")


def test_an_act_that_is_revoked_in_time_counts_no_more_and_the_proposal_falls() -> None:
    year, found = ready(grade="not_completed"), act()
    year.revoke(found.act_id, "40/QĐ")
    year.find(found, today=TODAY)
    year.revoke(found.act_id, "40/QĐ")
    year.revoke(found.act_id, "41/QĐ")
    with pytest.raises(NotProposedError):
        year.decide(decision(), today=TODAY)
    year.propose(proposal())
    year.decide(decision(), today=TODAY)
    assert (year.grade, year.doubt) == ("excellent", None)


def test_an_act_that_is_revoked_later_leaves_a_doubt_until_a_new_decision() -> None:
    year, found = ready(grade="not_completed"), act()
    year.find(found, today=TODAY)
    year.decide(decision(grade="not_completed"), today=TODAY)
    year.revoke(found.act_id, "40/QĐ")
    assert year.doubt == ActRevoked(act_id=found.act_id, number="40/QĐ", doubts="45/QĐ-UBND")
    assert year.grade == "not_completed"
    year.supersede(newer(), today=TODAY)
    assert {year.grade, year.doubt} == {"completed", None}


@pytest.mark.parametrize("rank", ["head", "deputy"])
def test_of_those_who_lead_the_party_is_heard_first(rank: str) -> None:
    year = ready(rank=rank)
    with pytest.raises(NoPartyOpinionError):
        year.decide(decision(), today=TODAY)
    year.hear_party(heard(), today=TODAY)
    year.decide(decision(), today=TODAY)
    assert year.grade == "excellent"


def test_a_unit_needs_no_meeting_and_an_open_proposal_a_reason() -> None:
    year = begun(unit=True)
    year.propose(UNIT_SAID)
    year.decide(decision(person_id=None, grade="good"), today=TODAY)
    other = begun(unit=True)
    other.propose(
        UnitProposed(
            unit_id=UNIT,
            score=Decimal(95),
            facts=FACTS,
            grade=None,
            rules=REF,
            up_to=1,
            note="",
        )
    )
    with pytest.raises(GradeReasonError):
        other.decide(decision(person_id=None, grade="good"), today=TODAY)
    other.decide(decision(person_id=None, grade="good", reason="Một việc trễ."), today=TODAY)
    assert other.grade == "good"


def test_an_act_leaves_one_grade_and_counts_once() -> None:
    year, found = ready(grade="not_completed"), act()
    year.find(found, today=TODAY)
    with pytest.raises(OverrideStandsError):
        year.decide(decision(), today=TODAY)
    with pytest.raises(ActCountedError):
        year.find(act(act_id=found.act_id), today=TODAY)
    year.decide(decision(grade="not_completed"), today=TODAY)
    assert year.grade == "not_completed"


def test_a_new_decision_takes_the_place_of_the_one_that_stood_and_is_told_anew() -> None:
    year = decided()
    year.tell(TODAY, today=TODAY)
    year.supersede(newer(), today=TODAY)
    assert year.grade == "completed"
    assert [one.number for one in year.decisions] == ["45/QĐ-UBND", "50/QĐ-UBND"]
    assert year.told is None


def test_an_objection_waits_for_one_answer() -> None:
    year = decided()
    year.object(objection(), by=KHAI)
    with pytest.raises(YearPetitionOpenError):
        year.object(objection(), by=KHAI)
    year.answer(answered())
    assert year.petition is None
    year.object(objection(), by=KHAI)


def _proposed_only() -> YearGrade:
    year = begun()
    year.propose(proposal())
    return year


def _objected() -> YearGrade:
    year = decided()
    year.object(objection(), by=KHAI)
    return year


REFUSED: dict[str, tuple[Callable[[], YearGrade], Callable[[YearGrade], None], type]] = {
    "decided without a proposal": (
        begun, lambda y: y.decide(decision(), today=TODAY), NotProposedError,
    ),
    "decided before a meeting": (
        _proposed_only, lambda y: y.decide(decision(), today=TODAY), NoMeetingError,
    ),
    "decided otherwise without a reason": (
        ready, lambda y: y.decide(decision(grade="completed"), today=TODAY), GradeReasonError,
    ),
    "decided without a number": (
        ready, lambda y: y.decide(decision(number=" "), today=TODAY), NumberMissingError,
    ),
    "decided in the future": (
        ready, lambda y: y.decide(decision(decided_on=AFTER), today=TODAY), GradingDayError,
    ),
    "decided before the meeting": (
        ready,
        lambda y: y.decide(decision(decided_on=date(2026, 12, 8)), today=TODAY),
        GradingDayError,
    ),
    "decided twice": (
        decided, lambda y: y.decide(decision(), today=TODAY), YearDecidedError,
    ),
    "proposed after the decision": (
        decided, lambda y: y.propose(proposal()), YearDecidedError,
    ),
    "met after the decision": (decided, lambda y: y.meet(met(), today=TODAY), YearDecidedError),
    "an act after the decision": (
        decided, lambda y: y.find(act(), today=TODAY), YearDecidedError,
    ),
    "met in the future": (
        begun, lambda y: y.meet(met(held_on=AFTER), today=TODAY), GradingDayError,
    ),
    "minutes without a number": (
        begun, lambda y: y.meet(met(number=""), today=TODAY), NumberMissingError,
    ),
    "an act decided on before it was done": (
        begun, lambda y: y.find(act(acted_on=TODAY), today=TODAY), GradingDayError,
    ),
    "an opinion without a number": (
        begun, lambda y: y.hear_party(heard(""), today=TODAY), NumberMissingError,
    ),
    "another's self-grade": (
        begun,
        lambda y: y.grade_oneself(SelfGraded(grade="good", said_on=TODAY), by=HA),
        NotYourYearError,
    ),
    "told before it is decided": (
        ready, lambda y: y.tell(TODAY, today=TODAY), YearNotDecidedError,
    ),
    "told before its day": (
        decided, lambda y: y.tell(BEFORE, today=TODAY), GradingDayError,
    ),
    "another's objection": (decided, lambda y: y.object(objection(), by=HA), NotYourYearError),
    "an objection to nothing": (
        ready, lambda y: y.object(objection(), by=KHAI), YearNotDecidedError,
    ),
    "an empty objection": (
        decided, lambda y: y.object(objection(" "), by=KHAI), NothingWrittenError,
    ),
    "an answer to nothing": (decided, lambda y: y.answer(answered()), NoYearPetitionError),
    "an empty answer": (
        _objected, lambda y: y.answer(answered("")), NothingWrittenError,
    ),
    "superseding nothing": (
        ready, lambda y: y.supersede(newer(), today=TODAY), YearNotDecidedError,
    ),
    "superseding without a reason": (
        decided, lambda y: y.supersede(newer(reason=""), today=TODAY), NothingWrittenError,
    ),
    "superseding without a number": (
        decided, lambda y: y.supersede(newer(number=""), today=TODAY), NumberMissingError,
    ),
    "superseding by an older decision": (
        decided, lambda y: y.supersede(newer(decided_on=BEFORE), today=TODAY), GradingDayError,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_comes_out_of_order_is_refused_and_changes_nothing(case: str) -> None:
    made, tried, refusal = REFUSED[case]
    year = made()
    before = year.version
    with pytest.raises(refusal):
        tried(year)
    assert year.version == before


def test_a_year_is_named_by_its_subject_and_its_number() -> None:
    assert grade_id(KHAI, 2026) == grade_id(UUID(str(KHAI)), 2026)
    assert len({grade_id(KHAI, 2026), grade_id(KHAI, 2027), grade_id(HA, 2026)}) == 3
