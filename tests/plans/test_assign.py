from datetime import date
from decimal import Decimal
from uuid import uuid4, uuid5

import pytest

from events.plan_items import Front, Item
from events.values import Clarity, Deadline, Deliverable
from service.clock import today
from service.organisation.people import AddPerson, LeavePost
from service.plans.assigning import Fill, FillClarity, filled
from service.plans.drafting import StartDraft
from service.plans.reviewing import SetItemsState
from service.tasks import states
from service.tasks.precedents import as_before, precedents
from tenants.access import AccessDeniedError
from tenants.directory import directory
from tests.journey.test_by_commands import issue
from tests.people import SINCE, Commune, password_hash
from tests.plans.sample import Desk, at_desk, chosen
from tests.queries import counted
from tests.web import Page, browse

TABS = "nav[aria-label^='Các nhóm'] a"
DUE = Deadline(kind="date", on=date(2026, 12, 31))
MADE = Deliverable(name="Báo cáo", quantity=Decimal(1), unit="báo cáo")


@pytest.fixture
def desk(commune: Commune) -> Desk:
    """A draft in which everything was accepted and nobody was chosen."""
    desk = at_desk(commune)
    every = tuple(desk.plan().items)
    commune.do(SetItemsState(plan_id=desk.plan_id, item_ids=every, state="accepted"), by="ha")
    return desk


def groups(page: Page) -> list[str]:
    return [str(a.find(string=True)).strip() for a in page.soup.select(TABS)]


def opened(page: Page) -> dict[str, object]:
    return page.form("/giao")


def test_gaps_are_filled_and_decisions_kept() -> None:
    person, other, post = uuid4(), uuid4(), uuid4()
    now = Clarity(person_id=person, post_id=post, deadline=DUE)
    offered = Clarity(person_id=other, post_id=uuid4(), lead_unit_id=post, deliverable=MADE)
    after = filled(now, offered)
    assert (after.person_id, after.post_id, after.deadline) == (person, post, DUE)
    assert (after.lead_unit_id, after.deliverable) == (post, MADE)
    assert filled(Clarity(), offered) == offered


def test_work_is_grouped_by_unit_and_by_section(desk: Desk) -> None:
    page = desk.browser.get(f"{desk.review}/giao")
    assert groups(page) == [
        "Chưa rõ đơn vị",
        "Phòng Văn hóa - Xã hội",
        "Trung tâm Phục vụ hành chính công",
    ]
    page = desk.browser.get(f"{desk.review}/giao", {"theo": "muc"})
    assert groups(page)[0].startswith("III.1.")


def test_one_button_gives_a_whole_group_to_a_person(commune: Commune, desk: Desk) -> None:
    page = desk.browser.get(f"{desk.review}/giao")
    second = page.soup.select(TABS)[1]["href"]
    page = desk.browser.get(str(second))
    offered = page.soup.select("button[data-key='2']")[0]
    assert "Lò Văn Hùng" in offered.get_text()
    fields = opened(page) | {"pick": offered["value"]}
    done = desk.browser.post(f"{desk.review}/giao", fields)
    assert done.status == 303
    page = desk.browser.follow(done)
    assert "Đã điền chỗ còn trống của 2 việc." in page.messages[0]
    assert groups(page) == ["Chưa rõ đơn vị", "Trung tâm Phục vụ hành chính công"]
    [report] = desk.ids("report")
    clear = desk.item(report).clarity
    assert clear.person_id == commune.actors["hung"].person_id
    assert clear.accept_post_id == commune.actors["ha"].post_id
    assert clear.deadline is not None
    assert clear.deadline.rhythm == "yearly"  # printed in the plan: kept


def test_nobody_is_offered_to_accept_their_own_work(commune: Commune, desk: Desk) -> None:
    page = desk.browser.get(f"{desk.review}/giao")
    page = desk.browser.get(str(page.soup.select(TABS)[1]["href"]))
    head = page.soup.select("button[data-key='1']")[0]
    assert "Trần Thị Hà" in head.get_text()
    desk.browser.post(f"{desk.review}/giao", opened(page) | {"pick": head["value"]})
    [report] = desk.ids("report")
    clear = desk.item(report).clarity
    assert clear.person_id == commune.actors["ha"].person_id
    assert clear.accept_post_id == commune.actors["su"].post_id


