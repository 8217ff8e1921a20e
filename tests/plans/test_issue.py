from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from events.plan_refusals import NoSuchItemError
from service.clock import today
from service.indicators import states as indicator_states
from service.organisation.founding import ZONE
from service.plans import states as plan_states
from service.tasks import states as task_states
from service.tasks.issuing import GiveOutTasks
from tests.people import Commune
from tests.plans.sample import Desk, at_desk, filled, typed
from tests.web import browse

SIGNED = {
    "number": "12",
    "symbol": "KH-UBND",
    "issued_on": f"{today(ZONE):%d/%m/%Y}",
    "signer": "Vàng A Sử",
    "signer_post": "Chủ tịch",
}


@pytest.fixture
def desk(commune: Commune) -> Desk:
    """Everything accepted; one task and nothing else of the work is clear."""
    desk = at_desk(commune)
    every = [str(n) for n in desk.plan().items]
    assert desk.browser.post(desk.review, {"act": "accept", "item": every}).status == 303
    clear(desk, desk.ids("task")[0])
    return desk


def clear(desk: Desk, item_id: int) -> None:
    fields = filled(desk.commune, desk, item_id)
    assert desk.browser.post(f"{desk.review}/{item_id}", fields).status == 303


def begun(desk: Desk) -> tuple[int, int]:
    """How many tasks and indicators the plan has."""
    with desk.commune.ledger.scope.begin() as connection:
        tasks = task_states.of_plan(connection, desk.plan_id, None)
        return len(tasks), len(indicator_states.of_plan(connection, desk.plan_id, None))


def unclear(desk: Desk) -> list[str]:
    page = desk.browser.get(desk.gate)
    boxes = page.soup.select("input[name=later]")
    return [str(box["value"]) for box in boxes if box.get("id") != "later-all"]


def test_the_gate_names_what_is_missing_and_leads_to_it(desk: Desk) -> None:
    page = desk.browser.get(desk.gate)
    work = desk.ids("task", "duty", "report")
    assert sorted(map(int, unclear(desk))) == sorted(work[1:])
    links = [str(a["href"]) for a in page.soup.select(".card--warn li a")]
    assert f"/x/{desk.commune.tenant.code}/{desk.review}/{work[1]}#assignee" in links
    field = desk.record(work[1]).soup
    assert all(field.select(f"#{link.partition('#')[2]}") for link in links)


def test_number_and_day_are_taken_from_the_paper_or_left_empty(desk: Desk) -> None:
    fields = typed_issue(desk)
    assert (fields["number"], fields["issued_on"]) == ("", "")
    assert fields["symbol"] == "KH-UBND"


def typed_issue(desk: Desk) -> dict[str, object]:
    return dict(desk.browser.get(desk.gate).form("/ban-hanh"))


def test_one_unclear_task_holds_the_whole_back(desk: Desk) -> None:
    page = desk.browser.post(desk.gate, typed_issue(desk) | SIGNED)
    assert page.status == 422
    assert "chưa đủ 6 rõ" in page.errors[0]
    assert dict(page.form("/ban-hanh"))["signer"] == "Vàng A Sử"
    assert begun(desk) == (0, 0)
    assert desk.plan().issued is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": " "}, "Hãy ghi số"),
        ({"symbol": ""}, "Hãy ghi ký hiệu"),
        ({"signer": ""}, "Hãy ghi họ tên"),
        ({"issued_on": "31/02/2026"}, "không có ngày 31"),
        ({"issued_on": "1/1/3026"}, "3026"),
        ({"issued_on": f"{today(ZONE) + timedelta(days=2):%d/%m/%Y}"}, "chưa tới"),
        ({"number": "1" * 50}, "nhiều nhất 20"),
    ],
)
def test_what_the_signed_paper_says_is_checked(
    desk: Desk, wrong: dict[str, str], said: str
) -> None:
    fields = typed_issue(desk) | SIGNED | {"later": unclear(desk)} | wrong
    page = desk.browser.post(desk.gate, fields)
    assert page.status == 422
    assert any(said in problem for problem in page.errors), page.errors
    assert begun(desk) == (0, 0)


