"""`sauro replay`: the past by the command line."""

import re
from datetime import timedelta

from sqlalchemy import text

from service.clock import now
from service.ledgers import Instance
from service.read_models import READ_MODELS
from tests.operations.conftest import Sauro
from tests.past import Story, days_ago, duty, issued, local_day


def test_each_read_model_is_replayed_and_agrees_with_what_pages_show(
    sauro: Sauro, story: Story
) -> None:
    issued(story, [duty(story, 1), duty(story, 2)], at=days_ago(50))
    words = ("replay", "--tenant", story.tenant.code, "--at")
    done = sauro(*words, local_day(50).isoformat())
    assert done.exit_code == 0, done.output
    assert f"{story.tenant.code}: task_states: 2 dòng, khớp với trang." in done.output
    assert done.output.count("khớp với trang") == len(READ_MODELS)
    assert "task_states: 0 dòng" in sauro(*words, local_day(51).isoformat()).output
    hour = (days_ago(50) + timedelta(hours=7)).strftime("%Y-%m-%dT%H:%M")
    assert "task_states: 2 dòng" in sauro(*words, hour).output
    happened = sauro(*words, local_day(50).isoformat(), "--clock", "happened")
    assert "task_states: 2 dòng, khớp với trang." in happened.output
    assert sauro("replay", "--tenant", story.tenant.code).exit_code == 0


def test_one_stream_is_told_event_by_event(sauro: Sauro, story: Story) -> None:
    plan_id = issued(story, [duty(story, 1)], at=days_ago(50))
    [task] = story.tasks(plan_id)
    words = ("replay", "--tenant", story.tenant.code, "--stream", str(task.task_id))
    told = sauro(*words).output
    assert "tasks.Issued" in told
    assert local_day(50).strftime("%d/%m/%Y 10:00:00") in told
    assert "tasks.Issued" not in sauro(*words, "--at", local_day(60).isoformat()).output
    assert sauro("replay", "--stream", str(task.task_id)).exit_code == 2
    assert sauro(*words, "--at", "hom nay").exit_code == 2


def test_a_row_that_pages_show_otherwise_is_named(
    sauro: Sauro, story: Story, admin: Instance
) -> None:
    issued(story, [duty(story, 1)], at=days_ago(50))
    with admin.engine.begin() as connection:
        changed = "UPDATE task_states SET content = 'khác' WHERE tenant_id = :tenant"
        connection.execute(text(changed), {"tenant": story.tenant.tenant_id})
    done = sauro("replay", "--tenant", story.tenant.code, "--at", now().strftime("%Y-%m-%d"))
    assert done.exit_code == 1
    assert re.search(r"HỎNG: task_states [0-9a-f-]{36} #\d+", done.output)
