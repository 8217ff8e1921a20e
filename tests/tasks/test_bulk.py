"""Several tasks at once: foreseen task by task, then all or nothing, by one's own right."""

import gzip
from datetime import timedelta
from time import process_time
from typing import Any
from uuid import UUID, uuid5

import pytest

from service.ledgers import Instance
from service.organisation.people import AddPerson
from service.tasks import handovers, timeline
from service.tasks.deadlines import ExtendDeadline
from service.tasks.state import TaskState
from service.tasks.states import listed, table
from tests.past import TODAY, Story, days_ago, duty, issued, make_story
from tests.people import SINCE, Commune, password_hash
from tests.queries import counted
from tests.tasks.given import given_task
from tests.web import Browser, Page, browse

LIST, BULK = "nhiem-vu", "nhiem-vu/cung-luc"
LATER = TODAY + timedelta(days=90)


@pytest.fixture
def tasks(story: Story) -> list[UUID]:
    """Four tasks of Khải at the centre, which Dợ heads, and one of Hùng in the office."""
    items = [duty(story, n, due=TODAY + timedelta(days=n)) for n in range(1, 5)]
    items.append(duty(story, 5, person="hung", due=TODAY + timedelta(days=9)))
    return [task.task_id for task in story.tasks(issued(story, items, at=days_ago(30)))]


def ticks(browser: Browser, *, query: str = "") -> dict[str, str]:
    """The boxes of the list by the end of the code."""
    page = browser.get(f"{LIST}{query}")
    boxes = page.soup.select("tbody label:has(input[name=chon])")
    return {b.get_text()[-3:]: str(b.select_one("input")["value"]) for b in boxes}  # type: ignore[index]


def asked(browser: Browser, word: str, codes: list[str], **typed: Any) -> Page:
    """Choose tasks and an act, and fill in what it asks for."""
    boxes = ticks(browser)
    chosen = {"viec": word, "chon": [boxes[code] for code in codes]}
    return browser.post(BULK, chosen | ({"buoc": "xem"} if typed else {}) | typed)


def confirmed(browser: Browser, page: Page, **other: Any) -> Page:
    """Do what was foreseen."""
    return browser.post(BULK, _fields(page) | {"buoc": "lam"} | other)


def _fields(page: Page) -> dict[str, Any]:
    [form] = page.soup.select("main form[method=post]")
    return page.form(str(form["action"]))


def now(commune: Commune, tasks: list[UUID]) -> list[TaskState]:
    with commune.ledger.scope.begin() as connection:
        return listed(connection, table.c.task_id.in_(tasks))


def option(page: Page, name: str) -> str:
    [value] = [str(o["value"]) for o in page.soup.select("#to option") if name in o.get_text()]
    return value


def test_a_head_gives_several_tasks_to_one_person(story: Story, tasks: list[UUID]) -> None:
    giang = AddPerson(
        name="Sùng Thị Giang",
        post_id=story.actors["khai"].post_id,
        first_day=SINCE,
        login="giang",
        password_hash=password_hash(),
    )
    giang_id = uuid5(story.do(giang, by="admin"), "person")
    do = browse(story, "do")
    form = asked(do, "phan-cong", ["001", "002"])
    assert (form.status, form.errors) == (200, [])
    foreseen = asked(do, "phan-cong", ["001", "002"], to=option(form, "Giang"), note="Gấp")
    assert "giao Sùng Thị Giang, thay Ma Văn Khải" in foreseen.text
    assert confirmed(do, foreseen).status == 303
    assert [t.clarity.person_id for t in now(story, tasks)].count(giang_id) == 2
    assert "Đã phân công 2 nhiệm vụ." in do.get(LIST).messages


def test_who_does_not_fit_is_refused_task_by_task(story: Story, tasks: list[UUID]) -> None:
    su = browse(story, "su")
    form = asked(su, "phan-cong", ["001", "005"])
    hung = asked(su, "phan-cong", ["001", "005"], to=option(form, "Hùng"))
    assert "Không làm được (2)" in hung.text
    assert "Lò Văn Hùng đang phụ trách nhiệm vụ này." in hung.text
    head = _fields(hung) | {"buoc": "xem", "to": option(form, "Dợ")}
    page = su.post(BULK, head)
    assert "Người được chọn là người duy nhất được duyệt sản phẩm này" in page.text
    assert "Không làm được (2)" in page.text
    assert now(story, tasks)[0].clarity.person_id == story.actors["khai"].person_id


