"""Whatever people do in several tenants, in any order, no tenant sees or changes another.

Commands are those of the service, all of them, with identifiers of other tenants among their
values; after each, every other tenant's rows are as they were. At the end every table and every
page is looked at from every tenant.
"""

import zipfile
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from random import Random
from uuid import UUID, uuid4

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from service.ledgers import Instance
from tenants.scope import Scope
from tests.isolation.commands import every_command, made
from tests.isolation.expected import EXPECTED
from tests.isolation.furnishing import WRITTEN, Furnished, furnished
from tests.isolation.test_routes import GUARDED, address
from tests.people import Commune, make_commune
from tests.web import Browser, Page, browse, manage
from tests.work.year import Year

COMMANDS = every_command()
SENSIBLE, ACTS = 0.5, 20  # part of what is done; how much at a time
PAGES = [rule for rule, method in GUARDED if method == "GET"]
Rows = dict[str, list[str]]


@dataclass(repr=False)
class Resident:
    """One tenant with things in it, its year, and a browser for each person."""

    place: Furnished
    year: Year
    browsers: dict[str, Browser]

    @property
    def commune(self) -> Commune:
        return self.place.commune

    def ids(self) -> list[UUID]:
        """Everything that a command could name here."""
        named = [value for value in self.place.ids.values() if isinstance(value, UUID)]
        people = [i for a in self.commune.actors.values() for i in (a.person_id, a.post_id)]
        return [*named, *people, self.year.plan_id, *self.year.tasks]

    def addresses(self) -> list[dict[str, object]]:
        """The values of each argument of its pages."""
        plan = self.place.ids | {"plan_id": self.year.plan_id}
        return [self.place.ids, *(plan | {"task_id": task} for task in self.year.tasks[:1])]


@dataclass(repr=False)
class World:
    """Three tenants of one instance, and what the database's superuser sees of them."""

    residents: list[Resident]
    admin: Instance
    tables: list[str]

    def rows(self) -> dict[int, Rows]:
        """Give every tenant's rows of every table."""
        found: dict[int, Rows] = {int(r.commune.tenant.tenant_id): {} for r in self.residents}
        with self.admin.engine.connect() as connection:
            for table in self.tables:
                every = connection.exec_driver_sql(
                    f"SELECT tenant_id, array_agg(t::text ORDER BY t::text) FROM {table} t"  # noqa: S608
                    f" WHERE tenant_id IN {tuple(found)} GROUP BY 1"
                )
                for tenant_id, rows in every:
                    found[tenant_id][table] = rows
        return found

    def seen(self, scope: Scope) -> Rows:
        """Give what can be seen of every table in one tenant's name."""
        found: Rows = {}
        with scope.begin() as connection:
            for table in self.tables:
                asked = f"SELECT t::text FROM {table} t ORDER BY 1"  # noqa: S608
                if rows := connection.exec_driver_sql(asked).scalars().all():
                    found[table] = sorted(rows)
        return found


@pytest.fixture(scope="module")
def world(admin: Instance, instance: Instance) -> World:
    residents = [_resident(make_commune(admin, instance)) for _ in range(3)]
    with admin.engine.connect() as connection:
        tables = connection.execute(text(WRITTEN)).scalars().all()
    return World(residents, admin, list(tables))


def _resident(commune: Commune) -> Resident:
    place, logins = furnished(commune), {e.right for e in EXPECTED.values()} - {"admin"}
    browsers = {login: browse(commune, login) for login in logins} | {"admin": manage(commune)}
    return Resident(place, Year(commune, place.mark), browsers)


def act(world: World, chance: Random) -> Resident:
    """Do something as somebody of one tenant; a refusal or an error is as good as any other."""
    resident = chance.choice(world.residents)
    if chance.random() < SENSIBLE:
        resident.year.try_to(chance.randrange(12), chance.randrange(10))
        return resident
    ids = [*(i for r in world.residents for i in r.ids()), uuid4()]
    login = chance.choice(sorted(resident.commune.actors))
    with suppress(Exception):
        command = made(chance.choice(COMMANDS), resident.place.mark, ids, chance)
        resident.commune.do(command, by=login)
    return resident


def look_at_tables(world: World) -> None:
    truth = world.rows()
    for resident in world.residents:
        mine = {t: sorted(r) for t, r in truth[resident.commune.tenant.tenant_id].items()}
        assert world.seen(resident.commune.ledger.scope) == mine


def look_at_pages(world: World, ours: Resident, theirs: Resident) -> int:
    """Look at every page of one tenant from another; gives how many showed one's own."""
    shown, code = 0, ours.commune.tenant.code
    for rule in PAGES:
        browser = ours.browsers[EXPECTED[rule.endpoint].right]
        for one, where in ((ours, code), (theirs, code), (theirs, theirs.commune.tenant.code)):
            for ids in one.addresses():
                path = address(rule, where, ids)
                told = content(browser.get(path))
                assert theirs.place.mark.encode() not in told
                assert where != code or theirs.commune.tenant.code.encode() not in told
                shown += ours.place.mark.encode() in told
    return shown


def content(page: Page) -> bytes:
    """What a page or a file says, with what is packed in it."""
    data = page.response.get_data()
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return b"".join(map(packed.read, packed.namelist()))


def test_whatever_is_done_in_one_tenant_no_other_sees_or_feels(world: World) -> None:
    @settings(
        max_examples=3,
        deadline=None,
        phases=[Phase.generate],  # the tenants live on: what is tried again is not the same
    )
    @given(number=st.integers(0, 2**32))
    def lived(number: int) -> None:
        live(world, Random(number))  # noqa: S311

    lived()
    look_at_tables(world)
    ours, theirs, _ = world.residents
    assert look_at_pages(world, ours, theirs) > 0


def live(world: World, chance: Random) -> None:
    """Do many things, each unfelt by the others."""
    before = world.rows()
    for _ in range(ACTS):
        done = act(world, chance).commune.tenant.tenant_id
        after = world.rows()
        for other in after.keys() - {done}:
            assert after[other] == before[other]
        before = after


def test_somebody_whom_no_wall_stops_would_be_noticed(world: World) -> None:
    resident = world.residents[0]
    beyond = replace(resident.commune.ledger.scope, engine=world.admin.engine)
    rows = world.rows()[resident.commune.tenant.tenant_id]
    assert world.seen(beyond) != {table: sorted(mine) for table, mine in rows.items()}


def test_every_command_is_among_them() -> None:
    assert len(COMMANDS) >= 24
