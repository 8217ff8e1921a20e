"""`sauro migrate`: bring the database to this release."""

import click
from sqlalchemy import make_url

from service.commands.opening import administration, console, settings
from service.migrate import let_application_in
from service.migrate import migrate as bring_up

APPLICATION_ROLE = "sauro_app"


@click.command()
def migrate() -> None:
    """Tạo hoặc nâng cấp các bảng; cho vai trò của ứng dụng đăng nhập."""
    known, admin = settings(), administration()
    with console.status("Đang nâng cấp cơ sở dữ liệu…"):
        bring_up(admin.engine, known.secret_key)
        address = make_url(known.database_url)
        if address.username == APPLICATION_ROLE:
            let_application_in(admin.engine, address.password)
    console.print("Cơ sở dữ liệu đã ở đúng phiên bản.")
