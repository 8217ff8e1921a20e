"""A duty of several units: one task each, with its own state, received and assigned inside."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from msgspec.structs import replace as changed

from events.plan_items import Front, Item
from events.values import Clarity, Deadline, Deliverable
from service.clock import today
from service.plans.drafting import StartDraft
from service.plans.gate import Unclear
from service.tasks import states
from service.tasks.giving import AssignInside, ReceiveForUnit
from service.tasks.issuing import IssuePlan, NotClearError
from service.tasks.rules import SetTaskRules
from service.tasks.state import TaskState
from service.tasks.working import Acknowledge, ReportProgress
from tenants.calendar import WorkingCalendar
from tests.people import UNITS, Commune
from tests.web import browse

FRIDAY = date(2099, 6, 26)


def duty(commune: Commune, *units: str, product: bool = True) -> Item:
    made = Deliverable(name="Kế hoạch", quantity=Decimal(1), unit="bản")
    clarity = Clarity(
        addressees=tuple(commune.units[unit] for unit in units),
        deadline=Deadline(kind="date", on=FRIDAY),
        deliverable=made if product else None,
        accept_post_id=commune.actors["su"].post_id,
        extend_post_id=commune.actors["dung"].post_id,
    )
    text = "Các phòng, ban, đơn vị xây dựng kế hoạch của mình"
    return Item(item_id=1, kind="task", text=text, state="accepted", clarity=clarity)


def given(commune: Commune, item: Item) -> list[TaskState]:
    draft = StartDraft(
        file_sha256="0" * 64,
        file_name="ke-hoach.docx",
        reading_sha256="1" * 64,
        front=Front(title="Kế hoạch"),
        items=(item,),
    )
    plan_id = uuid5(commune.do(draft, by="ha"), "plan")
    issue = IssuePlan(
        plan_id=plan_id,
        number="12",
        symbol="KH-UBND",
        issued_on=today(commune.tenant.zone),
        signer="Vàng A Sử",
        signer_post="Chủ tịch",
    )
    commune.do(issue, by="ha")
    with commune.ledger.scope.begin() as connection:
        return states.of_plan(connection, plan_id, None)


def test_each_unit_has_its_own_task_of_the_one_duty(commune: Commune) -> None:
    tasks = given(commune, duty(commune, UNITS[1], UNITS[2]))
    assert [task.status for task in tasks] == ["issued", "issued"]
    assert {task.clarity.lead_unit_id for task in tasks} == {
        commune.units[UNITS[1]],
        commune.units[UNITS[2]],
    }
    assert len({task.part_of for task in tasks}) == 1
    assert len({task.code for task in tasks}) == 2


def test_one_unit_moves_and_the_other_stays(commune: Commune) -> None:
    tasks = given(commune, duty(commune, UNITS[1], UNITS[2]))
    ours = next(t for t in tasks if t.clarity.lead_unit_id == commune.units[UNITS[2]])
    khai = commune.actors["khai"]
    assign = AssignInside(task_id=ours.task_id, person_id=khai.person_id, post_id=khai.post_id)
    commune.do(assign, by="do")
    commune.do(Acknowledge(task_id=ours.task_id), by="khai")
    commune.do(ReportProgress(task_id=ours.task_id, amount=Decimal("0.5")), by="khai")
    with commune.ledger.scope.begin() as connection:
        parts = states.of_duty(connection, _duty(ours), None)
    assert sorted(part.status for part in parts) == ["in_progress", "issued"]


def _duty(task: TaskState) -> UUID:
    assert task.part_of is not None
    return task.part_of


def test_the_head_receives_and_assigns_from_the_first_page(commune: Commune) -> None:
    given(commune, duty(commune, UNITS[1], UNITS[2]))
    do = browse(commune, "do")
    home = do.get("")
    assert "Chờ phân công" in home.text
    buttons = home.soup.select("a.button")
    [link] = [a["href"] for a in buttons if a.get_text().startswith("Phân công")]
    path = str(link).split("/", 3)[3].partition("#")[0]
    page = do.get(path)
    assert "Việc chung của 2 đơn vị" in page.text
    [khai] = [o["value"] for o in page.soup.select("#who option") if "Khải" in o.get_text()]
    assert (
        do.post(f"{path}/phan-cong", page.form("/phan-cong") | {"who": str(khai)}).status == 303
    )
    assert "Phân công Ma Văn Khải" in do.get(path).text


def test_what_is_wrong_in_the_choice_is_said_beside_it(commune: Commune) -> None:
    [task] = given(commune, duty(commune, UNITS[2]))
    do, path = browse(commune, "do"), f"nhiem-vu/{task.task_id}"
    form = do.get(path).form("/phan-cong") | {"word": "Làm sớm"}
    answer = do.post(f"{path}/phan-cong", form)
    assert answer.status == 422
    assert answer.soup.select_one("#who-error")
    assert answer.form("/phan-cong")["word"] == "Làm sớm"


def test_two_devices_receive_once(commune: Commune) -> None:
    [task] = given(commune, duty(commune, UNITS[2]))
    do, path = browse(commune, "do"), f"nhiem-vu/{task.task_id}"
    form = do.get(path).form("/tiep-nhan")
    assert do.post(f"{path}/tiep-nhan", form).status == 303
    assert do.post(f"{path}/tiep-nhan", form).status == 303  # the answer was lost: sent again
    old_tab = form | {"command_id": str(uuid5(task.task_id, "another"))}
    assert do.post(f"{path}/tiep-nhan", old_tab).status == 409
    with commune.ledger.scope.begin() as connection:
        [now] = states.of_duty(connection, _duty(task), None)
    assert (now.status, now.version) == ("received", 2)


def test_a_duty_of_units_still_needs_the_rest_of_the_six(commune: Commune) -> None:
    with pytest.raises(NotClearError) as refused:
        given(commune, duty(commune, UNITS[1], product=False))
    assert refused.value.missing == {1: (Unclear.DELIVERABLE,)}


def test_a_unit_without_a_head_cannot_be_addressed(commune: Commune) -> None:
    item = duty(commune, UNITS[1])
    nowhere = changed(item.clarity, addressees=(UUID(int=5),))
    with pytest.raises(NotClearError):
        given(commune, changed(item, clarity=nowhere))


def test_the_units_are_due_before_the_upper_level(commune: Commune) -> None:
    rules = SetTaskRules(
        from_day=date(2026, 1, 1), basis="Quy chế 03/QC-UBND", lower_days_before=3
    )
    commune.do(rules, by="admin")
    [task] = given(commune, duty(commune, UNITS[2]))
    assert task.due_on == date(2099, 6, 23)


def test_days_before_are_working_days() -> None:
    calendar = WorkingCalendar({date(2026, 4, 30): False, date(2026, 5, 1): False})
    assert calendar.before(date(2026, 5, 4), 1) == date(2026, 4, 29)
    assert calendar.on_or_after(date(2026, 4, 30)) == date(2026, 5, 4)
    assert replace(calendar).before(date(2026, 5, 4), 0) == date(2026, 5, 4)


def test_only_the_head_receives(commune: Commune) -> None:
    [task] = given(commune, duty(commune, UNITS[2]))
    answer = browse(commune, "khai").post(f"nhiem-vu/{task.task_id}/tiep-nhan", {"seen": "1"})
    assert answer.status == 422
    commune.do(ReceiveForUnit(task_id=task.task_id), by="do")
