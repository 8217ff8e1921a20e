"""What changed between two days: each fact with who and when, said in sentences."""

import gzip
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.values import Clarity, Deliverable, Evidence, Target
from service.evidence.proofs import Proof
from service.indicators.states import IndicatorState
from service.inspections.compare import Change, changes
from service.inspections.pictures import Picture, Step
from service.tasks.deadlines import ExtendDeadline
from service.tasks.state import TaskState
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tests.past import TODAY, Story, days_ago, drafted, duty, issued, local_day, target
from tests.queries import counted
from tests.web import Page, browse

KHAI, HUNG, THU = (UUID(int=n) for n in (1, 2, 3))
THEN, NOW = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 30, tzinfo=UTC)
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)
JUNE_2030, JULY_2030 = date(2030, 6, 28), date(2030, 7, 31)
FILE = Evidence(sha256="a" * 64, name="bien-ban.pdf", size=9, kind="pdf")


def task(number: int = 17, **facts: Any) -> TaskState:
    product = Deliverable(name="Hồ sơ số", quantity=Decimal(1240), unit="hồ sơ")
    told: dict[str, Any] = {
        "task_id": UUID(int=1000 + number),
        "version": 1,
        "plan_id": UUID(int=9),
        "item_id": number,
        "code": f"NV-2026-{number:03}",
        "content": "Số hóa hồ sơ",
        "area": "procedures",
        "clarity": Clarity(person_id=KHAI, deliverable=product),
        "part_of": None,
        "origin": None,
        "parent_id": None,
        "first_due_on": JUNE,
        "due_on": JUNE,
        "asked": None,
        "asked_because": "",
        "status": "assigned",
        "amount": Decimal(0),
        "obstacle": "",
        "unanswered": 0,
        "note": "",
        "submitted_on": None,
        "submitted_by": None,
        "evidence": (),
        "returns": 0,
        "extensions": 0,
        "quality": None,
        "series_id": None,
        "occurs_on": None,
        "next_on": None,
        "sharers": "",
        "shares": (),
        "changed_by": KHAI,
        "changed_at": NOW,
    }
    return TaskState(**told | facts)


def indicator(value: int) -> IndicatorState:
    aim = Target(comparator=">=", value=Decimal(value), unit="%")
    return IndicatorState(UUID(int=5), UUID(int=9), "CT-2026-001", "Đúng hạn", None, aim)


def picture(*things: TaskState | IndicatorState | Proof) -> Picture:
    return Picture(
        {t.task_id: t for t in things if isinstance(t, TaskState)},
        {i.indicator_id: i for i in things if isinstance(i, IndicatorState)},
        {},
        {p.use_id: p for p in things if isinstance(p, Proof)},
    )


def step(days: int, by: UUID, **facts: object) -> Step:
    told: dict[str, object] = {
        "person_id": KHAI,
        "due_on": JUNE,
        "status": "assigned",
        "amount": Decimal(0),
    }
    when = THEN + timedelta(days=days)
    return Step(**told | facts, changed_by=by, changed_at=when)  # type: ignore[arg-type]


def kinds(found: list[Change]) -> list[str]:
    return [change.kind for change in found]


def test_two_equal_pictures_differ_in_nothing() -> None:
    same = picture(task(), indicator(90))
    assert changes(same, same, {}) == []


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("person", {"clarity": Clarity(person_id=HUNG)}),
        ("deadline", {"due_on": JULY}),
        ("status", {"status": "in_progress"}),
        ("progress", {"amount": Decimal(880)}),
    ],
)
def test_each_fact_is_a_change_of_its_kind(kind: str, facts: dict[str, Any]) -> None:
    assert kinds(changes(picture(task()), picture(task(**facts)), {})) == [kind]


def test_a_task_that_came_or_went_is_one_change() -> None:
    assert kinds(changes(picture(), picture(task()), {})) == ["added"]
    assert kinds(changes(picture(task()), picture(), {})) == ["gone"]


def test_a_target_that_was_lowered_is_seen() -> None:
    [change] = changes(picture(indicator(92)), picture(indicator(90)), {})
    assert (change.kind, change.subject.code) == ("target", "CT-2026-001")
    assert changes(picture(), picture(indicator(90)), {})[0].kind == "added"
    assert changes(picture(indicator(90)), picture(), {})[0].kind == "gone"


