"""Fields of our forms: what was typed is trimmed, composed (NFC) and bounded before use.

Each takes `required`, the sentence said when it is left empty; without it the field is
optional, and the page says so.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from wtforms import Form as AnyForm
from wtforms import PasswordField, RadioField, SelectField, SelectMultipleField
from wtforms import StringField as AnyField
from wtforms.validators import Optional, StopValidation, ValidationError

from web.ui import forms as spoken

LINE, PAGES = 300, 20_000  # characters, unless a field says otherwise
OLDEST_YEAR = 2020
LONGEST_PASSWORD = 200
_BREAK = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MARKS = {"\t": " ", "\u00a0": " ", "\ufeff": "", "\u200b": ""}


class Form(spoken.PageForm):
    """A form of a page."""


def one_line(typed: str | None) -> str:
    """Give what was typed on one line: composed, no control characters, single spaces."""
    return " ".join(many_lines(typed).split())


def many_lines(typed: str | None) -> str:
    """Give what was typed on many lines: composed, no control characters but line breaks."""
    text = unicodedata.normalize("NFC", _BREAK.sub("\n", typed or ""))
    text = "".join(_MARKS.get(char, char) for char in text)
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
    return "\n".join(line.rstrip() for line in "".join(kept).split("\n")).strip()


class Required:
    """Refuses a field that was left empty."""

    field_flags = {"required": True}  # noqa: RUF012 - the form library reads it so

    def __init__(self, said: str) -> None:
        self.said = said

    def __call__(self, _form: AnyForm, field: AnyField) -> None:
        """Stop at an empty field; one that could not be read has said so already."""
        typed = [value for value in field.raw_data or [] if str(value).strip()]
        if not typed or (field.data in (None, "", []) and not field.errors):
            raise StopValidation(self.said)


class AtMost:
    """Refuses a text that is too long, counted in characters as stored."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: AnyForm, field: AnyField) -> None:
        """Say how long it is and how long it may be."""
        if (length := len(field.data or "")) > self.most:
            said = f"Đang dài {_dotted(length)} ký tự, nhiều nhất {_dotted(self.most)}."
            raise ValidationError(f"{said} Hãy viết gọn lại.")


class TextField(AnyField):
    """A text on one line."""

    def __init__(
        self, label: str = "", *, required: str = "", most: int = LINE, **rest: Any
    ) -> None:
        super().__init__(label, [_presence(required), AtMost(most)], [one_line], **rest)


class LongTextField(AnyField):
    """A text on many lines."""

    def __init__(
        self, label: str = "", *, required: str = "", most: int = PAGES, **rest: Any
    ) -> None:
        super().__init__(label, [_presence(required), AtMost(most)], [many_lines], **rest)


class DayField(spoken.DayField):
    """A day typed as 30/6/2026 between `first_year` and 2100; its data is a date or None."""

    def __init__(
        self, label: str = "", *, required: str = "", first_year: int = OLDEST_YEAR, **rest: Any
    ) -> None:
        self.first_year = first_year
        super().__init__(label, [_presence(required)], **rest)

    def pre_validate(self, _form: AnyForm) -> None:
        """Refuse a day of long ago: a slip of the finger."""
        if self.data and self.data.year < self.first_year:
            said = f"Năm {self.data.year} quá xa: hệ thống nhận từ năm {self.first_year}."
            raise StopValidation(f"{said} Hãy kiểm tra lại năm.")

    @property
    def day(self) -> date:
        """The day, in a form that holds."""
        if self.data is None:
            raise ValueError(self.name)
        return self.data


class AmountField(spoken.AmountField):
    """A number typed as 1.240 or 88,4; its data is a Decimal or None, never below zero."""

    def __init__(self, label: str = "", *, required: str = "", **rest: Any) -> None:
        super().__init__(label, [_presence(required)], **rest)

    @property
    def amount(self) -> Decimal:
        """The number, in a form that holds."""
        if self.data is None:
            raise ValueError(self.name)
        return self.data


class CountField(AmountField):
    """A whole number from 0; its data is a Decimal or None."""

    def pre_validate(self, form: AnyForm) -> None:
        """Refuse a part of one."""
        super().pre_validate(form)
        if self.data is not None and self.data != int(self.data):
            raise StopValidation("Hãy gõ số nguyên.")

    @property
    def count(self) -> int | None:
        """The number, or None when nothing was typed."""
        return None if self.data is None else int(self.data)


class SecretField(PasswordField):
    """A password: taken as typed but composed, since keyboards differ in how they spell it."""

    def __init__(self, label: str = "", *, required: str, **rest: Any) -> None:
        rules = [Required(required), AtMost(LONGEST_PASSWORD)]
        super().__init__(label, rules, [_composed], **rest)


class ChoiceField(SelectField):
    """One of a list; `choices` are (value, label) and may be set on the form's field later."""

    def __init__(self, label: str = "", *, required: str = "", **rest: Any) -> None:
        super().__init__(label, [_presence(required)], **rest)


class RadioChoiceField(RadioField):
    """One of a few, all shown."""

    def __init__(self, label: str = "", *, required: str = "", **rest: Any) -> None:
        super().__init__(label, [_presence(required)], **rest)

    def pre_validate(self, form: AnyForm) -> None:
        """Leave it to `required` to say that nothing was chosen."""
        if self.data:
            super().pre_validate(form)


class ChoicesField(SelectMultipleField):
    """Some of a list."""

    def __init__(self, label: str = "", *, required: str = "", **rest: Any) -> None:
        super().__init__(label, [_presence(required)], **rest)


def identity(typed: str | None) -> UUID | None:
    """Read the identifier of a choice; the empty choice is None. For a field's `coerce`."""
    return UUID(str(typed)) if typed and typed != "None" else None


def identities(typed: Iterable[str]) -> tuple[UUID, ...]:
    """Read ticked identifiers; what is none is passed over."""
    return tuple(UUID(one) for one in typed if _UUID.fullmatch(one))


def _presence(required: str) -> Any:
    return Required(required) if required else Optional()


def _composed(typed: str | None) -> str:
    return unicodedata.normalize("NFC", typed or "")


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
