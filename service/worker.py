"""The work that no page waits for: clearing away, signing, good mornings, the outbox."""

import logging
import signal
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import monotonic
from uuid import uuid4

from sqlalchemy import delete, or_

from service.clock import now
from service.directives.rounds import go_round
from service.evaluation.locking import lock
from service.evidence.parts import drop_old
from service.imports.reading_in import desk
from service.inspections.missions.rounds import send_waiting, take_in
from service.ledgers import Instance
from service.log.asking import Asking
from service.log.checking import check, notebook, waiting
from service.log.operating import Log
from service.log.stamping import Stamping
from service.messages.delivery import Delivery
from service.messages.mornings import Mornings
from service.oversight.keeping import refresh
from service.papers import printing
from service.reports.opening import go_on as open_reports
from service.reviews.corresponding import correspond
from service.tasks.series import go_on
from service.vault.stores import OpenedKeys
from service.work import Order
from tenants.access import Actor
from tenants.register import Tenant, every
from tenants.sessions import IDLE
from tenants.tables import sessions, sign_in_tries

TRIES_KEPT = timedelta(days=1)
LOOK_EVERY = 2.0  # seconds between two looks for verifications that were asked for
PARTIAL_KEPT = timedelta(days=1)
PARTIAL = "files/*/*/tmp*"  # what a broken upload leaves in a file store

