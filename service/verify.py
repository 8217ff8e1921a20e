"""Proves one tenant's record: nothing missing, nothing unreadable, read models as rebuilt.

Everything is read in one snapshot, and the rebuilt rows live in tables that the transaction
takes with it when it ends, so that nobody waits for it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Table, func, select, text

from events.errors import UnknownTopicError
from events.registry import decode
from events.sealing import DAMAGED, Keyring, Place, unseal
from service.db import driver
from service.ledgers import Instance
from service.read_models import READ_MODELS
from service.replay import more, shadows
from service.vault.stores import event_store, keyring
from tenants.register import Tenant
from tenants.scope import Scope

Told = Callable[[int], None]
LONGEST = 3600  # seconds that one tenant may take
HEAD = text("SELECT position FROM es.tenant_heads WHERE tenant_id = ctx.tenant()")
POSITIONS = text(
    "SELECT n.expected, n.position FROM (SELECT position,"
    " row_number() OVER (ORDER BY position) AS expected FROM es.stored_events) AS n"
    " WHERE n.expected <> n.position ORDER BY n.position LIMIT 1"
)
VERSIONS = text(
    "SELECT n.position, n.stream_id, n.stream_version, n.expected FROM (SELECT position,"
    " stream_id, stream_version, row_number() OVER (PARTITION BY stream_id"
    " ORDER BY stream_version) AS expected FROM es.stored_events) AS n"
    " WHERE n.expected <> n.stream_version ORDER BY n.position LIMIT 1"
)
COMMANDS = text(
    "SELECT n.position FROM (SELECT position, fingerprint IS NULL AS later,"
    " command_id IS NOT DISTINCT FROM lag(command_id) OVER (ORDER BY position) AS same"
    " FROM es.stored_events) AS n WHERE n.later <> n.same ORDER BY n.position LIMIT 1"
)
STATES = (
    "SELECT position, stream_id, stream_version, topic, state FROM es.stored_events"
    " WHERE position > %s ORDER BY position"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The first place that does not hold; `kind` names which promise is broken there.

    `gap`, `tail`, `version`, `command`, `unreadable` are about events; `row` is about a read
    model. `place` is a position, or the key of a row.
    """

    kind: str
    place: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was read of a tenant, and the first thing that does not hold, if any.

    `erased` counts the texts whose key was destroyed on purpose.
    """

    events: int
    rows: int
    finding: Finding | None
    erased: int = 0


class _DamagedTextError(Exception):
    """Sealed text does not open though its key was not destroyed."""


def verify(instance: Instance, tenant: Tenant, told: Told = lambda _position: None) -> Verdict:
    """Check every promise about a tenant's record, up to the first that is broken.

    Args:
        instance: opened as the owner, who may make the tables to compare with.
        tenant: whose record it is.
        told: hears the last position that was read.
    """
    scope = Scope(
        instance.engine,
        tenant.tenant_id,
        instance.key,
        as_owner=True,
        seconds=LONGEST,
        snapshot=True,
    )
    with scope.begin() as connection:
        head = connection.execute(HEAD).scalar_one()
        finding, erased, rows = _sequence(connection, head), 0, 0
        if finding is None:
            finding, erased = _readable(connection, told)
        if finding is None:
            rows, finding = _same(connection)
        connection.rollback()
    return Verdict(head, rows, finding, erased)


def _sequence(connection: Connection, head: int) -> Finding | None:
    """Check that positions, stream versions and commands leave no gap."""
    if row := connection.execute(POSITIONS).first():
        return Finding("gap", str(row.expected), f"sau đó là {row.position}")
    count = connection.execute(text("SELECT count(*) FROM es.stored_events")).scalar_one()
    if count != head:
        return Finding("tail", str(min(count, head) + 1), f"sổ ghi {head}, còn {count}")
    if row := connection.execute(VERSIONS).first():
        detail = f"luồng {row.stream_id}: bản {row.stream_version} thay vì {row.expected}"
        return Finding("version", str(row.position), detail)
    if row := connection.execute(COMMANDS).first():
        return Finding("command", str(row.position))
    return None


def _readable(connection: Connection, told: Told) -> tuple[Finding | None, int]:
    """Check that every stored event can be decoded; gives how many texts are erased, too."""
    keys, erased = keyring(connection), 0
    for position, place, state in _states(connection):
        try:
            erased += _erased(place, state, keys)
        except (
            msgspec.MsgspecError,
            UnknownTopicError,
            ValueError,
            _DamagedTextError,
        ) as broken:
            return Finding("unreadable", str(position), f"{place.topic}: {broken}"), erased
        if position % 500 == 0:
            told(position)
    return None, erased


def _erased(place: Place, state: bytes, keys: Keyring) -> int:
    opened = unseal(state, place, keys)
    if opened.damaged:
        raise _DamagedTextError(f"{', '.join(opened.damaged)}: {DAMAGED}")
    decode(place.topic, opened.state)
    return len(opened.erased)


def _states(connection: Connection) -> Iterator[tuple[int, Place, bytes]]:
    last = 0
    while rows := driver(connection).execute(f"{STATES} LIMIT 2000", (last,)).fetchall():
        for last, stream_id, version, topic, state in rows:
            yield last, Place(stream_id, version, topic), state


def _same(connection: Connection) -> tuple[int, Finding | None]:
    """Compare the read models' rows with rows made anew from the first event; counts them."""
    anew = shadows(connection, READ_MODELS, event_store(connection).history())
    rows, finding = 0, None
    for model, table in zip(READ_MODELS, anew, strict=True):
        rows += connection.execute(select(func.count()).select_from(model.table)).scalar_one()
        finding = finding or _differing(connection, model.table, table)
    return rows, finding


def _differing(connection: Connection, held: Table, anew: Table) -> Finding | None:
    kept = more(connection, select(held), select(anew))
    row = kept or more(connection, select(anew), select(held))
    if row is None:
        return None
    place = f"{held.name} {getattr(row, held.info['key'])} #{row.position}"
    detail = "dòng đang giữ khác dòng dựng lại" if kept else "dòng dựng lại không còn được giữ"
    return Finding("row", place, detail)
