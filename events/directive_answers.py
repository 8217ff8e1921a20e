"""What a directive asks and what is answered: typed items, and how answers roll up.

The same rule adds the units of a commune and the communes of a province, in any order: numbers
and both sides of a share are summed, yes is yes of all, days give the last, words and files
are joined under the name of who said them.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal, get_args
from uuid import UUID

import msgspec

from events.directive_refusals import (
    EmptyAnswerError,
    EmptyQuestionError,
    NothingCountedError,
    WrongAnswerKindError,
)
from events.stream import Event

AnswerKind = Literal["number", "share", "yes_no", "text", "file", "day"]
KINDS: tuple[AnswerKind, ...] = get_args(AnswerKind)
Outcome = Literal["answered", "nothing", "objected"]


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A content item, numbered from 1 by its place; `unit` is that of a number."""

    text: str
    kind: AnswerKind
    unit: str = ""


class Number(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="number"):
    """So many of the item's unit."""

    value: Decimal


class Share(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="share"):
    """So many of so many; 0 of 0 where there was nothing to count."""

    numerator: Decimal
    denominator: Decimal

    @property
    def percent(self) -> Decimal | None:
        """Give the percentage to two places, None of nothing."""
        if not self.denominator:
            return None
        return round(100 * self.numerator / self.denominator, 2)


class YesNo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="yes_no"):
    """Whether it is done."""

    yes: bool


class Words(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="text"):
    """What is said in words."""

    text: str


class NamedFile(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A file that stays where it is: its name, and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


class Files(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="file"):
    """Files by name and hash."""

    files: tuple[NamedFile, ...]


class Day(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="day"):
    """The day on which it was done."""

    on: date


Answer = Number | Share | YesNo | Words | Files | Day
OF_KIND: dict[AnswerKind, type[Answer]] = {
    "number": Number,
    "share": Share,
    "yes_no": YesNo,
    "text": Words,
    "file": Files,
    "day": Day,
}


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one item comes to; None: nothing arose (không phát sinh).

    `events` are the places in the answering tenant's log where it was said.
    """

    number: int
    answer: Answer | None = None
    events: tuple[int, ...] = ()


class AnswerLetter(Event, frozen=True, omit_defaults=True):
    """What both sides keep of an answer: what its items came to, or why there is nothing.

    `revision` is what it answers to; `late` whether it was sent after the day in force.
    """

    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    letter_id: UUID
    number: int
    sha256: str
    revision: int
    outcome: Outcome
    sent_on: date
    late: bool
    lines: tuple[Line, ...] = ()
    reason: str = ""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A unit that answers, by the task that it was given."""

    unit_id: UUID
    task_id: UUID


def check_questions(questions: tuple[Question, ...]) -> None:
    """Refuse items that ask nothing.

    Raises:
        EmptyQuestionError: there is none, or one has no words.
    """
    if not questions or not all(one.text.strip() for one in questions):
        raise EmptyQuestionError


def check(question: Question, answer: Answer | None) -> None:
    """Refuse what is no answer to an item.

    Raises:
        WrongAnswerKindError: the item asks for something else.
        NothingCountedError: so many of nothing, or less than nothing.
        EmptyAnswerError: no words, or no file.
    """
    if answer is None:
        return
    if not isinstance(answer, OF_KIND[question.kind]):
        raise WrongAnswerKindError(question.text)
    match answer:
        case Share(numerator=over, denominator=under):
            if min(over, under) < 0 or (over and not under):
                raise NothingCountedError
        case Number(value=value) if value < 0:
            raise NothingCountedError
        case Words(text=said) if not said.strip():
            raise EmptyAnswerError
        case Files(files=()):
            raise EmptyAnswerError


def rolled(kind: AnswerKind, said: Iterable[tuple[str, Answer | None]]) -> Answer | None:
    """Roll answers to one item up, whatever their order; None where nothing arose anywhere.

    Args:
        kind: what the item asks for; answers of another kind are passed over.
        said: who answered, and what.
    """
    wanted = OF_KIND[kind]
    found = sorted(
        ((name, one) for name, one in said if isinstance(one, wanted)),
        key=lambda pair: (pair[0], msgspec.json.encode(pair[1])),
    )
    return _RULES[kind](found) if found else None


def _numbers(found: list[tuple[str, Number]]) -> Answer:
    return Number(value=sum((one.value for _, one in found), Decimal(0)))


def _shares(found: list[tuple[str, Share]]) -> Answer:
    return Share(
        numerator=sum((one.numerator for _, one in found), Decimal(0)),
        denominator=sum((one.denominator for _, one in found), Decimal(0)),
    )


def _all_yes(found: list[tuple[str, YesNo]]) -> Answer:
    return YesNo(yes=all(one.yes for _, one in found))


def _joined(found: list[tuple[str, Words]]) -> Answer:
    return Words(text="\n".join(f"{name}: {one.text}" for name, one in found))


def _collected(found: list[tuple[str, Files]]) -> Answer:
    return Files(files=tuple(sorted({file for _, one in found for file in one.files})))


def _last(found: list[tuple[str, Day]]) -> Answer:
    return Day(on=max(one.on for _, one in found))


_RULES: dict[AnswerKind, Callable[[list[Any]], Answer]] = {
    "number": _numbers,
    "share": _shares,
    "yes_no": _all_yes,
    "text": _joined,
    "file": _collected,
    "day": _last,
}
