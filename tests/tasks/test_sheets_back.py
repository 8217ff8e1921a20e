"""What a sheet did is taken back: everything stands as before, or nothing is touched."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.task_sheets import NotYourSheetError
from service import clock
from service.db import driver
from service.ledgers import Instance
from service.read_models import rebuild
from service.tasks import sheets, states
from service.tasks.deadlines import AskExtension, ExtendDeadline
from service.tasks.giving import AssignInside
from service.tasks.sheets import Line, TakeSheetBack, TakeSheetIn, TasksWentOnError
from service.tasks.working import Acknowledge, ReportProgress
from service.work import Command
from tenants.access import Actor
from tests.past import TODAY, Story, days_ago, duty, issued, make_story
from tests.tasks.sheet_papers import SHEET, done, foreseen, now, put, standing
from tests.web import browse


def test_a_sheet_is_taken_back_whole(story: Story, sheet_tasks: list[UUID]) -> None:
    khai, before = browse(story, "khai"), standing(story, sheet_tasks)
    done(khai, foreseen(khai, put(2, done=880, note="Còn ba thôn"), put(3, done=5)))
    assert standing(story, sheet_tasks) != before
    page = khai.get(SHEET)
    [action] = [str(f["action"]) for f in page.soup.select("main form[action$='/hoan-tac']")]
    assert browse(story, "ha").post(action).status == 404
    assert khai.post(action, page.form("/hoan-tac")).status == 303
    assert standing(story, sheet_tasks) == before
    assert "Đã hoàn tác" in khai.get(SHEET).text
    assert khai.post(action).status == 422
    assert (
        "Hoàn tác thay đổi đã nạp từ bảng Excel" in khai.get(f"nhiem-vu/{sheet_tasks[0]}").text
    )


def test_what_went_on_since_is_named_and_nothing_is_taken_back(
    story: Story, sheet_tasks: list[UUID]
) -> None:
    khai = browse(story, "khai")
    done(khai, foreseen(khai, put(2, done=880), put(3, done=5)))
    told = ReportProgress(task_id=sheet_tasks[1], amount=Decimal(7))
    story.do(told, by="khai", at=clock.now())
    page = khai.get(SHEET)
    [action] = [str(f["action"]) for f in page.soup.select("main form[action$='/hoan-tac']")]
    answer = khai.post(action)
    assert answer.status == 409
    assert "Nhiệm vụ đã đổi tiếp: NV-2026-002." in answer.text
    assert [task.amount for task in now(story, sheet_tasks)[:2]] == [880, 7]


@pytest.fixture(scope="module")
def sandbox_of_undo(admin: Instance, instance: Instance) -> tuple[Story, list[UUID]]:
    """Tasks in several states, for sheets that are taken in and back again and again."""
    story = make_story(admin, instance)
    items = [duty(story, n, due=TODAY + timedelta(days=9)) for n in range(1, 4)]
    tasks = [task.task_id for task in story.tasks(issued(story, items, at=days_ago(30)))]
    for task_id in tasks[1:]:
        story.do(Acknowledge(task_id=task_id), by="khai", at=days_ago(20))
    told = ReportProgress(task_id=tasks[2], amount=Decimal(3), note="Đã bắt đầu")
    story.do(told, by="khai", at=days_ago(10))
    wish = AskExtension(task_id=tasks[2], due_on=TODAY + timedelta(days=40), reason="Chờ máy")
    story.do(wish, by="khai", at=days_ago(9))
    return story, tasks


def asked_by(who: str, task: UUID, n: int, khai: Actor) -> Command:
    """What somebody of these may ask of a task."""
    match who:
        case "khai":
            return ReportProgress(task_id=task, amount=Decimal(n), note=f"Lần {n}")
        case "dung":
            later = TODAY + timedelta(days=30 + n)
            return ExtendDeadline(task_id=task, due_on=later, reason="Mưa lũ")
    return AssignInside(task_id=task, person_id=khai.person_id, post_id=khai.post_id)


@given(
    by=st.sampled_from(["khai", "dung", "do"]),
    chosen=st.sets(st.integers(0, 2), min_size=1),
    n=st.integers(1, 99),
)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_taken_in_and_back_is_as_before(
    sandbox_of_undo: tuple[Story, list[UUID]], by: str, chosen: set[int], n: int
) -> None:
    story, tasks = sandbox_of_undo
    before, versions = standing(story, tasks), {t.task_id: t.version for t in now(story, tasks)}
    khai = story.actors["khai"]

    lines = tuple(
        Line(task_id=t, seen=versions[t], parts=(asked_by(by, t, n, khai),))
        for t in (tasks[i] for i in chosen)
    )
    made = story.do(
        TakeSheetIn(file_name="bang.xlsx", file_sha256="3" * 64, lines=lines),
        by=by,
        at=days_ago(1),
    )
    sheet_id = _sheet(made)
    with pytest.raises(NotYourSheetError):
        story.do(TakeSheetBack(sheet_id=sheet_id), by="ha", at=days_ago(1))
    story.do(TakeSheetBack(sheet_id=sheet_id), by=by, at=days_ago(1))
    assert standing(story, tasks) == before


def _sheet(command_id: UUID) -> UUID:
    return uuid5(command_id, "sheet")


def test_a_rebuild_gives_the_same_rows(sandbox_of_undo: tuple[Story, list[UUID]]) -> None:
    story, tasks = sandbox_of_undo
    made = story.do(
        TakeSheetIn(
            file_name="bang.xlsx",
            file_sha256="3" * 64,
            lines=tuple(
                Line(
                    task_id=t.task_id,
                    seen=t.version,
                    parts=(ReportProgress(task_id=t.task_id, amount=Decimal(1)),),
                )
                for t in now(story, tasks)
            ),
        ),
        by="khai",
        at=days_ago(1),
    )
    story.do(ReportProgress(task_id=tasks[0], amount=Decimal(2)), by="khai", at=days_ago(1))
    with pytest.raises(TasksWentOnError):
        story.do(TakeSheetBack(sheet_id=_sheet(made)), by="khai", at=days_ago(1))
    with story.ledger.scope.begin() as connection:
        kept = (
            driver(connection)
            .execute("SELECT t::text FROM task_states t ORDER BY 1")
            .fetchall()
        )
        rebuild(connection, states, sheets)
        made_anew = driver(connection).execute("SELECT t::text FROM task_states t ORDER BY 1")
        assert made_anew.fetchall() == kept
