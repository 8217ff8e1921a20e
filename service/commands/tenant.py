"""`sauro tenant`: found a tenant, list the tenants."""

from datetime import date
from pathlib import Path

import click
from rich.table import Table
from sqlalchemy.exc import IntegrityError

from service.clock import today
from service.commands.many import open_many
from service.commands.merging import merge
from service.commands.moving import export_one, import_one
from service.commands.opening import administration, application, console
from service.commands.reopening import reopen_one
from service.commands.user import open_first_account
from service.organisation.founding import ZONE, Founding, found
from tenants.register import every

FILE = click.Path(dir_okay=False, path_type=Path)
KINDS = click.Choice(["commune", "party_committee", "province"])


@click.group()
def tenant() -> None:
    """Đơn vị dùng chung hệ thống."""


@tenant.command()
@click.argument("code", required=False, default="")
@click.option("--from", "source", type=FILE, help="Mở nhiều xã từ tệp mẫu .toml hoặc .csv.")
@click.option("--papers", type=FILE, help="Tệp mới (0600) ghi tên và mật khẩu dùng một lần.")
@click.option("--name", help="Tên đầy đủ, ví dụ: UBND xã Suối Ngàn.")
@click.option("--kind", type=KINDS, default="commune", show_default=True)
@click.option("--place", help="Địa danh.")
@click.option("--phone", help="Số điện thoại hỗ trợ.")
@click.option("--admin", help="Họ tên người quản trị.")
@click.option("--login", default="quantri", show_default=True)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Ngày đầu; mặc định hôm nay.")
def create(
    code: str,
    login: str,
    since: date | None,
    source: Path | None,
    papers: Path | None,
    **facts: str | None,
) -> None:
    """Lập một đơn vị với người quản trị của nó, hoặc nhiều xã; CODE đứng trong địa chỉ."""
    if source is not None:
        open_many(source, papers or source.with_suffix(".dang-nhap.txt"))
        return
    missing = [name for name in ("name", "place", "phone", "admin") if not facts[name]]
    if missing or not code:
        raise click.UsageError(f"Thiếu --{missing[0]}." if missing else "Thiếu CODE.")
    _create_one(code, login, since, {name: str(value) for name, value in facts.items()})


def _create_one(code: str, login: str, since: date | None, facts: dict[str, str]) -> None:
    admin = administration()
    first = date(since.year, since.month, since.day) if since else today(ZONE)
    try:
        founding = Founding(
            code=code,
            kind=facts["kind"],
            name=facts["name"],
            place=facts["place"],
            phone=facts["phone"],
            admin=facts["admin"],
            since=first,
        )
        made, _ = found(admin.engine, admin.key, founding)
    except IntegrityError as clash:
        raise click.ClickException(
            f"Mã {code} đã có đơn vị dùng, hoặc không chỉ gồm chữ thường, số và gạch nối."
        ) from clash
    console.print(f"Đã lập {made.name}: /x/{made.code}/")
    open_first_account(admin.open(made), login)


@tenant.command("list")
def list_all() -> None:
    """Liệt kê các đơn vị."""
    shown = Table("Mã", "Loại", "Tên", "Địa danh")
    with application().engine.connect() as connection:
        for known in every(connection):
            shown.add_row(known.code, known.kind, known.name, known.place)
    console.print(shown)


tenant.add_command(export_one)
tenant.add_command(import_one)
tenant.add_command(reopen_one)
tenant.add_command(merge)
