"""What the worker does about missions: it sends orders that waited, takes in what came."""

from service.clock import today
from service.exchange.letters import waiting
from service.exchange.rounds import MOST_AT_ONCE, done
from service.inspections.missions import states
from service.inspections.missions.ordering import SendWaiting
from service.inspections.missions.papers import KINDS
from service.inspections.missions.taking_in import TakeMissionLetter
from service.work import Ledger, Order


def send_waiting(ledger: Ledger, order: Order) -> int:
    """Send the orders without notice that begin, where they have not been; gives how many.

    Args:
        ledger: the tenant's that ordered them.
        order: by the service; each has an identifier of its own.
    """
    day = today(ledger.zone)
    with ledger.scope.begin() as connection:
        found = [
            one.mission_id
            for one in states.every(connection)
            if one.kind == "unannounced"
            and one.status(day) == "running"
            and states.one(connection, one.mission_id).waits
        ]
    return sum(done(ledger, order, SendWaiting(mission_id=one)) for one in found)


def take_in(ledger: Ledger, order: Order) -> int:
    """Take in what has come to a tenant; gives how many letters, what does not fit stays.

    Args:
        ledger: the tenant's.
        order: by the service; each letter has an identifier of its own.
    """
    with ledger.scope.begin() as connection:
        found = waiting(connection, KINDS, MOST_AT_ONCE)
    return sum(done(ledger, order, TakeMissionLetter(letter_id=one)) for one in found)
