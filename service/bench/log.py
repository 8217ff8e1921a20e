"""The log: verification beside bare SHA-256, and whether anything bends as the log grows."""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from statistics import median
from uuid import UUID, uuid4

from eventsourcing.persistence import StoredEvent

from events.recorder import Envelope, TenantRecorder
from service.bench.place import Place
from service.bench.report import Sheet
from service.db import driver
from service.log.operating import Log
from service.log.proofs import consistency, inclusion
from tenants.register import Tenant
from tenants.scope import Scope

Told = Callable[[str], None]
STATE = b'{"amount":"12.5","note":"\xc4\x90\xc3\xa3 xong th\xc3\xaam"}' * 4
AT_ONCE = 100  # events of one command while a tenant is filled
LEAF_BYTES = len(STATE) + 200  # about what is hashed of one event
ONE = UUID(int=1)


@dataclass(slots=True)
class Grown:
    """Seconds by what was done and the size of the tenant; one number each time."""

    sizes: tuple[int, int]
    seconds: dict[tuple[str, int], list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )
    hashed: list[float] = field(default_factory=list)  # bare SHA-256, seconds an event

    @contextmanager
    def taking(self, what: str, size: int) -> Iterator[None]:
        """Note how long something takes."""
        began = time.perf_counter()
        yield
        self.seconds[what, size].append(time.perf_counter() - began)

    def sheet(self) -> Sheet:
        """Lay out both sizes, and how much longer the larger takes."""
        rows = []
        for what in dict.fromkeys(what for what, _ in self.seconds):
            small, large = (1e6 * median(self.seconds[what, size]) for size in self.sizes)
            rows.append((what, f"{small:,.1f}", f"{large:,.1f}", f"{large / small:.2f}"))
        share = median(self.hashed) / median(self.seconds["verify, an event", self.sizes[1]])
        rows.append(("bare SHA-256, an event", "", f"{1e6 * median(self.hashed):,.2f}", ""))
        rows.append(("verification : bare SHA-256", "", f"{share:.3f}", ""))
        head = ("what", *(f"µs at {size:,} events" for size in self.sizes), "ratio")
        return Sheet("The log: medians, ratio ≤ 1.3 (proofs: O(log n))", head, rows)


def measure(
    place: Place, tenants: tuple[Tenant, Tenant], sizes: tuple[int, int], told: Told
) -> Grown:
    """Fill two tenants to different sizes, then measure both in turns."""
    found, log = Grown(sizes), Log(place.folder / "log")
    log.begin("bench.local")
    scopes = [
        Scope(place.admin.engine, tenant.tenant_id, place.admin.key, as_owner=True, seconds=600)
        for tenant in tenants
    ]
    for scope, size in zip(scopes, sizes, strict=True):
        told(f"filling {size:,} events")
        for _ in range(size // AT_ONCE):
            _append(scope, AT_ONCE)
        log.signer.sign(scope)
    place.tidy()
    for number in range(5):
        told(f"round {number + 1} of 5")
        found.hashed.append(_hash())
        for scope, size in zip(scopes, sizes, strict=True):
            _round(found, log, scope, size)
    return found


def _round(found: Grown, log: Log, scope: Scope, size: int) -> None:
    for _ in range(20):
        with found.taking("append with leaf and frontier", size):
            _append(scope, 1)
    with scope.begin() as connection:
        raw = driver(connection)
        for _ in range(20):
            place = random.randrange(1, size)  # noqa: S311 - any event will do
            with found.taking("inclusion proof", size):
                inclusion(raw, place, size)
            with found.taking("consistency proof", size):
                consistency(raw, place, size)
    began = time.perf_counter()
    verdict = log.verify(scope)
    each = (time.perf_counter() - began) / verdict.size
    found.seconds["verify, an event", size].append(each)


def _append(scope: Scope, count: int) -> None:
    stream = uuid4()
    events = [StoredEvent(stream, n, "tasks.Progressed", STATE) for n in range(1, count + 1)]
    envelope = Envelope(command_id=uuid4(), fingerprint=b"", person_id=ONE, post_id=ONE)
    with scope.begin() as connection:
        TenantRecorder(driver(connection)).append(events, envelope)


def _hash() -> float:
    messages = [number.to_bytes(LEAF_BYTES, "big") for number in range(20_000)]
    began = time.perf_counter()
    for message in messages:
        sha256(message).digest()
    return (time.perf_counter() - began) / len(messages)
