"""The cap on excellence in a group: who stays, who is cut, who ties; what is not fair."""

from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.grading.refusals import AboveScoreError, CapExceededError, CutWithoutReasonError
from service.evaluation.grades import Grade
from service.evaluation.years.capping import (
    Candidate,
    CapLine,
    Choice,
    cap_line,
    is_cut,
    require_fair,
)
from tests.evaluation.examples import LETTER

E, G, C, N = Grade.EXCELLENT, Grade.GOOD, Grade.COMPLETED, Grade.NOT_COMPLETED
ids = [UUID(int=n + 1) for n in range(30)]


def group(*scores: str) -> dict[UUID, Candidate]:
    """Candidates with these scores; who reaches 90 is offered excellence."""
    return {
        one: Candidate(one, Fraction(points), E if Fraction(points) >= 90 else G)
        for one, points in zip(ids, scores, strict=False)
    }


TEN = group("95", "93", "93", "91", *["80"] * 8)  # T = 12: 0.2·12/1.2 = 2 may be excellent


def chosen(*excellent: int, why: dict[int, str] | None = None) -> list[Choice]:
    reasons = why or {}
    return [
        Choice(
            one,
            E if n in excellent else min(candidate.offered or G, G),
            reasons.get(n, ""),
        )
        for n, (one, candidate) in enumerate(TEN.items())
    ]


def fair(*excellent: int, why: dict[int, str] | None = None) -> CapLine:
    return require_fair([], TEN, chosen(*excellent, why=why), LETTER)


def test_the_line_names_who_stays_and_who_ties_over_the_last_place() -> None:
    line = cap_line([], list(TEN.values()), LETTER)
    assert (line.better, line.most) == (12, 2)
    assert line.proposal.chosen == (ids[0],)
    assert line.proposal.tied == (ids[1], ids[2])
    assert line.proposal.cut == (ids[3],)


def test_a_tie_is_decided_by_a_person_who_says_why() -> None:
    with pytest.raises(CutWithoutReasonError) as refused:
        fair(0, 1)
    assert refused.value.subject_id == ids[2]
    assert fair(0, 1, why={2: "Ít việc khó hơn."}).most == 2


def test_a_better_one_is_passed_over_only_with_a_reason() -> None:
    with pytest.raises(CutWithoutReasonError):
        fair(1, 2)
    fair(1, 2, why={0: "Mới nhận nhiệm vụ."})


def test_places_that_are_left_empty_are_explained_too() -> None:
    with pytest.raises(CutWithoutReasonError):
        fair(0)
    fair(0, why={1: "Tự nguyện thôi.", 2: "Tự nguyện thôi.", 3: "Tự nguyện thôi."})


def test_nobody_goes_beyond_the_cap_or_above_the_score() -> None:
    with pytest.raises(CapExceededError) as refused:
        fair(0, 1, 2)
    assert (refused.value.most, refused.value.asked) == (2, 3)
    with pytest.raises(AboveScoreError):
        fair(0, 5, why={1: "x", 2: "x"})


def test_an_outstanding_body_has_more_places_and_those_decided_keep_theirs() -> None:
    wider = cap_line([], list(TEN.values()), LETTER, outstanding=True)
    assert wider.most == 2
    many = group(*["95"] * 4, *["80"] * 16)
    assert cap_line([], list(many.values()), LETTER).most == 3
    assert cap_line([], list(many.values()), LETTER, outstanding=True).most == 4
    later = cap_line([E, E, *[G] * 10], [Candidate(ids[0], Fraction(99), E)], LETTER)
    assert later.proposal.cut == (ids[0],)


def test_who_is_cut_is_good_and_nothing_less() -> None:
    [best, *_] = TEN.values()
    assert is_cut(best, Choice(best.subject_id, G))
    assert not is_cut(best, Choice(best.subject_id, C))
    assert not is_cut(Candidate(ids[0], Fraction(80), G), Choice(ids[0], G))


points = st.lists(st.integers(4000, 10000), min_size=1, max_size=25)


@given(points, st.randoms())
def test_what_the_line_proposes_is_fair_whatever_the_order(
    scores: list[int], chance: object
) -> None:
    members = group(*(f"{n // 100}.{n % 100:02}" for n in scores))
    shuffled = list(members.values())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    line = cap_line([], shuffled, LETTER)
    settled = [*line.proposal.chosen]
    settled += line.proposal.tied[: line.most - len(settled)]
    choices = [
        Choice(one, E if one in settled else min(m.offered or G, G), "Cân nhắc.")
        for one, m in members.items()
    ]
    again = require_fair([], members, choices, LETTER)
    assert again.most == line.most
    final = [choice.grade for choice in choices]
    assert final.count(E) <= Fraction(1, 5) * final.count(G)
    assert set(line.proposal.chosen) == set(
        cap_line([], list(members.values()), LETTER).proposal.chosen
    )
