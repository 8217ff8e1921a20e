"""`sauro worker`: the work that no page waits for."""

import logging

import click

from service.commands.opening import application, settings
from service.log.operating import UNNAMED, Log
from service.log.stamping import Stamping
from service.messages.delivery import Delivery, ways
from service.messages.mornings import Mornings
from service.worker import Worker


@click.command()
@click.option("--once", is_flag=True, help="Làm một vòng rồi dừng.")
@click.option("--every", default=60, show_default=True, help="Số giây giữa hai vòng.")
def worker(*, once: bool, every: int) -> None:
    """Dọn phiên hết hạn và tệp tải dở; ký sổ; tạo bản PDF; nhắc hạn mỗi sáng và gửi thư."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    known = settings()
    Log(known.data).begin(known.hosts[0] if known.hosts else UNNAMED)
    ours = application()
    delivery = Delivery(ours.engine, ours.scope, ways(known))
    stamping = Stamping(Log(known.data), known.tsa_url) if known.tsa_url else None
    running = Worker(ours, known.data, Mornings(known.site), delivery, stamping)
    if once:
        running.round()
        running.print_asked()
        running.ask_outside()
    else:
        running.run(every)
