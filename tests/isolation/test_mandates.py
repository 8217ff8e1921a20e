"""Whatever a mandate covers, every page and every table shows its members that, and no more."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID, uuid4, uuid5

import pytest
from sqlalchemy import Connection, text

from events.inspections import Inspection, Ordered
from events.mandates import Orderer
from events.measuring import Figure
from events.values import Evidence
from service.db import driver
from service.discussions.talking import Say
from service.evidence.keeping import AddEvidence
from service.indicators.measuring import Measure
from service.inspections.ordering import OrderInspection
from service.ledgers import Instance
from service.messages.urging import UrgeTasks
from service.tasks.giving import Transfer
from service.tasks.judging import Accept
from service.tasks.working import Acknowledge, ReportProgress, Submit
from service.work import Work
from tenants.ids import PersonId
from tests.exchange.pairs import linked, province_of
from tests.isolation.rows import bound
from tests.past import TODAY, Story, days_ago, duty, issued, local_day, make_story, target
from tests.web import Browser, Page, browse

SCOPES = 6
PLANS = ((200, "cũ"), (100, "giữa"), (20, "mới"))  # days ago, word of the title
PEOPLE = ("khai", "do", "hung", "dung")
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
LED = """SELECT task_id, plan_id, lead_unit_id, valid_from AT TIME ZONE 'Asia/Ho_Chi_Minh',
    valid_to AT TIME ZONE 'Asia/Ho_Chi_Minh', status FROM task_states"""
ABOUT = "SELECT DISTINCT {key} FROM {table}"
WALLED = text("""
    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE a.attname = 'tenant_id' AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
       AND has_table_privilege('sauro_app', c.oid, 'SELECT') ORDER BY 1
""")
BOUND = text("SELECT polrelid::regclass::text FROM pg_policy WHERE polname = 'by_mandate'")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Scene:
    """A commune with a past, in which Tùng inspects, and a guest of its province."""

    story: Story
    instance: Instance
    guest: UUID
    orderer: Orderer

    @cached_property
    def rows(self) -> list[tuple[UUID, UUID, UUID, date, date, str]]:
        """What the units led, from when to when, as nobody limits it."""
        with self.story.ledger.scope.begin() as connection:
            return [
                (task, plan, unit, begun.date(), ended.date(), status)
                for task, plan, unit, begun, ended, status in driver(connection).execute(LED)
            ]

    def everything(self, key: str, table: str) -> set[UUID]:
        with self.story.ledger.scope.begin() as connection:
            return ids(connection, key, table)

    def tasks(self, said: Ordered) -> set[UUID]:
        """What a mandate covers, reckoned here once more."""
        since, until = said.period_from or date.min, said.period_until or date.max
        over = {"accepted", "rated", "locked", "recalled", "cancelled", "superseded"}
        return {
            task
            for task, plan, unit, begun, ended, status in self.rows
            if unit in said.unit_ids and (not said.plan_ids or plan in said.plan_ids)
            if begun <= until and ended >= since and not (status in over and begun < since)
        }

    def plans(self, tasks: set[UUID], said: Ordered) -> set[UUID]:
        return {plan for task, plan, *_ in self.rows if task in tasks} | {*said.plan_ids}

    def reading(self, reader: UUID | None = None) -> str:
        """Sign what binds a transaction to somebody's mandates: Tùng's unless it is said."""
        tung = self.story.actors["tung"]
        who = PersonId(reader or tung.person_id)
        return self.instance.key.sign(tung.tenant_id, seconds=60, reader=who)

    def order(self, said: Ordered) -> UUID:
        made = self.story.do(OrderInspection(ordered=said), by="su", at=days_ago(0, 0))
        return uuid5(made, "inspection")

    def close(self, inspection_id: UUID) -> None:
        self.story.do(End(inspection_id), by="su", at=days_ago(0, 0))


@dataclass(frozen=True)
class End:
    """Conclude an inspection, whoever ordered it."""

    inspection_id: UUID

    def decide(self, work: Work) -> None:
        inspection = work.load(Inspection, self.inspection_id)
        inspection.close("1/KL")
        work.save(inspection)


def ids(connection: Connection, key: str, table: str) -> set[UUID]:
    return {row[0] for row in driver(connection).execute(ABOUT.format(key=key, table=table))}


@pytest.fixture(scope="module")
def scene(admin: Instance, instance: Instance) -> Scene:
    story = make_story(admin, instance)
    for ago, word in PLANS:
        items = [duty(story, n, person=who) for n, who in enumerate(PEOPLE, 1)]
        plan_id = issued(story, [*items, target(9)], title=f"KH {word}", at=days_ago(ago))
        for task in story.tasks(plan_id):
            _lived(story, task.task_id, str(task.clarity.person_id), ago)
    with story.ledger.scope.begin() as connection:
        measured = ids(connection, "indicator_id", "indicator_states")
    for indicator_id in measured:
        figure = Figure(source="sổ", measured_on=local_day(9), value=Decimal(1))
        measure = Measure(
            indicator_id=indicator_id,
            first_day=local_day(9),
            last_day=local_day(9),
            figure=figure,
        )
        story.do(measure, by="ha", at=days_ago(9))
    province = province_of(admin, instance)
    link = linked(story, province)
    orderer = Orderer(province.tenant.tenant_id, link, uuid4())
    return Scene(story, instance, uuid4(), orderer)


def _lived(story: Story, task_id: UUID, person_id: str, ago: int) -> None:
    """Let a task be worked on; Khải's is accepted, Hùng's moves to the one-stop centre."""
    [who] = [w for w in PEOPLE if str(story.actors[w].person_id) == person_id]
    proof = Evidence(name=f"{task_id}.pdf", sha256=f"{task_id.hex}" * 2, size=9, kind="pdf")
    story.do(Acknowledge(task_id=task_id), by=who, at=days_ago(ago - 1))
    story.do(
        ReportProgress(task_id=task_id, amount=Decimal(1), note="x"),
        by=who,
        at=days_ago(ago - 2),
    )
    story.do(Say(task_id=task_id, text="Đã gọi"), by=who, at=days_ago(ago - 2))
    add = AddEvidence(purpose="task", for_id=task_id, files=(proof,))
    story.do(add, by=who, at=days_ago(ago - 2))
    if who == "khai":
        story.do(
            Submit(task_id=task_id, note="xong", evidence=()), by=who, at=days_ago(ago - 5)
        )
        story.do(Accept(task_id=task_id, note=""), by="do", at=days_ago(ago - 6))
    elif who == "hung":
        story.do(UrgeTasks(task_ids=(task_id,), note=""), by="ha", at=days_ago(ago - 4))
        there = story.actors["do"].unit_id
        moved = Transfer(task_id=task_id, lead_unit_id=there, reason="đúng việc")
        story.do(moved, by="ha", at=days_ago(ago - 8))


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
        ("minh-chung/{}", set[UUID](), items - named),
        ("don-vi/{}", set(said.unit_ids), set(scene.story.units.values()) - set(said.unit_ids)),
    ):
        assert {tung.get(what.format(one)).status for one in mine} <= {200}, what
        assert {tung.get(what.format(one)).status for one in others} <= {404}, what


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
