"""What the worker does about missions: it takes in the letters that have come."""

from service.exchange.letters import waiting
from service.exchange.rounds import MOST_AT_ONCE, done
from service.inspections.missions.papers import KINDS
from service.inspections.missions.taking_in import TakeMissionLetter
from service.work import Ledger, Order


def take_in(ledger: Ledger, order: Order) -> int:
    """Take in what has come to a tenant; gives how many letters, what does not fit stays.

    Args:
        ledger: the tenant's.
        order: by the service; each letter has an identifier of its own.
    """
    with ledger.scope.begin() as connection:
        found = waiting(connection, KINDS, MOST_AT_ONCE)
    return sum(done(ledger, order, TakeMissionLetter(letter_id=one)) for one in found)
