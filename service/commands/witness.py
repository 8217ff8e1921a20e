"""`sauro witness`: a tenant watches other trees; an instance asks witnesses to cosign."""

from collections.abc import Callable
from typing import TypeVar

import click

from service.commands.opening import application, console, settings, tenant, tenant_option
from service.log.keys import MalformedKeyError, MissingKeyError, trusted_key, verifier_key
from service.log.operating import Log
from service.log.signing import origin
from service.log.watching import watch
from service.log.witness import COSIGNATURE
from service.log.witnesses import ALL, Witnesses

K = TypeVar("K")


@click.group()
def witness() -> None:
    """Nhân chứng: làm nhân chứng cho sổ khác, hoặc nhờ nhân chứng đồng ký."""


@witness.command()
@tenant_option
@click.argument("name")
def begin(code: str, name: str) -> None:
    """Lập khóa nhân chứng mang tên NAME cho một đơn vị (thường là cấp tỉnh)."""
    ours = watch(settings().data, tenant(application(), code).tenant_id)
    if ours.begun():
        raise click.ClickException("Đơn vị này đã có khóa nhân chứng.")
    try:
        key = ours.keys.begin(name)
    except MalformedKeyError as wrong:
        raise click.ClickException("Tên không được có dấu cách hay dấu +.") from wrong
    click.echo(key.written(COSIGNATURE))
    console.print(f"Địa chỉ: …/x/{code}/nhan-chung", highlight=False)


@witness.command("watch")
@tenant_option
@click.option("--name", default="", help="Tên gọi của sổ, để hiện trên trang.")
@click.argument("tree")
@click.argument("key")
def start_watching(code: str, tree: str, key: str, name: str) -> None:
    """Theo dõi sổ TREE (dòng đầu của dấu kiểm), ký bằng khóa KEY."""
    ours = watch(settings().data, tenant(application(), code).tenant_id)
    if not ours.begun():
        raise click.ClickException("Đơn vị này chưa có khóa nhân chứng: chạy witness begin.")
    if not tree or tree.split() != [tree]:
        raise click.ClickException("Tên sổ không được có dấu cách.")
    ours.add(tree, _readable(key, trusted_key), " ".join(name.split()))


@witness.command()
@click.option("--tenant", "code", help="Chỉ cho sổ của một đơn vị; mặc định mọi đơn vị.")
@click.argument("url")
@click.argument("key")
def ask(code: str | None, url: str, key: str) -> None:
    """Từ vòng ký sau, nhờ nhân chứng ở địa chỉ URL, có khóa KEY, đồng ký."""
    known = settings()
    public = _readable(key, lambda said: verifier_key(said, COSIGNATURE))
    if not url.startswith(("http://", "https://")) or url.split() != [url]:
        raise click.ClickException("Địa chỉ phải bắt đầu bằng https:// hoặc http://.")
    Witnesses(known.data).add(_tree(code), url, public)


def _tree(code: str | None) -> str:
    """Name the tree of a tenant, or all."""
    if code is None:
        return ALL
    try:
        name = Log(settings().data).keys.name()
    except (MissingKeyError, MalformedKeyError) as missing:
        raise click.ClickException("Chưa có khóa ký: chạy sauro worker trước.") from missing
    return origin(name, tenant(application(), code).tenant_id)


def _readable(key: str, read: Callable[[str], K]) -> K:
    try:
        return read(key)
    except MalformedKeyError as wrong:
        raise click.ClickException("Khóa không đọc được.") from wrong
