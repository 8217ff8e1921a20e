"""`sauro score --check`: is every stored score what its events and its rules make of it?"""

from dataclasses import replace
from decimal import Decimal

import click
from rich.progress import Progress

from service.commands.opening import administration, console, tenant
from service.evaluation.checking import Checked, checked, stored_scores
from service.ledgers import Instance
from tenants.directory import Directory, directory
from tenants.register import Tenant, every

LONGEST = 3600  # seconds that one tenant may take


@click.command()
@click.option("--check", is_flag=True, required=True, help="Tính lại mọi điểm đã lưu.")
@click.option("--tenant", "code", help="Chỉ một đơn vị; mặc định mọi đơn vị.")
def score(*, check: bool, code: str | None) -> None:  # noqa: ARG001 - said to be sure
    """Tính lại mọi điểm đã lưu từ sự kiện và bộ quy tắc ghi cùng điểm, rồi đối chiếu."""
    admin, differing = administration(), 0
    with admin.engine.connect() as connection:
        tenants = [tenant(admin, code)] if code else every(connection)
    for one in tenants:
        differing += _check(admin, one)
    if differing:
        raise SystemExit(1)


def _check(admin: Instance, one: Tenant) -> int:
    """Check one tenant; gives how many of its scores differ."""
    scope = replace(admin.open(one).scope, seconds=LONGEST, snapshot=True)
    with scope.begin() as connection, Progress(console=console, transient=True) as progress:
        scores, known = stored_scores(connection), directory(connection)
        steps = progress.track(
            checked(connection, scores), total=len(scores), description=f"{one.code}…"
        )
        wrong = [found for found in steps if not found.same]
        connection.rollback()
    for found in wrong:
        console.print(_said(one, known, found), highlight=False)
    if not wrong:
        console.print(f"{one.code}: {len(scores)} điểm đã lưu, khớp.", highlight=False)
    return len(wrong)


def _said(one: Tenant, known: Directory, found: Checked) -> str:
    stored = found.stored
    where = f"{one.code}: KHÁC: {known.person(stored.person_id)}, sự kiện số {stored.position}"
    if not found.known:
        return f"{where}: không còn bộ quy tắc {stored.verdict.rules.code} của điểm này."
    kept, again = _points(stored.verdict.signed), _points(found.again)
    return f"{where}: đã lưu {kept}, tính lại {again} (kể cả phần chi tiết)."


def _points(signed: Decimal | None) -> str:
    return "chưa có điểm" if signed is None else f"{signed:f}".replace(".", ",")
