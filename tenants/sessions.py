"""Sessions of signed-in people, kept here so that they can be ended from here.

The browser holds a token of 32 random bytes; we keep only its SHA-256, so that a copy of the
table opens nothing.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    Uuid,
    and_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from tenants.access import Actor, Role
from tenants.delegations import read, standing_in
from tenants.ids import PersonId, PostId, TenantId, UnitId
from tenants.tables import accounts, alerts, holdings, posts, sessions

# A form may take long to fill in, and people are called away: three times the 20 minutes below
# which a time-out hurts (WCAG 2.2.1). A working day ends every session.
IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
NONE: ScalarSelect[int] = select(literal(0)).scalar_subquery()
SEEN_EVERY = timedelta(minutes=1)  # how exactly we know when a session was last used


@dataclass(frozen=True, slots=True)
class Session:
    """A session that holds: whose it is and in which post they act.

    `one_time` says that the password was given by somebody else and must be changed first;
    `unread` counts what waits under the person's bell, `to_sign` the work handed to them,
    `mandates` the inspections whose member they are today.
    """

    session_hash: bytes
    account_id: UUID
    actor: Actor
    one_time: bool
    seen_at: datetime
    unread: int = 0
    to_sign: int = 0
    mandates: int = 0


@dataclass(frozen=True, slots=True)
class Device:
    """Where a person is signed in."""

    session_hash: bytes
    device: str
    began_at: datetime
    seen_at: datetime


def begin(
    connection: Connection, account_id: UUID, post_id: UUID, device: str, at: datetime
) -> str:
    """Begin a session and give its token, which is always a new one."""
    connection.execute(delete(sessions).where(sessions.c.account_id == account_id, _over(at)))
    token = secrets.token_urlsafe(32)
    row = {"session_hash": hashed(token), "account_id": account_id, "post_id": post_id}
    times = {"began_at": at, "seen_at": at, "ends_at": at + LONGEST}
    mine = insert(sessions).values(tenant_id=func.ctx.tenant(), device=device, **row, **times)
    connection.execute(mine)
    return token


def find(
    connection: Connection,
    token: str,
    at: datetime,
    today: date,
    to_sign: ScalarSelect[int] = NONE,
    mandates: ScalarSelect[int] = NONE,
) -> Session | None:
    """Find the session of a token while it holds, its account is open and its post is held.

    `to_sign` and `mandates` count, for `accounts.person_id`, what the caller knows of: asked in
    the same breath.
    """
    wanted = (
        select(sessions, accounts.c.person_id, accounts.c.one_time, posts.c.unit_id)
        .add_columns(posts.c.roles, _unread().label("unread"), _posts(today).label("held"))
        .add_columns(standing_in(accounts.c.person_id, today).label("stands_in"))
        .add_columns(to_sign.label("to_sign"), mandates.label("mandates"))
        .join(accounts, sessions.c.account_id == accounts.c.account_id)
        .join(posts, sessions.c.post_id == posts.c.post_id)
        .where(holds(token, at))
        .where(accounts.c.disabled.is_(False), _held(today))
    )
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    actor = Actor(
        TenantId(row.tenant_id),
        PersonId(row.person_id),
        PostId(row.post_id),
        UnitId(row.unit_id),
        frozenset(map(Role, row.roles)),
        frozenset(map(PostId, row.held)) - {PostId(row.post_id)},
        read(row.stands_in),
    )
    facts = (row.account_id, actor, row.one_time, row.seen_at, row.unread, row.to_sign)
    return Session(row.session_hash, *facts, row.mandates)


def seen(connection: Connection, session_hash: bytes, at: datetime) -> None:
    """Note that a session is in use."""
    mine = update(sessions).where(sessions.c.session_hash == session_hash)
    connection.execute(mine.values(seen_at=func.greatest(sessions.c.seen_at, at)))


def act_in(connection: Connection, session_hash: bytes, post_id: UUID) -> None:
    """Let a session act in another post; `find` refuses one that the person does not hold."""
    mine = update(sessions).where(sessions.c.session_hash == session_hash)
    connection.execute(mine.values(post_id=post_id))


def of_account(connection: Connection, account_id: UUID, at: datetime) -> list[Device]:
    """List where an account is signed in, last used first."""
    mine = select(sessions).where(sessions.c.account_id == account_id, ~_over(at))
    rows = connection.execute(mine.order_by(sessions.c.seen_at.desc()))
    return [Device(r.session_hash, r.device, r.began_at, r.seen_at) for r in rows]


def end(connection: Connection, session_hash: bytes) -> None:
    """End one session."""
    connection.execute(delete(sessions).where(sessions.c.session_hash == session_hash))


def end_all(connection: Connection, account_id: UUID) -> int:
    """End every session of an account; gives how many there were."""
    mine = delete(sessions).where(sessions.c.account_id == account_id)
    return connection.execute(mine).rowcount


def hashed(token: str) -> bytes:
    """Give what is kept of a token."""
    return sha256(token.encode()).digest()


def holds(token: str, at: datetime) -> ColumnElement[bool]:
    """Restrict to the session of a token, while it holds."""
    return and_(sessions.c.session_hash == hashed(token), ~_over(at))


def _over(at: datetime) -> ColumnElement[bool]:
    return or_(sessions.c.ends_at <= at, sessions.c.seen_at <= at - IDLE)


def _unread() -> ScalarSelect[int]:
    """Count what waits under the bell, in the same breath as the session is found."""
    mine = alerts.c.person_id == accounts.c.person_id
    return (
        select(func.count())
        .where(mine, alerts.c.read_at.is_(None))
        .correlate(accounts)
        .scalar_subquery()
    )


def _held(today: date) -> ColumnElement[bool]:
    return _holding(today).where(holdings.c.post_id == sessions.c.post_id).exists()


def _posts(today: date) -> ScalarSelect[list[UUID]]:
    held = func.array_agg(holdings.c.post_id, type_=ARRAY(Uuid))
    return _holding(today).with_only_columns(held).scalar_subquery()


def _holding(today: date) -> Select[tuple[UUID]]:
    return select(holdings.c.post_id).where(
        holdings.c.person_id == accounts.c.person_id,
        holdings.c.first_day <= today,
        or_(holdings.c.last_day.is_(None), holdings.c.last_day >= today),
    )
