"""Accounts: who may sign in, with which name."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from tenants.passwords import matches
from tenants.tables import accounts


@dataclass(frozen=True, slots=True)
class Account:
    """An account that was found."""

    account_id: UUID
    person_id: UUID
    login: str


class LoginTakenError(Exception):
    """Somebody else of the tenant signs in with that name."""


def open_account(
    connection: Connection,
    account_id: UUID,
    person_id: UUID,
    login: str,
    password_hash: str,
    *,
    one_time: bool = False,
) -> None:
    """Let a person sign in; a `one_time` password must be changed at the first sign-in.

    Raises:
        LoginTakenError: the name is taken.
    """
    row = {
        "tenant_id": func.ctx.tenant(),
        "account_id": account_id,
        "person_id": person_id,
        "login": login.strip().lower(),
        "password_hash": password_hash,
        "disabled": False,
        "one_time": one_time,
    }
    added = (
        upsert(accounts)
        .values(**row)
        .on_conflict_do_nothing(constraint="uq_accounts_login")
        .returning(accounts.c.account_id)
    )
    if not connection.execute(added).all():
        raise LoginTakenError(login)


def check_password(connection: Connection, login: str, password: str) -> Account | None:
    """Find the account that name and password fit; the same time whatever is wrong."""
    wanted = select(accounts).where(
        accounts.c.login == login.strip().lower(), accounts.c.disabled.is_(False)
    )
    row = connection.execute(wanted).one_or_none()
    if not matches(row.password_hash if row else None, password) or row is None:
        return None
    return Account(row.account_id, row.person_id, row.login)


def set_password(
    connection: Connection, account_id: UUID, password_hash: str, *, one_time: bool = False
) -> None:
    """Replace the password of an account; a `one_time` one was chosen by somebody else."""
    mine = update(accounts).where(accounts.c.account_id == account_id)
    connection.execute(mine.values(password_hash=password_hash, one_time=one_time))


def of_person(connection: Connection, person_id: UUID) -> Account | None:
    """Find the account of a person."""
    mine = select(accounts).where(accounts.c.person_id == person_id)
    row = connection.execute(mine).one_or_none()
    return Account(row.account_id, row.person_id, row.login) if row else None


def close_account(connection: Connection, account_id: UUID) -> None:
    """Let nobody sign in with an account any more, and forget the name they did it with."""
    mine = update(accounts).where(accounts.c.account_id == account_id)
    values = {"login": f"xoa-{account_id.hex}", "password_hash": "", "disabled": True}
    connection.execute(mine.values(**values))


def find_account(connection: Connection, login: str) -> Account | None:
    """Find an account by its name."""
    row = connection.execute(
        select(accounts).where(accounts.c.login == login.strip().lower())
    ).one_or_none()
    return Account(row.account_id, row.person_id, row.login) if row else None


def by_id(connection: Connection, account_id: UUID) -> Account:
    """Give an account that is known to be there."""
    row = connection.execute(select(accounts).where(accounts.c.account_id == account_id)).one()
    return Account(row.account_id, row.person_id, row.login)
