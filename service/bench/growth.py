"""What is measured at two sizes, to see whether anything bends."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from uuid import UUID, uuid4

from eventsourcing.persistence import StoredEvent

from events.recorder import Envelope, TenantRecorder
from service.bench.sheet import Sheet
from service.db import driver
from tenants.scope import Scope

STATE = b'{"amount":"12.5","note":"\xc4\x90\xc3\xa3 xong th\xc3\xaam"}' * 4
ONE = UUID(int=1)


@dataclass(slots=True)
class Grown:
    """Seconds by what was done and how much there was; one number each time."""

    sizes: tuple[int, int]
    of: str  # what there was more of
    seconds: dict[tuple[str, int], list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )
    hashed: list[float] = field(default_factory=list)  # bare SHA-256, seconds an event
    held: list[float] = field(default_factory=list)  # leaf and tree from memory, the same

    @contextmanager
    def taking(self, what: str, size: int) -> Iterator[None]:
        """Note how long something takes."""
        began = time.perf_counter()
        yield
        self.seconds[what, size].append(time.perf_counter() - began)

    def median(self, what: str, size: int) -> float:
        """Give the median, in seconds."""
        return median(self.seconds[what, size])

    def growth(self) -> dict[str, float]:
        """Give how many times longer each takes at the larger size."""
        named = dict.fromkeys(what for what, _ in self.seconds)
        small, large = self.sizes
        return {what: self.median(what, large) / self.median(what, small) for what in named}

    def sheet(self) -> Sheet:
        """Lay out both sizes, and how much longer the larger takes."""
        rows = []
        for what, ratio in self.growth().items():
            small, large = (1e6 * self.median(what, size) for size in self.sizes)
            rows.append((what, f"{small:,.1f}", f"{large:,.1f}", f"{ratio:.2f}"))
        head = ("what", *(f"µs at {size:,} {self.of}" for size in self.sizes), "ratio")
        return Sheet(f"Growth in {self.of}: medians", head, rows)


def append(scope: Scope, count: int) -> None:
    """Append so many events of one stream as one command."""
    stream = uuid4()
    events = [StoredEvent(stream, n, "tasks.Progressed", STATE) for n in range(1, count + 1)]
    envelope = Envelope(command_id=uuid4(), fingerprint=b"", person_id=ONE, post_id=ONE)
    with scope.begin() as connection:
        TenantRecorder(driver(connection)).append(events, envelope)
