"""A journey for every role: by finger on a phone, by keyboard alone on a desk."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid5

import pytest
from playwright.sync_api import Browser, expect

from events.values import Deadline
from service.ledgers import Instance
from service.organisation.people import AddPerson, AddPost
from service.tasks import states
from service.tasks.deadlines import AskExtension
from service.tasks.obstacles import ReportObstacle
from service.tasks.state import TaskState
from service.tasks.working import Acknowledge, Submit
from tenants.access import Role
from tests.browser import DESK, PHONE, Window, window
from tests.inspections.mandate import order, ordered
from tests.journey.hands import Finger, Hand, Keys
from tests.people import PASSWORD, SINCE, Commune, make_commune, password_hash
from tests.tasks.given import given_task
from tests.web import manage

pytestmark = pytest.mark.browser
LATER = date(2099, 7, 31)
HANDS: dict[str, tuple[dict[str, int], Callable[..., Hand]]] = {
    "phone": (PHONE, Finger),
    "keyboard": (DESK, Keys),
}


class Player:
    """Somebody of a commune at their device."""

    def __init__(self, commune: Commune, seat: Window, make: Callable[..., Hand]) -> None:
        self.commune, self.seat = commune, seat
        self.hand = make(seat.page)

    def now(self, task_id: UUID) -> TaskState:
        """How a task stands."""
        with self.commune.ledger.scope.begin() as connection:
            [found] = states.listed(connection, states.table.c.task_id == task_id)
        return found

    def reads(self, words: str) -> None:
        """Wait until the page says something."""
        expect(self.seat.page.locator("body")).to_contain_text(words)


@pytest.fixture(params=HANDS, ids=list(HANDS))
def sits(
    request: pytest.FixtureRequest,
    admin: Instance,
    instance: Instance,
    chromium: Browser,
    address: str,
) -> Callable[..., Player]:
    size, make = HANDS[request.param]

    def sit(login: str, prepare: Callable[[Commune], object], kind: str = "commune") -> Player:
        commune = make_commune(admin, instance, kind=kind)
        prepare(commune)
        seat = window(chromium, f"{address}/x/{commune.tenant.code}", size)
        seat.sign_in(login, PASSWORD)
        return Player(commune, seat, make)

    return sit


def only_task(commune: Commune) -> UUID:
    with commune.ledger.scope.begin() as connection:
        [task] = states.listed(connection)
    return task.task_id


def handed_in(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(Submit(task_id=task_id, note="Đã xong, xem sổ."), by="khai")


def asked_for_time(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    ask = AskExtension(task_id=task_id, due_on=LATER, reason="Mất điện chín ngày")
    commune.do(ask, by="khai")


def stopped_by_a_flood(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    told = ReportObstacle(task_id=task_id, cause="objective", text="Lũ cuốn đứt cáp")
    commune.do(told, by="khai")


def overdue(commune: Commune) -> None:
    given_task(commune, deadline=Deadline(kind="date", on=date(2026, 1, 30)))


def administered(commune: Commune) -> None:
    manage(commune)


def looked_at_from_the_province(commune: Commune) -> None:
    """Let an officer of the province look at what is late here."""
    overdue(commune)
    role, leaders = Role.PROVINCIAL_OFFICER, commune.actors["su"].unit_id
    post = AddPost(unit_id=leaders, title="Chuyên viên Sở", roles=(role,), rank=9)
    person = AddPerson(
        name="Hoàng Thị Én",
        post_id=uuid5(commune.do(post, by="admin"), "post"),
        first_day=SINCE,
        login="en",
        password_hash=password_hash(),
    )
    commune.do(person, by="admin")


def test_the_administrator_sets_how_often_a_deadline_moves(sits: Callable[..., Player]) -> None:
    admin = sits("quantri", administered)
    admin.hand.press("Quy tắc giao việc")
    admin.hand.type("Văn bản làm căn cứ", "Quy chế làm việc")
    admin.hand.type("Số lần gia hạn nhiều nhất", "1")
    admin.hand.press("Lưu quy tắc")
    admin.reads("Gia hạn nhiều nhất 1 lần.")
    assert not admin.seat.wrong


def test_the_province_sees_where_help_is_needed_and_decides_nothing(
    sits: Callable[..., Player],
) -> None:
    officer = sits("en", looked_at_from_the_province)
    officer.reads("Điểm nghẽn")
    officer.reads("Nhịp cập nhật")
    officer.hand.press("Số hóa hồ sơ giấy của năm trước")
    officer.reads("Quá hạn")
    acts = officer.seat.page.locator("main form[action*='/nhiem-vu/']")
    assert not acts.count()
    assert not officer.seat.wrong


def test_an_official_receives_and_says_how_far_it_is(sits: Callable[..., Player]) -> None:
    khai = sits("khai", given_task)
    khai.hand.press("Nhận việc")
    khai.reads("Đã nhận việc.")
    khai.hand.press("Việc của tôi")
    khai.hand.press("Việc còn lại của tôi")
    khai.hand.press("Cập nhật")
    khai.hand.type("Đã làm được", "880")
    khai.hand.press("Lưu")
    khai.reads("Đã cập nhật tiến độ.")
    assert khai.now(only_task(khai.commune)).amount == 880
    assert not khai.seat.wrong


def test_a_head_looks_at_a_product_and_accepts_it(sits: Callable[..., Player]) -> None:
    do = sits("do", handed_in)
    do.hand.press("Xem và duyệt")
    do.hand.press("Chấp nhận")
    do.reads("Đã chấp nhận")
    assert do.now(only_task(do.commune)).status == "accepted"
    assert not do.seat.wrong


@pytest.mark.parametrize("kind", ["commune", "party_committee"])
def test_a_leader_gives_more_time_with_one_card(sits: Callable[..., Player], kind: str) -> None:
    dung = sits("dung", asked_for_time, kind)
    dung.reads("Mất điện chín ngày")
    dung.hand.press("Đồng ý")
    dung.reads("Không có gì chờ bạn duyệt hay quyết định.")
    assert dung.now(only_task(dung.commune)).due_on == LATER
    assert not dung.seat.wrong


def test_a_leader_confirms_a_cause_with_one_card(sits: Callable[..., Player]) -> None:
    dung = sits("dung", stopped_by_a_flood)
    dung.reads("Lũ cuốn đứt cáp")
    dung.hand.press("Xác nhận")
    dung.reads("Không có gì chờ bạn duyệt hay quyết định.")
    assert dung.now(only_task(dung.commune)).unanswered == 0
    assert not dung.seat.wrong


def test_the_standing_agency_reminds_who_is_late(sits: Callable[..., Player]) -> None:
    ha = sits("ha", overdue)
    ha.seat.go(f"nhiem-vu/{only_task(ha.commune)}")
    ha.hand.press("Nhắc người phụ trách")
    ha.reads("Đã nhắc")
    assert not ha.seat.wrong


def inspected_task(commune: Commune) -> None:
    """Give a task of a unit that Tùng inspects these days."""
    given_task(commune)
    order(commune, ordered(commune))


def test_an_inspector_looks_at_a_past_day_and_can_change_nothing(
    sits: Callable[..., Player],
) -> None:
    tung = sits("tung", inspected_task)
    tung.seat.go(f"nhiem-vu/{only_task(tung.commune)}?tai_ngay=2026-01-15")
    tung.reads("nhiệm vụ này chưa được giao")
    tung.hand.press("Xem lúc mới giao")
    tung.reads("Giao cho Ma Văn Khải")
    assert not tung.seat.page.locator("main form[method=post]").count()
    assert not tung.seat.wrong
