"""`sauro bundle`: an evidence bundle, for whoever will check it without us."""

from pathlib import Path

import click

from service.commands.opening import application, console, settings, tenant, tenant_option
from service.log.kept import DamagedFileError
from service.log.keys import MalformedKeyError, MissingKeyError
from service.log.operating import Log


@click.command()
@tenant_option
@click.option("--files", is_flag=True, help="Kèm cả tệp đã lưu.")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def bundle(code: str, path: Path, *, files: bool) -> None:
    """Ghi gói bằng chứng của một đơn vị ra tệp PATH (.zip)."""
    opened, log = application(), Log(settings().data)
    one = tenant(opened, code)
    try:
        log.write_bundle(path, opened.open(one).scope, one, files=files)
    except (MissingKeyError, MalformedKeyError) as missing:
        raise click.ClickException("Chưa có khóa ký: chạy sauro worker trước.") from missing
    except DamagedFileError as damaged:
        raise click.ClickException("Tệp dấu kiểm bị hỏng: chạy sauro verify.") from damaged
    console.print(f"Đã ghi {path}. Kiểm bằng verify_bundle.py với khóa:", soft_wrap=True)
    for key in log.keys.trusted():
        click.echo(("" if key.active else "retired ") + key.public.written())
