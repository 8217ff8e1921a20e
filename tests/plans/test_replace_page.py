"""Replacing a plan on the page: what is proposed, what is typed, what both plans then say."""

import gzip
from uuid import uuid4

import pytest

from service.plans import states
from tests.inspections.mandate import order, ordered
from tests.past import Story, days_ago, drafted, duty, issued, local_day, target
from tests.plans.turning import Turn, turn_of
from tests.queries import counted
from tests.web import Browser, Page, browse
from web.plans.replacing import named_in

SIGNED = {
    "number": "58",
    "symbol": "KH-UBND",
    "issued_on": f"{local_day(0):%d/%m/%Y}",
    "signer": "Vàng A Sử",
    "signer_post": "Chủ tịch",
}
WHY = {f"why-{name}": "Sau lũ" for name in ("carried", "changed", "stopped", "target")}


@pytest.fixture
def turn(story: Story) -> Turn:
    return turn_of(story)


def opened(turn: Turn, login: str = "ha") -> tuple[Browser, Page]:
    browser = browse(turn.story, login)
    return browser, browser.get(address(turn), {"cu": str(turn.old)})


def address(turn: Turn) -> str:
    return f"ke-hoach/{turn.new}/thay-the"


def fields(page: Page) -> dict[str, object]:
    return dict(page.form("/thay-the"))


def test_the_plan_that_the_text_names_is_proposed(turn: Turn) -> None:
    with turn.story.ledger.scope.begin() as connection:
        plans = states.every(connection, None)
    for words in ("Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 30/01", "số 12 / kh-ubnd"):
        assert named_in(words, plans) == turn.old
    assert named_in("thay thế Kế hoạch số 13/KH-UBND", plans) is None
    assert named_in("", plans) is None


def test_likely_records_are_proposed_and_the_rest_would_stop(turn: Turn) -> None:
    _, page = opened(turn)
    typed = fields(page)
    kinds = [str(v) for k, v in typed.items() if k.startswith("k-")]
    assert sorted(kinds) == ["changed", "stopped", "stopped"]
    targets = [typed[f"g-{aim.indicator_id}"] for aim in turn.targets(turn.old)]
    assert sorted(map(str, targets)) == ["", "1"]


def test_a_person_replaces_and_both_plans_tell_it(turn: Turn) -> None:
    browser, page = opened(turn)
    sent = fields(page) | SIGNED | WHY
    done = browser.post(address(turn), sent)
    assert done.status == 303, done.errors
    again = browser.post(address(turn), sent)
    assert again.status in {303, 422}
    new = browser.get(f"ke-hoach/{turn.new}")
    assert "Kế hoạch cũ, và quyết định với từng việc" in new.text
    old = browser.get(f"ke-hoach/{turn.old}")
    assert "Đã thay thế" in old.text
    told = browser.get(f"ke-hoach/{turn.old}/duoc-thay-the")
    assert told.text.count("Sau lũ") == 5
    assert "Tiếp tục là CT-" in told.text
    elsewhere = (turn.story.actors["tung"].unit_id,)
    order(
        turn.story,
        ordered(turn.story, kind="self_check", unit_ids=elsewhere, plan_ids=(turn.old,)),
    )
    bound = browse(turn.story, "tung").get(f"ke-hoach/{turn.old}/duoc-thay-the")
    assert (bound.status, "Tiếp tục là CT-" in bound.text) == (200, False)
    assert "Tiếp tục ở kế hoạch mới" in bound.text
    listed = browser.get("ke-hoach")
    assert "Đã thay thế" in listed.text
    then = {"tai_ngay": local_day(20).isoformat()}
    assert "Đã thay thế" not in browser.get(f"ke-hoach/{turn.old}", then).text
    assert (
        len(browser.get(f"ke-hoach/{turn.old}", then).soup.select("tbody th[scope=row]")) == 3
    )


def test_what_was_typed_stays_when_something_is_missing(turn: Turn) -> None:
    browser, page = opened(turn)
    bare = browser.post(address(turn), fields(page) | WHY | {"number": "58"})
    assert bare.status == 422
    assert dict(bare.form("/thay-the"))["why-stopped"] == "Sau lũ"
    mute = browser.post(address(turn), fields(page) | SIGNED | {"why-carried": "x"})
    assert (mute.status, "lý do" in mute.errors[0]) == (422, True)
    assert dict(mute.form("/thay-the"))["number"] == "58"
    assert turn.plan(turn.new).issued is None


def test_a_reason_of_its_own_goes_before_the_common_one(turn: Turn) -> None:
    browser, page = opened(turn)
    first = turn.tasks(turn.old)[0].task_id
    own = {f"r-{first}": "Máy quét hỏng hẳn"}
    browser.post(address(turn), fields(page) | SIGNED | WHY | own)
    told = turn.plan(turn.old).superseded
    assert told is not None
    assert "Máy quét hỏng hẳn" in told.task_reasons


def test_another_record_can_be_chosen(turn: Turn) -> None:
    browser, page = opened(turn)
    one, two, three = (t.task_id for t in turn.tasks(turn.old))
    chosen = {f"k-{one}": "carried", f"g-{one}": "2", f"k-{two}": "stopped", f"g-{two}": ""}
    chosen |= {f"k-{three}": "stopped", f"g-{three}": ""}
    done = browser.post(address(turn), fields(page) | SIGNED | WHY | chosen)
    assert done.status == 303, done.errors
    assert [t.item_id for t in turn.tasks(turn.new)] == [2, 3]


@pytest.mark.parametrize("query", [{"cu": "x"}, {"cu": str(uuid4())}, {}])
def test_rubbish_asks_for_the_old_plan_again(turn: Turn, query: dict[str, str]) -> None:
    browser = browse(turn.story, "ha")
    assert browser.get(address(turn), query).soup.select("select[name=cu]")
    assert browser.post(address(turn), query).status == 422


def test_who_may_not_issue_may_not_look(turn: Turn) -> None:
    browser = browse(turn.story, "khai")
    assert browser.get(address(turn)).status == 403
    assert browser.post(address(turn), {"cu": str(turn.old)}).status == 403
    assert browser.get(f"ke-hoach/{turn.old}/duoc-thay-the").status == 200
    assert browse(turn.story, "ha").get(f"ke-hoach/{uuid4()}/thay-the").status == 404


def test_sixty_open_tasks_stay_light_and_ask_little(story: Story) -> None:
    words = "Rà soát, chuẩn hóa quy trình nội bộ giải quyết thủ tục hành chính lĩnh vực"
    old = [duty(story, n, text=f"{words} {n}") for n in range(1, 61)]
    new = [duty(story, n, text=f"{words} thứ {n}") for n in range(1, 61)]
    old_id = issued(story, [*old, target(99)], at=days_ago(60))
    turn = Turn(story, old_id, drafted(story, new, at=days_ago(12)))
    browser = browse(story, "ha")
    browser.get("ke-hoach")
    with counted() as sent:
        page = browser.get(address(turn), {"cu": str(old_id)})
    assert page.status == 200
    assert len(sent) <= 12, sent
    assert len(gzip.compress(page.html.encode(), 6)) <= 14 * 1024


def test_a_refused_form_that_came_by_htmx_is_whole(turn: Turn) -> None:
    browser, page = opened(turn)
    part = browser.post(address(turn), fields(page) | SIGNED, HX_Request="true")
    assert (part.status, "lý do" in part.errors[0]) == (422, True)
    assert part.soup.select("#thay-the [name=why-target]")
