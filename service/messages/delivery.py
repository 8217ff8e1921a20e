"""Carries the outbox out: retried with growing pauses, given up after the last try, never lost.

The job library keeps the queue in the same database; a job carries numbers only. A message may
go out twice when the worker dies between sending and noting it: its identifier tells.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Protocol
from uuid import UUID

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine

from service.clock import now
from service.messages import outbox
from service.messages.channels import Mail, NotDeliveredError, Webhook
from service.messages.outbox import QUEUE, TASK, Channel, Outgoing
from service.settings import Settings
from tenants.ids import TenantId
from tenants.scope import Scope

TRIES = 8
GROWTH = 4  # seconds of pause, raised to the number of tries: 4 s at first, 18 hours at last
AT_ONCE = 4  # one server that hangs does not stop the others
UNCONFIGURED = "Chưa cấu hình kênh gửi này."
Open = Callable[[TenantId], Scope]


class Way(Protocol):
    """A way out."""

    def deliver(self, message: Outgoing) -> None:
        """Hand the message over, or raise NotDeliveredError."""


def ways(settings: Settings) -> dict[Channel, Way]:
    """Give the ways out that an instance was given."""
    found: dict[Channel, Way] = {"webhook": Webhook(settings.secret_key.encode())}
    if settings.smtp_url:
        found["email"] = Mail(settings.smtp_url, settings.mail_from)
    return found


@dataclass(frozen=True, slots=True)
class Delivery:
    """Delivers what is queued in one database."""

    engine: Engine
    open: Open
    ways: Mapping[Channel, Way]
    growth: int = GROWTH

    def run(self) -> None:
        """Deliver everything that is due, in a thread: a caller may have a loop of its own."""
        with ThreadPoolExecutor(max_workers=1) as apart:
            apart.submit(lambda: asyncio.run(self._run())).result()

    def deliver(self, tenant_id: TenantId, message_id: UUID, *, last: bool) -> None:
        """Deliver one message; on the last try a failure gives it up.

        Raises:
            NotDeliveredError: it did not go out, and is to be tried again.
        """
        with self.open(tenant_id).begin() as connection:
            message = outbox.one(connection, message_id)
        if message is None:
            return
        try:
            self._way(message.channel).deliver(message)
        except NotDeliveredError as failure:
            gone = now() if last else None
            self._note(tenant_id, partial(_failed, message_id, str(failure), gone))
            if not last:
                raise
        else:
            self._note(tenant_id, lambda connection: outbox.sent(connection, message_id, now()))

    async def _run(self) -> None:
        app = self._app()
        async with app.open_async():
            for job in await app.job_manager.get_stalled_jobs():  # their worker died
                await app.job_manager.retry_job(job)
            await app.run_worker_async(
                queues=[QUEUE],
                concurrency=AT_ONCE,
                wait=False,
                listen_notify=False,
                install_signal_handlers=False,
                delete_jobs="always",
            )

    def _way(self, channel: Channel) -> Way:
        if channel not in self.ways:
            raise NotDeliveredError(UNCONFIGURED)
        return self.ways[channel]

    def _note(self, tenant_id: TenantId, note: Callable[[Connection], None]) -> None:
        with self.open(tenant_id).begin() as connection:
            note(connection)

    def _app(self) -> App:
        """Make the job library's application: its own few connections, its own schema."""
        url = self.engine.url
        said = url.translate_connect_args(username="user", database="dbname")
        where = make_conninfo(**said, **dict(url.query), options="-c search_path=jobs")  # type: ignore[arg-type]
        app = App(connector=PsycopgConnector(conninfo=where, min_size=1, max_size=AT_ONCE + 1))
        retry = RetryStrategy(max_attempts=TRIES, exponential_wait=self.growth)

        @app.task(name=TASK, queue=QUEUE, retry=retry, pass_context=True)
        def deliver(context: JobContext, tenant_id: int, message_id: str) -> None:
            last = context.job.attempts >= TRIES
            self.deliver(TenantId(tenant_id), UUID(message_id), last=last)

        return app


def _failed(message_id: UUID, problem: str, gone: object, connection: Connection) -> None:
    outbox.failed(connection, message_id, problem, gone)  # type: ignore[arg-type]
