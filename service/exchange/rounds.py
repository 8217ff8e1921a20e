"""What the worker does about letters: each is one command, and what does not fit stays."""

import logging
from dataclasses import replace
from uuid import uuid4

from sqlalchemy.exc import NoResultFound

from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from service.work import Command, Ledger, Order, execute

MOST_AT_ONCE = 500  # letters of one tenant in one round; the next round takes the rest
UNTAKEN = (RefusedError, WrongStreamError, NoResultFound, ChangedMeanwhileError)

log = logging.getLogger("sauro.exchange")


def done(ledger: Ledger, order: Order, command: Command) -> bool:
    """Carry out a command under an identifier of its own; tells whether it was not refused."""
    try:
        execute(command, replace(order, command_id=uuid4()), ledger)
    except UNTAKEN as untaken:
        log.warning("tenant %s: %s", ledger.scope.tenant_id, type(untaken).__name__)
        return False
    return True
