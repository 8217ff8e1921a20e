"""`sauro bench`: how fast this machine is, beside what others do on it."""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from time import monotonic

import click
from rich.progress import Progress

from service.bench import alarms, importing, oversight, promises, reading, report, scoring, year
from service.bench import append as appending
from service.bench import pages as paging
from service.bench.crowd import settle
from service.bench.place import place
from service.bench.sheet import Sheet
from service.bench.sizes import QUICK, USUAL, Sizes
from service.clock import today
from service.commands.opening import console
from service.demo.loading import load
from service.organisation.founding import ZONE

LONG_STREAM = 1000
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def bench() -> None:
    """Đo tốc độ trên máy này, mỗi lần với một máy chủ PostgreSQL riêng."""


def _measured(measure: Callable[..., list[Sheet]]) -> Callable[..., None]:
    """Give a command its two options, and print what it measured."""

    @click.option("--quick", is_flag=True, help="Cỡ nhỏ, chỉ để thử.")
    @click.option("--markdown", is_flag=True, help="In dạng Markdown cho docs/benchmarks.md.")
    @wraps(measure)
    def run(*, quick: bool, markdown: bool, **options: object) -> None:
        for sheet in measure(QUICK if quick else USUAL, **options):
            if markdown:
                click.echo(sheet.markdown() + "\n")
            else:
                console.print(sheet.table())

    return run


@bench.command("alarms")
@_measured
def counts_alarms(_sizes: Sizes) -> list[Sheet]:
    """Dấu hiệu cần xem trên năm mẫu: báo đúng, bỏ sót, báo nhầm, từng quy tắc."""
    with console.status("loading the demonstration"), place() as ground:
        load(ground.admin, ground.folder / "files")
        return [alarms.of_demo(ground.admin, today(ZONE))]


@bench.command("oversight")
@_measured
def looks_across(sizes: Sizes) -> list[Sheet]:
    """Toàn cảnh của tỉnh khi mọi xã của cả nước đều có mặt; và xã tự ghi hết bao nhiêu."""
    with console.status("preparing") as status, place() as ground:
        found = oversight.measure(ground, sizes, status.update)
        return [found.sheet(), *found.alarms]


@bench.command()
@_measured
def append(sizes: Sizes) -> list[Sheet]:
    """Ghi sự kiện: trọn vẹn, chỉ ghi, thư viện gốc, INSERT trần; và đọc lại."""
    with console.status("preparing") as status, place() as ground:
        tenants = list(settle(ground, sizes.tenants + 1))
        found = appending.measure(ground, tenants[1:], sizes, status.update)
        status.update("reading back")
        said = year.year(sizes.tasks, sizes.each)
        back = reading.measure(ground, tenants[0], said, LONG_STREAM)
    return [report.appended(found), report.served(found, back)]


@bench.command()
@click.option(
    "--slow", is_flag=True, help="Qua đường truyền 400 kbit/s, 400 ms, bằng Chromium."
)
@_measured
def pages(sizes: Sizes, *, slow: bool) -> list[Sheet]:
    """Các trang chính: một đơn vị rồi mọi đơn vị, và với gấp mười lần nhiệm vụ."""
    with console.status("preparing") as status, place() as ground:
        if slow:
            walking = import_module("service.bench.slow")  # its browser comes with the tests
            return [walking.measure(ground, sizes, status.update)]
        found = paging.measure(ground, sizes, status.update)
        more = paging.grow(ground, sizes, status.update)
    return [report.paced(found, sizes.tenants), report.grown(more, sizes.tasks, paging.TIMES)]


@bench.command("log")
@_measured
def log_grows(sizes: Sizes) -> list[Sheet]:
    """Sổ tự chứng minh: mọi con số đã hứa, cạnh thư viện gốc, INSERT trần và SHA-256 trần."""
    with (
        console.status("preparing") as status,
        place() as ground,
        ground.beside("alone") as alone,
        ground.beside("among") as among,
    ):
        found = promises.measure(ground, alone, among, sizes, status.update)
    return [found.sheet(), found.longer.sheet(), found.crowded.sheet()]


@bench.command("import")
@click.option("--gold", type=FOLDER, default=importing.GOLD, help="Thư mục bản trích mẫu.")
@_measured
def reads(sizes: Sizes, gold: Path) -> list[Sheet]:
    """Đọc kế hoạch: độ chính xác so với bản trích mẫu, tốc độ và bộ nhớ."""
    with console.status("reading"):
        sheets = [importing.judged(gold), importing.measure(sizes.pages, sizes.rounds)]
    return [sheet for sheet in sheets if sheet]


@bench.command("score")
@_measured
def scores(sizes: Sizes) -> list[Sheet]:
    """Chấm điểm: một tháng của một xã, một năm của cả tỉnh, tính lại mọi điểm đã lưu."""
    with place() as ground, Progress(console=console, transient=True) as progress:
        ends = monotonic() + sizes.patience
        numbers = progress.track(range(sizes.communes), description="Các xã…")
        found = scoring.measure(
            ground, sizes, takewhile(lambda number: not number or monotonic() < ends, numbers)
        )
    return [found.sheet()]
