"""What a province sees across the wall, and what it, or anybody, does not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Connection, text

from service.db import driver
from service.exchange.links import EnterLinkByLaw, RevokeLink
from service.ledgers import Instance
from service.log.operating import Log
from service.organisation.founding import Founding
from service.organisation.merging import Merger, Merging
from service.oversight.crossing import across
from service.oversight.keeping import refresh
from service.oversight.succession import heirs
from service.work import Order, execute
from tenants.access import Actor
from tenants.ids import TenantId
from tenants.register import Tenant, by_number
from tests.exchange.pairs import linked, province_of
from tests.isolation.crossing import GRANTS, POLICIES, VIEWS
from tests.isolation.furnishing import Furnished
from tests.isolation.rows import bound
from tests.isolation.test_tables import NOT_OF_US, context
from tests.past import TODAY
from tests.people import SINCE, Commune, make_commune

OWNED = ("standings", "figures", "heirs")


class Sides(NamedTuple):
    """Two provinces, and a commune that one of them looks at."""

    commune: Commune
    other: Commune
    province: Commune
    stranger: Commune


@pytest.fixture(scope="module")
def sides(admin: Instance, instance: Instance) -> Sides:
    made = Sides(
        make_commune(admin, instance),
        make_commune(admin, instance),
        province_of(admin, instance),
        province_of(admin, instance),
    )
    linked(made.commune, made.province)
    linked(made.other, made.stranger)
    stand(made.commune)
    stand(made.other)
    return made


def stand(commune: Commune) -> bool:
    with commune.ledger.scope.begin() as connection:
        return refresh(connection, commune.tenant)


@contextmanager
def looking(who: Commune) -> Iterator[Connection]:
    with who.ledger.scope.begin() as connection, across(connection, TODAY) as above:
        yield above


def seen(who: Commune) -> dict[str, set[int]]:
    """Whose rows each view shows somebody."""
    with looking(who) as above:
        return {
            view: set(above.execute(text(f"SELECT tenant_id FROM oversight.{view}")).scalars())  # noqa: S608
            for view in VIEWS
        }


NOBODY: dict[str, set[int]] = {view: set() for view in VIEWS}


def test_a_province_sees_those_who_gave_it_a_link_and_no_others(sides: Sides) -> None:
    mine = sides.commune.tenant.tenant_id
    assert seen(sides.province) == NOBODY | {
        "communes": {mine},
        "seen_standings": {mine},
        "stood": {mine},
    }
    theirs = {sides.other.tenant.tenant_id}
    assert seen(sides.stranger) == NOBODY | {
        "communes": theirs,
        "seen_standings": theirs,
        "stood": theirs,
    }


@pytest.mark.parametrize("who", ["commune", "other"])
def test_a_commune_sees_nobody_from_above_not_even_itself(sides: Sides, who: str) -> None:
    assert seen(getattr(sides, who)) == NOBODY


@pytest.mark.parametrize("kind", NOT_OF_US)
def test_without_a_good_context_the_views_are_empty(
    instance: Instance, sides: Sides, kind: str
) -> None:
    said = context(kind, instance.key, Furnished(sides.province, "", {}))
    with bound(instance.engine, said) as connection, across(connection, TODAY) as above:
        for view in VIEWS:
            assert above.execute(text(f"SELECT * FROM oversight.{view}")).all() == []  # noqa: S608


def test_a_link_that_is_revoked_shows_nothing_from_then_on(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    province = province_of(admin, instance)
    link_id = linked(commune, province)
    stand(commune)
    with looking(province) as above:
        assert above.execute(text("SELECT 1 FROM oversight.seen_standings")).all() == [(1,)]
        commune.do(RevokeLink(link_id=link_id, reason="Thôi"), by="su")
        assert above.execute(text("SELECT 1 FROM oversight.seen_standings")).all() == []
    assert seen(province) == NOBODY


@pytest.mark.parametrize(
    ("first", "last"), [(date(2025, 7, 1), date(2025, 9, 1)), (TODAY + timedelta(days=2), None)]
)
def test_a_link_that_is_over_or_has_not_begun_shows_nothing(
    admin: Instance, instance: Instance, commune: Commune, first: date, last: date | None
) -> None:
    province = province_of(admin, instance)
    linked(commune, province, first_day=first, last_day=last)
    with admin.scope(commune.tenant.tenant_id).begin() as connection:
        written(connection, commune, first)
    assert seen(province) == NOBODY


def test_days_before_the_link_are_not_shown(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    province = province_of(admin, instance)
    linked(commune, province, first_day=TODAY)
    with admin.scope(commune.tenant.tenant_id).begin() as connection:
        for day in (TODAY - timedelta(days=1), TODAY):
            written(connection, commune, day)
    with looking(province) as above:
        days = above.execute(text("SELECT day FROM oversight.seen_standings")).scalars().all()
    assert days == [TODAY]


def test_an_oversight_link_is_no_way_across(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    province = province_of(admin, instance)
    linked(commune, province, "oversight")
    assert (stand(commune), seen(province)) == (False, NOBODY)


def test_a_merged_commune_is_seen_as_long_as_its_heir_is(
    admin: Instance, instance: Instance, commune: Commune, tmp_path: Path
) -> None:
    province, other = province_of(admin, instance), make_commune(admin, instance)
    for one in (commune, other):
        linked(one, province)
        stand(one)
    heir = merged(admin, tmp_path, commune, other)
    gone = {one.tenant.tenant_id for one in (commune, other)}
    for number in gone:
        closed = with_number(admin, number)
        with instance.open(closed).scope.begin() as connection:
            assert (refresh(connection, closed), refresh(connection, closed)) == (True, False)
    assert seen(province) == NOBODY
    link = EnterLinkByLaw(
        code=province.tenant.code, kind="province", basis="Luật", first_day=SINCE
    )
    order = Order(actor=Actor.service(heir.tenant_id), command_id=uuid4())
    execute(link, order, instance.open(heir))
    assert seen(province) == NOBODY | {
        "communes": {heir.tenant_id},
        "predecessors": gone,
        "seen_standings": gone,
        "stood": gone,
    }
    with province.ledger.scope.begin() as connection:
        assert heirs(connection, SINCE) == dict.fromkeys(gone, heir.tenant_id)


def merged(admin: Instance, folder: Path, one: Commune, two: Commune) -> Tenant:
    log = Log(folder)
    log.begin("sauro.test")
    founding = Founding(
        code=f"{one.tenant.code}-moi",
        kind="commune",
        name="UBND xã Mới",
        place="Mới",
        phone="0200",
        admin="Quản Mới",
        since=SINCE,
    )
    old = [(c.tenant, c.actors["admin"]) for c in (one, two)]
    merger = Merger(founding, "Nghị quyết số 12", TODAY)
    return Merging(admin.engine, admin.key, log.signer).merge(old, merger)


def with_number(admin: Instance, number: int) -> Tenant:
    with admin.engine.connect() as connection:
        found = by_number(connection, TenantId(number))
    assert found is not None
    return found


@pytest.mark.parametrize("table", OWNED)
def test_a_standing_is_written_as_oneself_and_read_by_nobody_else(
    sides: Sides, table: str
) -> None:
    other = sides.other.tenant.tenant_id
    with sides.commune.ledger.scope.begin() as connection:
        raw = driver(connection)
        assert (
            raw.execute(
                f"SELECT 1 FROM oversight.{table} WHERE tenant_id = {other}"  # noqa: S608
            ).fetchall()
            == []
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(f"INSERT INTO oversight.{table} (tenant_id) VALUES ({other})")  # noqa: S608


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM oversight.standings",
        "SELECT * FROM oversight.figures",
        "SELECT * FROM oversight.heirs",
        "SELECT * FROM oversight.standing_links",
        "SELECT * FROM oversight.looks",
        "SELECT * FROM links",
        "SELECT * FROM tenants",
        "SELECT * FROM task_states",
        "SELECT * FROM es.stored_events",
        "INSERT INTO oversight.seen_standings (tenant_id) VALUES (1)",
        "DELETE FROM oversight.seen_standings",
    ],
)
def test_who_looks_across_may_read_the_views_and_nothing_else(
    sides: Sides, statement: str
) -> None:
    with pytest.raises(psycopg.Error), looking(sides.province) as above:
        driver(above).execute(statement)


def test_the_application_itself_may_not_read_the_views(sides: Sides) -> None:
    for view in VIEWS:
        with (
            sides.province.ledger.scope.begin() as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            driver(connection).execute(f"SELECT * FROM oversight.{view}")  # noqa: S608


def test_the_crossing_is_made_of_these_policies_and_rights_alone(admin: Instance) -> None:
    policies = text("""
        SELECT polrelid::regclass::text, polcmd::text, pg_get_expr(polqual, polrelid)
          FROM pg_policy WHERE 'sauro_crossing'::regrole = ANY (polroles)""")
    rights = text("""
        SELECT g.grantee::regrole::text, c.relname, g.privilege_type
          FROM pg_class c, aclexplode(c.relacl) g
         WHERE g.grantee::regrole::text IN ('sauro_crossing', 'sauro_oversight')
           AND g.grantee <> c.relowner""")
    views = text("""
        SELECT relname FROM pg_class
         WHERE relkind = 'v' AND relowner = 'sauro_crossing'::regrole
           AND 'security_barrier=true' = ANY (reloptions)""")
    with admin.engine.connect() as connection:
        said = {t: (c, " ".join(q.split())) for t, c, q in connection.execute(policies)}
        assert said == {name: ("r", using) for name, using in POLICIES.items()}
        assert {tuple(row) for row in connection.execute(rights)} == GRANTS
        assert set(connection.execute(views).scalars()) == {*VIEWS, "standing_links"}


def written(connection: Connection, commune: Commune, day: date) -> None:
    """A standing of which only the day counts."""
    names = "owners silent open_tasks late explained reported tasks unclear indicators measured"
    counts = [*names.split(), "met", "behind", "periods_missed", "up_to"]
    connection.execute(
        text(
            "INSERT INTO oversight.standings (tenant_id, day, reckoned_at, stale_on,"  # noqa: S608
            f" figures_on, {', '.join(counts)}) VALUES (:tenant, :day, now(), :day, :day,"
            f" {', '.join('0' for _ in counts)})"
        ),
        {"tenant": commune.tenant.tenant_id, "day": day},
    )
