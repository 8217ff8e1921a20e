"""Appending, side by side on one server: our full path and bare append, stock, raw INSERT."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from sqlalchemy import text

from service.bench import writers
from service.bench.place import Place
from service.bench.sizes import Sizes
from tenants.register import Tenant

Told = Callable[[str], None]
Case = tuple[int, int]  # writers, tenants
WAYS = ("full", "bare", "stock", "raw")
MANY = 8
FOUR = 4  # writers whose waiting times are kept


@dataclass(slots=True)
class Appended:
    """What was measured: appends a second, by way and case, one number a round."""

    tenants: int
    rates: dict[tuple[str, Case], list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )
    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    held: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def cases(self) -> list[Case]:
        """List the cases: one and eight writers, over one and over all tenants."""
        return [(n, t) for n in (1, MANY) for t in (1, self.tenants)]

    def rate(self, way: str, case: Case) -> float:
        """Give the median of appends a second."""
        return median(self.rates[way, case])

    def ratio(self, way: str, other: str, case: Case) -> float:
        """Give the median over rounds of one way's rate divided by another's."""
        pairs = zip(self.rates[way, case], self.rates[other, case], strict=True)
        return median(a / b for a, b in pairs)

    def kept_while_held(self) -> float:
        """Give how much of their rate others keep while one tenant holds 50 ms."""
        return median(self.held["with"]) / median(self.held["without"])


def measure(place: Place, tenants: Sequence[Tenant], sizes: Sizes, told: Told) -> Appended:
    """Take every measurement in turn, round after round, so that all see the same machine."""
    _prepare(place)
    found = Appended(len(tenants))
    with _pool() as pool:
        bench = _Bench(pool, place.server.sockets, place.folder / "vault", sizes)
        for number in range(sizes.rounds):
            told(f"round {number + 1} of {sizes.rounds}")
            for case in found.cases():
                for way in WAYS:
                    found.rates[way, case].append(
                        sum(bench.run(way, case[0], tenants[: case[1]]))
                    )
            found.held["without"].append(sum(bench.run("bare", FOUR - 1, tenants[1:])))
            found.held["with"].append(bench.beside_a_holder(tenants))
            bench.run("full", FOUR, tenants, keep=found.waits["full"])
    return found


def beside_stock(place: Place, tenants: Sequence[Tenant], sizes: Sizes) -> float:
    """Give our append's rate divided by the stock recorder's: eight writers, all tenants."""
    _prepare(place)
    with _pool() as pool:
        bench = _Bench(pool, place.server.sockets, place.folder / "vault", sizes)
        pairs = [
            [sum(bench.run(way, MANY, tenants)) for way in ("bare", "stock")]
            for _ in range(sizes.turns)
        ]
    return median(ours / stock for ours, stock in pairs)


@dataclass(frozen=True, slots=True)
class _Bench:
    pool: ProcessPoolExecutor
    socket: str
    vault: Path
    sizes: Sizes

    def run(
        self, way: str, count: int, tenants: Sequence[Tenant], keep: list[float] | None = None
    ) -> list[float]:
        """Let so many writers write at once; gives each one's appends a second."""
        begin = time.time() + self.sizes.head_start
        tasks = [
            self.pool.submit(
                writers.write, way, self._share(tenants, n, count), begin, self.sizes.seconds
            )
            for n in range(count)
        ]
        took = [task.result() for task in tasks]
        if keep is not None:
            keep.extend(wait for waits in took for wait in waits)
        return [len(waits) / sum(waits) for waits in took]

    def beside_a_holder(self, tenants: Sequence[Tenant]) -> float:
        """Give the appends a second of three writers while a fourth holds another tenant."""
        begin = time.time() + self.sizes.head_start
        first = writers.Target(self.socket, self.vault, (tenants[0],))
        holder = self.pool.submit(writers.write, "holding", first, begin, self.sizes.seconds)
        rate = sum(self.run("bare", FOUR - 1, tenants[1:]))
        holder.result()
        return rate

    def _share(self, tenants: Sequence[Tenant], number: int, count: int) -> writers.Target:
        mine = tuple(tenants[number::count]) or tuple(tenants)
        return writers.Target(self.socket, self.vault, mine)


@contextmanager
def _pool() -> Iterator[ProcessPoolExecutor]:
    context = get_context("forkserver")
    context.set_forkserver_preload(["service.bench.writers"])
    with ProcessPoolExecutor(MANY, mp_context=context) as pool:
        yield pool


def _prepare(place: Place) -> None:
    """Make the tables of the two others."""
    with place.admin.engine.begin() as connection:
        connection.execute(text(writers.RAW_TABLE))
    datastore = PostgresDatastore(
        dbname="sauro", host=place.server.sockets, port="5432", user="postgres", password=""
    )
    PostgresApplicationRecorder(datastore, events_table_name="bench_stock").create_table()
    datastore.close()
