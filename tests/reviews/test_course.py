"""The order in which a review may go: who may say what, when, and what is never changed."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from events.review_rounds import Opened as RoundOpened
from events.review_rounds import Round
from events.reviews import refusals, steps
from events.reviews.facts import Facts
from events.reviews.review import Review

PERSON, MEMBER, OFFICE = UUID(int=1), UUID(int=2), UUID(int=3)
DAY, LATER = date(2026, 10, 5), date(2026, 10, 6)
FACTS = steps.FactsReckoned(facts=Facts(up_to=1, root="", on=DAY))
OWN = steps.SelfReviewed(
    strengths="Chủ động", shortcomings="Chậm", causes="", remedies="", grade=None
)
OPINION = steps.OpinionGiven(person_id=PERSON, member_id=MEMBER, text="Đồng ý", grade="good")
ASKED = steps.FactsAsked(link_id=UUID(int=4), letter_id=UUID(int=5), number=1, sha256="a")
NO = steps.Objected(text="Có nguyên nhân")


def concluded(reason: str = "", document: str = "41-TB/ĐU") -> steps.Concluded:
    return steps.Concluded(
        person_id=PERSON,
        document=document,
        concluded_on=DAY,
        grade="completed",
        strengths="Chủ động",
        shortcomings="Chậm",
        tasks=(),
        reason=reason,
    )


def answered(outcome: steps.Outcome) -> steps.ObjectionAnswered:
    return steps.ObjectionAnswered(person_id=PERSON, outcome=outcome, text="Xem lại")


ACTS: dict[str, Callable[[Review], None]] = {
    "ask": lambda one: one.ask(ASKED, by=OFFICE),
    "facts": lambda one: one.reckon(FACTS, by=OFFICE),
    "own": lambda one: one.write(OWN, by=PERSON),
    "opinion": lambda one: one.judge(OPINION, LATER, DAY),
    "conclude": lambda one: one.conclude(concluded(), by=MEMBER),
    "replace": lambda one: one.conclude(concluded("Có tình tiết mới"), by=MEMBER),
    "tell": lambda one: one.tell(DAY),
    "object": lambda one: one.object_to(NO, by=PERSON),
    "keep": lambda one: one.answer_objection(answered("kept"), by=MEMBER),
    "change": lambda one: one.answer_objection(answered("changed"), by=MEMBER),
    "close": lambda one: one.close(by=OFFICE),
}
THROUGH = ("facts", "own", "opinion", "conclude", "tell")


def opened(*acts: str) -> Review:
    review = Review(UUID(int=9))
    review.open(
        steps.Opened(
            round_id=UUID(int=8),
            kind="leader",
            person_id=PERSON,
            unit="Thường trực",
            post="Bí thư",
            link_id=None,
        )
    )
    for act in acts:
        ACTS[act](review)
    return review


@pytest.mark.parametrize(
    ("acts", "step"),
    [
        ((), "opened"),
        (("ask",), "asked"),
        (THROUGH[:1], "facts_in"),
        (THROUGH[:2], "self_reviewed"),
        (THROUGH[:3], "judged"),
        (THROUGH[:4], "concluded"),
        (THROUGH, "told"),
        ((*THROUGH, "object"), "objected"),
        ((*THROUGH, "object", "keep"), "answered"),
        ((*THROUGH, "object", "change", "replace"), "concluded"),
        ((*THROUGH, "object", "keep", "close"), "closed"),
    ],
)
def test_each_word_leads_one_step_on(acts: tuple[str, ...], step: str) -> None:
    assert opened(*acts).step == step


@pytest.mark.parametrize(
    ("acts", "act", "refusal"),
    [
        (("ask",), "ask", refusals.FactsAskedError),
        (("facts",), "conclude", refusals.NoOpinionYetError),
        (THROUGH[:3], "own", refusals.OpinionsGivenError),
        (THROUGH[:4], "own", refusals.ConcludedAlreadyError),
        (THROUGH[:4], "opinion", refusals.ConcludedAlreadyError),
        (THROUGH[:4], "facts", refusals.ConcludedAlreadyError),
        (THROUGH[:4], "conclude", refusals.ConcludedAlreadyError),
        (THROUGH[:4], "object", refusals.NotConcludedError),
        (THROUGH[:3], "tell", refusals.NotConcludedError),
        (THROUGH[:4], "close", refusals.NotConcludedError),
        (THROUGH, "keep", refusals.NoObjectionError),
        ((*THROUGH, "object"), "object", refusals.ObjectionOpenError),
        ((*THROUGH, "object"), "close", refusals.ObjectionOpenError),
        ((*THROUGH, "object", "change"), "close", refusals.ObjectionOpenError),
        ((*THROUGH, "close"), "object", refusals.ReviewClosedError),
        ((*THROUGH, "close"), "replace", refusals.ReviewClosedError),
        ((*THROUGH, "close"), "close", refusals.ReviewClosedError),
    ],
)
def test_what_does_not_follow_is_refused(
    acts: tuple[str, ...], act: str, refusal: type[Exception]
) -> None:
    review = opened(*acts)
    said = len(review.pending)
    with pytest.raises(refusal):
        ACTS[act](review)
    assert len(review.pending) == said


@pytest.mark.parametrize(
    "act",
    [
        lambda one: one.ask(ASKED, by=PERSON),
        lambda one: one.reckon(FACTS, by=PERSON),
        lambda one: one.conclude(concluded(), by=PERSON),
        lambda one: one.judge(
            steps.OpinionGiven(person_id=PERSON, member_id=PERSON, text="Tốt", grade=None),
            LATER,
            DAY,
        ),
        lambda one: one.close(by=PERSON),
    ],
)
def test_nobody_reviews_themselves(act: Callable[[Review], None]) -> None:
    with pytest.raises(refusals.ReviewsOneselfError):
        act(opened("facts", "own", "opinion"))


def test_only_the_person_writes_of_themselves_and_objects() -> None:
    with pytest.raises(refusals.NotUnderReviewError):
        opened().write(OWN, by=MEMBER)
    with pytest.raises(refusals.NotUnderReviewError):
        opened(*THROUGH).object_to(NO, by=MEMBER)


def test_opinions_wait_for_the_person_until_the_day_has_passed() -> None:
    with pytest.raises(refusals.TooEarlyToJudgeError):
        opened("facts").judge(OPINION, DAY, DAY)
    assert opened("facts", "opinion").step == "judged"


def test_what_is_said_twice_is_recorded_once() -> None:
    review = opened(*THROUGH)
    said = len(review.pending)
    ACTS["tell"](review)
    assert len(review.pending) == said
    judged = opened("own", "opinion")
    said = len(judged.pending)
    ACTS["opinion"](judged)
    assert len(judged.pending) == said


def test_a_replaced_conclusion_stays() -> None:
    review = opened(*THROUGH, "replace")
    assert [one.reason for one in review.conclusions] == ["", "Có tình tiết mới"]
    assert review.told is None


def test_facts_that_nobody_asked_for_are_not_taken_in() -> None:
    answer = steps.FactsReceived(letter_id=UUID(int=6), number=1, sha256="b", facts=FACTS.facts)
    with pytest.raises(refusals.UnaskedAnswerError):
        opened().receive(answer, ASKED.letter_id)
    with pytest.raises(refusals.UnaskedAnswerError):
        opened("ask").receive(answer, UUID(int=77))


@pytest.mark.parametrize("field", ["unit", "post"])
def test_a_head_is_named_by_unit_and_post(field: str) -> None:
    facts = {"unit": "Phòng Kinh tế", "post": "Trưởng phòng"} | {field: ""}
    said = steps.Opened(
        round_id=UUID(int=8), kind="head", person_id=PERSON, link_id=UUID(int=4), **facts
    )
    with pytest.raises(refusals.ReviewIncompleteError):
        Review(UUID(int=9)).open(said)


def round_opened(**other: object) -> RoundOpened:
    facts: dict[str, object] = {
        "kind": "quarter",
        "year": 2026,
        "number": 3,
        "document": "27-KH/ĐU",
        "issued_on": DAY,
        "members": (MEMBER,),
        "self_by": LATER,
    }
    return RoundOpened(**facts | other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"number": 5}, refusals.RoundIncompleteError),
        ({"kind": "half_year"}, refusals.RoundIncompleteError),
        ({"number": 0}, refusals.RoundIncompleteError),
        ({"document": ""}, refusals.RoundIncompleteError),
        ({"members": ()}, refusals.RoundIncompleteError),
        ({"year": 2027, "number": 1}, refusals.RoundDaysError),
        ({"issued_on": LATER}, refusals.RoundDaysError),
        ({"self_by": date(2026, 10, 4)}, refusals.RoundDaysError),
    ],
)
def test_a_round_that_cannot_be_is_refused(
    other: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        Round(UUID(int=8)).open(round_opened(**other), DAY)


@pytest.mark.parametrize(
    ("kind", "number", "days"),
    [
        ("quarter", 1, ("2026-01-01", "2026-03-31")),
        ("quarter", 4, ("2026-10-01", "2026-12-31")),
        ("half_year", 2, ("2026-07-01", "2026-12-31")),
        ("year", 1, ("2026-01-01", "2026-12-31")),
    ],
)
def test_the_days_of_a_period(kind: str, number: int, days: tuple[str, str]) -> None:
    said = round_opened(kind=kind, number=number)
    assert (str(said.first_day), str(said.last_day)) == days
