"""`sauro keys wrap…`: the keys that wrap data keys, listed, replaced and destroyed."""

import click

from service.commands.opening import NO_VAULT, administration, console, settings
from service.vault.rewrapping import rewrap, wrapped_by
from service.vault.wrapping import DamagedDataKeyError, MissingWrappingKeyError, Vault
from tenants.register import every


@click.command("wrapping")
def show_wrapping() -> None:
    """In tên các khóa bọc dữ liệu; khóa cuối là khóa đang bọc."""
    for name in _names(_vault()):
        click.echo(name)


@click.command("rewrap")
@click.option("--new/--same", default=True, help="Tạo khóa bọc mới trước (mặc định).")
def rewrap_all(*, new: bool) -> None:
    """Bọc lại mọi khóa dữ liệu bằng khóa bọc mới; chữ và tệp không bị đụng tới."""
    vault, admin = _vault(), administration()
    _names(vault)
    if new:
        console.print(f"Khóa bọc mới: {vault.begin()}", highlight=False)
    with admin.engine.connect() as connection:
        tenants = every(connection)
    try:
        changed = sum(rewrap(admin.open(one).scope, vault) for one in tenants)
    except MissingWrappingKeyError as missing:
        raise click.ClickException(NO_VAULT.format(missing)) from missing
    except DamagedDataKeyError as damaged:
        raise click.ClickException(f"Khóa dữ liệu {damaged} đã hỏng.") from damaged
    console.print(f"Đã bọc lại {changed} khóa của {len(tenants)} đơn vị.", highlight=False)


@click.command("forget")
@click.argument("name")
def forget(name: str) -> None:
    """Hủy khóa bọc cũ NAME khi không còn khóa dữ liệu nào cần nó, kể cả trong bản sao lưu."""
    vault, admin = _vault(), administration()
    with admin.engine.connect() as connection:
        tenants = every(connection)
    needing = [one.code for one in tenants if wrapped_by(admin.open(one).scope, name)]
    if needing:
        raise click.ClickException(f"Còn cần cho {', '.join(needing)}: chạy rewrap trước.")
    try:
        vault.forget(name)
    except MissingWrappingKeyError as kept:
        raise click.ClickException("Không có khóa cũ nào mang tên đó.") from kept
    console.print(f"Đã hủy khóa bọc {name}.", highlight=False)


def _vault() -> Vault:
    return Vault(settings().vault)


def _names(vault: Vault) -> list[str]:
    try:
        vault.require()
    except MissingWrappingKeyError as missing:
        raise click.ClickException(NO_VAULT.format(missing)) from missing
    return vault.names()
