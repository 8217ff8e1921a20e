"""A province over all communes of the country: its pages, and what a standing costs."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median
from time import perf_counter
from urllib.parse import urlencode
from uuid import uuid5

from sqlalchemy import Connection, text

from service.bench import alarms, crowd, pages, year
from service.bench.place import Place
from service.bench.reading import percentile
from service.bench.sheet import Sheet
from service.bench.sizes import Sizes
from service.clock import today
from service.oversight.keeping import refresh
from tenants import rows
from tenants.access import Role
from tenants.accounts import open_account
from tenants.passwords import hash_password
from tenants.register import Tenant, begin_history, register
from tenants.scope import AS_OWNER, Scope

Told = Callable[[str], None]
ZONE, PROVINCE = "Asia/Ho_Chi_Minh", "so-noi-vu"
WEEKS, QUARTERS, THINGS, REPEATS = 52, 4, 12, 50
MILLI = 1000
MADE = """
INSERT INTO tenants (code, kind, name, place, phone, zone, demo)
SELECT 'xa-' || n, 'commune',
       CASE n % 10 WHEN 0 THEN 'UBND phường Số ' ELSE 'UBND xã Số ' END || n, '',
       '0200 000 000', :zone, true FROM generate_series(1, :communes) n;
INSERT INTO links
SELECT tenant_id, gen_random_uuid(), :province, 'province', 'law', 'Luật', current_date - 400,
       NULL FROM tenants WHERE kind = 'commune';
INSERT INTO oversight.standings
SELECT tenant_id, current_date - 7 * w, 100, now(), current_date + 5,
       current_date - 91 * (w / 13), now() - (7 * w + n % 30) * interval '1 day',
       40, n % 9, current_date - 20, 200, n % 17, current_date - 9, n % 5, n % 3, 300, 5,
       12, 11, 7, 4, n % 2
  FROM (SELECT tenant_id, tenant_id % 1000 AS n FROM tenants WHERE kind = 'commune') t,
       generate_series(0, :weeks - 1) w;
INSERT INTO oversight.figures
SELECT tenant_id, current_date - 91 * q, 'chi-tieu-' || k, 'Chỉ tiêu chung số ' || k, '%', 80,
       '>=', (n * 7 + k * q) % 100, (n * 7 + k * q) % 100, 20 + n % 200,
       current_date - 91 * q, 'missed'
  FROM (SELECT tenant_id, tenant_id % 1000 AS n FROM tenants WHERE kind = 'commune') t,
       generate_series(0, :quarters - 1) q, generate_series(1, :things) k
