"""Reports that communes sent us along a link, as a province reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.exchange.letters import LetterChangedError, LetterFacts, incoming, opened
from service.reports.letter import KIND, ReportPaper
from service.reports.wording import COUNTS, measured, period_name
from tenants.access import Permission
from web.session import actor, db

MOST = 50  # on the page, the newest


@dataclass(frozen=True, slots=True)
class Came:
    """A report that came in; `paper` is None where it is not what its hash says."""

    letter: LetterFacts
    paper: ReportPaper | None

    @property
    def period(self) -> str:
        """Name its period."""
        said = self.paper
        if said is None:
            return ""
        return period_name(said.occasion, said.year, said.first_day, said.cut_off)

    @property
    def figures(self) -> Iterator[tuple[str, str]]:
        """Give its figures by name."""
        for one in self.paper.figures if self.paper else ():
            yield COUNTS[one.count] if one.count else one.name, measured(one.value, one.unit)


def came_in() -> list[Came]:
    """List the newest reports that came in, for those who see all tasks here."""
    if not actor().may(Permission.SEE_ALL_TASKS):
        return []
    return [_read(one) for one in incoming(db(), [KIND])[-MOST:][::-1]]


def _read(letter: LetterFacts) -> Came:
    try:
        return Came(letter, opened(db(), letter, ReportPaper))
    except LetterChangedError:
        return Came(letter, None)
