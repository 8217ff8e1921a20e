"""What every word on a year has: a number where a paper is cited, words, a day in order."""

from datetime import date
from typing import Protocol

from events.grading.refusals import GradingDayError, NothingWrittenError, NumberMissingError


class Numbered(Protocol):
    """A paper with a number."""

    @property
    def number(self) -> str:
        """The number, as it stands on the paper."""


def require_number(paper: Numbered) -> None:
    """Refuse a paper without a number.

    Raises:
        NumberMissingError: it has none.
    """
    if not paper.number.strip():
        raise NumberMissingError


def require_words(text: str) -> None:
    """Refuse to say nothing.

    Raises:
        NothingWrittenError: it is empty.
    """
    if not text.strip():
        raise NothingWrittenError


def require_day(day: date, earliest: date, today: date) -> None:
    """Refuse a day before the earliest, or in the future.

    Raises:
        GradingDayError: it is one.
    """
    if not earliest <= day <= today:
        raise GradingDayError(day, earliest, today)
