"""What was promised of the log's speed, line by line, beside what was measured."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from service.bench import append, country, log, reading, sql, stock
from service.bench.crowd import settle
from service.bench.growth import Grown
from service.bench.place import Place
from service.bench.sheet import Sheet
from service.bench.sizes import Sizes
from service.bench.year import Year, load, year

Told = Callable[[str], None]
Row = tuple[str, str, str]
VERIFY = "verify, an event"


@dataclass(frozen=True, slots=True)
class Promises:
    """Ratios, and seconds where the names say so."""

    said: Year
    stock_append: float
    inserts: dict[int, float]  # by clients
    beside: stock.Beside
    as_of: list[float]
    longer: Grown
    crowded: Grown

    def sheet(self) -> Sheet:
        """Lay out every promise."""
        rows = [*self._written(), *self._proved(), *self._read(), *self._grown()]
        return Sheet("The log: what was promised", ("what", "measured", "target"), rows)

    def _written(self) -> list[Row]:
        ours, theirs = self.beside.our_bytes, self.beside.stock_bytes
        weighed = f"{ours:,.0f} : {theirs:,.0f} = {ours / theirs:.2f}"
        name = "append with proof : stock recorder's bare append, 8 writers"
        raw = "append with proof : INSERT of the same row, both from SQL"
        return [
            (name, f"{self.stock_append:.2f}", "≥ 2.0"),
            *((f"{raw}, {n} at once", f"{r:.2f}", "≥ 0.5") for n, r in self.inserts.items()),
            ("bytes an event with proof : stock recorder, the same facts", weighed, "≤ 1.0"),
        ]

    def _proved(self) -> list[Row]:
        bare = median(self.longer.hashed)
        held, read = median(self.longer.held), self.longer.median(VERIFY, self.longer.sizes[1])
        name = "verification of events in memory : bare SHA-256 of the same bytes"
        whole = f"whole tenant of {self.longer.sizes[1]:,} events from the database"
        return [
            (name, f"{bare / held:.2f}", "≥ 0.3"),
            (f"{whole} : bare SHA-256", f"{bare / read:.3f}", ""),
            (whole, f"{1 / read:,.0f} events/s", ""),
        ]

    def _read(self) -> list[Row]:
        plan = f"plan of {self.said.tasks} tasks and {self.said.events:,} events, as of a day"
        p95 = reading.percentile(self.as_of, 0.95)
        return [
            ("replay of all tasks : stock recorder", f"{self.beside.replay():.1f}", "≥ 3"),
            (f"{plan}, p50", f"{1000 * median(self.as_of):.1f} ms", ""),
            (f"{plan}, p95", f"{1000 * p95:.1f} ms", "≤ 3 ms"),
        ]

    def _grown(self) -> list[Row]:
        rows = []
        for grown in (self.longer, self.crowded):
            small, large = grown.sizes
            what, ratio = max(grown.growth().items(), key=lambda item: item[1])
            name = f"from {small:,} to {large:,} {grown.of}, the worst: {what}"
            rows.append((name, f"{ratio:.2f}", "≤ 1.3"))
        return rows


def measure(place: Place, alone: Place, among: Place, sizes: Sizes, told: Told) -> Promises:
    """Measure all of it; whatever is compared is taken in turns."""
    told("appending beside the stock recorder")
    tenants = list(settle(place, sizes.tenants))
    stock_append = append.beside_stock(place, tenants, sizes)
    told("appending from SQL")
    sql.prepare(place)
    inserts = {n: sql.measure(place, tenants, sizes, n) for n in (1, append.MANY)}
    told("reading back")
    said, (reader, small, large) = year(sizes.tasks, sizes.each), settle(place, 3, len(tenants))
    load(place.admin, reader, said)
    place.tidy()
    as_of = reading.as_of(place, reader, said)
    beside = stock.measure(place, reader, said, sizes.rounds)
    longer = log.measure(place, (small, large), sizes, told)
    crowded = country.measure(alone, among, sizes, told)
    return Promises(said, stock_append, inserts, beside, as_of, longer, crowded)