log = logging.getLogger("sauro.worker")


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many sessions, sign-in tries and partial files one round took away."""

    sessions: int
    tries: int
    files: int


@dataclass(slots=True)
class Worker:
    """Goes round and round until it is told to stop."""

    instance: Instance
    data: Path
    mornings: Mornings | None = None
    delivery: Delivery | None = None
    stamping: Stamping | None = None
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, seconds: float) -> None:
        """Do a round every so many seconds; SIGTERM and SIGINT end it between two tenants."""
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, lambda *_: self.stopping.set())
        threading.Thread(target=self._keep_printing, daemon=True).start()
        asking = threading.Thread()
        while not self.stopping.is_set():
            self.round()
            if not asking.is_alive():  # a witness that hangs delays nothing but the next asking
                asking = threading.Thread(target=self.ask_outside, daemon=True)
                asking.start()
            self._rest(seconds)
        log.info("stopped")

    def ask_outside(self) -> int:
        """Show witnesses and an authority what was signed; gives how many answers came."""
        kept = Log(self.data)
        if not kept.begun():
            return 0
        with self.instance.engine.connect() as connection:
            tenants = every(connection)
        asking = Asking(kept)
        came = 0
        for tenant in tenants:
            if self.stopping.is_set():
                break
            came += asking.ask(self.instance.open(tenant).scope)
        log.info("%s cosignatures, %s witnesses silent", came, len(asking.silent))
        if self.stamping and not self.stopping.is_set():
            came += self.stamping.round(tenant.tenant_id for tenant in tenants)
        return came

    def _rest(self, seconds: float) -> None:
        """Wait for the next round; somebody who waits for a verification waits no longer."""
        until = monotonic() + seconds
        while not self.stopping.wait(min(LOOK_EVERY, max(0.0, until - monotonic()))):
            self.check_asked()
            if monotonic() >= until:
                return

    def print_asked(self) -> int:
        """Make the PDFs that pages asked for, unless another worker does; gives how many."""
        wanted = printing.asking(self.data)
        if not wanted:
            return 0
        with self.instance.engine.connect() as connection:
            tenants = [one for one in every(connection) if one.tenant_id in wanted]
        with printing.alone(self.data) as ours:
            return sum(self._press(one).make() for one in tenants) if ours else 0

    def _keep_printing(self) -> None:
        while not self.stopping.wait(LOOK_EVERY):
            try:
                self.print_asked()
            except Exception:
                log.exception("no PDF was made")

    def _press(self, tenant: Tenant) -> printing.Press:
        keys = OpenedKeys(self.instance.open(tenant).scope.begin)
        return printing.press(self.data, tenant.tenant_id, keys)

    def check_asked(self) -> int:
        """Do the verifications that were asked for on pages; gives how many."""
        kept = Log(self.data)
        wanted = waiting(kept)
        if not wanted or not kept.begun():
            return 0
        with self.instance.engine.connect() as connection:
            tenants = [one for one in every(connection) if one.tenant_id in wanted]
        with suppress(InterruptedError):
            for tenant in tenants:
                self._check(kept, tenant)
        return len(tenants)

    def _check(self, kept: Log, tenant: Tenant) -> None:
        notes = notebook(kept, tenant.tenant_id)
        asked = notes.asked()

        def told(size: int) -> None:
            notes.told(size)
            if self.stopping.is_set():  # what was asked for stays, and is done after a restart
                raise InterruptedError

        scope = self.instance.open(tenant).scope
        check(kept, scope, asked.person_id if asked else None, told=told)
        notes.done()

    def round(self) -> Cleared:
        """Clear every tenant once, and the folder of files."""
        with self.instance.engine.connect() as connection:
            tenants = every(connection)
        ended = tries = 0
        for tenant in tenants:
            if self.stopping.is_set():
                break
            counts = self._clear(tenant)
            ended, tries = ended + counts[0], tries + counts[1]
        self._read(tenants)
        self._go_on(tenants)
        self._stand(tenants)
        self._sign(tenants)
        self._write(tenants)
        files = self._drop_partial() + drop_old(self.data, now())
        files += sum(self._press(one).drop_old(now()) for one in tenants)
        cleared = Cleared(ended, tries, files)
        log.info("%s sessions, %s tries, %s files cleared", ended, tries, cleared.files)
        return cleared

    def _read(self, tenants: Sequence[Tenant]) -> None:
        """Read uploads that a web server left when it went down."""
        for tenant in tenants:
            if not self.stopping.is_set():
                desk(self.data, tenant.tenant_id, self.instance.open(tenant)).take_up()

    def _go_on(self, tenants: Sequence[Tenant]) -> None:
        """Give out duties that come round, lock what closed periods hold, answer letters."""
        for tenant in (one for one in tenants if one.closed_on is None):
            if not self.stopping.is_set():
                service = Actor.service(tenant.tenant_id)
                order = Order(actor=service, command_id=uuid4())
                go_on(self.instance.open(tenant), order)
                lock(self.instance.open(tenant), order)
                open_reports(self.instance.open(tenant), order)
                correspond(self.instance.open(tenant), order)
                go_round(self.instance.open(tenant), order)
                send_waiting(self.instance.open(tenant), order)
                take_in(self.instance.open(tenant), order)

    def _stand(self, tenants: Sequence[Tenant]) -> None:
        """Let each commune keep how it stands, for the province that looks across."""
        for tenant in (one for one in tenants if one.kind == "commune"):
            if not self.stopping.is_set():
                with self.instance.open(tenant).scope.begin() as connection:
                    refresh(connection, tenant)

    def _sign(self, tenants: Sequence[Tenant]) -> None:
        """Sign what has grown; without a key nothing is signed, and verification says so."""
        kept = Log(self.data)
        if self.stopping.is_set() or not kept.begun():
            return
        done = kept.signer.round(self.instance.open(tenant).scope for tenant in tenants)
        for tenant in tenants:
            notebook(kept, tenant.tenant_id).refuse(done.alarms.get(tenant.tenant_id))
        log.info("%s tenants signed, %s refused", done.signed, len(done.alarms))

    def _write(self, tenants: Sequence[Tenant]) -> None:
        """Say good morning where it is morning, then send what the outbox holds."""
        if self.mornings:
            for tenant in (one for one in tenants if one.closed_on is None):
                with self.instance.open(tenant).scope.begin() as connection:
                    self.mornings.greet(connection, tenant, now())
        if self.delivery and not self.stopping.is_set():
            self.delivery.run()

    def _clear(self, tenant: Tenant) -> tuple[int, int]:
        at = now()
        over = or_(sessions.c.ends_at <= at, sessions.c.seen_at <= at - IDLE)
        old = sign_in_tries.c.blocked_until <= at - TRIES_KEPT
        with self.instance.open(tenant).scope.begin() as connection:
            ended = connection.execute(delete(sessions).where(over))
            tries = connection.execute(delete(sign_in_tries).where(old))
            return ended.rowcount, tries.rowcount

    def _drop_partial(self) -> int:
        oldest, dropped = (now() - PARTIAL_KEPT).timestamp(), 0
        for path in self.data.glob(PARTIAL):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
                dropped += 1
        return dropped
