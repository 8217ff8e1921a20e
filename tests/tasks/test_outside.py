"""A task that no plan has: given from above or by a leader, clear in all six."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4, uuid5

import msgspec
import pytest

from events.tasks.giving import Recalled
from events.tasks.refusals import NotYourDecisionError, NotYoursToGiveError
from events.values import Clarity, Deadline, Deliverable, Origin
from service.clock import today
from service.plans.gate import Unclear
from service.search.finding import Search
from service.tasks import states
from service.tasks.giving import Recall
from service.tasks.outside import (
    ComesRoundOutsideError,
    GiveTask,
    OutsideYourUnitError,
    PaperMissingError,
    StillUnclearError,
)
from service.tasks.state import TaskState
from service.tasks.states import Sight
from service.tasks.working import Acknowledge
from tenants.access import AccessDeniedError
from tenants.directory import directory
from tests.messages.looking import kinds
from tests.people import Commune
from tests.tasks.given import given_task
from tests.tasks.scenario import DO, HUNG, KHAI, Scenario, outside_task, standing_in
from tests.web import browse

LETTER = Origin(
    kind="superior",
    document="Công văn",
    number="123/UBND-NC",
    issued_on=date(2026, 6, 2),
    issuer="UBND tỉnh",
)
AD_HOC = Origin(kind="leader")
ASKED = "Rà soát thủ tục đất đai"


def wanted(commune: Commune, *, person: str = "khai", origin: Origin = AD_HOC) -> GiveTask:
    """Dợ's unit is to report once; Dợ accepts, Dũng may extend."""
    doer, actors = commune.actors[person], commune.actors
    clarity = Clarity(
        person_id=doer.person_id,
        post_id=doer.post_id,
        lead_unit_id=doer.unit_id,
        deadline=Deadline(kind="date", on=date(2099, 6, 30)),
        deliverable=Deliverable(name="Báo cáo", quantity=Decimal(1), unit="báo cáo"),
        accept_post_id=actors["dung"].post_id,
        extend_post_id=actors["dung"].post_id,
    )
    return GiveTask(content=ASKED, clarity=clarity, origin=origin, quoted="giao các xã rà soát")


def given(commune: Commune, command: GiveTask, *, by: str) -> TaskState:
    task_id = uuid5(commune.do(command, by=by), "task 1")
    with commune.ledger.scope.begin() as connection:
        [task] = states.listed(connection, states.table.c.task_id == task_id)
    return task


def every(commune: Commune) -> list[TaskState]:
    with commune.ledger.scope.begin() as connection:
        return states.listed(connection, states.table.c.task_id.is_not(None))


def lacking(command: GiveTask, **clarity: Any) -> GiveTask:
    return replace(command, clarity=msgspec.structs.replace(command.clarity, **clarity))


def test_a_leader_gives_what_a_letter_asks_and_it_goes_on_in_the_sequence(
    commune: Commune,
) -> None:
    given_task(commune)
    task = given(commune, wanted(commune, origin=LETTER), by="su")
    assert (task.status, task.plan_id, task.origin, task.outside) == (
        "assigned",
        None,
        LETTER,
        True,
    )
    year = today(commune.tenant.zone).year
    assert [t.code for t in every(commune)] == [f"NV-{year}-001", f"NV-{year}-002"]
    assert kinds(commune, "khai") == ["given", "given"]
    commune.do(Acknowledge(task_id=task.task_id), by="khai")


def test_the_head_of_a_unit_gives_inside_it_and_nowhere_else(commune: Commune) -> None:
    assert given(commune, wanted(commune), by="do").outside
    with pytest.raises(OutsideYourUnitError):
        commune.do(wanted(commune, person="hung"), by="do")
    ours, others = commune.actors["do"].unit_id, wanted(commune, person="hung")
    with pytest.raises(OutsideYourUnitError):
        commune.do(lacking(others, lead_unit_id=ours), by="do")
    assert given(commune, others, by="su").outside
    for stranger in ("khai", "tung"):
        with pytest.raises(AccessDeniedError):
            commune.do(wanted(commune), by=stranger)


