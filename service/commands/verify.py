"""`sauro verify`: prove that nothing was lost or changed behind the application's back."""

from pathlib import Path

import click
from rich.progress import Progress

from service.commands.opening import administration, console, settings, tenant
from service.db import driver
from service.log.defences import breaches, changes
from service.log.notes import MalformedNoteError
from service.log.operating import Brought, Log, read_note
from service.log.outside import objections
from service.log.words import by_hand, down, explain
from service.organisation.founding import ZONE
from service.verify import Finding, verify
from tenants.register import every

WORDS = {
    "gap": "Thiếu sự kiện ở vị trí {place} ({detail}).",
    "tail": "Mất sự kiện từ vị trí {place} ({detail}).",
    "version": "Luồng bị đứt ở vị trí {place} ({detail}).",
    "command": "Sự kiện {place} không thuộc lệnh nào đã ghi.",
    "unreadable": "Sự kiện {place} không đọc được ({detail}).",
    "row": "Bảng đọc sai: {place} ({detail}).",
}


@click.command("verify")
@click.option("--tenant", "code", help="Chỉ một đơn vị; mặc định mọi đơn vị.")
@click.option(
    "--from",
    "kept",
    multiple=True,
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="Dấu kiểm tự giữ từ trước, để đối chiếu (cùng với --tenant).",
)
def verify_all(code: str | None, kept: tuple[Path, ...]) -> None:
    """Kiểm chứng dữ liệu: đủ, đọc được, đúng như đã ký, bảng đọc khớp với sự kiện."""
    admin, brought, log = administration(), _brought(code, kept), Log(settings().data)
    with admin.engine.connect() as connection:
        tenants = [tenant(admin, code)] if code else every(connection)
        breached, changed = breaches(driver(connection)), changes(driver(connection))
    for change in changed:
        console.print(f"LƯU Ý. {by_hand(change, ZONE)}", soft_wrap=True, highlight=False)
    for name, kind in breached:
        console.print(f"HỎNG. {down(name, kind)}", soft_wrap=True)
    broken = len(breached)
    with Progress(console=console, transient=True) as progress:
        for one in progress.track(tenants, description="Đang kiểm chứng…"):
            verdict = verify(admin, one)
            if verdict.finding:
                broken += 1
                console.print(f"{one.code}: HỎNG. {said(verdict.finding)}", soft_wrap=True)
            else:
                gone = f", {verdict.erased} chữ đã xóa theo yêu cầu" if verdict.erased else ""
                console.print(
                    f"{one.code}: tốt; {verdict.events} sự kiện, {verdict.rows} dòng{gone}.",
                    highlight=False,
                )
            proved = log.verify(admin.open(one).scope, brought)
            broken += proved.finding is not None
            console.print(f"{one.code}: {explain(proved)}", soft_wrap=True, highlight=False)
            against = objections(log, one.tenant_id)
            broken += len(against)
            for text in against:
                console.print(f"{one.code}: HỎNG. {text}", soft_wrap=True, highlight=False)
    if broken:
        raise SystemExit(1)


def _brought(code: str | None, kept: tuple[Path, ...]) -> Brought:
    """Read the checkpoints that somebody kept, or end the command."""
    if kept and not code:
        raise click.ClickException("--from cần --tenant: dấu kiểm là của một đơn vị.")
    try:
        return Brought([read_note(path) for path in kept])
    except MalformedNoteError as malformed:
        raise click.ClickException("Tệp đưa vào không phải là dấu kiểm.") from malformed


def said(finding: Finding) -> str:
    """Say what is broken, and where."""
    return WORDS[finding.kind].format(place=finding.place, detail=finding.detail)
