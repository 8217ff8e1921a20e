"""Whatever a mandate covers, every page and every table shows its members that, and no more."""

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Connection, text

from events.inspections import Ordered
from service.ledgers import Instance
from tests.isolation.rows import bound
from tests.isolation.scene import Scene, ids, make_scene
from tests.past import TODAY, local_day
from tests.web import Browser, Page, browse

SCOPES = 6
PERIODS = ((None, None), (None, 120), (150, 30), (60, None), (120, 100), (10, None))  # days ago
OPEN = {  # tables that say nothing of anybody's tasks, and why they are open
    "units", "people", "guests", "posts", "holdings", "delegations", "populations",
    "calendar_days", "accounts", "sessions", "sign_in_tries", "files", "alerts", "contacts",
    "webhooks", "calendar_feeds", "daily_rounds", "data_keys", "links", "link_revocations",
    "tenants", "es.tenant_heads", "es.tree_nodes", "es.checkpoints", "catalogue_states",
    "rule_set_states", "shared_indicator_states", "evaluation_periods", "par_set_states",
    "par_appraisals", "par_assessments", "paper_templates", "oversight.heirs",
    "oversight.figures", "oversight.looks", "oversight.standings",
}  # fmt: skip
WALLED = text("""
    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE a.attname = 'tenant_id' AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
       AND has_table_privilege('sauro_app', c.oid, 'SELECT') ORDER BY 1
""")
BOUND = text("SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'by_mandate'")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def scene(admin: Instance, instance: Instance) -> Scene:
    return make_scene(admin, instance)


@pytest.fixture(params=range(SCOPES))
def covered(request: pytest.FixtureRequest, scene: Scene) -> Iterator[tuple[Scene, Ordered]]:
    """A mandate of Tùng and a guest that runs today, drawn by the number of the test.

    Each second one was ordered by the province.
    """
    draw, story = random.Random(request.param), scene.story  # noqa: S311 - repeatable
    first, last = PERIODS[request.param % len(PERIODS)]
    plans = sorted(scene.everything("plan_id", "plan_states"))
    units = draw.sample(sorted(story.units.values()), draw.randint(1, 2))
    own = story.actors["tung"].unit_id in units
    said = Ordered(
        kind="self_check" if own else "planned",
        document="15/QĐ-UBND",
        issued_on=TODAY,
        subject="Kiểm tra",
        unit_ids=tuple(units),
        members=(story.actors["tung"].person_id, scene.guest),
        first_day=TODAY,
        last_day=TODAY,
        orderer=scene.orderer if request.param % 2 else None,
        plan_ids=tuple(draw.sample(plans, draw.choice((0, 0, 1, 2)))),
        period_from=local_day(first) if first else None,
        period_until=local_day(last) if last else None,
    )
    inspection_id = scene.order(said)
    yield scene, said
    scene.close(inspection_id)


def test_every_table_shows_what_the_mandate_covers(covered: tuple[Scene, Ordered]) -> None:
    scene, said = covered
    tasks = scene.tasks(said)
    plans = scene.plans(tasks, said)
    with scene.story.ledger.scope.begin() as connection:
        asked = text("SELECT indicator_id FROM indicator_states WHERE plan_id = ANY(:p)")
        indicators = set(connection.scalars(asked, {"p": [*plans]}))
        things = tasks | indicators
        asked = text("SELECT evidence_id FROM evidence_uses WHERE for_id = ANY(:t)")
        evidence = set(connection.scalars(asked, {"t": [*things]}))
    with bound(scene.instance.engine, scene.reading(scene.guest)) as connection:
        assert ids(connection, "task_id", "task_states") == tasks
        assert ids(connection, "plan_id", "plan_states") == plans
    with bound(scene.instance.engine, scene.reading()) as connection:
        assert ids(connection, "task_id", "task_states") == tasks
        assert ids(connection, "task_id", "task_comments") == tasks
        assert ids(connection, "plan_id", "plan_states") == plans
        assert ids(connection, "indicator_id", "indicator_states") == indicators
        assert ids(connection, "indicator_id", "indicator_figures") == indicators
        assert ids(connection, "for_id", "evidence_uses") == tasks
        assert ids(connection, "evidence_id", "evidence_items") == evidence
        streams = (
            "es.stored_events WHERE topic ~ '^(tasks|plans|plan_life|indicators|evidence)[.]'"
        )
        assert ids(connection, "stream_id", streams) == tasks | plans | indicators | evidence
        beside = "es.stored_events WHERE topic ~ '^(discussions|urging|measuring)[.]'"
        assert ids(connection, "ctx.about(topic, state)", beside) == tasks | indicators


def test_a_mandate_opens_the_locked_reports_of_its_plans(
    covered: tuple[Scene, Ordered],
) -> None:
    scene, said = covered
    reports, _ = _reports(scene, scene.plans(scene.tasks(said), said))
    streams = "es.stored_events WHERE topic ~ '^reports[.]'"
    with bound(scene.instance.engine, scene.reading()) as connection:
        assert ids(connection, "report_id", "report_states") == reports
        assert ids(connection, "stream_id", streams) == reports


