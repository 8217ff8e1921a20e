"""Begins and ends sessions: the database decides, the cookie only carries the token."""

import logging
import math
from datetime import datetime, timedelta
from uuid import UUID

from flask import request
from flask import session as cookie
from flask_login import login_user

from service.clock import now
from tenants import accounts, sessions, throttle
from tenants.accounts import Account
from tenants.directory import directory
from web.session import SignedIn, end_reading, ledger, tenant, today

LOG = logging.getLogger("sauro.access")
LONGEST_DEVICE = 200
SECOND = timedelta(seconds=1)
MINUTE = 60


def check(login: str, password: str) -> Account | datetime | None:
    """Find the account that name and password fit; or until when one must wait; or nobody."""
    network = request.remote_addr or ""
    with ledger().scope.begin() as connection:
        blocked = throttle.admit(connection, login, network, now())
    if blocked is not None:
        LOG.warning("sign-in blocked, tenant %s", tenant().tenant_id)
        return blocked
    with ledger().scope.begin() as connection:
        account = accounts.check_password(connection, login, password)
        if account is not None:
            throttle.succeeded(connection, login, network, now())
    if account is None:
        LOG.warning("sign-in failed, tenant %s", tenant().tenant_id)
    return account


def posts_of(account: Account) -> list[UUID]:
    """List the posts that the person holds today, highest first."""
    with ledger().scope.begin() as connection:
        return directory(connection).held(account.person_id, today())


def begin(account_id: UUID, post_id: UUID, *, alone: bool = False) -> None:
    """Begin a session under a new token; `alone` ends every other session of the account."""
    at = now()
    device = (request.user_agent.string or "")[:LONGEST_DEVICE]
    end_reading()
    with ledger().scope.begin() as connection:
        if alone:
            sessions.end_all(connection, account_id)
        token = sessions.begin(connection, account_id, post_id, device, at)
        begun = sessions.find(connection, token, at, today())
    if begun is None:
        raise RuntimeError("a session that does not hold was begun")
    cookie.clear()
    login_user(SignedIn(token, begun))
    LOG.info("signed in, tenant %s, account %s", tenant().tenant_id, account_id)


def wait_from(until: datetime) -> int:
    """Give the whole minutes until an instant, at least one."""
    return max(1, math.ceil((until - now()) / SECOND / MINUTE))
