"""`sauro stage`: alter one row by hand in a copy of the demonstration, for an audience."""

import os
from pathlib import Path

import click

from service.commands.opening import console
from service.demo.stage import NotACopyError, NothingToAlterError
from service.demo.stage import alter as altered
from service.demo.stage import copy as copied
from service.launch.postgres import data_home


@click.group()
def stage() -> None:
    """Màn trình diễn kiểm chứng trên một bản sao của dữ liệu mẫu."""


@stage.command()
@click.argument("folder", type=click.Path(path_type=Path))
def copy(folder: Path) -> None:
    """Chép dữ liệu mẫu (đang dừng) sang thư mục FOLDER."""
    source = data_home(os.environ.get("SAURO_DATA"))
    if not (source / "postgres").is_dir():
        raise click.ClickException("Chưa có dữ liệu mẫu để chép: chạy bản mẫu một lần trước.")
    try:
        done = copied(source, folder.absolute())
    except FileExistsError as there:
        raise click.ClickException("Thư mục đích đã có: hãy chọn tên khác.") from there
    if not done:
        raise click.ClickException("Bản mẫu đang chạy: dừng nó (Ctrl-C) rồi chép.")
    console.print(f"Đã chép. Chạy bản sao: SAURO_DATA={folder} sauro demo", soft_wrap=True)


@stage.command()
@click.option("--tenant", "code", default="suoi-ngan", show_default=True)
def alter(code: str) -> None:
    """Sửa tay một dòng trong bản sao, bằng quyền cao nhất của cơ sở dữ liệu."""
    try:
        done = altered(data_home(os.environ.get("SAURO_DATA")), code)
    except NotACopyError as real:
        raise click.ClickException(
            "SAURO_DATA không phải bản sao do stage copy lập ra; không sửa gì."
        ) from real
    except NothingToAlterError as nothing:
        raise click.ClickException("Đơn vị này không có tiến độ nào để sửa.") from nothing
    console.print(done.statement, soft_wrap=True, highlight=False)
    console.print(f"Đã sửa tay sự kiện số {done.position}. Bây giờ bấm “Kiểm chứng ngay”.")
