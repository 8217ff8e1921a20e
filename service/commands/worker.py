"""`sauro worker`: the work that no page waits for."""

import logging

import click

from service.commands.opening import application, settings
from service.worker import Worker


@click.command()
@click.option("--once", is_flag=True, help="Làm một vòng rồi dừng.")
@click.option("--every", default=60, show_default=True, help="Số giây giữa hai vòng.")
def worker(*, once: bool, every: int) -> None:
    """Dọn phiên đăng nhập hết hạn và tệp tải dở."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    running = Worker(application(), settings().data)
    if once:
        running.round()
    else:
        running.run(every)
