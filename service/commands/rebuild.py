"""`sauro rebuild`: make read models anew from the events."""

import click
from rich.progress import Progress

from service.commands.opening import administration, console, tenant
from service.read_models import READ_MODELS, rebuild
from tenants.register import every
from tenants.scope import Scope

NAMES = {model.table.name: model for model in READ_MODELS}


@click.command("rebuild")
@click.argument("model", required=False, type=click.Choice(sorted(NAMES)))
@click.option("--tenant", "code", help="Chỉ một đơn vị; mặc định mọi đơn vị.")
def rebuild_all(model: str | None, code: str | None) -> None:
    """Dựng lại bảng đọc từ sự kiện; MODEL trống là mọi bảng."""
    admin = administration()
    with admin.engine.connect() as connection:
        tenants = [tenant(admin, code)] if code else every(connection)
    models = [NAMES[model]] if model else list(READ_MODELS)
    read = 0
    with Progress(console=console, transient=True) as progress:
        for one in progress.track(tenants, description="Đang dựng lại…"):
            scope = Scope(admin.engine, one.tenant_id, admin.key, as_owner=True, seconds=3600)
            with scope.begin() as connection:
                read += sum(rebuild(connection, each) for each in models)
    console.print(f"Đã dựng lại {len(models)} bảng của {len(tenants)} đơn vị, {read} sự kiện.")