def test_the_day_moves_for_all_by_who_may_extend(story: Story, tasks: list[UUID]) -> None:
    dung, day = browse(story, "dung"), f"{LATER:%d/%m/%Y}"
    foreseen = asked(dung, "gia-han", ["001", "002", "005"], due_on=day, reason="Mưa lũ")
    assert "Sẽ làm (3)" in foreseen.text
    assert confirmed(dung, foreseen).status == 303
    assert [t.due_on for t in now(story, tasks)].count(LATER) == 3
    with story.ledger.scope.begin() as connection:
        last = timeline.of_task(connection, tasks[0], None)[-1]
    assert last.person_id == story.actors["dung"].person_id


def test_who_may_not_extend_is_told_so_for_every_task(story: Story, tasks: list[UUID]) -> None:
    ha, day = browse(story, "ha"), f"{LATER:%d/%m/%Y}"
    foreseen = asked(ha, "gia-han", ["001", "005"], due_on=day, reason="Mưa lũ")
    assert "Không làm được (2)" in foreseen.text
    assert not foreseen.soup.select("button[value=lam]")
    forced = _fields(foreseen) | {"buoc": "lam", "chon": ticks(ha)["001"]}
    page = ha.post(BULK, forced | {"da-xem": str(_mark(browse(story, "dung"), day))})
    assert page.status == 409
    assert {t.extensions for t in now(story, tasks)} == {0}


def _mark(browser: Browser, day: str) -> object:
    page = asked(browser, "gia-han", ["001"], due_on=day, reason="Mưa lũ")
    return _fields(page)["da-xem"]


def test_one_refusal_among_many_refuses_all(story: Story, tasks: list[UUID]) -> None:
    dung, day = browse(story, "dung"), f"{LATER:%d/%m/%Y}"
    foreseen = asked(dung, "gia-han", ["001", "002"], due_on=day, reason="Mưa lũ")
    sooner = ExtendDeadline(task_id=tasks[1], due_on=LATER, reason="Đã gia hạn rồi")
    story.do(sooner, by="dung", at=days_ago(1))
    page = confirmed(dung, foreseen)
    assert page.status == 409
    assert "Vừa có người thay đổi" in page.text
    assert "Không làm được (1)" in page.text
    assert "Sẽ làm (1)" in page.text
    assert now(story, tasks)[0].due_on == TODAY + timedelta(days=1)
    assert confirmed(dung, page).status == 303
    assert now(story, tasks)[0].due_on == LATER


def test_what_was_not_foreseen_is_foreseen_first(story: Story, tasks: list[UUID]) -> None:
    dung, day = browse(story, "dung"), f"{LATER:%d/%m/%Y}"
    foreseen = asked(dung, "gia-han", ["001"], due_on=day, reason="Mưa lũ")
    page = confirmed(dung, foreseen, reason="Lý do khác")
    assert page.status == 200
    assert "Sẽ làm (1)" in page.text
    assert now(story, tasks)[0].extensions == 0


def test_a_second_click_does_it_once(story: Story, tasks: list[UUID]) -> None:
    dung, day = browse(story, "dung"), f"{LATER:%d/%m/%Y}"
    foreseen = asked(dung, "gia-han", ["001", "002"], due_on=day, reason="Mưa lũ")
    assert [confirmed(dung, foreseen).status for _ in range(2)] == [303, 303]
    assert [t.extensions for t in now(story, tasks)[:2]] == [1, 1]


def test_reminders_count_and_are_not_given_twice(story: Story, tasks: list[UUID]) -> None:
    do = browse(story, "do")
    foreseen = asked(do, "nhac", ["001", "002"])
    assert "nhắc Ma Văn Khải" in foreseen.text
    assert confirmed(do, foreseen).status == 303
    again = asked(do, "nhac", ["001", "003"])
    assert "Không làm được (1)" in again.text
    assert "Việc này vừa được nhắc" in again.text
    assert confirmed(do, again).status == 303
    assert "Việc này vừa được nhắc" in asked(do, "nhac", ["003"]).text


