"""Review rounds (đợt kiểm điểm): of which period, by which paper, with which members."""

from datetime import date, timedelta
from typing import ClassVar, Literal
from uuid import UUID

from events.errors import WrongStreamError
from events.reviews.refusals import RoundDaysError, RoundIncompleteError
from events.stream import Event, Stream

RoundKind = Literal["quarter", "half_year", "year"]
MONTHS: dict[RoundKind, int] = {"quarter": 3, "half_year": 6, "year": 12}


class Opened(Event, frozen=True):
    """Somebody entitled opened a round; `number` counts the quarters or halves of the year."""

    TOPIC: ClassVar[str] = "review_rounds.Opened"
    kind: RoundKind
    year: int
    number: int
    document: str
    issued_on: date
    members: tuple[UUID, ...]
    self_by: date

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return date(self.year, MONTHS[self.kind] * (self.number - 1) + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        months = MONTHS[self.kind] * self.number
        return date(self.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)


class Round(Stream):
    """One round."""

    opened: Opened | None = None

    @property
    def said(self) -> Opened:
        """Give the word with which it began.

        Raises:
            WrongStreamError: it was not opened.
        """
        if self.opened is None:
            raise WrongStreamError(self.id)
        return self.opened

    def open(self, said: Opened, today: date) -> None:
        """Begin it.

        Raises:
            RoundIncompleteError: something is not said, or there is no such period.
            RoundDaysError: the period is to come, or the paper is.
        """
        if not 1 <= said.number <= 12 // MONTHS[said.kind]:
            raise RoundIncompleteError("number")
        for field in ("document", "members"):
            if not getattr(said, field):
                raise RoundIncompleteError(field)
        if said.first_day > today:
            raise RoundDaysError("number", said.first_day)
        if said.issued_on > today:
            raise RoundDaysError("issued_on", said.issued_on)
        if said.self_by < said.issued_on:
            raise RoundDaysError("self_by", said.issued_on)
        self.happened(said)

    def evolve(self, event: Event) -> None:
        """Remember how it was opened."""
        if isinstance(event, Opened):
            self.opened = event
