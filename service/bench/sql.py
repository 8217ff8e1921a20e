"""Appending driven from SQL, by the server's own pgbench: a statement and a commit a turn."""

import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from sqlalchemy import text

from service.bench.place import Place
from service.bench.sizes import Sizes
from service.bench.writers import STATE, TOPIC
from service.launch import programs
from tenants.register import Tenant

Turn = Callable[[Place, Tenant], str]
LASTING = 36_000  # seconds that a context of these scripts holds
MOST = 100  # scripts that pgbench takes at once, one a tenant
TABLE = (
    "CREATE TABLE bench_rows (LIKE es.stored_events INCLUDING ALL);"
    " CREATE SEQUENCE bench_rows_at;"
    " ALTER TABLE bench_rows ALTER position SET DEFAULT nextval('bench_rows_at')"
)
ONE = "'00000000-0000-0000-0000-000000000001'"
HASH = f"'\\x{'ab' * 32}'"
SAID = f"'\\x{STATE.hex()}'"
RATE = re.compile(r"tps = ([\d.]+)")


def appended(place: Place, tenant: Tenant) -> str:
    """Bind to a tenant and append one event, with its leaf and tree, in one statement."""
    bound = place.admin.key.sign(tenant.tenant_id, seconds=LASTING)
    return (
        f"SELECT CASE WHEN set_config('app.ctx', '{bound}', true) IS NOT NULL THEN"
        f" es.append(gen_random_uuid(), {HASH}, {ONE}, {ONE}, NULL, ARRAY[gen_random_uuid()],"
        f" ARRAY[1], ARRAY['{TOPIC}'], ARRAY[{SAID}::bytea]) END;"
    )


def inserted(_place: Place, tenant: Tenant) -> str:
    """Insert the same row under the same keys: no wall, no head, no tree."""
    return (
        "INSERT INTO bench_rows (tenant_id, stream_id, stream_version, topic, state, person_id,"  # noqa: S608 - our words
        " post_id, command_id, happened_at, recorded_at, leaf, fingerprint) VALUES"
        f" ({tenant.tenant_id}, gen_random_uuid(), 1, '{TOPIC}', {SAID}, {ONE}, {ONE},"
        f" gen_random_uuid(), now(), now(), {HASH}, {HASH});"
    )


def measure(place: Place, tenants: Sequence[Tenant], sizes: Sizes, clients: int) -> float:
    """Give the rate of appends divided by that of INSERTs, taken in turns."""
    pairs = [
        [_rate(place, turn, tenants, clients, sizes.seconds) for turn in (appended, inserted)]
        for _ in range(sizes.turns)
    ]
    return median(ours / plain for ours, plain in pairs)


def prepare(place: Place) -> None:
    """Make the table of plain rows."""
    with place.admin.engine.begin() as connection:
        connection.execute(text(TABLE))


def _rate(
    place: Place, turn: Turn, tenants: Sequence[Tenant], clients: int, seconds: float
) -> float:
    user = "sauro_app" if turn is appended else "postgres"
    with tempfile.TemporaryDirectory(dir=place.folder) as folder:
        scripts = []
        for tenant in tenants[:MOST]:
            script = Path(folder) / f"{tenant.tenant_id}.sql"
            script.write_text(turn(place, tenant) + "\n")
            scripts += ["-f", str(script)]
        pace = ["-c", str(clients), "-T", str(max(1, round(seconds)))]
        where = ["-h", place.server.sockets, "-p", "5432", "-U", user, "sauro"]
        command = [str(programs.find_folder() / "pgbench"), "-n", "-M", "prepared", *pace]
        done = subprocess.run(  # noqa: S603 - the server's own program
            [*command, *scripts, *where], capture_output=True, text=True, check=True
        )
    return float(RATE.findall(done.stdout)[0])
