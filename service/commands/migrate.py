"""`sauro migrate`: bring the database to this release."""

import click
from sqlalchemy import make_url

from service.commands.opening import NO_VAULT, administration, console, settings
from service.ledgers import Instance
from service.migrate import let_application_in
from service.migrate import migrate as bring_up
from service.vault.rewrapping import count
from service.vault.wrapping import Vault
from tenants.register import every

APPLICATION_ROLE = "sauro_app"


@click.command()
def migrate() -> None:
    """Tạo hoặc nâng cấp các bảng; cho vai trò của ứng dụng đăng nhập."""
    known, admin = settings(), administration()
    with console.status("Đang nâng cấp cơ sở dữ liệu…"):
        bring_up(admin.engine, known.secret_key)
        address = make_url(known.database_url)
        if address.username == APPLICATION_ROLE:
            let_application_in(admin.engine, address.password)
    _begin_vault(admin, Vault(known.vault))
    console.print("Cơ sở dữ liệu đã ở đúng phiên bản.")


def _begin_vault(admin: Instance, vault: Vault) -> None:
    """Make the first key that wraps data keys; never where an older one is missing."""
    if vault.begun():
        return
    with admin.engine.connect() as connection:
        tenants = every(connection)
    if any(count(admin.open(one).scope) for one in tenants):
        raise click.ClickException(NO_VAULT.format(vault.folder))
    console.print(f"Đã tạo khóa bọc dữ liệu ở {vault.folder}: hãy giữ một bản ở nơi khác.")
    vault.begin()
