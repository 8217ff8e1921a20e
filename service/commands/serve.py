"""`sauro serve`: the pages, as the container serves them."""

import os

import click

from service.commands.opening import settings
from service.launch.serve import command_line


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Địa chỉ:cổng.")
def serve(bind: str) -> None:
    """Phục vụ các trang web bằng gunicorn."""
    settings()
    words = command_line(bind)
    os.execvpe(words[0], words, dict(os.environ))  # noqa: S606 - no shell meant