"""


@dataclass(slots=True)
class Across:
    """Milliseconds of each page and of a standing, and how many communes there are."""

    communes: int
    pages: dict[str, list[float]] = field(default_factory=dict)
    standing: dict[str, list[float]] = field(default_factory=dict)
    alarms: list[Sheet] = field(default_factory=list)

    def sheet(self) -> Sheet:
        """Lay the figures out beside their targets."""
        found = [(f"page: {name}", ms, "p95 ≤ 300") for name, ms in self.pages.items()]
        found += [(f"standing: {name}", ms, "") for name, ms in self.standing.items()]
        lines = [
            (name, f"{median(ms):.1f}", f"{percentile(ms, 0.95):.1f}", wanted)
            for name, ms, wanted in found
        ]
        title = f"Looking across {self.communes:,} communes, milliseconds"
        return Sheet(title, ("what", "p50", "p95", "target"), lines)


def measure(place: Place, sizes: Sizes, told: Told) -> Across:
    """Make the communes and a province, fetch its pages; then let one commune keep itself."""
    told(f"making {sizes.country:,} communes")
    province = _province(place)
    with place.admin.engine.begin() as connection:
        facts = {"zone": ZONE, "communes": sizes.country, "province": province.tenant_id}
        facts |= {"weeks": WEEKS, "quarters": QUARTERS, "things": THINGS}
        for statement in MADE.split(";"):
            connection.execute(text(statement), facts)
    place.tidy()
    found = Across(sizes.country)
    told("fetching pages")
    with pages.site(place) as port:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        with closing(client):
            cookie = pages.sign_in(client, province)
            for number in range(sizes.warm + sizes.requests):
                for name, path in paths().items():
                    address = f"/x/{PROVINCE}/toan-canh-tinh{path}"
                    seconds = pages.fetch(client, address, cookie)
                    if number >= sizes.warm:
                        found.pages.setdefault(name, []).append(MILLI * seconds)
    told("keeping one commune's standing")
    found.standing, signals = _commune(place, sizes, province)
    found.alarms.append(signals)
    return found


def paths() -> dict[str, str]:
    """Give the pages of a province, below its own address."""
    past = {"tai_ngay": (today(ZONE) - timedelta(days=200)).isoformat()}
    return {
        "communes that need help": "",
        "the same, its last page": "?trang=9999",
        "sorted by late tasks": "?" + urlencode({"xep": "qua-han"}),
        "searched": "?" + urlencode({"q": "phuong so 12"}),
        "as of a past day": "?" + urlencode(past),
        "shared indicators": "/chi-tieu",
        "one indicator": "/chi-tieu?" + urlencode({"ma": "chi-tieu-1"}),
        "one commune": "/xa/xa-3",
    }


def _commune(
    place: Place, sizes: Sizes, province: Tenant
) -> tuple[dict[str, list[float]], Sheet]:
    """Time one commune's worker round, nothing new and something new; look for signals."""
    [tenant] = crowd.settle(place, 1, sizes.country + 1)
    said = year.year(sizes.tasks, sizes.each)
    year.load(place.admin, tenant, said)
    scope = Scope(place.admin.engine, tenant.tenant_id, place.admin.key, as_owner=True)
    given = text(
        "INSERT INTO links VALUES (:tenant, gen_random_uuid(), :province, 'province', 'law',"
        " 'Luật', current_date - 400, NULL)"
    )
    with scope.begin() as connection:
        numbers = {"tenant": tenant.tenant_id, "province": province.tenant_id}
        connection.execute(given, numbers)
    place.tidy()
    anew = f"something new, {sizes.tasks} tasks of {said.events:,} events"
    standing = {
        "nothing new": list(_timed(scope, tenant, "")),
        anew: list(_timed(scope, tenant, "UPDATE oversight.standings SET up_to = 0")),
    }
    with scope.begin() as connection:
        return standing, alarms.of_year(connection, ZONE, today(ZONE))


def _timed(scope: Scope, tenant: Tenant, before: str) -> Iterator[float]:
    with scope.begin() as connection:
        refresh(connection, tenant)
    for _ in range(REPEATS):
        if before:
            with scope.begin() as connection:
                connection.execute(text(before))
        began = perf_counter()
        with scope.begin() as connection:
            refresh(connection, tenant)
        yield MILLI * (perf_counter() - began)


def _province(place: Place) -> Tenant:
    facts: dict[str, str | bool] = {"place": "", "phone": "", "zone": ZONE, "demo": True}
    with place.admin.engine.begin() as connection:
        connection.execute(AS_OWNER)
        tenant = register(connection, code=PROVINCE, kind="province", name="Sở Nội vụ", **facts)
    scope = Scope(place.admin.engine, tenant.tenant_id, place.admin.key, as_owner=True)
    with scope.begin() as connection:
        begin_history(connection, tenant.tenant_id)
        _officer(connection)
    return tenant


def _officer(connection: Connection) -> None:
    unit, post, person = crowd.unit_id(0), crowd.post_id(0), crowd.person_id(0)
    rows.add_unit(connection, unit, "Phòng Cải cách hành chính", "department", 0, crowd.SINCE)
    role = [Role.PROVINCIAL_OFFICER]
    rows.add_post(connection, (post, unit), "Chuyên viên", role, 0)
    rows.add_person(connection, person, "Vũ Thị Số Không")
    rows.fill_post(connection, post, person, crowd.SINCE)
    account = uuid5(crowd.NAMES, "account 0")
    open_account(connection, account, person, "nguoi0", hash_password(crowd.PASSWORD))
