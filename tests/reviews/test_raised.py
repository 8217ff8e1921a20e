"""Two low quarters in a row are raised; what is not known is not low; figures bound grades."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.review_rules import LowResultsSet
from events.reviews.facts import Facts, Marks, Tally
from service.evaluation.grades import Grade
from service.reviews.bands import band_of
from service.reviews.limits import USUAL, SetLowResults, low_results
from service.reviews.raised import both_low, is_low, running
from service.reviews.rounds import RoundState
from service.reviews.states import ReviewState
from tenants.access import AccessDeniedError
from tests.reviews.pair import Pair

TODAY = date(2026, 10, 20)
WHO, LINK = UUID(int=1), UUID(int=2)


def tally(given: int, done: int, late: int, excused: int = 0) -> Tally:
    return Tally(
        given=given,
        done=done,
        late=late,
        excused=excused,
        returns=0,
        extensions=0,
        causes=excused,
        events=(),
    )


LOW, FINE, NOTHING = tally(10, 6, 4), tally(10, 10, 1), tally(0, 0, 0)


@pytest.mark.parametrize(
    ("said", "low"),
    [
        (LOW, True),
        (FINE, False),
        (NOTHING, False),
        (tally(10, 7, 2), False),
        (tally(10, 6, 2), True),
        (tally(10, 8, 3), True),
        (tally(10, 8, 3, excused=1), False),
    ],
)
def test_low_is_what_the_limits_say(said: Tally, low: bool) -> None:
    assert is_low(said, USUAL) == low


def quarters(*known: tuple[int, int, Tally | None]) -> list[UUID]:
    """The reviews that are raised, of those in these quarters."""
    opened: dict[UUID, RoundState] = {}
    theirs = []
    for year, number, said in known:
        round_id = uuid4()
        first = date(year, 3 * number - 2, 1)
        last = date(year, 3 * number, 28)
        opened[round_id] = RoundState(
            round_id, "quarter", year, number, first, last, "1", first, (), last
        )
        facts = Facts(up_to=1, root="", on=last, of_unit=said) if said else None
        theirs.append(
            ReviewState(
                uuid4(),
                round_id,
                "head",
                WHO,
                "Phòng",
                "Trưởng phòng",
                LINK,
                "told",
                False,
                facts,
                1,
                "",
                None,
                (),
                0,
            )
        )
    found = [pair for pair in running(theirs, opened, TODAY) if both_low(pair, USUAL)]
    return [latest.review_id for _, (latest, _) in found]


@pytest.mark.parametrize(
    ("known", "number"),
    [
        (((2026, 2, LOW), (2026, 3, LOW)), 1),
        (((2025, 4, LOW), (2026, 1, LOW)), 0),
        (((2026, 3, LOW),), 0),
        (((2026, 1, LOW), (2026, 3, LOW)), 0),
        (((2026, 2, LOW), (2026, 3, FINE)), 0),
        (((2026, 2, FINE), (2026, 3, LOW)), 0),
        (((2026, 2, LOW), (2026, 3, None)), 0),
        (((2026, 2, NOTHING), (2026, 3, LOW)), 0),
        ((), 0),
    ],
)
def test_only_two_known_quarters_in_a_row_are_raised(
    known: tuple[tuple[int, int, Tally | None], ...], number: int
) -> None:
    assert len(quarters(*known)) == number


def test_the_limits_are_the_committees_own(pair: Pair) -> None:
    own = LowResultsSet(done_least=80, late_most=10, basis="12-QĐ/ĐU")
    with pytest.raises(AccessDeniedError):
        pair.party.do(SetLowResults(low=own), by="khai")
    pair.party.do(SetLowResults(low=own), by="su")
    with pair.party.ledger.scope.begin() as connection:
        assert low_results(connection) == own
    pair.party.do(SetLowResults(low=USUAL), by="su")


def facts(unit: Tally | None, person: Tally | None = None, score: int | None = None) -> Facts:
    marks = Marks(basis="1", score=score) if score is not None else None  # type: ignore[arg-type]
    return Facts(up_to=1, root="", on=TODAY, of_unit=unit, of_person=person, marks=marks)


@pytest.mark.parametrize(
    ("known", "grade"),
    [
        (facts(tally(10, 10, 0)), Grade.GOOD),
        (facts(tally(10, 10, 2)), Grade.COMPLETED),
        (facts(tally(10, 10, 2, excused=2)), Grade.GOOD),
        (facts(tally(10, 9, 0)), None),
        (facts(tally(10, 10, 0), tally(5, 5, 1)), Grade.COMPLETED),
        (facts(tally(10, 10, 0), score=65), Grade.COMPLETED),
        (facts(tally(10, 10, 0), score=40), Grade.NOT_COMPLETED),
    ],
)
def test_the_figures_bound_the_grade(known: Facts, grade: Grade | None) -> None:
    found = band_of(known)
    assert found is not None
    assert found.grade == grade


@pytest.mark.parametrize("known", [None, facts(None), facts(NOTHING)])
def test_without_tasks_no_grade_is_proposed(known: Facts | None) -> None:
    assert band_of(known) is None


@given(st.integers(1, 30), st.data())
def test_excellence_is_never_proposed_by_counting(number: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, number))
    late = data.draw(st.integers(0, number))
    found = band_of(facts(tally(number, done, late)))
    assert found is not None
    assert found.grade != Grade.EXCELLENT
