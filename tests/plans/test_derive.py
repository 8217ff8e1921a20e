"""Yearly and unit plans carry out the plan above; one task serves several plans."""

from uuid import UUID, uuid4, uuid5

import pytest
from msgspec.structs import replace

from events.plan_items import Item
from events.plan_life import LivingPlan
from events.plan_lineage import Link
from events.plan_refusals import (
    LinkedTwiceError,
    NoSuchItemError,
    NotIssuedYetError,
    SamePlanError,
)
from service.plans import states
from service.plans.amendments import living
from service.plans.deriving import (
    DerivePlan,
    LinkToParent,
    NothingToDeriveError,
    children,
    covered,
    proposed_links,
)
from service.plans.reviewing import SetItemsState
from service.plans.states import PlanState
from service.tasks.issuing import IssuePlan
from service.tasks.serving import NotAnotherPlansTaskError, ServeByTask
from tenants.access import AccessDeniedError
from tests.past import Story, days_ago, drafted, duty, issued, local_day, target
from tests.web import browse

UNIT = "Phòng Văn hóa - Xã hội"


@pytest.fixture
def parent(story: Story) -> UUID:
    waiting = Item(item_id=4, kind="task", state="proposed", text="Chưa nhận")
    items = [target(1, 85), duty(story, 2), duty(story, 3, text="Tập huấn kỹ năng số"), waiting]
    return issued(story, items, at=days_ago(60))


def plan(story: Story, plan_id: UUID) -> LivingPlan:
    with story.ledger.scope.begin() as connection:
        return living(connection, plan_id)


def state(story: Story, plan_id: UUID, days: int | None = None) -> PlanState:
    with story.ledger.scope.begin() as connection:
        at = None if days is None else days_ago(days)
        return states.one(connection, plan_id, at)


def derived(story: Story, parent: UUID, *items: int, unit: UUID | None = None) -> UUID:
    command = DerivePlan(parent_id=parent, title="Kế hoạch năm", item_ids=items, unit_id=unit)
    return uuid5(story.do(command, by="ha", at=days_ago(20)), "plan")


def issue(story: Story, plan_id: UUID, **more: object) -> None:
    command = IssuePlan(
        plan_id=plan_id,
        number="20",
        symbol="KH-VHXH",
        issued_on=local_day(9),
        signer="Trần Thị Hà",
        signer_post="Trưởng phòng",
        **more,  # type: ignore[arg-type]
    )
    story.do(command, by="ha", at=days_ago(9))


def test_a_unit_plan_begins_with_chosen_records_and_their_links(
    story: Story, parent: UUID
) -> None:
    unit = story.units[UNIT]
    child = plan(story, derived(story, parent, 3, 1, unit=unit))
    assert [(i.text, i.state) for i in child.items.values()] == [
        ("Tập huấn kỹ năng số", "proposed"),
        (target(1).text, "proposed"),
    ]
    work = child.items[1].clarity
    assert (work.lead_unit_id, work.person_id) == (unit, None)
    assert child.derived is not None
    assert child.derived.links == (
        Link(item_id=1, parent_item_id=3),
        Link(item_id=2, parent_item_id=1),
    )
    found = state(story, child.id)
    assert (found.parent_id, found.unit_id, found.status) == (parent, unit, "draft")
    assert found.taken_items == {1, 3}
    assert "12/KH-UBND" in found.front.legal_bases[0]


def test_coverage_counts_units_that_have_issued_their_own(story: Story, parent: UUID) -> None:
    unit = story.units[UNIT]
    child = derived(story, parent, 1, unit=unit)
    yearly = derived(story, parent, 1)
    with story.ledger.scope.begin() as connection:
        mine = children(states.every(connection, None), parent)
    assert {p.plan_id for p in mine} == {child, yearly}
    assert covered(mine) == {}
    story.do(accept(child, 1), by="ha", at=days_ago(10))
    issue(story, child)
    with story.ledger.scope.begin() as connection:
        mine = children(states.every(connection, None), parent)
    assert covered(mine)[unit].plan_id == child


