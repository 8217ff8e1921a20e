"""`sauro rebuild`: make read models anew from the events."""

import click
import msgspec
from rich.progress import Progress

from events.errors import UnknownTopicError
from service.commands.opening import administration, console, tenant
from service.read_models import READ_MODELS, dropped, make_table, rebuild
from tenants.register import every
from tenants.scope import AS_OWNER, Scope

UNREADABLE = (msgspec.MsgspecError, UnknownTopicError, ValueError)
NAMES = {model.table.name: model for model in READ_MODELS}


@click.command("rebuild")
@click.argument("model", required=False, type=click.Choice(sorted(NAMES)))
@click.option("--tenant", "code", help="Chỉ một đơn vị; mặc định mọi đơn vị.")
def rebuild_all(model: str | None, code: str | None) -> None:
    """Dựng lại bảng đọc từ sự kiện; MODEL trống là mọi bảng. Bảng bị bỏ được lập lại."""
    admin = administration()
    models = [NAMES[model]] if model else list(READ_MODELS)
    with admin.engine.begin() as connection:
        gone = [each for each in dropped(connection) if each in models]
        connection.execute(AS_OWNER)
        for each in gone:
            make_table(connection, each)
        tenants = [tenant(admin, code)] if code and not gone else every(connection)
    read, broken = 0, 0
    with Progress(console=console, transient=True) as progress:
        for one in progress.track(tenants, description="Đang dựng lại…"):
            scope = Scope(admin.engine, one.tenant_id, admin.key, as_owner=True, seconds=3600)
            try:
                with scope.begin() as connection:
                    read += rebuild(connection, *models)
            except UNREADABLE:
                broken += 1
                console.print(f"{one.code}: sự kiện không đọc được; chạy sauro verify.")
    whole = len(tenants) - broken
    console.print(f"Đã dựng lại {len(models)} bảng của {whole} đơn vị, {read} sự kiện.")
    if broken:
        raise SystemExit(1)
