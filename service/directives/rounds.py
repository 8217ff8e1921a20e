"""What the worker does about directives: send what is missing, take in what has come."""

from uuid import UUID

from sqlalchemy import Connection

from service.directives import copy_states, directive_states
from service.directives.issuing import SendCopies
from service.directives.papers import KINDS
from service.directives.taking_in import TakeLetter
from service.exchange.letters import waiting
from service.exchange.rounds import MOST_AT_ONCE, done
from service.work import Ledger, Order


def go_round(ledger: Ledger, order: Order) -> int:
    """Send and take in what waits in a tenant; gives how many commands did something.

    Args:
        ledger: the tenant's.
        order: by the service, and at which time; each command has an identifier of its own.
    """
    return take_in(ledger, order) + send_missing(ledger, order)


def take_in(ledger: Ledger, order: Order) -> int:
    """Take in the letters that have come; what cannot be taken stays where it is."""
    with ledger.scope.begin() as connection:
        found = waiting(connection, KINDS, MOST_AT_ONCE)
    return sum(done(ledger, order, TakeLetter(letter_id=letter)) for letter in found)


def send_missing(ledger: Ledger, order: Order) -> int:
    """Send a batch of what is missing of each directive; gives of how many it was tried."""
    with ledger.scope.begin() as connection:
        found = _incomplete(connection)
    return sum(done(ledger, order, SendCopies(directive_id=one)) for one in found)


def _incomplete(connection: Connection) -> list[UUID]:
    """Name the directives that some commune does not have as they stand."""
    told = copy_states.told(connection)
    sent = [one for one in directive_states.every(connection) if one.status != "draft"]
    return [
        one.directive_id
        for one in sent
        if told.get((one.directive_id, one.revision), 0) < one.addressed
    ]