@pytest.mark.parametrize(
    ("gap", "kind"),
    [
        ({"person_id": None}, Unclear.ASSIGNEE),
        ({"lead_unit_id": None}, Unclear.RESPONSIBILITY),
        ({"deadline": None}, Unclear.DEADLINE),
        ({"deliverable": None}, Unclear.DELIVERABLE),
        ({"accept_post_id": None}, Unclear.AUTHORITY),
    ],
)
def test_nothing_is_given_that_is_not_clear_in_all_six(
    commune: Commune, gap: dict[str, None], kind: Unclear
) -> None:
    with pytest.raises(StillUnclearError) as refused:
        commune.do(lacking(wanted(commune), **gap), by="su")
    assert refused.value.missing == (kind,)
    assert every(commune) == []


def test_nobody_is_put_in_charge_who_alone_would_accept(commune: Commune) -> None:
    own = lacking(wanted(commune), accept_post_id=commune.actors["khai"].post_id)
    with pytest.raises(StillUnclearError) as refused:
        commune.do(own, by="su")
    assert refused.value.missing == (Unclear.OWN_WORK,)


@pytest.mark.parametrize("field", ["number", "issued_on", "issuer"])
def test_a_superiors_document_is_named_in_full(commune: Commune, field: str) -> None:
    blank = None if field == "issued_on" else ""
    origin = msgspec.structs.replace(LETTER, **{field: blank})
    with pytest.raises(PaperMissingError) as refused:
        commune.do(wanted(commune, origin=origin), by="su")
    assert refused.value.field == field


def test_what_comes_round_belongs_into_a_plan(commune: Commune) -> None:
    monthly = Deadline(kind="recurring", on=date(2099, 6, 30), rhythm="monthly")
    with pytest.raises(ComesRoundOutsideError):
        commune.do(lacking(wanted(commune), deadline=monthly), by="su")


def test_a_duty_of_several_units_is_one_task_each(commune: Commune) -> None:
    units = tuple(commune.actors[head].unit_id for head in ("ha", "do"))
    together = lacking(wanted(commune), person_id=None, post_id=None, addressees=units)
    commune.do(together, by="su")
    tasks = every(commune)
    assert {task.clarity.lead_unit_id for task in tasks} == set(units)
    assert len({task.part_of for task in tasks}) == 1
    with pytest.raises(OutsideYourUnitError):
        commune.do(together, by="do")


def test_who_gave_it_takes_it_back_and_so_does_who_stands_in() -> None:
    for actor, refusal in (
        (HUNG, None),
        (KHAI, NotYourDecisionError(HUNG.post_id)),
        (DO, NotYourDecisionError(HUNG.post_id)),
    ):
        scenario, task = Scenario(), outside_task()
        scenario.given(task)
        scenario.when(Recall(task_id=task.id, reason="Không cần nữa"), by=actor)
        if refusal:
            scenario.then_refused(refusal)
        else:
            scenario.then(Recalled(reason="Không cần nữa"))
    deputy = standing_in(DO, HUNG)
    scenario, task = Scenario(), outside_task()
    scenario.given(task)
    scenario.when(Recall(task_id=task.id, reason="Không cần nữa"), by=deputy)
    assert scenario.after(task).status == "recalled"
    [event] = scenario.recorded
    assert isinstance(event, Recalled)
    assert event.on_behalf is not None
    assert event.on_behalf.post_id == HUNG.post_id


def test_a_plans_task_is_taken_back_by_who_issues_plans_alone(commune: Commune) -> None:
    task_id = given_task(commune)
    with pytest.raises(NotYoursToGiveError):
        commune.do(Recall(task_id=task_id, reason="Thử"), by="do")


def test_it_is_found_by_the_number_of_its_paper_and_only_by_who_may_see_it(
    commune: Commune,
) -> None:
    task = given(commune, wanted(commune, origin=LETTER), by="su")
    for login, found in (("khai", [task.task_id]), ("su", [task.task_id]), ("hung", [])):
        with commune.ledger.scope.begin() as connection:
            actor, known = commune.actors[login], directory(connection)
            day = today(commune.tenant.zone)
            search = Search(connection, actor, Sight.of(actor), known, None, day)
            hits = search.find("123/UBND-NC")
        assert [hit.thing for hit in hits.get("task", [])] == found