def test_a_section_goes_to_a_unit_that_is_chosen(commune: Commune, desk: Desk) -> None:
    page = desk.browser.get(f"{desk.review}/giao", {"theo": "muc"})
    assert len(opened(page)["item"]) == 2  # type: ignore[arg-type]
    fields = opened(page) | {
        "lead": chosen(page, "lead", "Trung tâm"),
        "assignee": chosen(page, "assignee", "Ma Văn Khải"),
        "accept_post": chosen(page, "accept_post", "Phó Giám đốc"),
    }
    assert desk.browser.post(f"{desk.review}/giao", fields).status == 303
    first, second, _ = desk.ids("task")
    for item_id in (first, second):
        clear = desk.item(item_id).clarity
        assert clear.lead_unit_id == commune.actors["khai"].unit_id
        assert clear.person_id == commune.actors["khai"].person_id


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"item": []}, "ít nhất một việc"),
        ({"item": "999"}, "ít nhất một việc"),
        ({"due_on": "31/2/2026"}, "không có ngày 31"),
        ({"pick": "ai.do"}, "Hãy chọn"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_filled(
    desk: Desk, wrong: dict[str, object], said: str
) -> None:
    before = desk.plan().version
    fields = opened(desk.browser.get(f"{desk.review}/giao")) | wrong
    page = desk.browser.post(f"{desk.review}/giao", fields)
    assert page.status == 422
    assert any(said in problem for problem in page.errors), page.errors
    assert desk.plan().version == before


def issued_before(commune: Commune, text: str) -> None:
    """An earlier plan with one task, done by Khải for Dợ."""
    khai, do = commune.actors["khai"], commune.actors["do"]
    clarity = Clarity(
        person_id=khai.person_id,
        post_id=khai.post_id,
        lead_unit_id=khai.unit_id,
        deadline=Deadline(kind="date", on=date(2025, 9, 30)),
        deliverable=MADE,
        accept_post_id=do.post_id,
        extend_post_id=commune.actors["dung"].post_id,
    )
    item = Item(item_id=1, kind="task", text=text, state="accepted", clarity=clarity)
    start = StartDraft(
        file_sha256="0" * 64,
        file_name="nam-truoc.txt",
        reading_sha256="1" * 64,
        front=Front(title="Kế hoạch năm trước"),
        items=(item,),
    )
    plan_id = uuid5(commune.do(start, by="ha"), "plan")
    commune.do(issue(commune, plan_id), by="ha")


NEARLY = (
    "Niêm yết, công khai đầy đủ thủ tục hành chính tại trụ sở và 12 nhà văn hóa thôn năm 2025"
)


def test_work_is_filled_as_last_year(commune: Commune, desk: Desk) -> None:
    issued_before(commune, NEARLY)
    page = desk.browser.get(f"{desk.review}/giao")
    assert "1 việc giống kế hoạch trước" in page.text
    page = desk.browser.get(f"{desk.review}/giao/nam-truoc")
    assert "Ma Văn Khải · Công chức một cửa" in page.text
    assert (
        desk.browser.post(f"{desk.review}/giao/nam-truoc", page.form("/nam-truoc")).status
        == 303
    )
    first, *_ = desk.ids("task")
    clear = desk.item(first).clarity
    assert clear.person_id == commune.actors["khai"].person_id
    assert clear.deadline is not None
    assert clear.deadline.on is not None
    assert (clear.deadline.on.month, clear.deadline.on.day) == (9, 30)
    assert clear.deadline.on >= today("Asia/Ho_Chi_Minh")
    page = desk.browser.post(f"{desk.review}/giao/nam-truoc", {"item": "999"})
    assert (page.status, page.errors) == (422, ["Hãy chọn ít nhất một việc."])


def test_last_years_work_goes_to_who_is_in_the_post_today(commune: Commune, desk: Desk) -> None:
    issued_before(commune, NEARLY)
    khai, day = commune.actors["khai"], today("Asia/Ho_Chi_Minh")
    left = LeavePost(post_id=khai.post_id, person_id=khai.person_id, last_day=SINCE)
    commune.do(left, by="admin")
    with commune.ledger.scope.begin() as connection:
        tasks = states.of_other_plans(connection, desk.plan_id)
        [found] = precedents([desk.item(desk.ids("task")[0])], tasks)
        empty = as_before(found, directory(connection), day)
    assert (empty.person_id, empty.post_id) == (None, None)
    assert empty.lead_unit_id == khai.unit_id
    new = AddPerson(
        name="Lý Thị Mới",
        post_id=khai.post_id,
        first_day=day,
        login="moi",
        password_hash=password_hash(),
    )
    person_id = uuid5(commune.do(new, by="admin"), "person")
    with commune.ledger.scope.begin() as connection:
        offered = as_before(found, directory(connection), day)
    assert offered.person_id == person_id


def test_only_who_drafts_fills(commune: Commune, desk: Desk) -> None:
    fill = FillClarity(plan_id=desk.plan_id, fills=(Fill(item_id=3, clarity=Clarity()),))
    with pytest.raises(AccessDeniedError):
        commune.do(fill, by="khai")


def test_many_groups_are_shown_light_and_with_few_statements(commune: Commune) -> None:
    text = "Rà soát quy trình nội bộ số {} tại bộ phận một cửa; đề xuất cắt giảm bước {}"
    items = tuple(
        Item(
            item_id=n,
            kind="task",
            text=text.format(n, n * 7),
            section=f"III.{n // 10}",
            state="accepted",
        )
        for n in range(1, 201)
    )
    start = StartDraft(
        file_sha256="0" * 64,
        file_name="a.txt",
        reading_sha256="1" * 64,
        front=Front(title="Kế hoạch dài"),
        items=items,
    )
    plan_id = uuid5(commune.do(start, by="ha"), "plan")
    browser = browse(commune, "ha")
    for end in ("/giao?theo=muc", "/giao", "/12", "?buoc=viec", "/cac-buoc"):
        path = browser.address(f"ke-hoach/{plan_id}/ra-soat{end}")
        with counted() as sent:
            packed = browser.client.get(path, headers={"Accept-Encoding": "gzip"})
        assert packed.status_code == 200
        assert len(sent) <= 12, path
        assert len(packed.get_data()) <= 14 * 1024, path
