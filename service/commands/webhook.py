"""`sauro webhook`: other systems that hear when something concerns people of a tenant."""

from uuid import uuid4

import click
from rich.table import Table
from sqlalchemy import delete, func, insert, select

from service.commands.opening import administration, console, settings
from service.messages.channels import secret_for
from service.work import Ledger
from tenants.tables import webhooks


@click.group()
def webhook() -> None:
    """Hệ thống khác nhận tín hiệu của một đơn vị."""


@webhook.command()
@click.argument("code")
@click.argument("url")
def add(code: str, url: str) -> None:
    """Gửi tín hiệu của đơn vị CODE tới địa chỉ URL; in ra khóa chung để đối chiếu chữ ký."""
    if not url.startswith("https://"):
        raise click.ClickException("Địa chỉ phải bắt đầu bằng https://.")
    row = {"webhook_id": uuid4(), "url": url}
    with _ledger(code).scope.begin() as connection:
        connection.execute(insert(webhooks).values(tenant_id=func.ctx.tenant(), **row))
    console.print(f"Khóa chung: {secret_for(settings().secret_key.encode(), url)}")


@webhook.command("list")
@click.argument("code")
def listed(code: str) -> None:
    """Liệt kê các hệ thống nhận tín hiệu của đơn vị CODE."""
    shown = Table("Mã", "Địa chỉ")
    with _ledger(code).scope.begin() as connection:
        for row in connection.execute(select(webhooks).order_by(webhooks.c.url)):
            shown.add_row(str(row.webhook_id), row.url)
    console.print(shown)


@webhook.command()
@click.argument("code")
@click.argument("url")
def remove(code: str, url: str) -> None:
    """Thôi gửi tín hiệu của đơn vị CODE tới URL."""
    with _ledger(code).scope.begin() as connection:
        gone = connection.execute(delete(webhooks).where(webhooks.c.url == url)).rowcount
    if not gone:
        raise click.ClickException(f"Đơn vị {code} không gửi tới {url}.")


def _ledger(code: str) -> Ledger:
    ours = administration()
    found = ours.tenant(code)
    if found is None:
        raise click.ClickException(f"Không có đơn vị nào mang mã {code}.")
    return ours.open(found)
