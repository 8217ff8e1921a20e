"""`sauro tenant reopen`: a tenant that was to move stays after all."""

import click

from events.organisation import MergedInto
from service.commands.opening import administration, console, tenant
from service.organisation.founding import ORGANISATION
from service.vault.stores import event_store
from tenants.register import Tenant, reopen
from tenants.scope import Scope

ASK = "Gói đã xuất chưa được nhập ở đâu cả, và sẽ không nhập nữa? Nếu đã nhập sẽ có hai lịch sử"


@click.command("reopen")
@click.argument("code")
@click.option("--yes", is_flag=True, help="Không hỏi lại: gói đã xuất không được nhập ở đâu.")
def reopen_one(code: str, *, yes: bool) -> None:
    """Mở lại sổ của đơn vị CODE đã đóng bằng export --close mà không chuyển đi nữa."""
    admin = administration()
    one = tenant(admin, code)
    scope = admin.open(one).scope
    _require_left(one, scope)
    if not yes:
        click.confirm(ASK, abort=True)
    with scope.begin() as connection:
        reopen(connection, one.tenant_id)
    console.print(f"{one.name} lại được ghi tiếp ở đây.")


def _require_left(one: Tenant, scope: Scope) -> None:
    """Refuse unless the record was closed, and by somebody who may change their mind."""
    if one.closed_on is None:
        raise click.ClickException(f"{one.name} chưa đóng sổ.")
    with scope.begin() as connection:
        last = event_store(connection).stream(ORGANISATION)[-1]
    if isinstance(last.event, MergedInto):
        raise click.ClickException(f"{one.name} đã sáp nhập theo luật: sổ không mở lại.")
