"""The form by which a unit answers the items of a directive, each by fields of its kind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from wtforms import BooleanField, Field, MultipleFileField

from events.directive_answers import (
    Answer,
    Day,
    Number,
    Question,
    Share,
    Words,
    YesNo,
)
from service.directives.answering import ItemAnswer
from web.choices import options
from web.directives.words import NOTHING
from web.forms import AmountField, ChoiceField, DayField, Form, LongTextField
from web.uploads import Brought, checked

WORDS = 5_000  # characters
CHOICES = {"yes": "Có", "no": "Không"}
UNWRITTEN = "Hãy ghi cả tử số và mẫu số."


@dataclass(frozen=True, slots=True)
class Asked:
    """An item with its fields: the box, the denominator's box if any, and “không phát sinh”."""

    number: int
    question: Question
    box: Any
    under: Any | None
    none: Any


def answer_form(
    questions: tuple[Question, ...], said: Mapping[int, Answer | None], *, typed: bool
) -> Any:
    """Make the form of so many items; `said` is what the unit said before.

    Returns:
        A form with `asked`, its items in order.
    """
    fields = dict(_fields(questions))
    kind = type("AnswerForm", (Form,), fields)
    form = kind(request.form, meta={}) if typed else kind(data=_data(said))
    form.asked = [_asked(form, number, one) for number, one in enumerate(questions, 1)]
    return form


def answers(form: Any) -> tuple[ItemAnswer, ...] | None:
    """Give what was answered, left out where nothing was typed; None when one is half typed."""
    found: list[ItemAnswer] = []
    for one in form.asked:
        if one.none.data:
            found.append(ItemAnswer(number=one.number))
        elif one.under is not None and (one.box.data is None) != (one.under.data is None):
            one.box.errors = [UNWRITTEN]
            return None
        elif answer := _answer(one):
            found.append(ItemAnswer(number=one.number, answer=answer))
    return tuple(found)


def brought(form: Any) -> list[tuple[int, Brought]]:
    """Give the files that came, by item.

    Raises:
        RefusedError: as `web.uploads.checked` says.
    """
    wanted = [one for one in form.asked if one.question.kind == "file" and not one.none.data]
    came = ((one, checked(request.files.getlist(one.box.name))) for one in wanted)
    return [(one.number, Brought(tuple(files))) for one, files in came if files]


def _fields(questions: tuple[Question, ...]) -> Iterator[tuple[str, Field]]:
    for number, one in enumerate(questions, 1):
        label = f"{number}. {one.text}"
        match one.kind:
            case "number":
                yield f"q{number}", AmountField(label)
            case "share":
                yield f"q{number}", AmountField(f"{label}: tử số")
                yield f"of{number}", AmountField(f"{label}: mẫu số")
            case "yes_no":
                choices = options(CHOICES, empty="Chưa trả lời")
                yield f"q{number}", ChoiceField(label, choices=choices)
            case "day":
                yield f"q{number}", DayField(label)
            case "file":
                yield f"q{number}", MultipleFileField(label)
            case _:
                yield f"q{number}", LongTextField(label, most=WORDS)
        yield f"none{number}", BooleanField(f"{NOTHING} ở nội dung {number}")


def _asked(form: Any, number: int, question: Question) -> Asked:
    under = form[f"of{number}"] if question.kind == "share" else None
    return Asked(number, question, form[f"q{number}"], under, form[f"none{number}"])


def _answer(one: Asked) -> Answer | None:
    value, kind = one.box.data, one.question.kind
    if kind == "file" or value in (None, ""):
        return None
    if kind == "share":
        return Share(numerator=value, denominator=one.under.data if one.under else value)
    plain: dict[str, Callable[[Any], Answer]] = {
        "number": lambda typed: Number(value=typed),
        "yes_no": lambda typed: YesNo(yes=typed == "yes"),
        "day": lambda typed: Day(on=typed),
        "text": lambda typed: Words(text=typed),
    }
    return plain[kind](value)


def _data(said: Mapping[int, Answer | None]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for number, answer in said.items():
        data |= {f"none{number}": answer is None, **_values(number, answer)}
    return data


def _values(number: int, answer: Answer | None) -> dict[str, Any]:
    if isinstance(answer, Share):
        return {f"q{number}": answer.numerator, f"of{number}": answer.denominator}
    return {f"q{number}": _typed(answer)}


def _typed(answer: Answer | None) -> Any:
    match answer:
        case Number(value=value):
            return value
        case YesNo(yes=yes):
            return "yes" if yes else "no"
        case Words(text=text):
            return text
        case Day(on=on):
            return on
    return None
