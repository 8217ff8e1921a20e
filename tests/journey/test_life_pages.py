"""The pages of a task's life, as they look on a phone and on a desk, open to everybody."""

from datetime import date
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from service.tasks.deadlines import AskExtension
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import Acknowledge
from tests.browser import PHONE, window
from tests.people import PASSWORD, UNITS, Commune
from tests.tasks.given import given_task
from tests.tasks.test_collective import duty, given
from tests.tasks.test_handover import listed
from tests.tasks.test_more_time import WHY

LATER = 2099


def begun(commune: Commune) -> UUID:
    """A task with a question for time and an obstacle, both unanswered, and a list to sign."""
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    ask = AskExtension(task_id=task_id, due_on=given_day(), reason=WHY)
    commune.do(ask, by="khai")
    told = ReportObstacle(
        task_id=task_id, cause="objective", text="Sạt lở", proposal="Thêm máy"
    )
    commune.do(told, by="khai")
    listed(commune, task_id)
    return task_id


def given_day() -> date:
    return date(LATER, 7, 31)


@pytest.mark.browser
def test_the_pages_of_a_life_are_whole(
    chromium: Browser, address: str, commune: Commune
) -> None:
    task_id = begun(commune)
    [of_unit] = given(commune, duty(commune, UNITS[2]))
    seen = {
        "khai": (f"nhiem-vu/{task_id}",),
        "dung": ("", f"nhiem-vu/{task_id}", "uy-quyen"),
        "do": ("", f"nhiem-vu/{of_unit.task_id}", "ban-giao"),
        "hung": ("ban-giao",),
    }
    for login, paths in seen.items():
        shown = window(chromium, f"{address}/x/{commune.tenant.code}", PHONE)
        shown.sign_in(login, PASSWORD)
        for path in paths:
            shown.go(path)
            shown.look_at_both(f"life-{login}-{path.partition('/')[0] or 'home'}")
        assert not shown.wrong
        shown.page.context.close()
