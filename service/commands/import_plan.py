"""`sauro import-plan`: what the reader finds in plan files, without a database."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Column, Table

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
    "anomalies": "Cần xem",
}
KINDS = frozenset(
    f".{kind}"
    for kind in ("docx", "pdf", "txt", "xlsx", "csv", "tsv", "doc", "xls", "docm", "xlsm")
)
FOLDER = click.Path(file_okay=False, path_type=Path)
PLAN = click.Path(exists=True, path_type=Path)
Read = dict[str, Any] | str  # a prediction, or why the file was refused


@click.command("import-plan")
@click.argument("files", nargs=-1, required=True, type=PLAN)
@click.option("--json", "as_json", is_flag=True, help="In kết quả đọc của một tệp ra JSON.")
@click.option("--out", type=FOLDER, help="Ghi JSON của từng tệp vào thư mục này.")
def import_plan(files: Sequence[Path], *, as_json: bool, out: Path | None) -> None:
    """Đọc thử tệp hoặc cả thư mục kế hoạch, phụ lục (.docx, .pdf, .txt, .xlsx, .csv).

    Không ghi vào cơ sở dữ liệu. Kết thúc với 0 khi đọc được hết, 1 khi có tệp không đọc được.
    """
    plans = list(dict.fromkeys(plan for given in files for plan in _plans(given)))
    if not plans:
        raise click.UsageError("Không có tệp kế hoạch nào ở đó.")
    if as_json and len(plans) > 1:
        raise click.UsageError("--json dành cho một tệp; với nhiều tệp hãy dùng --out.")
    found = _read_all(plans, quiet=as_json)
    if out:
        _write_all(found, out)
    if as_json:
        _print_one(found[plans[0]])
    else:
        _print_table(found)
    if any(isinstance(result, str) for result in found.values()):
        raise SystemExit(1)


def _plans(given: Path) -> Iterator[Path]:
    """Give a file, or the files of a folder that may be plans; none that an editor has open."""
    if not given.is_dir():
        yield given
        return
    for path in sorted(given.rglob("*")):
        open_or_hidden = any(part.startswith((".", "~$")) for part in path.parts[-1:])
        if path.is_file() and path.suffix.lower() in KINDS and not open_or_hidden:
            yield path


def _read_all(plans: Sequence[Path], *, quiet: bool) -> dict[Path, Read]:
    """Read every file; a refusal takes the place of a result."""
    found: dict[Path, Read] = {}
    with Progress(console=console, transient=True, disable=quiet) as progress:
        for path in progress.track(plans, description="Đang đọc…"):
            try:
                reading = read(path.read_bytes(), path.name)
                found[path] = prediction(reading, path.name)
            except UnreadableFileError as refusal:
                found[path] = said(refusal)
    return found


def _write_all(found: dict[Path, Read], out: Path) -> None:
    """Write every result under the name of its file; the second of a name keeps its ending."""
    out.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for number, (path, result) in enumerate(found.items(), 1):
        if isinstance(result, str):
            continue
        names = (path.stem, path.name, f"{number:03d}-{path.name}")
        name = next(name for name in names if name not in taken)
        taken.add(name)
        (out / f"{name}.json").write_text(_written(result), encoding="utf-8")


def _written(result: dict[str, Any]) -> str:
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _print_one(result: Read) -> None:
    if isinstance(result, str):
        Console(stderr=True).print(result)
    else:
        click.echo(_written(result), nl=False)


def _print_table(found: dict[Path, Read]) -> None:
    name = Column("Tệp", overflow="fold", min_width=20)
    shown = Table(name, *COUNTED.values(), "Kết quả", show_footer=len(found) > 1)
    total = dict.fromkeys(COUNTED, 0)
    for path, result in found.items():
        if isinstance(result, str):
            shown.add_row(path.name, *[""] * len(COUNTED), f"[red]{result}")
        else:
            counts = {name: len(result[name]) for name in COUNTED}
            total = {name: total[name] + count for name, count in counts.items()}
            shown.add_row(path.name, *map(str, counts.values()), "đọc được")
    good = sum(not isinstance(result, str) for result in found.values())
    feet = ("Cộng", *map(str, total.values()), f"{good}/{len(found)} tệp")
    for column, foot in zip(shown.columns, feet, strict=True):
        column.footer = foot
    console.print(shown)
