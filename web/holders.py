"""Finds who holds the token of a browser's session, inside the tenant of the address."""

from datetime import datetime

from service import clock
from service.inspections.mandates import running
from service.inspections.missions.papers import guest_id
from service.tasks.handovers import unanswered
from tenants import guests, sessions
from tenants.access import Actor
from tenants.tables import accounts
from web import visiting
from web.session import (
    SignedIn,
    db,
    end_reading,
    has_tenant,
    ledger,
    read_by_mandate,
    site,
    tenant,
    today,
)


def load_person(token: str) -> SignedIn | None:
    """Find who holds a token, inside the tenant of the address; elsewhere it is nobody's."""
    if not has_tenant():
        return None
    waiting = visiting.waiting_in(tenant().code)
    return _holding(token) or (_holding(waiting) if waiting else None)


def _holding(token: str) -> SignedIn | None:
    at = clock.now()
    session = _member(token, at) or _guest(token, at)
    if session is None:
        return None
    if session.actor.reads_by_mandate:
        read_by_mandate(session.actor.person_id)
    if at - session.seen_at > sessions.SEEN_EVERY:
        end_reading()  # nobody may hold one connection while waiting for another
        with ledger().scope.begin() as connection:
            sessions.seen(connection, session.session_hash, at)
    return SignedIn(token, session)


def _member(token: str, at: datetime) -> sessions.Session | None:
    to_sign = unanswered(accounts.c.person_id)
    mandates = running(accounts.c.person_id, today())
    return sessions.find(db(), token, at, today(), to_sign, mandates)


def _guest(token: str, at: datetime) -> sessions.Session | None:
    found = guests.find(db(), token, at)
    return found if found and _signed_in_at_home(found.actor, at) else None


def _signed_in_at_home(guest: Actor, at: datetime) -> bool:
    """Tell whether the guest's own session still waits at home; their visit keeps it awake."""
    left = visiting.home()
    if left is None or guest.home is None:
        return False
    end_reading()  # nobody may hold one connection while waiting for another
    with site().instance.scope(guest.home).begin() as connection:
        own = sessions.find(connection, left.token, at, today())
        if own is None or guest_id(guest.home, own.actor.person_id) != guest.person_id:
            return False
        if at - own.seen_at > sessions.SEEN_EVERY:
            sessions.seen(connection, own.session_hash, at)
    return True
