"""`sauro tenant export`, `sauro tenant import`: a tenant moves from one instance to another."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from service.clock import today
from service.commands.opening import NO_VAULT, administration, console, settings, tenant
from service.log.kept import DamagedFileError
from service.log.keys import MalformedKeyError, MissingKeyError, TrustedKey, trusted_key
from service.log.operating import Log
from service.log.signing import RefusedToSignError
from service.log.words import REFUSED, explain
from service.moving.exporting import Leaving, export
from service.moving.flaws import (
    Flaw,
    FlawedExportError,
    IncompleteExportError,
    MissingFilesError,
)
from service.moving.importing import Brought, Imported, take
from service.vault.carrying import travelling_key
from service.vault.wrapping import SIZE, DamagedDataKeyError, MissingWrappingKeyError

WHY = {
    Flaw.UNREADABLE: "Tệp {detail} không phải gói chuyển đơn vị, hoặc bị cụt.",
    Flaw.UNSIGNED: "Gói không mang chữ ký của khóa nào trong danh sách đưa vào.",
    Flaw.FORGED: "Chữ ký của gói là giả: không phải của khóa mà nó nêu tên.",
    Flaw.MEMBER: "Phần {detail} của gói bị thiếu, bị thêm hoặc bị sửa.",
    Flaw.NEWER: "Gói có {detail} mà bản phần mềm này chưa biết: nâng cấp trước rồi nhập lại.",
    Flaw.EVENTS: "Sự kiện số {detail} trong gói không đúng như đã ký.",
    Flaw.CHECKPOINTS: "Dấu kiểm {detail} không đáng tin, hoặc không phải của đơn vị này.",
    Flaw.DATA_KEYS: "Khóa đi đường không mở được khóa dữ liệu {detail} của gói.",
    Flaw.NUMBER_TAKEN: "Số của đơn vị này đã thuộc về đơn vị {detail} ở đây.",
    Flaw.CODE_TAKEN: "Mã {detail} đã có đơn vị khác dùng: chọn mã khác bằng --code.",
}
NO_KEY = "Chưa có khóa ký: chạy sauro worker --once trước."


@click.command("export")
@click.argument("code")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--secret",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp mới để ghi khóa đi đường; gửi riêng, không gửi cùng gói.",
)
@click.option("--close", is_flag=True, help="Đơn vị chuyển hẳn đi: ở đây từ nay chỉ xem.")
def export_one(code: str, path: Path, secret: Path, *, close: bool) -> None:
    """Ghi trọn đơn vị CODE ra tệp PATH (.zip): sự kiện, danh bạ, tệp, dấu kiểm, khóa đã bọc."""
    admin, log, travelling = administration(), Log(settings().data), travelling_key()
    one = tenant(admin, code)
    leaving = Leaving(travelling, today(one.zone) if close else None)
    with console.status("Đang ghi gói…"), _explained():
        done = export(path, admin.open(one).scope, one, log, leaving)
    _keep_secret(secret, travelling)
    console.print(
        f"Đã ghi {path}: {done.checkpoint.size} sự kiện, {done.files} tệp.", soft_wrap=True
    )
    console.print("Nơi nhận cần danh sách khóa của hệ thống này: sauro keys list > khoa.txt")


@click.command("import")
@click.argument("path", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option(
    "--keys",
    "listed",
    required=True,
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="Danh sách khóa của nơi gửi, nhận bằng đường khác (sauro keys list).",
)
@click.option(
    "--secret",
    required=True,
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="Khóa đi đường mà nơi gửi đã ghi.",
)
@click.option("--code", default="", help="Mã khác trong địa chỉ, nếu mã cũ đã có người dùng.")
def import_one(path: Path, listed: Path, secret: Path, code: str) -> None:
    """Nhập một đơn vị từ tệp PATH: tất cả hoặc không gì cả."""
    admin, log = administration(), Log(settings().data)
    brought = Brought(_trusted(listed), _secret(secret))
    try:
        with console.status("Đang nhập gói…"):
            done = take(path, admin, log, brought, code)
    except FlawedExportError as flawed:
        why = WHY[flawed.flaw].format(detail=flawed.detail)
        raise click.ClickException(f"{why} Không có gì được nhập.") from flawed
    except (MissingKeyError, MalformedKeyError) as missing:
        raise click.ClickException(NO_KEY) from missing
    except MissingWrappingKeyError as missing:
        raise click.ClickException(NO_VAULT.format(missing)) from missing
    _tell(done)
    proved = log.verify(admin.open(done.tenant).scope)
    console.print(f"{done.tenant.code}: {explain(proved)}", soft_wrap=True, highlight=False)
    if not proved.intact:
        raise SystemExit(1)


@contextmanager
def _explained() -> Iterator[None]:
    """Say why nothing was written."""
    try:
        yield
    except IncompleteExportError as incomplete:
        raise click.ClickException(
            f"Không ghi được gói: chỉ đọc được {incomplete.count} sự kiện đúng như đã ký"
            f" trong {incomplete.size}. Chạy sauro verify."
        ) from incomplete
    except MissingFilesError as gone:
        names = ", ".join(gone.names)
        raise click.ClickException(f"Không ghi được gói: tệp mất hoặc hỏng: {names}") from gone
    except (MissingKeyError, MalformedKeyError) as missing:
        raise click.ClickException(NO_KEY) from missing
    except MissingWrappingKeyError as missing:
        raise click.ClickException(NO_VAULT.format(missing)) from missing
    except DamagedDataKeyError as damaged:
        raise click.ClickException(f"Khóa dữ liệu {damaged} đã hỏng.") from damaged
    except RefusedToSignError as refused:
        raise click.ClickException(f"Không ghi được gói: {REFUSED[refused.alarm]}") from refused
    except DamagedFileError as damaged:
        raise click.ClickException("Tệp dấu kiểm bị hỏng: chạy sauro verify.") from damaged


def _trusted(path: Path) -> list[TrustedKey]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [trusted_key(line) for line in lines if line.strip()]
    except (MalformedKeyError, UnicodeDecodeError) as wrong:
        raise click.ClickException("Tệp đưa vào không phải là danh sách khóa.") from wrong


def _keep_secret(path: Path, travelling: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"{travelling.hex()}\n")


def _secret(path: Path) -> bytes:
    try:
        travelling = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        travelling = b""
    if len(travelling) != SIZE:
        raise click.ClickException("Tệp đưa vào không phải là khóa đi đường.")
    return travelling


def _tell(done: Imported) -> None:
    said = "đã ở đây từ trước, không có gì thay đổi" if done.before else "đã nhập"
    console.print(f"{done.tenant.name} {said}: /x/{done.tenant.code}/, {done.size} sự kiện.")
