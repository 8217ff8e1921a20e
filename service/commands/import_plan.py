"""`sauro import-plan`: what the reader finds in plan files, without a database."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from service.commands.opening import console
from service.commands.refusals import said
from service.imports.prediction import prediction
from service.imports.refusals import UnreadableFileError
from service.imports.sandbox import read

COUNTED = {
    "sections": "Mục",
    "legal_bases": "Căn cứ",
    "indicators": "Chỉ tiêu",
    "tasks": "Nhiệm vụ",
    "assignments": "Phân công",
    "reporting": "Báo cáo",
}
FOLDER = click.Path(file_okay=False, path_type=Path)
PLAN = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import-plan")
@click.argument("files", nargs=-1, required=True, type=PLAN)
@click.option("--json", "as_json", is_flag=True, help="In kết quả đọc của một tệp ra JSON.")
@click.option("--out", type=FOLDER, help="Ghi JSON của từng tệp vào thư mục này.")
def import_plan(files: Sequence[Path], *, as_json: bool, out: Path | None) -> None:
    """Đọc thử văn bản kế hoạch (.docx, .pdf, .txt), không ghi vào cơ sở dữ liệu."""
    if as_json and len(files) > 1:
        raise click.UsageError("--json dành cho một tệp; với nhiều tệp hãy dùng --out.")
    found = _read_all(files, quiet=as_json)
    for path, result in found.items():
        if out and isinstance(result, dict):
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{path.stem}.json").write_text(_written(result), encoding="utf-8")
    if as_json:
        _print_one(found[files[0]])
    else:
        _print_table(found)
    if any(isinstance(result, str) for result in found.values()):
        raise SystemExit(1)


def _read_all(files: Sequence[Path], *, quiet: bool) -> dict[Path, dict[str, Any] | str]:
    """Read every file; a refusal takes the place of a result."""
    found: dict[Path, dict[str, Any] | str] = {}
    with Progress(console=console, transient=True, disable=quiet) as progress:
        for path in progress.track(files, description="Đang đọc…"):
            try:
                reading = read(path.read_bytes(), path.name)
                found[path] = prediction(reading, path.name)
            except UnreadableFileError as refusal:
                found[path] = said(refusal)
    return found


def _written(result: dict[str, Any]) -> str:
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _print_one(result: dict[str, Any] | str) -> None:
    if isinstance(result, str):
        Console(stderr=True).print(result)
    else:
        click.echo(_written(result), nl=False)


def _print_table(found: dict[Path, dict[str, Any] | str]) -> None:
    shown = Table("Tệp", *COUNTED.values(), "Kết quả")
    for path, result in found.items():
        if isinstance(result, str):
            shown.add_row(path.name, *[""] * len(COUNTED), f"[red]{result}")
        else:
            counts = [str(len(result[name])) for name in COUNTED]
            shown.add_row(path.name, *counts, "đọc được")
    console.print(shown)
