"""A part cut off a task is a task of its own, inside the whole's bounds, and ends with it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from events.errors import ChangedMeanwhileError
from events.tasks.refusals import NotYourUnitError, OwnWorkError, PartOfPartError
from events.values import Clarity, Deadline, Deliverable
from service.plans.gate import Unclear
from service.tasks import states
from service.tasks.deadlines import ExtendDeadline
from service.tasks.giving import Cancel, Recall
from service.tasks.judging import Accept
from service.tasks.outside import StillUnclearError
from service.tasks.parts import OpenPartsError, PartDueLaterError
from service.tasks.splitting import NotSharingError, PartTooLargeError, SplitTask
from service.tasks.state import TaskState
from service.tasks.working import Acknowledge, Submit
from tests.messages.looking import kinds
from tests.people import Commune
from tests.tasks.given import DUE, given_task
from tests.tasks.test_outside import given, wanted
from tests.web import browse

WHY = "Không cần nữa"


def whole(commune: Commune) -> UUID:
    """Khải owes 1.240 records until DUE; Dợ heads his unit and accepts."""
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    return task_id


def part_of(commune: Commune, task_id: UUID, **facts: Any) -> SplitTask:
    """Dợ is to do 100 of them, which Khải accepts."""
    khai, do = commune.actors["khai"], commune.actors["do"]
    said = {
        "person_id": do.person_id,
        "post_id": do.post_id,
        "lead_unit_id": khai.unit_id,
        "deadline": Deadline(kind="date", on=DUE),
        "deliverable": Deliverable(name="Hồ sơ số", quantity=Decimal(100), unit="hồ sơ"),
        "accept_post_id": khai.post_id,
        "extend_post_id": commune.actors["dung"].post_id,
    }
    return SplitTask(task_id=task_id, content="Số hóa tủ số 3", clarity=Clarity(**said | facts))  # type: ignore[arg-type]


def split(commune: Commune, command: SplitTask, *, by: str = "khai") -> UUID:
    return uuid5(commune.do(command, by=by), "part")


def state(commune: Commune, task_id: UUID) -> TaskState:
    with commune.ledger.scope.begin() as connection:
        [found] = states.listed(connection, states.table.c.task_id == task_id)
    return found


def amount(quantity: int, unit: str = "hồ sơ") -> Deliverable:
    return Deliverable(name="Hồ sơ số", quantity=Decimal(quantity), unit=unit)


def test_the_person_in_charge_cuts_a_part_off_which_has_a_life_of_its_own(
    commune: Commune,
) -> None:
    task_id = whole(commune)
    first = split(commune, part_of(commune, task_id))
    second = split(commune, part_of(commune, task_id))
    codes = [state(commune, one).code for one in (task_id, first, second)]
    assert codes == [codes[0], f"{codes[0]}/1", f"{codes[0]}/2"]
    part = state(commune, first)
    assert (part.status, part.parent_id, part.plan_id, part.outside) == (
        "assigned",
        task_id,
        None,
        False,
    )
    assert kinds(commune, "do") == ["given", "given"]
    commune.do(Acknowledge(task_id=first), by="do")
    commune.do(Submit(task_id=first, note="Đủ 100"), by="do")
    commune.do(Accept(task_id=first), by="khai")
    assert state(commune, first).status == "accepted"
    assert state(commune, task_id).status == "acknowledged"


def test_a_part_of_work_outside_the_plan_is_outside_it_too(commune: Commune) -> None:
    task = given(commune, wanted(commune), by="do")
    commune.do(Acknowledge(task_id=task.task_id), by="khai")
    part_id = split(commune, part_of(commune, task.task_id, deliverable=amount(1, "bảng")))
    assert state(commune, part_id).origin == task.origin


def test_the_next_task_goes_on_in_the_sequence_whatever_was_cut(commune: Commune) -> None:
    task_id = whole(commune)
    split(commune, part_of(commune, task_id))
    assert state(commune, given_task(commune)).code.endswith("-002")


def test_the_head_cuts_too_and_a_stranger_does_not(commune: Commune) -> None:
    task_id = whole(commune)
    khai = commune.actors["khai"]
    own = part_of(
        commune,
        task_id,
        person_id=khai.person_id,
        post_id=khai.post_id,
        accept_post_id=commune.actors["do"].post_id,
    )
    assert state(commune, split(commune, own, by="do")).clarity.person_id == khai.person_id
    with pytest.raises(NotYourUnitError):
        split(commune, part_of(commune, task_id), by="hung")


def test_a_part_is_not_cut_again(commune: Commune) -> None:
    part_id = split(commune, part_of(commune, whole(commune)))
    commune.do(Acknowledge(task_id=part_id), by="do")
    with pytest.raises(PartOfPartError):
        split(commune, part_of(commune, part_id), by="do")


def test_a_part_is_due_no_later_than_its_whole_and_is_not_moved_beyond(
    commune: Commune,
) -> None:
    task_id, late = whole(commune), date(2099, 7, 1)
    for deadline in (Deadline(kind="date", on=late), Deadline(kind="continuous")):
        with pytest.raises(PartDueLaterError) as refused:
            split(commune, part_of(commune, task_id, deadline=deadline))
        assert refused.value.due_on == DUE
    part_id = split(commune, part_of(commune, task_id))
    commune.do(Acknowledge(task_id=part_id), by="do")
    extend = ExtendDeadline(task_id=part_id, due_on=late, reason="Máy hỏng")
    with pytest.raises(PartDueLaterError):
        commune.do(extend, by="dung")
    commune.do(replace(extend, task_id=task_id), by="dung")
    commune.do(extend, by="dung")
    assert state(commune, part_id).due_on == late


def test_parts_do_not_owe_more_than_the_whole(commune: Commune) -> None:
    task_id = whole(commune)
    first = split(commune, part_of(commune, task_id, deliverable=amount(1200, "Hồ sơ")))
    with pytest.raises(PartTooLargeError) as refused:
        split(commune, part_of(commune, task_id, deliverable=amount(41)))
    assert (refused.value.left, refused.value.unit) == (Decimal(40), "hồ sơ")
    split(commune, part_of(commune, task_id, deliverable=amount(5000, "trang")))
    commune.do(Recall(task_id=first, reason=WHY), by="khai")
    split(commune, part_of(commune, task_id, deliverable=amount(1240)))


def test_a_part_is_clear_in_all_six_and_stays_with_who_shares_the_whole(
    commune: Commune,
) -> None:
    task_id, hung = whole(commune), commune.actors["hung"]
    with pytest.raises(StillUnclearError) as refused:
        split(commune, part_of(commune, task_id, deliverable=None))
    assert refused.value.missing == (Unclear.DELIVERABLE,)
    for facts in (
        {"lead_unit_id": hung.unit_id},
        {"person_id": hung.person_id, "post_id": hung.post_id},
    ):
        with pytest.raises(NotSharingError):
            split(commune, part_of(commune, task_id, **facts))


def test_who_hands_in_the_whole_with_open_parts_says_so_and_why(commune: Commune) -> None:
    task_id = whole(commune)
    part_id = split(commune, part_of(commune, task_id))
    for submit in (
        Submit(task_id=task_id, note="Xong"),
        Submit(task_id=task_id, note=" ", despite_parts=True),
    ):
        with pytest.raises(OpenPartsError) as refused:
            commune.do(submit, by="khai")
        assert refused.value.count == 1
    why = Submit(task_id=task_id, note="Tủ số 3 đã hủy", despite_parts=True)
    commune.do(why, by="khai")
    assert [state(commune, one).status for one in (task_id, part_id)] == [
        "submitted",
        "assigned",
    ]


@pytest.mark.parametrize(("ending", "status"), [(Recall, "recalled"), (Cancel, "cancelled")])
def test_open_parts_end_with_the_whole_and_what_was_handed_in_waits(
    commune: Commune, ending: type[Recall] | type[Cancel], status: str
) -> None:
    task_id = whole(commune)
    first, second = (split(commune, part_of(commune, task_id)) for _ in range(2))
    commune.do(Acknowledge(task_id=first), by="do")
    commune.do(Submit(task_id=first, note="Đủ"), by="do")
    commune.do(ending(task_id=task_id, reason=WHY), by="su")
    found = [state(commune, one).status for one in (task_id, first, second)]
    assert found == [status, "submitted", status]


def test_nobody_takes_away_their_own_part_with_the_whole(commune: Commune) -> None:
    task = given(commune, wanted(commune), by="do")
    commune.do(Acknowledge(task_id=task.task_id), by="khai")
    split(commune, part_of(commune, task.task_id, deliverable=amount(1, "bảng")))
    with pytest.raises(OwnWorkError):
        commune.do(Recall(task_id=task.task_id, reason=WHY), by="do")
    assert state(commune, task.task_id).status == "acknowledged"


def test_two_cuts_at_once_and_a_double_click(commune: Commune) -> None:
    task_id, once = whole(commune), uuid4()
    seen = replace(part_of(commune, task_id), seen=state(commune, task_id).version)
    for _ in range(2):
        commune.do(seen, by="khai", command_id=once)
    with pytest.raises(ChangedMeanwhileError):
        split(commune, seen, by="do")
    with commune.ledger.scope.begin() as connection:
        assert len(states.parts_of(connection, task_id)) == 1


def test_the_pages_cut_a_part_off_and_list_it_with_its_state(commune: Commune) -> None:
    task_id, khai = whole(commune), browse(commune, "khai")
    page = khai.get(f"nhiem-vu/{task_id}")
    [link] = page.soup.select('a[href$="/viec-con"]')
    asked = khai.get(str(link["href"]))
    form = asked.form("/viec-con")
    assert (form["due_on"], form["unit"]) == ("30/06/2099", "hồ sơ")
    do = next(
        str(o["value"])
        for o in asked.soup.select("#assignee option")
        if "Giàng Thị Dợ" in o.text
    )
    typed = form | {"text": "Số hóa tủ số 3", "assignee": do, "product": "Hồ sơ số"}
    refused = khai.post(str(link["href"]), typed | {"quantity": "2.000"})
    assert refused.errors == [
        "Số lượng: Các việc con không vượt số lượng của nhiệm vụ gốc; còn lại 1.240 hồ sơ."
    ]
    done = khai.follow(khai.post(str(link["href"]), typed | {"quantity": "100"}))
    assert done.messages == ["Đã tách việc con."]
    assert "Việc con của" in done.text
    assert not done.soup.select('a[href$="/viec-con"]')
    page = khai.get(f"nhiem-vu/{task_id}")
    assert "Việc con (0/1 xong)" in page.text
    assert "/1, Giàng Thị Dợ, hạn 30/06/2099 Chưa bắt đầu" in page.text
    handing_in = page.form("/nop") | {"result": "Xong"}
    refused = khai.post(f"nhiem-vu/{task_id}/nop", handing_in)
    assert (refused.status, len(refused.errors)) == (422, 1)
    done = khai.post(f"nhiem-vu/{task_id}/nop", refused.form("/nop") | {"despite": "y"})
    assert done.status == 303


def test_who_may_not_cut_is_led_back_and_who_may_not_see_finds_nothing(
    commune: Commune,
) -> None:
    task_id = whole(commune)
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    khai = browse(commune, "khai")
    assert "Bước này không còn làm được" in khai.get(f"nhiem-vu/{task_id}/viec-con").text
    assert khai.post(f"nhiem-vu/{task_id}/viec-con", {"text": "x"}).status == 409
    assert browse(commune, "hung").get(f"nhiem-vu/{task_id}/viec-con").status == 404
