"""`sauro doctor`: is this instance set up as it must be?"""

import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version

import click
from rich.table import Table
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from service.commands import examination as examined
from service.commands.opening import console, settings
from service.db import engine_for
from service.ledgers import administration
from service.settings import Settings
from service.vault.wrapping import Vault

Finding = tuple[str, bool, str]
LONG_ENOUGH = 32  # characters of a secret key


@click.command()
def doctor() -> None:
    """Kiểm tra phiên bản, cài đặt, kết nối, quyền của vai trò cơ sở dữ liệu."""
    shown, wrong = Table("Mục", "", "Chi tiết"), 0
    for name, good, detail in _findings(settings()):
        wrong += not good
        shown.add_row(name, "[green]tốt" if good else "[red]SAI", detail)
    console.print(shown)
    if wrong:
        raise SystemExit(1)


def _findings(known: Settings) -> Iterator[Finding]:
    yield "Phiên bản", True, f"sauro {version('sauro')}, Python {platform.python_version()}"
    yield "Python từ 3.11", sys.version_info >= (3, 11), ""
    yield "Khóa bí mật đủ dài", len(known.secret_key) >= LONG_ENOUGH, "SAURO_SECRET_KEY"
    yield "Thư mục dữ liệu ghi được", examined.writable(known.data), str(known.data)
    unread = examined.unreadable(Vault(known.vault))
    yield "Đọc được khóa bọc dữ liệu", not unread, unread or str(known.vault)
    yield from _database(known)


def _database(known: Settings) -> Iterator[Finding]:
    engine = engine_for(known.database_url, pooler=known.pooler)
    try:
        with engine.connect() as connection:
            yield from _as_application(connection, known)
    except OperationalError as failure:
        yield "Kết nối cơ sở dữ liệu", False, str(failure.orig).strip()
    finally:
        engine.dispose()
    if known.admin_url:
        admin = administration(known).engine
        with admin.connect() as connection:
            late = examined.pending(connection)
        admin.dispose()
        yield "Không còn nâng cấp nào chờ", not late, ", ".join(late)


def _as_application(connection: Connection, known: Settings) -> Iterator[Finding]:
    yield "Kết nối cơ sở dữ liệu", True, examined.server_version(connection)
    checks: dict[str, Callable[[Connection], list[str]]] = {
        "Vai trò không có quyền thừa": examined.powers,
        "Ghi bền xuống đĩa": examined.not_durable,
        "Đủ các bảng": examined.absent_tables,
        "Sổ còn đủ lớp chắn": examined.defences_down,
    }
    for name, check in checks.items():
        wrong = check(connection)
        yield name, not wrong, ", ".join(wrong)
    fits = examined.key_fits(connection, known.secret_key)
    by_hand = examined.changed_by_hand(connection)
    yield "Thay đổi cấu trúc sổ ngoài đợt nâng cấp", True, " ".join(by_hand) or "không có"
    yield "Khóa bí mật khớp với cơ sở dữ liệu", fits, ""
