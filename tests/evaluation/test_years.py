"""Grading a year by commands: proposals from signed scores, the cap, heads and units."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.errors import (
    ChangedMeanwhileError,
    CommandReusedError,
    RefusedError,
    WrongStreamError,
)
from events.grading.body_year import GradingYear, year_id
from events.grading.refusals import (
    AboveScoreError,
    ActCountedError,
    CapExceededError,
    GradingDayError,
    HeadAboveUnitError,
    NobodyChosenError,
    NoMeetingError,
    NoScoreError,
    NoTasksError,
    NotFirstLeaderError,
    NotProposedError,
    OverrideStandsError,
    OwnYearError,
    TooFewMonthsError,
    UnitNotGradedError,
    YearDecidedError,
)
from events.grading.steps import Grade
from service.evaluation.years.afterwards import (
    AnswerObjection,
    ObjectToYear,
    SupersedeYear,
    TellYear,
)
from service.evaluation.years.preparing import GradeOneself, NoteAct
from service.organisation.people import UnknownMemberError
from service.vault.stores import event_store
from tenants.access import AccessDeniedError
from tests.evaluation.graded import TODAY, YEAR, Graded, graded
from tests.people import Commune

ACT: dict[str, Any] = {
    "kind": "discipline",
    "number": "12/QĐ-UBND",
    "decided_on": TODAY,
    "acted_on": TODAY,
}


@pytest.fixture
def year(commune: Commune) -> Graded:
    return graded(commune)


def refused(deed: Callable[[], Any]) -> Exception:
    with pytest.raises(
        (RefusedError, AccessDeniedError, WrongStreamError, CommandReusedError)
    ) as caught:
        deed()
    return caught.value


def test_a_year_is_proposed_from_signed_scores_and_decided_told_and_superseded(
    year: Graded,
) -> None:
    khai = year.person("khai")
    year.score(khai="84.38")
    year.do(GradeOneself(year=YEAR, grade="excellent"), by="khai")
    year.ready("khai")
    found = year.stream(khai).proposed
    assert found is not None
    assert (found.grade, found.signed, found.rank) == ("good", Decimal("84.38"), "staff")
    year.decide({khai: "good"})
    year.do(TellYear(subject_id=khai, year=YEAR, told_on=TODAY))
    state = year.state(khai)
    assert state is not None
    assert (state.stage, state.grade, state.number) == ("told", "good", "45/QĐ-UBND")
    year.do(_newer(khai, "completed"), by="su")
    again = year.state(khai)
    assert again is not None
    assert (again.stage, again.grade, again.decisions) == ("decided", "completed", 2)


def test_an_objection_is_answered_within_seven_working_days(year: Graded) -> None:
    khai = year.person("khai")
    year.score(khai="84.38")
    year.ready("khai")
    year.decide({khai: "good"})
    year.do(ObjectToYear(year=YEAR, text="Đề nghị xem lại tháng 1."), by="khai")
    waiting = year.stream(khai).petition
    assert waiting is not None
    assert waiting.due_on > TODAY + timedelta(days=7)
    answer = AnswerObjection(person_id=khai, year=YEAR, outcome="kept", answer="Giữ nguyên.")
    assert isinstance(refused(lambda: year.do(answer, by="dung")), NotFirstLeaderError)
    year.do(answer, by="su")
    state = year.state(khai)
    assert state is not None
    assert state.petition_due is None


def _newer(person_id: UUID, grade: Grade) -> SupersedeYear:
    return SupersedeYear(
        subject="person",
        subject_id=person_id,
        year=YEAR,
        grade=grade,
        number="50/QĐ-UBND",
        decided_on=TODAY,
        reason="Phát hiện sai sót.",
    )


def test_without_scores_or_months_there_is_no_grade(year: Graded) -> None:
    assert isinstance(refused(lambda: year.propose("khai")), NoScoreError)
    year.score(khai="84.38")
    few = refused(lambda: year.propose("khai", months_worked=5))
    assert (type(few), vars(few)) == (TooFewMonthsError, {"months": 5, "least": 6})
    year.propose("khai", months_worked=5, counted_as_worked=True)


def test_an_act_overrides_the_score_and_counts_in_one_year_only(year: Graded) -> None:
    khai = year.person("khai")
    year.score(khai="95")
    year.do(NoteAct(person_id=khai, year=YEAR, **ACT))
    year.ready("khai")
    assert year.stream(khai).offered == "not_completed"
    assert isinstance(
        refused(lambda: year.decide({khai: "good"})), OverrideStandsError | AboveScoreError
    )
    year.decide({khai: "not_completed"})
    [act_id] = year.stream(khai).acts
    again = NoteAct(person_id=khai, year=YEAR - 1, act_id=act_id, **ACT)
    counted = refused(lambda: year.do(again))
    assert (type(counted), vars(counted)) == (ActCountedError, {"year": YEAR})


def test_a_head_is_graded_after_the_unit_and_never_above_it(year: Graded) -> None:
    do = year.person("do")
    year.score(do="95")
    early = refused(lambda: year.ready_head("do"))
    assert (type(early), vars(early)) == (UnitNotGradedError, {"unit_id": year.unit("do")})
    year.propose_unit("do")
    assert year.stream(year.unit("do")).offered == "not_completed"  # one task, not done yet
    year.decide_unit("do", "completed", "Việc còn trong hạn.")
    year.ready_head("do")
    assert year.stream(do).offered == "completed"
    assert isinstance(
        refused(lambda: year.decide({do: "good"}, group="leading")), AboveScoreError
    )
    year.decide({do: "completed"}, group="leading")
    above = refused(lambda: year.do(_newer(do, "excellent"), by="su"))
    assert isinstance(above, HeadAboveUnitError)


def test_a_unit_without_tasks_has_no_grade(year: Graded) -> None:
    assert isinstance(refused(lambda: year.propose_unit("ha")), NoTasksError)


def test_in_a_small_group_nobody_is_excellent_and_who_is_cut_is_recorded(year: Graded) -> None:
    khai, hung = year.person("khai"), year.person("hung")
    year.score(khai="95", hung="80")
    year.ready("khai", "hung")
    both: dict[UUID, Grade] = {khai: "excellent", hung: "good"}
    beyond = refused(lambda: year.decide(both))
    assert (type(beyond), vars(beyond)) == (CapExceededError, {"most": 0, "asked": 1})
    year.decide({khai: "good", hung: "good"})
    state = year.state(khai)
    assert state is not None
    assert (state.cut, state.grade) == (True, "good")
    with year.commune.ledger.scope.begin() as connection:
        [kept] = event_store(connection).load(GradingYear, year_id(YEAR)).decided
    assert (kept.most, kept.better, kept.cut, kept.excellent) == (0, 2, (khai,), ())


@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        (lambda y: y.decide({}), NobodyChosenError),
        (lambda y: y.decide({y.person("khai"): "good"}, group="support"), NobodyChosenError),
        (lambda y: y.decide({uuid4(): "good"}), NobodyChosenError),
        (lambda y: y.decide({y.person("khai"): "good"}, by="dung"), NotFirstLeaderError),
        (lambda y: y.decide({y.person("khai"): "good"}, by="ha"), AccessDeniedError),
        (lambda y: y.decide({y.person("khai"): "good"}, by="khai"), AccessDeniedError),
        (lambda y: y.propose("ha"), OwnYearError),
        (lambda y: y.propose("khai", by="hung"), AccessDeniedError),
        (lambda y: y.do(_newer(y.person("su"), "good"), by="su"), OwnYearError),
        (
            lambda y: y.do(GradeOneself(year=YEAR + 1, grade="good"), by="khai"),
            GradingDayError,
        ),
        (
            lambda y: y.do(NoteAct(person_id=uuid4(), year=YEAR, **ACT)),
            UnknownMemberError,
        ),
        (
            lambda y: y.do(TellYear(subject_id=uuid4(), year=YEAR, told_on=TODAY)),
            WrongStreamError,
        ),
    ],
)
def test_who_may_not_or_what_is_not_there_is_refused(
    year: Graded, deed: Callable[[Graded], Any], refusal: type
) -> None:
    year.score(khai="80", ha="80")
    year.ready("khai")
    assert isinstance(refused(lambda: deed(year)), refusal)
    state = year.state(year.person("khai"))
    assert state is not None
    assert state.grade is None


def test_nobody_is_decided_before_they_met(year: Graded) -> None:
    khai = year.person("khai")
    year.score(khai="80")
    year.propose("khai")
    assert isinstance(refused(lambda: year.decide({khai: "good"})), NoMeetingError)
    year.meet("hung")
    unproposed = refused(lambda: year.decide({year.person("hung"): "good"}))
    assert isinstance(unproposed, NobodyChosenError | NotProposedError)


def test_a_decision_sent_twice_is_one_and_two_at_once_do_not_both_stand(year: Graded) -> None:
    khai = year.person("khai")
    year.score(khai="80")
    year.ready("khai")

    def once(number: str) -> bool:
        try:
            year.decide({khai: "good"}, number=number)
        except (YearDecidedError, ChangedMeanwhileError):
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(once, ("45/QĐ", "46/QĐ"))) == [False, True]
    assert len(year.stream(khai).decisions) == 1


def test_days_before_the_year_are_refused(year: Graded) -> None:
    long_ago = NoteAct(
        person_id=year.person("khai"), year=YEAR, **ACT | {"decided_on": date(2020, 1, 1)}
    )
    assert isinstance(refused(lambda: year.do(long_ago)), GradingDayError)
