"""The worker's round of letters between a Party committee and a body it oversees."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid5

from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from service.exchange import letters, links
from service.exchange.letters import LetterFacts
from service.reviews import crossing, places
from service.work import Command, Ledger, Order, execute

ACTS: dict[str, Callable[[UUID], Command]] = {
    crossing.ASKED: lambda letter: crossing.AnswerQuestion(letter_id=letter),
    crossing.ANSWERED: lambda letter: crossing.TakeFacts(letter_id=letter),
    places.WANTED: lambda letter: places.NamePlaces(letter_id=letter),
    places.NAMED: lambda letter: places.TakePlaces(letter_id=letter),
}


def correspond(ledger: Ledger, order: Order) -> int:
    """Answer the questions that came to a tenant and take in its answers; gives how many.

    Args:
        ledger: the tenant's.
        order: by the service; each letter has an identifier of its own.
    """
    with ledger.scope.begin() as connection:
        waiting = letters.incoming(connection, {*ACTS})
        day = order.day(ledger.zone)
        stand = links.standing(connection, "oversight", day) if waiting else []
    along = {link.link_id for link in stand}
    return sum(
        _dealt_with(ledger, order, letter)
        for letter in waiting
        if not letter.received and letter.link_id in along
    )


def _dealt_with(ledger: Ledger, order: Order, letter: LetterFacts) -> bool:
    command = ACTS[letter.kind](letter.letter_id)
    named = replace(order, command_id=uuid5(letter.letter_id, letter.kind))
    try:
        execute(command, named, ledger)
    except (RefusedError, ChangedMeanwhileError, WrongStreamError):
        return False  # what does not fit stays where it came; the next round looks again
    return True
