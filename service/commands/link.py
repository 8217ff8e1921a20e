"""`sauro link`: the links between tenants that a law gives; what a head grants is theirs."""

from datetime import date, datetime
from uuid import uuid4

import click
from rich.table import Table

from events.errors import RefusedError
from events.exchange import LinkKind
from service.clock import today
from service.commands.opening import administration, console, tenant
from service.exchange import links
from service.exchange.links import EnterLinkByLaw, RevokeLink
from service.work import Command, Ledger, Order, execute
from tenants.access import Actor
from tenants.register import Tenant

WORDS = {
    "waiting": "chờ đến ngày",
    "standing": "đang có hiệu lực",
    "over": "đã hết hạn",
    "revoked": "đã thu hồi",
}
KINDS = click.Choice(["province", "oversight"])
DAY = click.DateTime(["%d/%m/%Y", "%Y-%m-%d"])


@click.group()
def link() -> None:
    """Liên kết theo quy định giữa hai đơn vị của hệ thống."""


@link.command()
@click.argument("giver")
@click.argument("taker")
@click.option("--kind", type=KINDS, default="province", help="province: lên tỉnh thẩm định.")
@click.option("--basis", required=True, help="Văn bản làm căn cứ.")
@click.option("--from", "first", type=DAY, default=None, help="Từ ngày; mặc định hôm nay.")
@click.option("--to", "last", type=DAY, default=None, help="Đến hết ngày.")
def add(
    giver: str,
    taker: str,
    kind: LinkKind,
    basis: str,
    first: datetime | None,
    last: datetime | None,
) -> None:
    """Ghi liên kết mà quy định giao giữa đơn vị GIVER và đơn vị TAKER."""
    one, ledger = _opened(giver)
    command = EnterLinkByLaw(
        code=taker,
        kind=kind,
        basis=basis,
        first_day=_day(first) or today(one.zone),
        last_day=_day(last),
    )
    _carry_out(command, one, ledger)
    console.print(f"Đã ghi liên kết của {one.name} với {taker}.")


@link.command("list")
@click.argument("code")
def listed(code: str) -> None:
    """Liệt kê liên kết của đơn vị CODE."""
    one, ledger = _opened(code)
    shown = Table("Mã", "Đơn vị kia", "Loại", "Căn cứ", "Tình trạng")
    with ledger.scope.begin() as connection:
        for found in links.every(connection):
            said = WORDS[found.status(today(one.zone))]
            name, basis = found.other.name, found.basis
            shown.add_row(str(found.link_id), name, found.kind, basis, said)
    console.print(shown)


@link.command()
@click.argument("giver")
@click.argument("link_id", type=click.UUID)
@click.option("--reason", required=True, help="Lý do thu hồi.")
def revoke(giver: str, link_id: object, reason: str) -> None:
    """Thu hồi liên kết LINK_ID của đơn vị GIVER."""
    one, ledger = _opened(giver)
    _carry_out(RevokeLink(link_id=link_id, reason=reason), one, ledger)  # type: ignore[arg-type]
    console.print("Đã thu hồi liên kết.")


def _opened(code: str) -> tuple[Tenant, Ledger]:
    admin = administration()
    one = tenant(admin, code)
    return one, admin.open(one)


def _carry_out(command: Command, one: Tenant, ledger: Ledger) -> None:
    order = Order(actor=Actor.service(one.tenant_id), command_id=uuid4())
    try:
        execute(command, order, ledger)
    except RefusedError as refusal:
        raise click.ClickException(f"Không ghi được: {type(refusal).__name__}.") from refusal


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
