"""The log: verification beside bare SHA-256, and whether anything bends as the log grows."""

import random
import time
from collections.abc import Callable
from hashlib import sha256

from events.leaf import leaf_of
from events.merkle import Frontier
from events.recorder import TenantRecorder
from service.bench.growth import Grown, append
from service.bench.place import Place
from service.bench.sizes import Sizes
from service.db import driver
from service.log.operating import Log
from service.log.proofs import consistency, inclusion
from service.log.reading import leaves
from tenants.register import Tenant
from tenants.scope import Scope

Told = Callable[[str], None]
AT_ONCE = 100  # events of one command while a tenant is filled
HELD = 10_000  # events that are hashed from memory
FIRST = "SELECT stream_id FROM es.stored_events WHERE position = 1"


def measure(place: Place, tenants: tuple[Tenant, Tenant], sizes: Sizes, told: Told) -> Grown:
    """Fill two tenants to different sizes, then measure both in turns."""
    counts = (sizes.log_events // 100, sizes.log_events)
    found, log = Grown(counts, "events"), Log(place.folder / "log")
    log.begin("bench.local")
    scopes = [
        Scope(place.admin.engine, tenant.tenant_id, place.admin.key, as_owner=True, seconds=600)
        for tenant in tenants
    ]
    for scope, size in zip(scopes, counts, strict=True):
        told(f"filling {size:,} events")
        for _ in range(max(1, size // AT_ONCE)):
            append(scope, AT_ONCE)
        log.signer.sign(scope)
    place.tidy()
    for number in range(sizes.turns):
        told(f"round {number + 1} of {sizes.turns}")
        _in_memory(found, scopes[0])
        for scope, size in zip(scopes, counts, strict=True):
            _round(found, log, scope, size)
    return found


def _round(found: Grown, log: Log, scope: Scope, size: int) -> None:
    for _ in range(20):
        with found.taking("append with leaf and frontier", size):
            append(scope, 1)
    with scope.begin() as connection:
        raw = driver(connection)
        for _ in range(20):
            place = random.randrange(1, size)  # noqa: S311 - any event will do
            with found.taking("inclusion proof", size):
                inclusion(raw, place, size)
            with found.taking("consistency proof", size):
                consistency(raw, place, size)
        [(stream,)] = raw.execute(FIRST).fetchall()
        for _ in range(20):
            with found.taking(f"load a stream of {AT_ONCE} events", size):
                TenantRecorder(raw).select_events(stream)
    began = time.perf_counter()
    verdict = log.verify(scope)
    each = (time.perf_counter() - began) / verdict.size
    found.seconds["verify, an event", size].append(each)


def _in_memory(found: Grown, scope: Scope) -> None:
    """Hash the same bytes bare, and as a verifier does: the leaf made, the tree grown."""
    with scope.begin() as connection:
        held = [row.columns for row in leaves(driver(connection), 0, HELD)]
    messages = [bytes(13 + 4 * 12 + 1 + sum(map(len, columns))) for columns in held]
    began = time.perf_counter()
    for message in messages:
        sha256(message).digest()
    between, tree = time.perf_counter(), Frontier()
    tree.extend([leaf_of(columns) for columns in held])
    found.hashed.append((between - began) / len(held))
    found.held.append((time.perf_counter() - between) / len(held))