def test_a_double_click_gives_one_task(commune: Commune) -> None:
    once = uuid4()
    for _ in range(3):
        commune.do(wanted(commune), by="su", command_id=once)
    assert len(every(commune)) == 1


def test_the_page_asks_for_what_is_missing_field_by_field_and_keeps_what_was_typed(
    commune: Commune,
) -> None:
    browser = browse(commune, "do")
    page = browser.get("giao-viec")
    empty = page.form("/giao-viec")
    tried = empty | {"text": ASKED, "origin": "superior", "number": "123/UBND-NC"}
    refused = browser.post("giao-viec", tried)
    assert refused.status == 422
    said = [line.split(":")[0] for line in refused.errors]
    assert said == ["Ngày văn bản", "Cơ quan ban hành"]
    assert refused.form("/giao-viec")["number"] == "123/UBND-NC"
    refused = browser.post("giao-viec", tried | {"origin": "leader"})
    assert refused.errors == [
        "Người phụ trách: Rõ người: hãy chọn người phụ trách đang giữ chức vụ.",
        "Loại thời hạn: Rõ thời gian: hãy chọn loại thời hạn và ghi ngày.",
        "Sản phẩm: Rõ sản phẩm: hãy ghi tên, số lượng và đơn vị tính.",
    ]
    assert refused.form("/giao-viec")["text"] == ASKED
    assert every(commune) == []


def test_the_page_gives_and_shows_the_task_marked_as_outside_the_plan(commune: Commune) -> None:
    browser = browse(commune, "do")
    page = browser.get("giao-viec")
    khai = next(
        str(option["value"])
        for option in page.soup.select("#assignee option")
        if "Ma Văn Khải" in option.text
    )
    typed = page.form("/giao-viec") | {
        "text": ASKED,
        "origin": "superior",
        "document": "Công văn",
        "number": "123/UBND-NC",
        "issued_on": "02/6/2026",
        "issuer": "UBND tỉnh",
        "quoted": "giao các xã rà soát",
        "assignee": khai,
        "due_on": "30/6/2099",
        "product": "Báo cáo",
        "quantity": "1",
        "unit": "báo cáo",
    }
    done = browser.follow(browser.post("giao-viec", typed))
    assert done.messages == ["Đã giao việc."]
    assert "Theo Công văn số 123/UBND-NC ngày 02/06/2026 của UBND tỉnh" in done.text
    assert "“giao các xã rà soát”" in done.text
    assert "Ngoài kế hoạch" in done.text
    assert "Giao ngoài kế hoạch cho Ma Văn Khải, hạn 30/06/2099." in done.text
    home, board = browse(commune, "khai").get(""), browser.get("don-vi")
    board = browser.follow(board)
    assert ["Ngoài kế hoạch" in page.text for page in (home, board)] == [True, True]
    people = browser.get("don-vi/nguoi")
    assert "Ma Văn Khải" in people.text


def test_the_head_of_a_unit_is_offered_its_people_alone(commune: Commune) -> None:
    own = browse(commune, "do").get("giao-viec")
    assert "Lò Văn Hùng" not in [
        o.text.split(",")[0] for o in own.soup.select("#assignee option")
    ]
    everybody = browse(commune, "su").get("giao-viec")
    assert "Lò Văn Hùng" in everybody.soup.select_one("#assignee").text  # type: ignore[union-attr]


def test_a_forged_choice_of_another_unit_is_refused(commune: Commune) -> None:
    leader, head = browse(commune, "su").get("giao-viec"), browse(commune, "do")
    other = next(
        str(option["value"])
        for option in leader.soup.select("#lead option")
        if "Văn hóa" in option.text
    )
    typed = head.get("giao-viec").form("/giao-viec") | {"text": ASKED, "lead": other}
    assert head.post("giao-viec", typed).status == 422
    assert every(commune) == []
