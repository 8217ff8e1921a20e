"""One commune alone, and among all communes of the country: does it feel the others?"""

import random
from collections.abc import Callable

from events.recorder import TenantRecorder
from service.bench import crowd, year
from service.bench.growth import Grown, append
from service.bench.place import Place
from service.bench.sizes import Sizes
from service.db import driver
from service.log.proofs import inclusion
from service.tasks import states
from tenants.register import Tenant, begin_history
from tenants.scope import Scope

Told = Callable[[str], None]
SMALL = year.year(2, 3)  # of every other commune
REPEATS = 10


def measure(alone: Place, among: Place, sizes: Sizes, told: Told) -> Grown:
    """Load the same commune in two places, others into one of them; measure both in turns."""
    found = Grown((1, sizes.country), "tenants")
    said = year.year(sizes.tasks, sizes.each)
    pairs = []
    for place, size in zip((alone, among), found.sizes, strict=True):
        told(f"loading {size:,} communes")
        [tenant] = crowd.settle(place, 1)
        year.load(place.admin, tenant, said)
        for number in range(1, size):
            _neighbour(place, number)
        place.tidy()
        pairs.append((place, tenant, size))
    for number in range(sizes.turns):
        told(f"round {number + 1} of {sizes.turns}")
        for place, tenant, size in pairs:
            _round(found, place, tenant, size, said)
    return found


def _neighbour(place: Place, number: int) -> None:
    tenant = crowd.enter(place, number)
    scope = Scope(place.admin.engine, tenant.tenant_id, place.admin.key, as_owner=True)
    with scope.begin() as connection:
        begin_history(connection, tenant.tenant_id)
    year.load(place.admin, tenant, SMALL)


def _round(found: Grown, place: Place, tenant: Tenant, size: int, said: year.Year) -> None:
    scope = Scope(place.admin.engine, tenant.tenant_id, place.admin.key, as_owner=True)
    for _ in range(REPEATS):
        with found.taking("append with leaf and frontier", size):
            append(scope, 1)
    with scope.begin() as connection:
        raw = driver(connection)
        for number in range(REPEATS):
            position = random.randrange(1, said.events)  # noqa: S311 - any event will do
            with found.taking("inclusion proof", size):
                inclusion(raw, position, said.events)
            with found.taking(f"load a stream of {sizes_of(said)} events", size):
                TenantRecorder(raw).select_events(year.task_id(number))
            with found.taking("plan as of a past day", size):
                states.of_plan(connection, year.PLAN, said.instant((number + 1) / 11))


def sizes_of(said: year.Year) -> int:
    """Give how many events one task of the year has."""
    return said.events // said.tasks
