"""`sauro user`: take a person in, give a new password; in the administrator's name."""

import secrets
from uuid import UUID, uuid4, uuid5

import click

from service.clock import today
from service.commands.opening import (
    administration,
    administrator,
    console,
    tenant,
    tenant_option,
)
from service.organisation.accounts import GivePassword, OpenAccount
from service.organisation.people import AddPerson, AddPost, AddUnit, UnknownMemberError
from service.work import Command, Ledger, Order, execute
from tenants.access import Actor, Role
from tenants.accounts import find_account
from tenants.directory import directory
from tenants.passwords import SHORTEST, hash_password

ROLES = click.Choice([role.value for role in Role])
LAST = 50  # a unit or post added from here stands after those set up on the pages


def one_time_password() -> str:
    """Make a password that can be read out over the telephone."""
    return "-".join(str(secrets.randbelow(9000) + 1000) for _ in range(4))


@click.group()
def user() -> None:
    """Người dùng của một đơn vị."""


@user.command()
@tenant_option
@click.argument("login")
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--unit", required=True, help="Phòng, ban; lập mới nếu chưa có.")
@click.option("--title", required=True, help="Chức danh.")
@click.option("--role", "roles", multiple=True, required=True, type=ROLES)
@click.option("--password", help="Mặc định: tạo mật khẩu dùng một lần và in ra.")
def create(code: str, login: str, password: str | None, unit: str, **facts: str) -> None:
    """Thêm người với chức danh và tài khoản LOGIN."""
    admin = administration()
    ledger = admin.open(tenant(admin, code))
    actor, chosen = administrator(ledger), _chosen(password)
    _require_free(ledger, login)
    post = AddPost(
        unit_id=_unit(ledger, actor, unit),
        title=facts["title"],
        roles=tuple(Role(role) for role in facts["roles"]),
        rank=LAST,
    )
    person = AddPerson(
        name=facts["name"],
        post_id=uuid5(_do(ledger, actor, post), "post"),
        first_day=today(ledger.zone),
        login=login,
        password_hash=hash_password(chosen),
        one_time=True,
    )
    _do(ledger, actor, person)
    _tell(login, chosen, given=password is not None)


@user.command("password")
@tenant_option
@click.argument("login")
@click.option("--password", help="Mặc định: tạo mật khẩu dùng một lần và in ra.")
def change_password(code: str, login: str, password: str | None) -> None:
    """Đặt lại mật khẩu của LOGIN và kết thúc mọi phiên của người đó."""
    admin = administration()
    ledger, chosen = admin.open(tenant(admin, code)), _chosen(password)
    given = GivePassword(login=login, password_hash=hash_password(chosen))
    try:
        _do(ledger, administrator(ledger), given)
    except UnknownMemberError as unknown:
        raise click.ClickException(f"Không có tài khoản {login}.") from unknown
    _tell(login, chosen, given=password is not None)


def open_first_account(ledger: Ledger, login: str) -> None:
    """Let a new tenant's administrator in with a one-time password, unless that was done."""
    with ledger.scope.begin() as connection:
        if find_account(connection, login):
            return
    actor, password = administrator(ledger), one_time_password()
    account = OpenAccount(
        person_id=actor.person_id,
        login=login,
        password_hash=hash_password(password),
        one_time=True,
    )
    _do(ledger, actor, account)
    _tell(login, password, given=False)


def _require_free(ledger: Ledger, login: str) -> None:
    """End the command before anything is added when the name is taken."""
    with ledger.scope.begin() as connection:
        if find_account(connection, login):
            raise click.ClickException(f"Tên đăng nhập {login} đã có người dùng.")


def _unit(ledger: Ledger, actor: Actor, name: str) -> UUID:
    with ledger.scope.begin() as connection:
        known = directory(connection).units
    for unit_id, unit in known.items():
        if unit.name == name:
            return unit_id
    add = AddUnit(name=name, kind="department", rank=LAST, first_day=today(ledger.zone))
    return uuid5(_do(ledger, actor, add), "unit")


def _do(ledger: Ledger, actor: Actor, command: Command) -> UUID:
    command_id = uuid4()
    execute(command, Order(actor=actor, command_id=command_id), ledger)
    return command_id


def _chosen(password: str | None) -> str:
    if password is not None and len(password) < SHORTEST:
        raise click.UsageError(f"Mật khẩu cần ít nhất {SHORTEST} ký tự.")
    return password or one_time_password()


def _tell(login: str, password: str, *, given: bool) -> None:
    console.print(f"Tên đăng nhập: {login}", highlight=False)
    if not given:
        console.print(f"Mật khẩu dùng một lần: {password}", highlight=False)
