"""`sauro demo`: the whole system on this machine, with a story in it."""

import os
import signal
import sys
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from types import FrameType

import click
from rich.progress import Progress
from rich.table import Table

from service.commands.opening import console
from service.demo.accounts import demo_accounts
from service.demo.people import PASSWORD
from service.demo.place import Place
from service.demo.running import HalfLoadedError
from service.demo.running import demo as started
from service.launch.postgres import data_home

IMPORTED = time.monotonic()
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


@click.command()
def demo() -> None:
    """Chạy thử toàn bộ hệ thống trên máy này, có sẵn dữ liệu mẫu."""
    place = Place(data_home(os.environ.get("SAURO_DATA")))
    if not place.take():
        _point_to_other(place)
        return
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _end)
    try:
        _run(place)
    except KeyboardInterrupt:
        console.print("\nĐã dừng; dữ liệu còn nguyên.")
    except HalfLoadedError as half:
        raise click.ClickException(
            "Cơ sở dữ liệu trong DATABASE_URL mới nạp dở dữ liệu mẫu;"
            " hãy dùng một cơ sở dữ liệu trống."
        ) from half
    finally:
        place.leave()


def _run(place: Place) -> None:
    progress = Progress(console=console, transient=True)
    bar = progress.add_task("Đang chuẩn bị…", total=None)

    def told(done: int, of: int) -> None:
        progress.update(bar, description="Đang nạp dữ liệu mẫu…", completed=done, total=of)

    progress.start()
    try:
        with started(place.root, place.secret(), told) as site:
            progress.stop()
            place.note(site.address)
            console.print(f"Sẵn sàng sau {_seconds_since_start():.1f} giây.")
            _welcome(site.address)
            _open_browser(site.address)
            console.print("Nhấn Ctrl-C để dừng.")
            site.web.wait()
            raise click.ClickException("Máy chủ web đã dừng ngoài ý muốn.")
    finally:
        progress.stop()


def _point_to_other(place: Place) -> None:
    address = place.other()
    if address is None:
        raise click.ClickException("Một bản chạy thử khác đang giữ thư mục dữ liệu này.")
    console.print("Bản chạy thử đang chạy sẵn.")
    _welcome(address)
    _open_browser(address)


def _welcome(address: str) -> None:
    shown = Table("Đơn vị", "Tên đăng nhập", "Người dùng", "Chức danh", box=None)
    last = ""
    for account in demo_accounts():
        owner = "" if account.tenant_name == last else account.tenant_name
        last = account.tenant_name
        shown.add_row(owner, account.login, account.name, account.post)
    console.print(shown)
    console.print(f"Mật khẩu chung: {PASSWORD}", highlight=False)
    console.print(f"Địa chỉ: {address}", highlight=False, soft_wrap=True)


def _open_browser(address: str) -> None:
    """Open the page where somebody sits at a screen."""
    screen = sys.platform == "darwin" or any(name in os.environ for name in SCREENS)
    if console.is_terminal and screen and "CI" not in os.environ:
        webbrowser.open(address)


def _seconds_since_start() -> float:
    """Count from the command that was typed: Linux knows it, elsewhere from the imports."""
    with suppress(OSError, AttributeError):
        ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    return time.monotonic() - IMPORTED


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
