"""`sauro tenant merge`: two organisations become one, by law."""

from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.exc import IntegrityError

from service.clock import today
from service.commands.opening import administration, administrator, console, settings, tenant
from service.commands.user import open_first_account
from service.ledgers import Instance
from service.log.operating import Log
from service.log.signing import RefusedToSignError
from service.log.words import REFUSED, explain
from service.moving.heritage import Row, inherited, write
from service.organisation.founding import ZONE, Founding
from service.organisation.merging import Merger, Merging, NotMergeableError
from tenants.register import Tenant

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("merge")
@click.argument("code")
@click.option("--from", "old", multiple=True, required=True, help="Mã đơn vị cũ, từ hai.")
@click.option("--name", required=True, help="Tên đầy đủ của đơn vị mới.")
@click.option("--place", required=True, help="Địa danh.")
@click.option("--phone", required=True, help="Số điện thoại hỗ trợ.")
@click.option("--admin", required=True, help="Họ tên người quản trị.")
@click.option("--login", default="quantri", show_default=True)
@click.option("--basis", required=True, help="Văn bản, ví dụ: Nghị quyết số 12/NQ-UBTVQH.")
@click.option("--on", type=DAY, required=True, help="Ngày có hiệu lực.")
@click.option(
    "--list",
    "path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp .xlsx ghi người, việc, kế hoạch cần chuyển tiếp.",
)
def merge(
    code: str, old: tuple[str, ...], login: str, on: datetime, path: Path, **facts: str
) -> None:
    """Sáp nhập các đơn vị --from thành đơn vị mới CODE; sổ cũ đóng lại, vẫn kiểm chứng được."""
    admin, log = administration(), Log(settings().data)
    ended = [tenant(admin, each) for each in dict.fromkeys(old)]
    if len(ended) < 2:
        raise click.UsageError("Cần ít nhất hai đơn vị --from.")
    founding = Founding(
        code=code,
        kind=ended[0].kind,
        name=facts["name"],
        place=facts["place"],
        phone=facts["phone"],
        admin=facts["admin"],
        since=min(on.date(), today(ZONE)),
    )
    write(path, [_left(admin, one) for one in ended])
    new = _merged(admin, log, ended, Merger(founding, facts["basis"], on.date()))
    names = " và ".join(one.name for one in ended)
    console.print(f"Đã lập {new.name} từ {names}: /x/{new.code}/", soft_wrap=True)
    open_first_account(admin.open(new), login)
    for one in (*ended, new):
        proved = explain(log.verify(admin.open(one).scope))
        console.print(f"{one.code}: {proved}", soft_wrap=True, highlight=False)
    console.print(f"Người, việc, kế hoạch cần chuyển tiếp: {path}", soft_wrap=True)


def _merged(admin: Instance, log: Log, ended: list[Tenant], merger: Merger) -> Tenant:
    merging = Merging(admin.engine, admin.key, log.signer)
    actors = [(one, administrator(admin.open(one))) for one in ended]
    try:
        return merging.merge(actors, merger)
    except RefusedToSignError as refused:
        raise click.ClickException(
            f"Không sáp nhập được: {REFUSED[refused.alarm]}"
        ) from refused
    except IntegrityError as wrong:
        raise click.ClickException(
            f"Mã {merger.founding.code} không chỉ gồm chữ thường, số và gạch nối."
        ) from wrong
    except NotMergeableError as closed:
        raise click.ClickException(
            f"Không sáp nhập được: {closed.code} đã đóng sổ vì việc khác, hoặc mã đã dùng."
        ) from closed


def _left(admin: Instance, one: Tenant) -> list[list[Row]]:
    with admin.open(one).scope.begin() as connection:
        return inherited(connection, one, today(ZONE))