@pytest.mark.parametrize("covered", [1], indirect=True)  # a walk takes half a minute
def test_every_page_shows_what_the_mandate_covers(covered: tuple[Scene, Ordered]) -> None:
    scene, said = covered
    tasks, every = scene.tasks(said), scene.everything("task_id", "task_states")
    plans, all_plans = scene.plans(tasks, said), scene.everything("plan_id", "plan_states")
    items = scene.everything("evidence_id", "evidence_items")
    tung = browse(scene.story, "tung")
    seen = _walked(tung)
    pages = [page for page in seen.values() if page.response.mimetype == "text/html"]
    named = {UUID(found) for page in pages for found in ID.findall(page.html)}
    assert {path: p.status for path, p in seen.items() if p.status >= 500} == {}
    assert named & every == tasks
    assert named & all_plans == plans
    for what, mine, others in (
        ("nhiem-vu/{}", tasks, every - tasks),
        ("phat-lai/nhiem-vu/{}", tasks, every - tasks),
        ("kiem-chung/goi/nhiem-vu/{}.zip", set[UUID](), every - tasks),
        ("ke-hoach/{}", plans, all_plans - plans),
        ("phat-lai/ke-hoach/{}", plans, all_plans - plans),
        ("bao-cao/{}", *_reports(scene, plans)),
        ("minh-chung/{}", set[UUID](), items - named),
        ("don-vi/{}", set(said.unit_ids), set(scene.story.units.values()) - set(said.unit_ids)),
    ):
        assert {tung.get(what.format(one)).status for one in mine} <= {200}, what
        assert {tung.get(what.format(one)).status for one in others} <= {404}, what


def _reports(scene: Scene, plans: set[UUID]) -> tuple[set[UUID], set[UUID]]:
    """Part the reports into those that are locked, of these plans, and the others."""
    mine = {report for plan, report in scene.locked.items() if plan in plans}
    return mine, scene.everything("report_id", "report_states") - mine


def _walked(browser: Browser) -> dict[str, Page]:
    """Open every page that a link leads to, but those that end the session."""
    seen: dict[str, Page] = {}
    waiting = [browser.address("")]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen[path] = page = browser.get(path)
        if page.response.mimetype == "text/html":
            waiting += [
                str(a["href"]).partition("#")[0]
                for a in page.soup.select("main a[href], nav a[href]")
                if str(a["href"]).startswith("/x/") and "buoc=" not in str(a["href"])
            ]
    return seen


def test_every_table_is_open_for_a_reason_or_bound(scene: Scene, admin: Instance) -> None:
    with admin.engine.connect() as connection:
        tables = set(connection.scalars(WALLED))
        limited = set(connection.scalars(BOUND))
    assert tables - limited <= OPEN
    with bound(scene.instance.engine, scene.reading()) as connection:
        nothing = {t for t in limited - OPEN if _count(connection, t)}
    assert nothing <= {"es.stored_events", "inspection_states", "looks"}  # looks of one's own


def _count(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


def test_who_takes_the_reader_out_of_the_context_sees_nothing(scene: Scene) -> None:
    kid, tenant, expiry, reader, mac = scene.reading().split("|")
    other = scene.story.actors["su"].person_id
    for forged in (
        f"{kid}|{tenant}|{expiry}|{mac}",
        f"{kid}|{tenant}|{expiry}||{mac}",
        f"{kid}|{tenant}|{expiry}|{other}|{mac}",
        f"{kid}|{tenant}|{expiry}|{reader}|{mac}|",
    ):
        with bound(scene.instance.engine, forged) as connection:
            assert _count(connection, "task_states") == 0
            assert _count(connection, "es.stored_events") == 0


@pytest.mark.parametrize("left", ["RESET ROLE", "SET LOCAL ROLE sauro_app", "SET ROLE NONE"])
def test_who_leaves_the_role_of_readers_sees_nothing(scene: Scene, left: str) -> None:
    with bound(scene.instance.engine, scene.reading()) as connection:
        assert _count(connection, "units")
        connection.exec_driver_sql(left)
        assert _count(connection, "units") == _count(connection, "task_states") == 0


@pytest.mark.parametrize(("first", "last"), [(-3, -1), (1, 3)])
def test_before_and_after_its_days_a_mandate_opens_nothing(
    scene: Scene, first: int, last: int
) -> None:
    story = scene.story
    said = Ordered(
        kind="planned",
        document="15/QĐ-UBND",
        issued_on=TODAY,
        subject="Kiểm tra",
        unit_ids=(story.actors["do"].unit_id,),
        members=(story.actors["tung"].person_id,),
        first_day=TODAY + timedelta(days=first),
        last_day=TODAY + timedelta(days=last),
    )
    inspection_id, tung = scene.order(said), browse(story, "tung")
    with bound(scene.instance.engine, scene.reading()) as connection:
        assert _count(connection, "task_states") == 0
    assert tung.get(f"nhiem-vu/{next(iter(scene.tasks(said)))}").status == 404
    assert tung.get(f"kiem-tra/{inspection_id}").status == 200
    scene.close(inspection_id)
