"""`sauro verify`: prove that nothing was lost or changed behind the application's back."""

import click
from rich.progress import Progress

from service.commands.opening import administration, console, tenant
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
def verify_all(code: str | None) -> None:
    """Kiểm chứng dữ liệu: đủ, đọc được, bảng đọc khớp với sự kiện."""
    admin = administration()
    with admin.engine.connect() as connection:
        tenants = [tenant(admin, code)] if code else every(connection)
    broken = 0
    with Progress(console=console, transient=True) as progress:
        for one in progress.track(tenants, description="Đang kiểm chứng…"):
            verdict = verify(admin, one)
            if verdict.finding:
                broken += 1
                console.print(f"{one.code}: HỎNG. {said(verdict.finding)}", soft_wrap=True)
            else:
                console.print(
                    f"{one.code}: tốt; {verdict.events} sự kiện, {verdict.rows} dòng.",
                    highlight=False,
                )
    if broken:
        raise SystemExit(1)


def said(finding: Finding) -> str:
    """Say what is broken, and where."""
    return WORDS[finding.kind].format(place=finding.place, detail=finding.detail)
