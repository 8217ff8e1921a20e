"""Slows down guessing: tries to sign in are counted by name and by network address.

A try is counted before the password is looked at and given back when it fits, in one
statement that locks the row: however many workers try at once, no more than the limit passes.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Interval, case, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from tenants.tables import sign_in_tries as tries

NAME_LIMIT = 5
NETWORK_LIMIT = 50  # a whole office shares one address
FIRST_BLOCK = timedelta(minutes=1)  # doubled with every further try
LONGEST_BLOCK = timedelta(minutes=30)  # also bounds how long others can lock a person out
FORGOTTEN_AFTER = timedelta(hours=12)


def admit(connection: Connection, login: str, network: str, at: datetime) -> datetime | None:
    """Count a try; None when it may go on, else until when it may not.

    The transaction must be committed before the password is looked at.
    """
    blocked = _count(connection, _network(network), NETWORK_LIMIT, at)
    if blocked is None:
        blocked = _count(connection, _name(login), NAME_LIMIT, at)
        if blocked is not None:
            _give_back(connection, network)
    return blocked


def succeeded(connection: Connection, login: str, network: str, at: datetime) -> None:
    """Forget the tries for a name whose password did fit, and what is long over."""
    _give_back(connection, network)
    old = tries.c.blocked_until < at - FORGOTTEN_AFTER
    connection.execute(delete(tries).where((tries.c.source == _name(login)) | old))


def _count(connection: Connection, source: str, limit: int, at: datetime) -> datetime | None:
    forgotten = tries.c.blocked_until < at - FORGOTTEN_AFTER
    failures = case((forgotten, 1), else_=tries.c.failures + 1)
    doubled = FIRST_BLOCK.seconds * func.power(2, func.least(failures - limit, 20))
    seconds = func.least(doubled, LONGEST_BLOCK.seconds)
    until = literal(at) + func.make_interval(0, 0, 0, 0, 0, 0, seconds, type_=Interval)
    first = {"source": source, "failures": 1, "blocked_until": at}
    counted = (
        insert(tries)
        .values(tenant_id=func.ctx.tenant(), **first)
        .on_conflict_do_update(
            index_elements=[tries.c.tenant_id, tries.c.source],
            set_={
                "failures": failures,
                "blocked_until": case((failures < limit, at), else_=until),
            },
            where=tries.c.blocked_until <= at,
        )
        .returning(tries.c.failures)
    )
    if connection.execute(counted).one_or_none() is not None:
        return None
    standing = select(tries.c.blocked_until).where(tries.c.source == source)
    blocked: datetime = connection.execute(standing).scalar_one()
    return blocked


def _give_back(connection: Connection, network: str) -> None:
    mine = update(tries).where(tries.c.source == _network(network), tries.c.failures > 0)
    connection.execute(mine.values(failures=tries.c.failures - 1))


def _name(login: str) -> str:
    return f"name:{login.strip().lower()}"


def _network(network: str) -> str:
    return f"network:{network}"
