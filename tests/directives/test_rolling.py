"""Answers roll up to the same, whatever their order and however they are grouped."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.directive_answers import (
    KINDS,
    Answer,
    AnswerKind,
    Day,
    Files,
    NamedFile,
    Number,
    Question,
    Share,
    Words,
    YesNo,
    check,
    rolled,
)
from events.directive_refusals import (
    EmptyAnswerError,
    NothingCountedError,
    WrongAnswerKindError,
)

Said = Sequence[tuple[str, Answer | None]]
amount = st.decimals(0, 10**9, places=2)
some = st.one_of(
    st.none(),
    st.builds(Number, value=amount),
    st.builds(Share, numerator=amount, denominator=amount),
    st.builds(YesNo, yes=st.booleans()),
    st.builds(Words, text=st.text(min_size=1, max_size=9)),
    st.builds(Day, on=st.dates(date(2026, 1, 1), date(2026, 12, 31))),
    st.builds(Files, files=st.tuples(st.builds(NamedFile, name=st.text(), sha256=st.text()))),
)
said = st.lists(st.tuples(st.sampled_from(["Xã A", "Xã B", "Xã C"]), some), max_size=30)


@given(said, st.data(), st.sampled_from(KINDS))
def test_the_order_does_not_matter(every: Said, data: st.DataObject, kind: AnswerKind) -> None:
    assert rolled(kind, data.draw(st.permutations(every))) == rolled(kind, every)


@given(said, st.integers(0, 30), st.sampled_from(["number", "share", "yes_no", "day", "file"]))
def test_units_rolled_up_first_give_the_same(every: Said, at: int, kind: AnswerKind) -> None:
    parts = [("Xã", rolled(kind, every[:at])), ("Xã", rolled(kind, every[at:]))]
    assert rolled(kind, parts) == rolled(kind, every)


@given(st.lists(amount, min_size=1))
def test_numbers_come_to_their_sum(values: list[Decimal]) -> None:
    every = [("Xã", Number(value=value)) for value in values]
    assert rolled("number", every) == Number(value=sum(values, Decimal(0)))


def test_a_share_is_of_all_that_was_counted_and_no_mean_of_shares() -> None:
    every = [
        ("A", Share(numerator=Decimal(1), denominator=Decimal(1))),
        ("B", Share(numerator=Decimal(0), denominator=Decimal(9))),
    ]
    both = rolled("share", every)
    assert isinstance(both, Share)
    assert both.percent == Decimal("10.00")


def test_what_did_not_arise_adds_nothing_and_alone_is_nothing() -> None:
    assert rolled("number", [("A", None), ("B", Number(value=Decimal(3)))]) == Number(
        value=Decimal(3)
    )
    assert rolled("number", [("A", None)]) is None
    assert rolled("yes_no", []) is None


def test_words_are_joined_by_who_said_them() -> None:
    both = rolled("text", [("B", Words(text="hai")), ("A", Words(text="một"))])
    assert both == Words(text="A: một\nB: hai")


@pytest.mark.parametrize(
    ("kind", "answer", "refused"),
    [
        ("number", YesNo(yes=True), WrongAnswerKindError),
        ("number", Number(value=Decimal(-1)), NothingCountedError),
        ("share", Share(numerator=Decimal(1), denominator=Decimal(0)), NothingCountedError),
        ("share", Share(numerator=Decimal(-1), denominator=Decimal(3)), NothingCountedError),
        ("text", Words(text="  "), EmptyAnswerError),
        ("file", Files(files=()), EmptyAnswerError),
    ],
)
def test_what_is_no_answer_is_refused(
    kind: AnswerKind, answer: Answer, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        check(Question(text="Hỏi", kind=kind), answer)


def test_nothing_of_nothing_is_an_answer() -> None:
    nought = Share(numerator=Decimal(0), denominator=Decimal(0))
    check(Question(text="Hỏi", kind="share"), nought)
    assert nought.percent is None
