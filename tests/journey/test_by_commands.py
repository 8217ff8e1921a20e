"""The whole journey by commands alone, without a page."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4, uuid5

import pytest
from sqlalchemy.exc import NoResultFound

from events.plan_items import Front, Item
from events.tasks.refusals import NotYourDecisionError
from events.values import Deadline, Deliverable
from service.clock import end_of, now, today
from service.plans import states as plan_states
from service.plans.drafting import StartDraft
from service.plans.gate import Unclear
from service.plans.reviewing import SetClarity, SetItemsState
from service.tasks import states as task_states
from service.tasks.issuing import IssuePlan, NotClearError
from service.tasks.judging import Accept
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tests.people import SINCE, Commune

ITEMS = (
    Item(item_id=1, kind="indicator", text="Ít nhất 90% hồ sơ trả đúng hạn"),
    Item(item_id=2, kind="task", text="Số hóa hồ sơ giấy của năm trước"),
    Item(item_id=3, kind="task", text="Niêm yết thủ tục tại hai điểm"),
)


def drafted(commune: Commune) -> UUID:
    draft = StartDraft(
        file_sha256="0" * 64,
        file_name="ke-hoach.docx",
        reading_sha256="1" * 64,
        front=Front(title="Kế hoạch cải cách hành chính năm"),
        items=ITEMS,
    )
    plan_id = uuid5(commune.do(draft, by="ha"), "plan")
    commune.do(SetItemsState(plan_id=plan_id, item_ids=(1, 2, 3), state="accepted"), by="ha")
    return plan_id


def cleared(commune: Commune, plan_id: UUID, *item_ids: int) -> None:
    khai, do = commune.actors["khai"], commune.actors["do"]
    clear = SetClarity(
        plan_id=plan_id,
        item_ids=item_ids,
        person_id=khai.person_id,
        post_id=khai.post_id,
        lead_unit_id=khai.unit_id,
        deadline=Deadline(kind="date", on=date(2026, 12, 31)),
        deliverable=Deliverable(name="Hồ sơ số", quantity=Decimal(1240), unit="hồ sơ"),
        accept_post_id=do.post_id,
        extend_post_id=commune.actors["dung"].post_id,
    )
    commune.do(clear, by="ha")


def issue(commune: Commune, plan_id: UUID, later: tuple[int, ...] = ()) -> IssuePlan:
    return IssuePlan(
        plan_id=plan_id,
        number="12",
        symbol="KH-UBND",
        issued_on=today("Asia/Ho_Chi_Minh"),
        signer="Vàng A Sử",
        signer_post="Chủ tịch",
        later=later,
    )


def test_a_plan_becomes_tasks_that_people_carry_out(commune: Commune) -> None:
    plan_id = drafted(commune)
    cleared(commune, plan_id, 2)
    with pytest.raises(NotClearError) as refused:
        commune.do(issue(commune, plan_id), by="ha")
    assert Unclear.DEADLINE in refused.value.missing[3]
    commune.do(issue(commune, plan_id, later=(3,)), by="ha")

    with commune.ledger.scope.begin() as connection:
        [task] = task_states.of_plan(connection, plan_id, None)
        assert plan_states.one(connection, plan_id, None).status == "issued"
    assert (task.code, task.status) == (f"NV-{today('Asia/Ho_Chi_Minh').year}-001", "assigned")

    commune.do(Acknowledge(task_id=task.task_id), by="khai")
    commune.do(ReportProgress(task_id=task.task_id, amount=Decimal(620)), by="khai")
    commune.do(Submit(task_id=task.task_id, note="Đã xong"), by="khai")
    with pytest.raises(NotYourDecisionError):
        commune.do(Accept(task_id=task.task_id), by="khai")
    commune.do(Accept(task_id=task.task_id), by="do")

    with commune.ledger.scope.begin() as connection:
        [task] = task_states.of_plan(connection, plan_id, None)
    assert (task.status, task.amount, task.percent) == ("accepted", Decimal(620), 100)


def test_the_same_command_sent_twice_is_done_once(commune: Commune) -> None:
    plan_id, again = drafted(commune), uuid4()
    cleared(commune, plan_id, 2, 3)
    commune.do(issue(commune, plan_id), by="ha", command_id=again)
    commune.do(issue(commune, plan_id), by="ha", command_id=again)
    with commune.ledger.scope.begin() as connection:
        assert len(task_states.of_plan(connection, plan_id, None)) == 2


def test_nothing_is_seen_of_it_before_it_was_recorded(commune: Commune) -> None:
    plan_id = drafted(commune)
    yesterday = end_of(now().date() - timedelta(days=2), commune.tenant.zone)
    assert yesterday.date() > SINCE
    with commune.ledger.scope.begin() as connection, pytest.raises(NoResultFound):
        plan_states.one(connection, plan_id, yesterday)