def test_the_plan_above_says_which_plan_took_which_record(story: Story, parent: UUID) -> None:
    derived(story, parent, 3, unit=story.units[UNIT])
    rows = browse(story, "ha").get(f"ke-hoach/{parent}/cu-the-hoa").soup.select("#chon li")
    assert ["Kế hoạch năm" in row.get_text() for row in rows] == [False, False, True]
    anybody = browse(story, "khai").get(f"ke-hoach/{parent}/cu-the-hoa").soup
    assert "Mục nào đã được cụ thể hóa" in anybody.select_one("main").get_text()  # type: ignore[union-attr]


def accept(plan_id: UUID, *items: int) -> SetItemsState:
    return SetItemsState(plan_id=plan_id, item_ids=items, state="accepted")


@pytest.mark.parametrize(
    ("items", "refusal"),
    [((), NothingToDeriveError), ((4,), NoSuchItemError), ((99,), NoSuchItemError)],
)
def test_only_records_in_force_are_derived(
    story: Story, parent: UUID, items: tuple[int, ...], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        derived(story, parent, *items)


def test_a_draft_has_no_plans_below_and_not_everybody_derives(
    story: Story, parent: UUID
) -> None:
    draft = drafted(story, [target(1)], at=days_ago(30))
    with pytest.raises(NotIssuedYetError):
        derived(story, draft, 1)
    with pytest.raises(AccessDeniedError):
        story.do(DerivePlan(parent_id=parent, title="x", item_ids=(1,)), by="khai")


def test_an_uploaded_plan_is_linked_by_likeness_and_a_person(
    story: Story, parent: UUID
) -> None:
    items = [replace(target(1), text=target(1).text + " trong năm"), duty(story, 2)]
    child = drafted(story, items, at=days_ago(20))
    links = proposed_links(plan(story, parent), plan(story, child))
    assert links == [Link(item_id=1, parent_item_id=1), Link(item_id=2, parent_item_id=2)]
    command = LinkToParent(
        plan_id=child, parent_id=parent, unit_id=None, links=tuple(links[:1])
    )
    story.do(command, by="ha", at=days_ago(19))
    assert state(story, child).parent_id == parent
    assert state(story, child, 20).parent_id is None


@pytest.mark.parametrize(
    ("links", "refusal"),
    [
        (
            (Link(item_id=1, parent_item_id=1), Link(item_id=1, parent_item_id=2)),
            LinkedTwiceError,
        ),
        ((Link(item_id=77, parent_item_id=1),), NoSuchItemError),
        ((Link(item_id=1, parent_item_id=77),), NoSuchItemError),
    ],
)
def test_links_lead_from_one_record_to_one_that_is_there(
    story: Story, parent: UUID, links: tuple[Link, ...], refusal: type[Exception]
) -> None:
    child = drafted(story, [target(1)], at=days_ago(20))
    with pytest.raises(refusal):
        story.do(
            LinkToParent(plan_id=child, parent_id=parent, unit_id=None, links=links), by="ha"
        )
    with pytest.raises(SamePlanError):
        story.do(
            LinkToParent(plan_id=parent, parent_id=parent, unit_id=None, links=()), by="ha"
        )


def test_a_task_of_another_plan_serves_a_record_and_is_not_given_twice(
    story: Story, parent: UUID
) -> None:
    [first, _] = story.tasks(parent)
    bare = Item(item_id=1, kind="task", state="accepted", text=first.content)
    child = drafted(story, [bare, target(2)], at=days_ago(20))
    serve = ServeByTask(plan_id=child, item_id=1, task_id=first.task_id)
    story.do(serve, by="ha", at=days_ago(19))
    with pytest.raises(NoSuchItemError):
        story.do(serve, by="ha", command_id=uuid4())
    issue(story, child)
    assert story.tasks(child) == []
    page = browse(story, "ha").get(f"ke-hoach/{child}")
    assert first.code in page.text
    before = browse(story, "ha").get(f"ke-hoach/{parent}")
    assert first.code in before.text
    links = browse(story, "ha").get(f"nhiem-vu/{first.task_id}").soup.select("main a")
    named = {str(a["href"]).rpartition("/")[2] for a in links if "/ke-hoach/" in str(a["href"])}
    assert {str(parent), str(child)} <= named


def test_only_an_open_task_of_another_plan_serves(story: Story, parent: UUID) -> None:
    bare = Item(item_id=1, kind="task", state="accepted", text="Việc")
    child = drafted(story, [bare], at=days_ago(20))
    own = story.tasks(parent)[0].task_id
    for plan_id, task_id in ((child, uuid4()), (parent, own)):
        with pytest.raises(NotAnotherPlansTaskError):
            story.do(ServeByTask(plan_id=plan_id, item_id=1, task_id=task_id), by="ha")


def test_a_person_derives_and_the_parent_shows_it(story: Story, parent: UUID) -> None:
    browser = browse(story, "ha")
    page = browser.get(f"ke-hoach/{parent}/cu-the-hoa")
    assert "0/4 đơn vị" in page.text
    unit = str(story.units[UNIT])
    fields = page.form("/cu-the-hoa") | {"title": "Kế hoạch của phòng", "unit": unit}
    none = browser.post(f"ke-hoach/{parent}/cu-the-hoa", fields)
    assert (none.status, "ít nhất một mục" in none.errors[0]) == (422, True)
    done = browser.post(f"ke-hoach/{parent}/cu-the-hoa", fields | {"muc": ["1", "3"]})
    assert done.status == 303, done.errors
    after = browser.get(f"ke-hoach/{parent}/cu-the-hoa")
    assert "Kế hoạch của phòng" in after.text
    hidden = browse(story, "khai").get(f"ke-hoach/{parent}/cu-the-hoa")
    assert "Kế hoạch của phòng" not in hidden.text
    assert not hidden.soup.select("main form[method=post]")


def test_a_unit_without_its_own_plan_in_fifteen_days_is_marked_late(
    story: Story, parent: UUID
) -> None:
    child = derived(story, parent, 1, unit=story.units[UNIT])
    story.do(accept(child, 1), by="ha", at=days_ago(10))
    issue(story, child)
    page = browse(story, "ha").get(f"ke-hoach/{parent}/cu-the-hoa")
    rows = [row.get_text() for row in page.soup.select("tbody tr")]
    assert ["Muộn" in row for row in rows] == [True] * 4
    fresh = issued(story, [target(1, 90)], at=days_ago(3))
    page = browse(story, "ha").get(f"ke-hoach/{fresh}/cu-the-hoa")
    rows = [row.get_text() for row in page.soup.select("tbody tr")]
    assert ["Chưa có" in row and "Muộn" not in row for row in rows] == [True] * 4


def test_a_person_links_a_plan_upward(story: Story, parent: UUID) -> None:
    child = drafted(story, [target(1), duty(story, 2)], at=days_ago(20))
    browser = browse(story, "ha")
    address = f"ke-hoach/{child}/ke-hoach-tren"
    assert browser.get(address).soup.select("select[name=tren]")
    page = browser.get(address, {"tren": str(parent)})
    done = browser.post(address, page.form("/ke-hoach-tren"))
    assert done.status == 303, done.errors
    told = plan(story, child).derived
    assert told is not None
    assert [(link.item_id, link.parent_item_id) for link in told.links] == [(1, 1), (2, 2)]
    assert browser.post(address, {}).status == 422
    assert browse(story, "khai").get(address).status == 403


def test_a_person_links_shared_work_on_the_page(story: Story, parent: UUID) -> None:
    [first, _] = story.tasks(parent)
    bare = Item(item_id=1, kind="task", state="accepted", text=first.content)
    child = drafted(story, [bare], at=days_ago(20))
    browser, address = browse(story, "ha"), f"ke-hoach/{child}/viec-chung"
    page = browser.get(address)
    assert first.code in page.text
    done = browser.post(address, page.form("/viec-chung"))
    assert done.status == 303, done.errors
    assert plan(story, child).served == {1: first.task_id}
    assert browser.post(address, {"item": "x", "task": "y"}).status == 422
