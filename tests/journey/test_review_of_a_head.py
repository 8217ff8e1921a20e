"""A Party committee from its plan to the quarterly review of a head, each at a window."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid5

import pytest
from playwright.sync_api import Browser, expect

from events.plan_items import Front
from service.ledgers import Instance
from service.plans.drafting import StartDraft
from service.tasks.issuing import IssuePlan
from tests.browser import DESK, PHONE, Window, window
from tests.past import TODAY, duty, local_day
from tests.people import PASSWORD, Commune, make_commune
from tests.reviews.pair import CENTRE, NAME, POST, Pair, make_pair, quarter_of, worked
from web.reviews.words import period_words

pytestmark = pytest.mark.browser
TYPED = "input, textarea"
TITLE = "Chương trình hành động về cải cách hành chính"


@dataclass
class Desk:
    """One person's window, with the few things that hands do in it."""

    seat: Window

    def go(self, path: str) -> int:
        """Go to an address below the tenant; gives what it was answered with."""
        answer = self.seat.page.goto(f"{self.seat.home}/{path}")
        return answer.status if answer else 0

    def press(self, name: str) -> None:
        self.seat.page.get_by_role("button", name=name, exact=True).first.click()

    def fold(self, name: str) -> None:
        self.seat.page.locator("summary", has_text=name).first.click()

    def type(self, label: str, text: str) -> None:
        field = self.seat.page.get_by_label(label).and_(self.seat.page.locator(TYPED))
        field.locator("visible=true").first.fill(text)

    def choose(self, label: str, option: str) -> None:
        self.seat.page.get_by_label(label).first.select_option(label=option)

    def reads(self, words: str) -> None:
        expect(self.seat.page.locator("body")).to_contain_text(words)


@pytest.fixture
def pair(admin: Instance, instance: Instance) -> Pair:
    """A commune at work, its committee with a plan."""
    made = make_pair(admin, instance)
    worked(made)
    start = StartDraft(
        file_sha256="0" * 64,
        file_name="chuong-trinh.txt",
        reading_sha256="1" * 64,
        front=Front(title=TITLE),
        items=(duty(made.party, 1, due=local_day(-30)),),
    )
    plan_id = uuid5(made.party.do(start, by="ha"), "plan")
    issue = IssuePlan(
        plan_id=plan_id,
        number="09",
        symbol="CTr/ĐU",
        issued_on=TODAY,
        signer="Tráng Seo Lìn",
        signer_post="Bí thư",
    )
    made.party.do(issue, by="su")
    return made


def test_from_the_plan_to_the_review_of_a_head(
    pair: Pair, admin: Instance, instance: Instance, chromium: Browser, address: str
) -> None:
    def sits(tenant: Commune, login: str, size: dict[str, int] = DESK) -> Desk:
        seat = window(chromium, f"{address}/x/{tenant.tenant.code}", size)
        seat.sign_in(login, PASSWORD)
        return Desk(seat)

    ha, member = sits(pair.party, "ha"), sits(pair.party, "member", PHONE)
    su, khai = sits(pair.party, "su"), sits(pair.party, "khai")
    su.go("ke-hoach")
    su.reads(TITLE)
    review = opened(ha, pair)
    answered(ha, pair, review)
    written(member, khai, review)
    concluded(su, ha, review)
    told(member, review)
    leader = sits(pair.commune, "su")
    leader.go("da-gui-cap-uy")
    leader.reads(CENTRE)
    leader.seat.look("da-gui-cap-uy")
    other = make_commune(admin, instance, kind="party_committee")
    wrong = [leader, sits(pair.commune, "khai"), sits(pair.party, "do"), sits(other, "su")]
    assert [one.go(review) for one in wrong] == [404] * len(wrong)
    assert not [said for desk in (ha, member, su, khai) for said in desk.seat.wrong]


def opened(ha: Desk, pair: Pair) -> str:
    """Open the round, and let Dợ be reviewed; gives the address of her review."""
    year, number = quarter_of(local_day(1))
    day = f"{TODAY:%d/%m/%Y}"
    ha.go("kiem-diem")
    ha.fold("Mở đợt kiểm điểm")
    ha.choose("Kỳ kiểm điểm", period_words("quarter", year, number))
    ha.type("Số văn bản", "27-KH/ĐU")
    ha.type("Ngày văn bản", day)
    ha.type("Hạn gửi bản tự kiểm điểm", day)
    ha.seat.page.get_by_label("Vi Thị Thảo").check()
    ha.press("Mở đợt kiểm điểm")
    ha.reads("Đợt này chưa có ai.")
    ha.choose("Người được kiểm điểm", NAME)
    ha.choose("Số liệu lấy từ", pair.commune.tenant.name)
    ha.type("Tên cơ quan, tổ chức", CENTRE)
    ha.type("Chức vụ", POST)
    ha.press("Thêm vào đợt")
    ha.seat.page.get_by_role("link", name=NAME).click()
    ha.reads("Chưa có số liệu")
    return ha.seat.page.url.removeprefix(f"{ha.seat.home}/")


def answered(ha: Desk, pair: Pair, review: str) -> None:
    """Ask, and let the worker carry the letters."""
    ha.press("Lấy số liệu")
    ha.reads("Đã hỏi số liệu")
    assert pair.post() == 4  # who works where, and the figures: asked and answered
    ha.go(review)
    ha.reads("đến sự kiện")
    ha.seat.look("kiem-diem-so-lieu")


def written(member: Desk, khai: Desk, review: str) -> None:
    """Let Dợ write of herself on her phone, and a member say what he thinks."""
    member.go("kiem-diem")
    member.reads("Kiểm điểm của tôi")
    member.go(review)
    member.type("Ưu điểm", "Chủ động số hóa")
    member.type("Hạn chế, khuyết điểm", "Hai việc quá hạn")
    member.type("Nguyên nhân, giải trình", "Mất sóng ở ba bản")
    member.press("Gửi bản tự kiểm điểm")
    member.reads("Đã gửi bản tự kiểm điểm.")
    khai.go(review)
    khai.reads("Mất sóng ở ba bản")
    khai.type("Ý kiến", "Đồng ý với tự kiểm điểm")
    khai.press("Ghi ý kiến")
    khai.reads("Đã ghi ý kiến.")


def concluded(su: Desk, ha: Desk, review: str) -> None:
    """Let the secretary conclude with a task, and the office tell."""
    su.go(review)
    su.type("Số thông báo kết luận", "41-TB/ĐU")
    su.choose("Mức xếp loại", "Hoàn thành nhiệm vụ")
    su.type("Ưu điểm", "Chủ động")
    su.type("Hạn chế, khuyết điểm", "Chậm hai việc")
    su.type("Việc khắc phục thứ nhất", "Làm xong hai việc quá hạn")
    su.type("Hạn việc thứ nhất", f"{TODAY + timedelta(days=20):%d/%m/%Y}")
    su.press("Ghi kết luận")
    su.reads("Đã ghi kết luận.")
    ha.go(review)
    ha.press("Thông báo cho người được kiểm điểm")
    ha.reads("Đã thông báo")


def told(member: Desk, review: str) -> None:
    """Let Dợ read the conclusion, and find what she has to set right among her work."""
    member.go(review)
    member.reads("41-TB/ĐU")
    member.seat.look("kiem-diem-cua-toi")
    member.go("")
    member.reads("Làm xong hai việc quá hạn")
