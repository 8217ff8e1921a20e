"""How much a benchmark does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Seconds of one measurement, how often it is taken, and how much is loaded before."""

    seconds: float
    head_start: float  # seconds in which eight writers connect and warm up
    rounds: int
    tenants: int
    tasks: int
    each: int  # events of a task
    requests: int  # of one page
    log_events: int  # of the tenant with the longest log
    pages: int  # of the plan that is read
    country: int  # tenants among whom one is measured


USUAL = Sizes(
    seconds=1.0,
    head_start=0.9,
    rounds=3,
    tenants=100,
    tasks=300,
    each=20,
    requests=100,
    log_events=1_000_000,
    pages=60,
    country=3_321,
)
QUICK = Sizes(
    seconds=0.15,
    head_start=0.45,
    rounds=1,
    tenants=4,
    tasks=40,
    each=5,
    requests=5,
    log_events=10_000,
    pages=20,
    country=5,
)
