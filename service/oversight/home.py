"""What a province's home page shows of its communes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from service.db import Question
from service.evaluation.par.papers import EXPLAINED, SELF
from service.exchange import letters
from service.exchange.letters import LetterFacts
from service.oversight import overview, spreads
from service.oversight.crossing import across
from service.oversight.overview import Commune, ordered
from service.oversight.spreads import Spread

MOST, FEWER = 7, 3


@dataclass(frozen=True, slots=True)
class Home:
    """The communes that need help most, how many do, what came to be appraised, indicators."""

    most: Sequence[Commune]
    helped: int
    total: int
    waiting: Sequence[LetterFacts]
    spreads: Sequence[Spread]


def appraising() -> Question[LetterFacts]:
    """Ask what came to be appraised, and waits."""
    return letters.unreceived((SELF, EXPLAINED))


def at_home(
    connection: Connection, day: date, zone: str, waiting: Sequence[LetterFacts]
) -> Home:
    """Give what stands first on the page of who looks across for the bound province."""
    with across(connection, day) as above:
        found = overview.seen(above, day, zone)
        shared = spreads.seen(above, day)
    help_first = [one for one in ordered(found, "need") if one.needs_help]
    return Home(help_first[:MOST], len(help_first), len(found), waiting, shared[:FEWER])
