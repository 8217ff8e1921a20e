"""`sauro tenant create --from`: many communes from a template, each whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO
from uuid import UUID, uuid4, uuid5

import click
from sqlalchemy import Connection

from events.errors import RefusedError
from service.clock import today
from service.commands.opening import administration, console
from service.commands.user import one_time_password
from service.directives.receiving import NameReceiver
from service.exchange.links import EnterLinkByLaw
from service.ledgers import Instance
from service.organisation.accounts import OpenAccount
from service.organisation.founding import ZONE, Founding, begin
from service.organisation.people import AddPost, AddUnit
from service.organisation.templates import Fault, Opening, Template, read_template
from service.read_models import READ_MODELS
from service.work import Command, Ledger, Order, execute
from tenants import rows
from tenants.access import Actor
from tenants.passwords import hash_password
from tenants.register import Tenant, every, register
from tenants.scope import AS_OWNER, BIND, Scope

SECONDS = 600  # that one commune may take


@dataclass(frozen=True, slots=True)
class HeldScope(Scope):
    """A tenant in a transaction that somebody else began, and ends."""

    connection: Connection | None = None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Give that transaction."""
        if self.connection is None:
            raise ValueError
        yield self.connection


def open_many(source: Path, papers: Path) -> None:
    """Open what a template lists and is not there yet; ends the command with its status."""
    admin = administration()
    template, faults = read_template(source)
    with admin.engine.connect() as connection:
        known = {one.code: one for one in every(connection)}
    if template is not None:
        faults = list(_against(template, known))
    if template is None or faults:
        _list(faults)
        raise click.exceptions.Exit(2)
    new = [one for one in template.communes if one.code not in known]
    failed = _opened(admin, template, new, papers) if new else 0
    there = len(template.communes) - len(new)
    console.print(f"Đã mở {len(new) - failed} xã; {there} xã đã có; {failed} xã lỗi.")
    if failed:
        raise click.exceptions.Exit(1)


def open_one(admin: Instance, template: Template, said: Opening, password: str) -> Tenant:
    """Open one commune in one transaction: all of it, or nothing.

    Raises:
        RefusedError: something of it is refused.
        SQLAlchemyError: the database refuses.
    """
    founding = _founding(template, said)
    with admin.engine.connect() as connection, connection.begin():
        connection.execute(AS_OWNER)
        tenant = _registered(connection, founding)
        signed = admin.key.sign(tenant.tenant_id, seconds=SECONDS)
        connection.execute(BIND, {"ctx": signed})
        actor = begin(connection, tenant, founding)
        rows.set_days(connection, [(day, False, "Nghỉ") for day in template.days_off])
        scope = HeldScope(
            admin.engine, tenant.tenant_id, admin.key, as_owner=True, connection=connection
        )
        ledger = Ledger(scope, tenant.zone, READ_MODELS)
        _furnish(ledger, actor, template, said, password)
    return tenant


def _furnish(
    ledger: Ledger, actor: Actor, template: Template, said: Opening, password: str
) -> None:
    """Set up units and posts, the account, the link by law, and who receives."""
    service, receiver = Actor.service(actor.tenant_id), uuid4()
    first = template.since or today(ZONE)
    for rank, unit in enumerate(template.units):
        added = AddUnit(name=unit.name, kind="department", rank=rank, first_day=first)
        unit_id = uuid5(_do(ledger, actor, added), "unit")
        for place, (title, roles) in enumerate(unit.posts):
            post = AddPost(unit_id=unit_id, title=title, roles=roles, rank=place)
            post_id = uuid5(_do(ledger, actor, post), "post")
            receiver = post_id if title == template.receiver else receiver
    account = OpenAccount(
        person_id=actor.person_id,
        login=said.login,
        password_hash=hash_password(password),
        one_time=True,
    )
    _do(ledger, actor, account)
    if said.province:
        link = EnterLinkByLaw(
            code=said.province, kind="province", basis=said.basis, first_day=first
        )
        _do(ledger, service, link)
    _do(ledger, service, NameReceiver(post_id=receiver))


def _opened(admin: Instance, template: Template, new: list[Opening], papers: Path) -> int:
    """Open each with a progress bar; gives how many failed."""
    failed: list[Fault] = []
    handle = os.open(papers, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with (
        os.fdopen(handle, "a", encoding="utf-8") as kept,
        click.progressbar(new, label="Mở các xã", show_pos=True) as bar,
    ):
        for said in bar:
            password = one_time_password()
            _write(kept, said, password)  # before the commit: a password is never lost
            try:
                open_one(admin, template, said, password)
            except (RefusedError, ArithmeticError, LookupError) as why:
                failed.append((said.row, type(why).__name__))
    _list(failed)
    return len(failed)


def _write(kept: TextIO, said: Opening, password: str) -> None:
    kept.write(
        f"{said.name}\n  Địa chỉ: /x/{said.code}/\n  Tên đăng nhập: {said.login}\n"
        f"  Mật khẩu dùng một lần: {password}\n\n"
    )
    kept.flush()


def _against(template: Template, known: dict[str, Tenant]) -> Iterator[Fault]:
    """Compare the list with the tenants that there are."""
    for said in template.communes:
        there, above = known.get(said.code), known.get(said.province)
        if there is not None and (there.name, there.kind) != (said.name, "commune"):
            yield said.row, f"Mã {said.code} đã là của {there.name}."
        if said.province and (above is None or above.kind != "province"):
            yield said.row, f"Không có cơ quan tỉnh nào mang mã {said.province}."


def _list(faults: list[Fault]) -> None:
    for row, what in faults:
        console.print(f"Dòng {row}: {what}" if row else what, soft_wrap=True, markup=False)


def _founding(template: Template, said: Opening) -> Founding:
    first: date = template.since or today(ZONE)
    return Founding(
        code=said.code,
        kind="commune",
        name=said.name,
        place=said.place,
        phone=said.phone,
        admin=said.admin,
        since=first,
    )


def _registered(connection: Connection, founding: Founding) -> Tenant:
    names = ("code", "kind", "name", "place", "phone", "demo")
    return register(connection, zone=ZONE, **{name: getattr(founding, name) for name in names})


def _do(ledger: Ledger, actor: Actor, command: Command) -> UUID:
    order = Order(actor=actor, command_id=uuid4())
    execute(command, order, ledger)
    return order.command_id
