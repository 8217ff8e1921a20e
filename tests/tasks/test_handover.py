"""Handing over: a list, a signature, and what was done before stays with who did it."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4, uuid5

import pytest

from events.errors import RefusedError, WrongStreamError
from events.handovers import (
    DeclinedWithoutReasonError,
    HandoverAnsweredError,
    NothingToHandOverError,
    NotReceiverError,
    SamePersonError,
)
from events.tasks.refusals import NotYourTaskError, NotYourUnitError
from service.clock import today
from service.organisation.people import LeavePost
from service.tasks import states, timeline
from service.tasks.giving import NotInThatPostError, SoleJudgeError, Transfer
from service.tasks.handing_over import (
    DeclineHandover,
    ListHandover,
    NotTheirTaskError,
    SignHandover,
)
from service.tasks.state import TaskState
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tenants.directory import Directory, directory
from tests.past import Story, days_ago, duty, issued, local_day
from tests.people import Commune
from tests.tasks.given import given_task
from tests.web import Page, browse
from web.choices import Choices, key


def begun(commune: Commune, content: str = "Số hóa hồ sơ giấy") -> UUID:
    task_id = given_task(commune, content=content)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    return task_id


def listed(
    commune: Commune, *tasks: UUID, by: str = "khai", giver: str = "khai", to: str = "hung"
) -> UUID:
    a, b = commune.actors[giver], commune.actors[to]
    command = ListHandover(
        from_person_id=a.person_id,
        from_post_id=a.post_id,
        to_person_id=b.person_id,
        to_post_id=b.post_id,
        task_ids=tasks,
    )
    return uuid5(commune.do(command, by=by), "handover")


def test_a_past_day_shows_the_lists_as_they_were(story: Story) -> None:
    plan_id = issued(story, [duty(story, 1)], at=days_ago(20))
    [task] = story.tasks(plan_id)
    khai, hung = story.actors["khai"], story.actors["hung"]
    command = ListHandover(
        from_person_id=khai.person_id,
        from_post_id=khai.post_id,
        to_person_id=hung.person_id,
        to_post_id=hung.post_id,
        task_ids=(task.task_id,),
    )
    handover = uuid5(story.do(command, by="khai", at=days_ago(5)), "handover")
    story.do(SignHandover(handover_id=handover), by="hung", at=days_ago(2))
    browser = browse(story, "hung")

    def then(ago: int) -> Page:
        return browser.get("ban-giao", {"tai_ngay": local_day(ago).isoformat()})

    assert "Chờ ký nhận" in then(3).text
    assert not then(3).soup.select("main form")
    assert "Đã ký nhận" in then(1).text
    assert "chưa có lần bàn giao nào" in then(6).text


def now(commune: Commune, task_id: UUID) -> TaskState:
    with commune.ledger.scope.begin() as connection:
        sight = states.Sight.of(commune.actors["ha"])
        return states.one(connection, task_id, sight, None)


def test_nothing_moves_before_the_receiver_signs(commune: Commune) -> None:
    task_id = begun(commune)
    handover = listed(commune, task_id)
    commune.do(ReportProgress(task_id=task_id, amount=Decimal(5)), by="khai")
    commune.do(SignHandover(handover_id=handover), by="hung")
    with pytest.raises(NotYourTaskError):
        commune.do(ReportProgress(task_id=task_id, amount=Decimal(6)), by="khai")
    commune.do(ReportProgress(task_id=task_id, amount=Decimal(7)), by="hung")
    assert now(commune, task_id).clarity.person_id == commune.actors["hung"].person_id


def test_what_was_done_before_stays_with_who_did_it(commune: Commune) -> None:
    task_id = begun(commune)
    commune.do(ReportProgress(task_id=task_id, amount=Decimal(5)), by="khai")
    commune.do(SignHandover(handover_id=listed(commune, task_id)), by="hung")
    with commune.ledger.scope.begin() as connection:
        did = [entry.person_id for entry in timeline.of_task(connection, task_id, None)]
    khai, hung = (commune.actors[who].person_id for who in ("khai", "hung"))
    assert did[1:] == [khai, khai, hung]
    assert now(commune, task_id).amount == 5


def test_many_go_over_with_one_signature(commune: Commune) -> None:
    tasks = [begun(commune, f"Việc {n}") for n in range(3)]
    commune.do(SignHandover(handover_id=listed(commune, *tasks)), by="hung")
    hung = commune.actors["hung"].person_id
    assert {now(commune, task_id).clarity.person_id for task_id in tasks} == {hung}


def test_what_was_given_to_another_meanwhile_stays_there(commune: Commune) -> None:
    ours, other = begun(commune), begun(commune, "Việc khác")
    handover = listed(commune, ours, other)
    commune.do(SignHandover(handover_id=listed(commune, other, to="ha")), by="ha")
    commune.do(SignHandover(handover_id=handover), by="hung")
    assert now(commune, other).clarity.person_id == commune.actors["ha"].person_id
    assert now(commune, ours).clarity.person_id == commune.actors["hung"].person_id


@pytest.mark.parametrize("by", ["do", "ha"], ids=["the head of the unit", "who gives out"])
def test_others_make_the_list_for_who_has_left(commune: Commune, by: str) -> None:
    task_id, khai = begun(commune), commune.actors["khai"]
    day = today(commune.tenant.zone) - timedelta(days=1)
    commune.do(
        LeavePost(post_id=khai.post_id, person_id=khai.person_id, last_day=day), by="admin"
    )
    commune.do(SignHandover(handover_id=listed(commune, task_id, by=by)), by="hung")
    assert now(commune, task_id).clarity.person_id == commune.actors["hung"].person_id


def test_nobody_else_makes_the_list(commune: Commune) -> None:
    with pytest.raises(NotYourUnitError):
        listed(commune, begun(commune), by="hung")


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"to": "khai"}, SamePersonError),
        ({"to": "do"}, SoleJudgeError),
        ({"giver": "ha", "by": "ha"}, NotTheirTaskError),
    ],
    ids=["to oneself", "to the only judge", "somebody else's"],
)
def test_a_list_is_of_ones_own_tasks_for_somebody_else(
    commune: Commune, facts: dict[str, str], refused: type[RefusedError]
) -> None:
    task_id = begun(commune)
    with pytest.raises(refused):
        listed(commune, task_id, **facts)


def test_a_list_names_at_least_one_task(commune: Commune) -> None:
    with pytest.raises(NothingToHandOverError):
        listed(commune)


def test_only_the_receiver_answers_and_only_once(commune: Commune) -> None:
    handover = listed(commune, begun(commune))
    with pytest.raises(NotReceiverError):
        commune.do(SignHandover(handover_id=handover), by="khai")
    with pytest.raises(DeclinedWithoutReasonError):
        commune.do(DeclineHandover(handover_id=handover, reason=" "), by="hung")
    commune.do(DeclineHandover(handover_id=handover, reason="Chưa đủ hồ sơ"), by="hung")
    with pytest.raises(HandoverAnsweredError):
        commune.do(SignHandover(handover_id=handover), by="hung")


def test_who_left_the_post_does_not_sign_for_it(commune: Commune) -> None:
    handover, hung = listed(commune, begun(commune)), commune.actors["hung"]
    day = today(commune.tenant.zone) - timedelta(days=1)
    commune.do(
        LeavePost(post_id=hung.post_id, person_id=hung.person_id, last_day=day), by="admin"
    )
    with pytest.raises(NotInThatPostError):
        commune.do(SignHandover(handover_id=handover), by="hung")


def test_a_product_that_waits_stays_the_work_of_who_handed_it_in(commune: Commune) -> None:
    task_id = begun(commune)
    commune.do(Submit(task_id=task_id, note="Đã xong"), by="khai")
    commune.do(SignHandover(handover_id=listed(commune, task_id)), by="hung")
    assert commune.actors["khai"].person_id in now(commune, task_id).doers


def test_a_list_of_nowhere_is_missing(commune: Commune) -> None:
    with pytest.raises(WrongStreamError):
        commune.do(SignHandover(handover_id=uuid4()), by="hung")


def test_the_page_makes_a_list_and_the_receiver_signs_it(commune: Commune) -> None:
    task_id = begun(commune)
    khai, hung = browse(commune, "khai"), browse(commune, "hung")
    page = khai.get("ban-giao")
    [receiver] = [o["value"] for o in page.soup.select("#to option") if "Hùng" in o.get_text()]
    form = page.form("/ban-giao") | {"to": str(receiver)}
    assert khai.post("ban-giao", form).status == 303
    waiting = hung.get("ban-giao")
    assert "Chờ bạn ký nhận" in waiting.text
    action = str(waiting.soup.select("[action$='/ky']")[0]["action"]).split("/", 3)[3]
    assert hung.post(action).status == 303
    assert "Đã ký nhận" in hung.get("ban-giao").text
    assert "Bàn giao từ Ma Văn Khải sang" in hung.get(f"nhiem-vu/{task_id}").text


def test_what_is_missing_is_said_beside_and_the_rest_is_kept(commune: Commune) -> None:
    begun(commune)
    khai = browse(commune, "khai")
    form = khai.get("ban-giao").form("/ban-giao") | {"note": "Đi học"}
    answer = khai.post("ban-giao", form)
    assert answer.status == 422
    assert answer.soup.select_one("#to-error")
    assert answer.form("/ban-giao")["note"] == "Đi học"


def test_somebody_elses_list_looks_missing(commune: Commune) -> None:
    handover = listed(commune, begun(commune))
    su = browse(commune, "su")
    assert su.post(f"ban-giao/{handover}/ky").status == 404
    assert su.post(f"ban-giao/{uuid4()}/ky").status == 404


def test_who_did_it_before_still_sees_it_and_does_nothing_more(commune: Commune) -> None:
    task_id = begun(commune)
    ha, hung = commune.actors["ha"], commune.actors["hung"]
    moved = Transfer(
        task_id=task_id,
        lead_unit_id=ha.unit_id,
        person_id=hung.person_id,
        post_id=hung.post_id,
        reason="Đúng lĩnh vực",
    )
    commune.do(moved, by="su")
    page = browse(commune, "khai").get(f"nhiem-vu/{task_id}")
    assert page.status == 200
    assert "/tien-do" not in page.html


def test_a_task_goes_straight_to_a_person_of_the_unit(commune: Commune) -> None:
    task_id = begun(commune)
    browser, address = browse(commune, "su"), f"nhiem-vu/{task_id}"
    form = browser.get(address).form("/chuyen") | {"why": "Đúng lĩnh vực"}
    choices = Choices(today_register(commune), today(commune.tenant.zone))
    ha, hung, khai = (commune.actors[who] for who in ("ha", "hung", "khai"))
    form["unit"] = key(ha.unit_id)
    wrong = browser.post(
        f"{address}/chuyen", form | {"whom": choices.assignee(khai.person_id, khai.post_id)}
    )
    assert wrong.status == 422
    assert "Người được chọn không giữ chức vụ đó" in wrong.text
    browser.post(
        f"{address}/chuyen", form | {"whom": choices.assignee(hung.person_id, hung.post_id)}
    )
    assert now(commune, task_id).clarity.person_id == hung.person_id


def today_register(commune: Commune) -> Directory:
    with commune.ledger.scope.begin() as connection:
        return directory(connection)
