"""Plans as of a past day: what stood then, nothing to write with, and the day in every link."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, select

from events.errors import RefusedError
from service.history import OPEN_END, ReadModel, standing
from service.organisation.people import LeavePost
from service.read_models import READ_MODELS
from service.tasks.deadlines import ExtendDeadline
from service.tasks.judging import Accept, SendBack
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import Acknowledge, ReportProgress, Submit
from service.vault.stores import event_store
from service.work import Command, Order, execute
from tests.past import TODAY, Story, days_ago, duty, issued, local_day, target
from tests.web import Page, browse
from tests.work.ledger import rows_of
from web.plans.page import quarter_ends

DUE, LATER = date(2030, 6, 28), date(2030, 7, 31)
SIGN_OUT = "dang-xuat"


@pytest.fixture
def plan(story: Story) -> UUID:
    """Issued 60 days ago; received 50, extended 40, handed in 20 and accepted 10 days ago."""
    plan_id = issued(story, [target(1), duty(story, 2, due=DUE)], at=days_ago(60))
    task = story.tasks(plan_id)[0].task_id
    story.do(Acknowledge(task_id=task), by="khai", at=days_ago(50))
    extend = ExtendDeadline(task_id=task, due_on=LATER, reason="Máy hỏng")
    story.do(extend, by="dung", at=days_ago(40))
    story.do(Submit(task_id=task, note="Xong"), by="khai", at=days_ago(20))
    story.do(Accept(task_id=task), by="do", at=days_ago(10))
    return plan_id


def seen(story: Story, plan_id: UUID, day: date, *, login: str = "ha") -> Page:
    return browse(story, login).get(f"ke-hoach/{plan_id}", {"tai_ngay": day.isoformat()})


@pytest.mark.parametrize(
    ("days", "state", "due"),
    [
        (60, "Chưa bắt đầu", DUE),
        (50, "Đang thực hiện", DUE),
        (41, "Đang thực hiện", DUE),
        (40, "Đang thực hiện", LATER),
        (20, "Chờ duyệt", LATER),
        (10, "Hoàn thành đúng hạn", LATER),
        (1, "Hoàn thành đúng hạn", LATER),
    ],
)
def test_each_day_shows_what_stood_at_its_end(
    story: Story, plan: UUID, days: int, state: str, due: date
) -> None:
    page = seen(story, plan, local_day(days))
    [row] = page.soup.select("tbody tr:has(th[scope=row])")
    assert state in row.get_text()
    assert due.strftime("%d/%m/%Y") in row.get_text()


def test_a_past_day_has_a_banner_and_nothing_to_write_with(story: Story, plan: UUID) -> None:
    page = seen(story, plan, local_day(30))
    [banner] = page.soup.select(".past p")
    said = banner.get_text()
    assert f"dữ liệu tại {local_day(30):%d/%m/%Y}, 23:59. Không thể sửa." in said
    posted = [str(form["action"]) for form in page.soup.find_all("form", method="post")]
    assert all(action.endswith(SIGN_OUT) for action in posted)
    assert not page.soup.select("main form, main button, a[href$='/ra-soat']")
    assert browse(story, "ha").get(f"ke-hoach/{plan}").soup.select("a[href$='/ra-soat']")


def test_every_link_of_the_page_keeps_the_day(story: Story, plan: UUID) -> None:
    day = local_day(30).isoformat()
    page = seen(story, plan, local_day(30))
    links = [str(a["href"]) for a in page.soup.select("main a[href], .crumbs a[href]")]
    kept = [link for link in links if f"tai_ngay={day}" in link]
    assert set(links) - set(kept) == {link for link in links if link.endswith("/tep")}


def test_what_was_written_down_late_is_shown_on_its_day_by_one_clock_only(
    story: Story,
) -> None:
    plan = issued(story, [duty(story, 2, due=DUE)], at=days_ago(60))
    task = story.tasks(plan)[0].task_id
    late = Order(
        actor=story.actors["khai"],
        command_id=uuid4(),
        happened_at=days_ago(30),
        recorded_at=days_ago(5),
    )
    execute(ReportObstacle(task_id=task, cause="waiting", text="Mất mạng"), late, story.ledger)
    address, day = f"nhiem-vu/{task}", local_day(20).isoformat()
    happened = browse(story, "ha").get(address, {"tai_ngay": day})
    assert "Mất mạng" in happened.text
    assert "theo ngày xảy ra" in happened.text
    recorded = browse(story, "ha").get(address, {"tai_ngay": day, "dong_ho": "ghi-nhan"})
    assert "Mất mạng" not in recorded.text
    assert recorded.soup.select_one("input[name=dong_ho][value=ghi-nhan][checked]")
    inspector = browse(story, "tung").get(address, {"tai_ngay": day})
    assert "Mất mạng" not in inspector.text
    assert all(
        "dong_ho=" in str(a["href"]) for a in inspector.soup.select("main a[href*=tai_ngay]")
    )
    for page in ("", "nhiem-vu", "chi-tieu", "don-vi", "minh-chung", f"ke-hoach/{plan}"):
        assert browse(story, "ha").get(page, {"tai_ngay": day}).status == 200


def test_the_day_may_be_typed_as_people_type_it(story: Story, plan: UUID) -> None:
    typed = {"tai_ngay": local_day(30).strftime("%d/%m/%Y"), "so_voi": ""}
    page = browse(story, "ha").get(f"ke-hoach/{plan}", typed)
    assert "Không thể sửa" in page.text


@pytest.mark.parametrize("typed", ["31/02/2026", "3026-01-01", "hôm qua", "<b>", "9" * 900])
def test_a_day_that_is_none_shows_the_present_and_says_so(
    story: Story, plan: UUID, typed: str
) -> None:
    page = browse(story, "ha").get(f"ke-hoach/{plan}", {"tai_ngay": typed})
    assert page.status == 200
    assert page.messages
    assert "Không thể sửa" not in page.text


def test_before_the_issue_the_page_says_since_when(story: Story, plan: UUID) -> None:
    page = seen(story, plan, local_day(61))
    day = local_day(60)
    assert f"Trước {day:%d/%m/%Y} kế hoạch này chưa được ban hành" in page.text
    way = page.soup.select_one(".empty a")
    assert way is not None
    assert way.get_text(strip=True) == "Xem lúc ban hành"
    assert f"tai_ngay={day.isoformat()}" in str(way["href"])
    assert "Số hóa hồ sơ" not in page.text


def test_people_are_shown_in_the_posts_of_that_day(story: Story) -> None:
    plan_id = issued(story, [duty(story, 1)], at=days_ago(60))
    khai = story.actors["khai"]
    left = LeavePost(
        post_id=khai.post_id, person_id=khai.person_id, last_day=TODAY - timedelta(days=10)
    )
    story.do(left, by="admin", at=days_ago(9))
    assert (
        "Công chức một cửa (không còn giữ)"
        in browse(story, "ha").get(f"ke-hoach/{plan_id}").text
    )
    then = seen(story, plan_id, local_day(30)).text
    assert "Công chức một cửa" in then
    assert "không còn giữ" not in then


def test_named_moments_are_the_issue_and_the_ends_of_quarters() -> None:
    named = quarter_ends(date(2025, 11, 3), date(2026, 11, 21))
    assert [name for name, _ in named] == [
        "Cuối quý IV/2025",
        "Cuối quý I/2026",
        "Cuối quý II/2026",
        "Cuối quý III/2026",
    ]
    assert named[0][1].isoformat() == "2025-12-31"
    assert quarter_ends(date(2026, 10, 1), date(2026, 11, 21)) == []


def rebuilt(model: ReadModel, connection: Connection, until: datetime) -> list[dict[str, Any]]:
    """Rebuild a read model from the events that were recorded until an instant."""
    history = event_store(connection).history()
    known = [recorded for recorded in history if recorded.recorded_at <= until]
    return [row for row in rows_of(model, known) if row["valid_to"] == OPEN_END]


def shown(model: ReadModel, connection: Connection, at: datetime) -> list[dict[str, Any]]:
    rows = connection.execute(select(model.table).where(standing(model.table, at)))
    return [dict(row._mapping) for row in rows]


def as_set(rows: list[dict[str, Any]]) -> set[tuple[tuple[str, str], ...]]:
    kept = [{k: v for k, v in r.items() if k not in {"tenant_id", "valid_to"}} for r in rows]
    return {tuple(sorted((k, str(_same(v))) for k, v in row.items())) for row in kept}


def _same(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return value.normalize() if isinstance(value, Decimal) else value


def lived(story: Story, seed: int) -> None:
    """Let forty things be tried on the tasks of two plans; what is refused did not happen."""
    chance = random.Random(seed)  # noqa: S311 - a story, not a secret
    plans = [
        issued(
            story, [target(1), *(duty(story, n, due=DUE) for n in (2, 3, 4))], at=days_ago(d)
        )
        for d in (90, 80)
    ]
    tasks = [task.task_id for plan_id in plans for task in story.tasks(plan_id)]
    for step in range(40):
        task = chance.choice(tasks)
        by, command = chance.choice(moves(task, chance))
        try:
            story.do(command, by=by, at=days_ago(79) + timedelta(days=step, hours=step % 5))
        except RefusedError:
            continue


def moves(task: UUID, chance: random.Random) -> list[tuple[str, Command]]:
    amount = Decimal(chance.randint(0, 1240))
    due = DUE + timedelta(days=chance.randint(1, 200))
    return [
        ("khai", Acknowledge(task_id=task)),
        ("khai", ReportProgress(task_id=task, amount=amount)),
        ("khai", ReportObstacle(task_id=task, cause="waiting", text="Chờ máy")),
        ("khai", Submit(task_id=task, note="Xong")),
        ("do", SendBack(task_id=task, reason="Thiếu ảnh")),
        ("do", Accept(task_id=task)),
        ("dung", ExtendDeadline(task_id=task, due_on=due, reason="Mưa lũ")),
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_picture_at_an_instant_is_a_rebuild_stopped_at_that_instant(
    story: Story, seed: int
) -> None:
    lived(story, seed)
    with story.ledger.scope.begin() as connection:
        history = list(event_store(connection).history())
        moments = sorted({recorded.recorded_at for recorded in history})
        edges = [m + timedelta(microseconds=d) for m in moments[-12:] for d in (-1, 0, 1)]
        for model in READ_MODELS:
            for at in [days_ago(200), *edges, days_ago(0, hour=0)]:
                kept = as_set(shown(model, connection, at))
                assert kept == as_set(rebuilt(model, connection, at)), (model.table.name, at)