def test_a_list_is_made_for_each_who_gives(story: Story, tasks: list[UUID]) -> None:
    ha = browse(story, "ha")
    to = option(asked(ha, "ban-giao", ["001"]), "Trần Thị Hà")
    foreseen = asked(ha, "ban-giao", ["001", "002", "005"], to=to, note="Đi học")
    assert "bàn giao từ Ma Văn Khải sang Trần Thị Hà, khi người nhận ký" in foreseen.text
    assert "Không làm được (1)" in foreseen.text  # Hà alone accepts what Hùng does
    assert confirmed(ha, foreseen).status == 303
    with story.ledger.scope.begin() as connection:
        [one] = handovers.of_person(connection, story.actors["ha"].person_id)
    assert set(one.tasks) == set(tasks[:2])
    assert one.status == "listed"


def test_nothing_chosen_is_said_and_nothing_hidden_is_reached(
    story: Story, commune: Commune, tasks: list[UUID]
) -> None:
    khai, foreign = browse(story, "khai"), given_task(commune)
    for chosen in ([], ["x"], [f"{tasks[4]}.1"], [f"{foreign}.1"], [f"{UUID(int=3)}.1"]):
        page = khai.post(BULK, {"viec": "ban-giao", "chon": chosen})
        assert page.status == 422
        assert "Hãy chọn ít nhất một nhiệm vụ." in page.text
    page = khai.post(BULK, {"viec": "xoa", "chon": [f"{tasks[0]}.1"]})
    assert page.status == 422
    assert "Hãy chọn việc cần làm" in page.text
    assert page.soup.select("input[name=chon][checked]")


def test_what_is_missing_is_said_beside_and_the_choice_is_kept(
    story: Story, tasks: list[UUID]
) -> None:
    dung = browse(story, "dung")
    page = asked(dung, "gia-han", ["001", "002"], due_on="31/2", reason="Mưa lũ")
    assert page.status == 422
    assert page.soup.select_one("#due_on-error")
    assert _fields(page)["reason"] == "Mưa lũ"
    assert len(page.soup.select("input[name=chon][checked]")) == 2


def test_the_whole_page_is_chosen_by_a_link(story: Story, tasks: list[UUID]) -> None:
    page = browse(story, "ha").get(LIST)
    [link] = [a for a in page.soup.select("main a") if "Chọn tất cả" in a.get_text()]
    chosen = browse(story, "ha").get(str(link["href"]))
    assert len(chosen.soup.select("input[name=chon][checked]")) == 5


def test_on_a_past_day_nothing_can_be_chosen(story: Story, tasks: list[UUID]) -> None:
    page = browse(story, "ha").get(LIST, {"tai_ngay": f"{TODAY - timedelta(days=5):%d/%m/%Y}"})
    assert page.soup.select("tbody .code")
    assert not page.soup.select("input[name=chon], main form[method=post] button")


def test_who_may_do_nothing_is_offered_nothing(story: Story, tasks: list[UUID]) -> None:
    assert not browse(story, "tung").get(LIST).soup.select("option[value=gia-han]")
    words = [
        str(o["value"]) for o in browse(story, "khai").get(LIST).soup.select("#viec option")
    ]
    assert words == ["ban-giao"]


@pytest.fixture(scope="module")
def many(admin: Instance, instance: Instance) -> Story:
    """A commune with 201 tasks."""
    story = make_story(admin, instance)
    items = [duty(story, n, due=TODAY + timedelta(days=n > 200)) for n in range(1, 202)]
    issued(story, items, at=days_ago(30))
    return story


def test_more_than_two_hundred_at_once_are_too_many(many: Story) -> None:
    typed = {"viec": "nhac", "ca-loc": "1"}
    page = browse(many, "dung").post(BULK, typed)
    assert page.status == 422
    assert "nhiều nhất 200 nhiệm vụ" in page.text


def test_two_hundred_are_done_in_two_seconds(many: Story) -> None:
    dung, day = browse(many, "dung"), f"{TODAY:%d/%m/%Y}"
    typed = {"viec": "gia-han", "buoc": "xem", "ca-loc": "1", "due_on": f"{LATER:%d/%m/%Y}"}
    foreseen = dung.post(f"{BULK}?den={day}", typed | {"reason": "Mưa lũ"})
    assert "Sẽ làm (200)" in foreseen.text
    assert len(gzip.compress(foreseen.response.data)) <= 14 * 1024
    began = process_time()
    with counted() as sent:
        assert confirmed(dung, foreseen).status == 303
    assert process_time() - began < 2
    assert len(sent) <= 6 * 200
    page = dung.get(LIST, {"tu": f"{LATER:%d/%m/%Y}"})
    assert "Trang 1/4 · 200 dòng" in page.text
