"""How much a benchmark does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Seconds of one measurement, how often it is taken, and how much is loaded before."""

    seconds: float
    head_start: float  # seconds in which eight writers connect and warm up
    rounds: int
    turns: int  # in which pages, logs and plans of two sizes are compared
    warm: int  # requests of each page before the clock starts
    tenants: int
    tasks: int
    each: int  # events of a task
    requests: int  # of one page
    log_events: int  # of the tenant with the longest log
    pages: int  # of the plan that is read
    country: int  # tenants among whom one is measured
    scored: int  # people of a commune who are scored
    products: int  # of theirs in a month
    communes: int  # of the province whose year is scored
    patience: float  # seconds after which no further commune is begun


USUAL = Sizes(
    seconds=1.0,
    head_start=0.9,
    rounds=3,
    turns=5,
    warm=5,
    tenants=100,
    tasks=300,
    each=20,
    requests=100,
    log_events=1_000_000,
    pages=60,
    country=3_321,
    scored=60,
    products=700,
    communes=100,
    patience=300,
)
QUICK = Sizes(
    seconds=0.15,
    head_start=0.45,
    rounds=1,
    turns=1,
    warm=1,
    tenants=4,
    tasks=30,
    each=4,
    requests=2,
    log_events=2_000,
    pages=20,
    country=5,
    scored=6,
    products=30,
    communes=2,
    patience=60,
)
