"""`sauro keys`: the keys that sign checkpoints and those that wrap, listed and replaced."""

import click

from service.commands.opening import console, settings
from service.commands.wrapping import forget, rewrap_all, show_wrapping
from service.log.keys import KeyRing, MalformedKeyError, MissingKeyError
from service.log.operating import Log


@click.group()
def keys() -> None:
    """Khóa ký sổ và khóa bọc dữ liệu: xem, thay khóa mới, cho khóa cũ thôi dùng."""


for of_vault in (show_wrapping, rewrap_all, forget):
    keys.add_command(of_vault)


@keys.command("list")
def show() -> None:
    """In các khóa, để đoàn kiểm tra giữ."""
    for key in _ring().trusted():
        click.echo(key.written())


@keys.command()
def add() -> None:
    """Thêm khóa mới bên cạnh khóa đang dùng; từ vòng ký sau cả hai cùng ký."""
    ring = _ring()
    click.echo(ring.begin(ring.name()).written())


@keys.command()
@click.argument("key_id")
def retire(key_id: str) -> None:
    """Cho khóa mang số KEY_ID thôi dùng và hủy nửa bí mật của nó."""
    ring = _ring()
    known = {key.public.key_id().hex() for key in ring.trusted()}
    if key_id not in known:
        raise click.ClickException(f"Không có khóa nào mang số {key_id}.")
    try:
        ring.retire(bytes.fromhex(key_id))
    except MissingKeyError as last:
        raise click.ClickException("Đây là khóa duy nhất: thêm khóa mới trước.") from last
    console.print(f"Khóa {key_id} đã thôi dùng.", highlight=False)


def _ring() -> KeyRing:
    ring = Log(settings().data).keys
    try:
        ring.trusted()
    except (MissingKeyError, MalformedKeyError) as missing:
        raise click.ClickException("Chưa có danh sách khóa đọc được.") from missing
    return ring