def test_who_and_when_are_those_of_the_step_that_changed_this_fact() -> None:
    now = task(due_on=JULY, status="in_progress", amount=Decimal(880))
    walked = [
        step(1, KHAI, status="in_progress"),
        step(2, THU, status="in_progress", due_on=JULY),
        step(3, KHAI, status="in_progress", due_on=JULY, amount=Decimal(880)),
    ]
    found = changes(picture(task()), picture(now), {now.task_id: walked})
    told = {c.kind: (c.who, c.when and (c.when - THEN).days) for c in found}
    assert told == {"status": (KHAI, 1), "deadline": (THU, 2), "progress": (KHAI, 3)}


def test_what_was_undone_is_no_change_and_the_last_turn_counts() -> None:
    there_and_back = [step(1, THU, due_on=JULY), step(2, KHAI)]
    assert changes(picture(task()), picture(task()), {task().task_id: there_and_back}) == []
    twice = [step(1, KHAI, due_on=date(2026, 7, 15)), step(2, THU, due_on=JULY)]
    [change] = changes(picture(task()), picture(task(due_on=JULY)), {task().task_id: twice})
    assert (change.old, change.new, change.who) == (JUNE, JULY, THU)


def test_changes_come_by_kind_and_then_by_code() -> None:
    before = picture(task(2), task(1))
    after = picture(task(2, due_on=JULY, amount=Decimal(1)), task(1, due_on=JULY), task(3))
    found = [(c.kind, c.subject.code[-1]) for c in changes(before, after, {})]
    assert found == [("added", "3"), ("deadline", "1"), ("deadline", "2"), ("progress", "2")]


@pytest.fixture
def plan(story: Story) -> UUID:
    """A task received 50 days ago, extended 40, at 620 pieces 30, handed in 20 days ago."""
    items = [target(1), duty(story, 2, due=JUNE_2030), duty(story, 3, person="hung")]
    plan_id = issued(story, items, at=days_ago(60))
    one = story.tasks(plan_id)[0].task_id
    story.do(Acknowledge(task_id=one), by="khai", at=days_ago(50))
    extend = ExtendDeadline(task_id=one, due_on=JULY_2030, reason="Máy hỏng")
    story.do(extend, by="dung", at=days_ago(40))
    story.do(ReportProgress(task_id=one, amount=Decimal(620)), by="khai", at=days_ago(30))
    submit = Submit(task_id=one, note="Xong", evidence=(FILE,))
    story.do(submit, by="khai", at=days_ago(20))
    return plan_id


def compared(story: Story, plan_id: UUID, login: str = "ha", **query: str) -> Page:
    return browse(story, login).get(f"ke-hoach/{plan_id}/so-sanh", query)


def spoken(days: int) -> str:
    return local_day(days).strftime("%d/%m/%Y")


def sentences(page: Page) -> list[str]:
    return [" ".join(line.get_text(" ").split()) for line in page.soup.select(".diff li")]


def test_changes_since_the_issue_are_sentences_with_who_and_when(
    story: Story, plan: UUID
) -> None:
    page = compared(story, plan, so_voi="ban-hanh")
    code = story.tasks(plan)[0].code
    assert [line.removeprefix(f"{code} : ") for line in sentences(page)] == [
        f"thời hạn từ cũ: 28/06/2030 thành mới: 31/07/2030 (Hoàng Văn Dũng, {spoken(40)})",
        f"trạng thái từ cũ: chưa bắt đầu thành mới: chờ duyệt (Ma Văn Khải, {spoken(20)})",
        f"minh chứng mới: bien-ban (Ma Văn Khải, {spoken(20)})",
        f"đã làm từ cũ: 0/1.240 hồ sơ thành mới: 620/1.240 hồ sơ (Ma Văn Khải, {spoken(30)})",
    ]