def test_clear_work_begins_and_the_rest_is_given_out_later(desk: Desk) -> None:
    later = unclear(desk)
    fields = typed_issue(desk) | SIGNED | {"later": ",".join(later)}
    page = desk.browser.post(desk.gate, fields)
    assert page.status == 303
    assert begun(desk) == (1, 2)
    with desk.commune.ledger.scope.begin() as connection:
        assert plan_states.one(connection, desk.plan_id, None).status == "issued"
    again = desk.browser.post(desk.gate, fields)
    assert (again.status, again.location) == (303, page.location)
    assert begun(desk) == (1, 2)

    second = desk.ids("task")[1]
    refused = desk.browser.post(desk.gate, {"act": "give", "item": second})
    assert (refused.status, "6 rõ" in refused.errors[0]) == (422, True)
    clear(desk, second)
    rest = desk.browser.get(desk.gate)
    assert [box["value"] for box in rest.soup.select("input[name=item]")] == [str(second)]
    assert desk.browser.post(desk.gate, typed(rest, "give")).status == 303
    assert begun(desk) == (2, 2)
    assert str(second) not in unclear(desk)


def test_an_issued_draft_is_closed_but_for_its_remaining_work(desk: Desk) -> None:
    later = unclear(desk)
    desk.browser.post(desk.gate, typed_issue(desk) | SIGNED | {"later": later})
    front = f"{desk.review}/van-ban"
    closed = desk.browser.post(front, {"title": "Khác"})
    assert (closed.status, "đã ban hành" in closed.errors[0]) == (422, True)
    split = {"act": "split", "pieces": "một\nhai"}
    assert desk.browser.post(f"{desk.review}/{later[0]}", split).status == 422
    [target, *_] = desk.ids("indicator")
    assert desk.browser.post(f"{desk.review}/{target}", {"act": "drop"}).status == 303
    assert desk.item(target).state == "accepted"


def test_what_was_dropped_is_never_given_out(desk: Desk) -> None:
    later = unclear(desk)
    desk.browser.post(desk.gate, typed_issue(desk) | SIGNED | {"later": later})
    second = desk.ids("task")[1]
    clear(desk, second)
    desk.browser.post(f"{desk.review}/{second}", {"act": "drop"})
    with pytest.raises(NoSuchItemError):
        desk.commune.do(GiveOutTasks(plan_id=desk.plan_id, item_ids=(second,)), by="ha")


def test_nothing_accepted_is_nothing_to_issue(commune: Commune) -> None:
    desk = at_desk(commune)
    page = desk.browser.post(desk.gate, typed_issue(desk) | SIGNED)
    assert (page.status, "Chưa có mục nào" in page.errors[0]) == (422, True)


def test_a_change_by_another_is_looked_at_before_the_issue(desk: Desk) -> None:
    fields = typed_issue(desk) | SIGNED | {"later": unclear(desk)}
    desk.browser.post(f"{desk.review}/{desk.ids('report')[0]}", {"act": "drop"})
    page = desk.browser.post(desk.gate, fields)
    assert (page.status, "Hãy xem lại" in page.errors[0]) == (409, True)
    assert dict(page.form("/ban-hanh"))["number"] == "12"
    assert begun(desk) == (0, 0)


def test_two_who_issue_at_once_issue_once(desk: Desk) -> None:
    fields = typed_issue(desk) | SIGNED | {"later": unclear(desk)}
    browsers = [browse(desk.commune, login) for login in ("ha", "su")]
    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(b.post, desk.gate, fields | {"command_id": str(uuid4())})
            for b in browsers
        ]
    statuses = sorted(page.result().status for page in sent)
    assert statuses[0] == 303
    assert statuses[1] in {409, 422}
    assert begun(desk) == (1, 2)


def test_who_may_not_issue_may_not_look_at_the_gate(desk: Desk) -> None:
    fields = typed_issue(desk) | SIGNED | {"later": unclear(desk)}
    for login in ("khai", "do", "tung"):
        other = browse(desk.commune, login)
        assert other.get(desk.gate).status == 403
        assert other.post(desk.gate, fields).status == 403
    assert begun(desk) == (0, 0)


def test_a_leader_issues_without_links_that_are_not_theirs(desk: Desk) -> None:
    leader = browse(desk.commune, "su")
    assert not leader.get(desk.gate).soup.select(".card--warn a")
    fields = typed_issue(desk) | SIGNED | {"later": unclear(desk)}
    assert leader.post(desk.gate, fields).status == 303
    assert begun(desk) == (1, 2)
