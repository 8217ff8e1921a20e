"""What waits for a decision is decided in its card: what, by whom, why, two buttons."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from events.values import Cause
from service.tasks import states, timeline
from service.tasks.deadlines import AskExtension
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import Acknowledge
from tests.people import Commune
from tests.tasks.given import DUE, given_task
from tests.web import Browser, Page, browse

LATER = DUE + timedelta(days=31)
WHY = "Máy mới về muộn"


def asked(commune: Commune, content: str = "Số hóa hồ sơ") -> UUID:
    task_id = given_task(commune, content=content)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(AskExtension(task_id=task_id, due_on=LATER, reason=WHY), by="khai")
    return task_id


def reported(commune: Commune, cause: Cause) -> UUID:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    said = ReportObstacle(task_id=task_id, cause=cause, text="Sạt lở", proposal="Thêm máy")
    commune.do(said, by="khai")
    return task_id


def due(commune: Commune, task_id: UUID) -> date | None:
    with commune.ledger.scope.begin() as connection:
        [task] = states.listed(connection, states.table.c.task_id == task_id)
    return task.due_on


def last(commune: Commune, task_id: UUID) -> str:
    with commune.ledger.scope.begin() as connection:
        return type(timeline.of_task(connection, task_id, None)[-1].event).__name__


def press(browser: Browser, task_id: UUID, verdict: str, line: str = "") -> Page:
    form = browser.get("").form(f"/quyet-dinh/{task_id}")
    return browser.post(f"quyet-dinh/{task_id}", form | {"verdict": verdict, "line": line})


def test_a_card_says_what_by_whom_and_why(commune: Commune) -> None:
    task_id = asked(commune)
    page = browse(commune, "dung").get("")
    [card] = page.soup.select(".work__item--stack")
    said = " ".join(card.get_text(" ").split())
    assert "Ma Văn Khải" in said
    assert f"Xin gia hạn đến {LATER:%d/%m/%Y} (hạn {DUE:%d/%m/%Y} ): {WHY}" in said
    assert [b["value"] for b in card.select("button")] == ["yes", "no"]
    assert page.soup.select_one("main h2").get_text() == "Cần quyết định"  # type: ignore[union-attr]
    assert page.form(f"/quyet-dinh/{task_id}")["kind"] == "time"


def test_time_is_granted_with_one_button(commune: Commune) -> None:
    task_id, dung = asked(commune), browse(commune, "dung")
    done = dung.follow(press(dung, task_id, "yes"))
    assert done.messages == ["Đã ghi quyết định của bạn."]
    assert due(commune, task_id) == LATER
    assert "Không có gì chờ bạn duyệt hay quyết định." in done.text


def test_time_is_refused_with_a_reason_only(commune: Commune) -> None:
    task_id, dung = asked(commune), browse(commune, "dung")
    page = press(dung, task_id, "no")
    assert page.status == 422
    assert page.errors == ["Ý kiến: Hãy ghi rõ nội dung, để người khác hiểu vì sao."]
    assert press(dung, task_id, "no", "Có máy dự phòng").status == 303
    assert (due(commune, task_id), last(commune, task_id)) == (DUE, "ExtensionRefused")


@pytest.mark.parametrize(
    ("cause", "verdict", "line", "buttons"),
    [
        ("objective", "yes", "", ["yes", "no"]),
        ("objective", "no", "Đường vẫn đi được", ["yes", "no"]),
        ("waiting", "answered", "Đã gọi tỉnh", ["answered"]),
    ],
)
def test_an_obstacle_is_answered_in_its_card(
    commune: Commune, cause: Cause, verdict: str, line: str, buttons: list[str]
) -> None:
    task_id, dung = reported(commune, cause), browse(commune, "dung")
    [card] = dung.get("").soup.select(".work__item--stack")
    assert "Sạt lở Đề nghị: Thêm máy" in " ".join(card.get_text(" ").split())
    assert [b["value"] for b in card.select("button")] == buttons
    assert press(dung, task_id, verdict, line).status == 303
    assert last(commune, task_id) == "ObstacleAnswered"


@pytest.mark.parametrize("rubbish", [{"kind": "?"}, {"verdict": "'"}, {"obstacle": "99x"}])
def test_rubbish_decides_nothing(commune: Commune, rubbish: dict[str, str]) -> None:
    task_id, dung = reported(commune, "objective"), browse(commune, "dung")
    form = dung.get("").form(f"/quyet-dinh/{task_id}") | {"verdict": "yes"}
    page = dung.post(f"quyet-dinh/{task_id}", form | rubbish)
    assert page.status == 422
    assert last(commune, task_id) == "ObstacleReported"


def test_who_may_not_decide_is_refused(commune: Commune) -> None:
    task_id, dung = asked(commune), browse(commune, "dung")
    form = dung.get("").form(f"/quyet-dinh/{task_id}") | {"verdict": "yes"}
    page = browse(commune, "do").post(f"quyet-dinh/{task_id}", form)
    assert page.status == 422
    assert "Việc này do chức vụ khác quyết định" in page.text
    assert browse(commune, "hung").post(f"quyet-dinh/{task_id}", form).status == 404
    assert due(commune, task_id) == DUE


def test_two_who_decide_at_once_do_not_overrule_each_other(commune: Commune) -> None:
    task_id, dung = asked(commune), browse(commune, "dung")
    form = dung.get("").form(f"/quyet-dinh/{task_id}") | {"verdict": "yes"}
    assert press(dung, task_id, "no", "Có máy dự phòng").status == 303
    other = form | {"command_id": "0f5dd0e6-3c6b-4f0c-9d56-000000000001"}
    assert dung.post(f"quyet-dinh/{task_id}", other).status in {409, 422}
    assert due(commune, task_id) == DUE


def test_seven_cards_stand_first_and_all_are_one_step_away(commune: Commune) -> None:
    for number in range(9):
        asked(commune, f"Việc số {number}")
    dung = browse(commune, "dung")
    page = dung.get("")
    assert len(page.soup.select(".work__item--stack")) == 7
    [more] = [a for a in page.soup.select("main a") if "Xem tất cả 9 mục" in a.get_text()]
    assert len(dung.get(str(more["href"])).soup.select(".work__item--stack")) == 9
