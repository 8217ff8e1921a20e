"""`sauro shell`: Python inside one tenant, read-only unless somebody says why not."""

from code import InteractiveConsole
from uuid import uuid4

import click
from sqlalchemy import text

from service.commands.opening import (
    administration,
    administrator,
    application,
    console,
    tenant,
    tenant_option,
)
from service.ledgers import Instance
from service.organisation.shell import OpenShell
from service.read_models import READ_MODELS
from service.vault.stores import event_store
from service.work import Order, execute
from tenants.directory import directory
from tenants.register import Tenant
from tenants.scope import Scope

HOURS = 8 * 3600  # seconds that the tenant's context holds


@click.command()
@tenant_option
@click.option("--write", is_flag=True, help="Được ghi; cần --reason.")
@click.option("--reason", default="", help="Lý do, được ghi thành sự kiện của đơn vị.")
def shell(code: str, reason: str, *, write: bool) -> None:
    """Mở Python trong một đơn vị, chỉ đọc trừ khi nói rõ lý do ghi."""
    if write and not reason.strip():
        raise click.UsageError("--write cần --reason.")
    instance = administration() if write else application()
    owner = tenant(instance, code)
    if write:
        _record(instance, owner, reason)
    _open(instance, owner, write=write)


def _record(instance: Instance, owner: Tenant, reason: str) -> None:
    ledger = instance.open(owner)
    order = Order(actor=administrator(ledger), command_id=uuid4())
    execute(OpenShell(reason=reason), order, ledger)


def _open(instance: Instance, owner: Tenant, *, write: bool) -> None:
    scope = Scope(instance.engine, owner.tenant_id, instance.key, write, seconds=HOURS)
    with scope.begin() as connection:
        if not write:
            connection.execute(text("SET TRANSACTION READ ONLY"))
        names = {
            "connection": connection,
            "store": event_store(connection),
            "register": directory(connection),
            "read_models": READ_MODELS,
            "tenant": owner,
            "text": text,
        }
        console.print(f"{owner.name}: {', '.join(names)}", highlight=False)
        InteractiveConsole(names).interact(banner="", exitmsg="")