def test_two_days_are_put_in_order_and_links_lead_to_the_later_one(
    story: Story, plan: UUID
) -> None:
    early, late = local_day(45).isoformat(), local_day(35).isoformat()
    asked = compared(story, plan, tai_ngay=late, so_voi=early)
    swapped = compared(story, plan, tai_ngay=early, so_voi=late)
    assert sentences(asked) == sentences(swapped)
    assert len(sentences(asked)) == 1
    for page in (asked, swapped):
        link = page.soup.select_one(".diff a")
        assert link is not None
        assert str(link["href"]).endswith(f"&tai_ngay={late}")
        assert f"dữ liệu tại {local_day(35):%d/%m/%Y}" in page.text


def test_a_past_day_may_be_compared_with_today(story: Story, plan: UUID) -> None:
    page = compared(story, plan, tai_ngay=local_day(45).isoformat(), so_voi=TODAY.isoformat())
    assert len(sentences(page)) == 4
    assert "Không thể sửa" not in page.text


def test_one_kind_can_be_chosen(story: Story, plan: UUID) -> None:
    page = compared(story, plan, so_voi="ban-hanh", loai="deadline")
    assert len(sentences(page)) == 1


@pytest.mark.parametrize(
    ("tai_ngay", "so_voi", "said"),
    [
        (local_day(12), local_day(15).isoformat(), "Không có gì thay đổi"),
        (local_day(12), local_day(12).isoformat(), "Hai ngày trùng nhau"),
        (local_day(12), local_day(70).isoformat(), "chưa được ban hành"),
        (local_day(12), "", "Chọn ngày để so"),
    ],
)
def test_cases_without_changes_are_said_in_words(
    story: Story, plan: UUID, tai_ngay: date, so_voi: str, said: str
) -> None:
    page = compared(story, plan, tai_ngay=tai_ngay.isoformat(), so_voi=so_voi)
    assert page.status == 200
    assert said in page.text
    assert not sentences(page)


def test_a_plan_not_yet_issued_on_the_day_is_not_compared(story: Story, plan: UUID) -> None:
    page = compared(story, plan, tai_ngay=local_day(90).isoformat(), so_voi="ban-hanh")
    assert "kế hoạch này chưa được ban hành" in page.text


def test_rubbish_for_a_day_is_warned_about(story: Story, plan: UUID) -> None:
    page = compared(story, plan, so_voi="31/02/2026")
    assert page.status == 200
    assert page.messages


def test_a_task_out_of_sight_is_compared_without_links_and_evidence(
    story: Story, plan: UUID
) -> None:
    page = compared(story, plan, "hung", so_voi="ban-hanh")
    assert len(sentences(page)) == 3
    assert not page.soup.select(".diff a")


def test_the_plan_page_hands_a_comparison_over(story: Story, plan: UUID) -> None:
    asked = {"tai_ngay": "", "so_voi": local_day(45).strftime("%d/%m/%Y")}
    reader = browse(story, "ha")
    page = reader.follow(reader.get(f"ke-hoach/{plan}", asked))
    assert len(sentences(page)) == 4


def test_a_draft_is_not_compared(story: Story) -> None:
    plan_id = drafted(story, [duty(story, 1)], at=days_ago(9))
    assert "chưa được ban hành" in compared(story, plan_id, so_voi="ban-hanh").text
    assert compared(story, plan_id, "khai", so_voi="ban-hanh").status == 404
    assert compared(story, uuid4(), so_voi="ban-hanh").status == 404


def test_a_comparison_of_many_tasks_is_light_and_asks_little(story: Story) -> None:
    items = [duty(story, n, due=JUNE_2030) for n in range(1, 301)]
    plan_id = issued(story, items, at=days_ago(200))
    for n, one in enumerate(story.tasks(plan_id)[:60]):
        story.do(Acknowledge(task_id=one.task_id), by="khai", at=days_ago(150 - n))
        report = ReportProgress(task_id=one.task_id, amount=Decimal(n + 1))
        story.do(report, by="khai", at=days_ago(85) + timedelta(minutes=n))
    reader = browse(story, "ha")
    reader.get("ke-hoach")
    with counted() as sent:
        page = reader.get(f"ke-hoach/{plan_id}/so-sanh", {"so_voi": "ban-hanh"})
    assert len(sentences(page)) == 100
    assert "120 dòng" in page.text
    assert len(sent) <= 12, sent
    assert len(gzip.compress(page.response.data)) <= 14 * 1024
