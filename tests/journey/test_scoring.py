"""A month is scored: the official answers each lost point, the head confirms, all opens."""

import pytest
from playwright.sync_api import Browser, expect

from service.ledgers import Instance
from tests.browser import DESK, PHONE, Window, window
from tests.evaluation.examples import LETTER
from tests.evaluation.scored import Month, scored_month
from tests.past import make_story
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
LOST = ("Nộp chậm lần 1", "Trả lại vì lỗi nội dung lớn lần 1", "Chưa hoàn thành trong kỳ")


@pytest.fixture
def month(admin: Instance, instance: Instance) -> Month:
    return scored_month(make_story(admin, instance))


def sit(
    month: Month, chromium: Browser, address: str, login: str, size: dict[str, int]
) -> Window:
    seat = window(chromium, f"{address}/x/{month.story.tenant.code}", size)
    seat.sign_in(login, PASSWORD)
    return seat


def answered(seat: Window, number: int, name: str) -> None:
    """Answer one loss, under the loss itself."""
    item = seat.page.locator("#bi-tru ~ ul > li", has_text=name)
    item.locator("summary").click()
    item.get_by_label("Trả lời của bạn").fill(f"Câu trả lời {number}.")
    item.get_by_role("button", name="Gửi trả lời").click()
    expect(seat.page.locator("#messages")).to_contain_text("Đã ghi câu trả lời")


def test_an_official_sees_and_answers_each_lost_point_and_a_head_scores_the_month(
    month: Month, chromium: Browser, address: str
) -> None:
    khai = sit(month, chromium, address, "khai", PHONE)
    khai.page.get_by_role("link", name="Tự chấm").first.click()
    for number, name in enumerate(LOST):
        answered(khai, number, name)
    for number, item in enumerate(LETTER.common):
        khai.page.locator(f"#c{number}").fill(str(item.most).replace(".", ","))
    khai.page.get_by_role("button", name="Lưu điểm tự chấm").click()
    expect(khai.page.locator("#messages")).to_contain_text("Đã lưu điểm tự chấm")
    khai.look("phieu-tu-cham")

    do = sit(month, chromium, address, "do", DESK)
    do.page.get_by_role("link", name="Chờ xác nhận điểm").first.click()
    do.page.get_by_role("link", name="Ma Văn Khải").click()
    expect(do.page.locator("main")).to_contain_text("Câu trả lời 2.")
    do.page.get_by_label("Nhận xét").fill("Nhất trí.")
    do.page.get_by_role("button", name="Xác nhận và báo kết quả").click()
    expect(do.page.locator("main")).to_contain_text("tổng 79,58/100")
    expect(do.page.locator("main")).to_contain_text("không đổi")
    do.look("phieu-da-xac-nhan")

    khai.go(f"danh-gia/phieu/{month.period_id}/{month.person('khai')}")
    opened_to_the_event(khai)
    expect(khai.page.locator("#da-xem ~ ul")).to_contain_text("Giàng Thị Dợ")
    assert not khai.wrong
    assert not do.wrong


def opened_to_the_event(seat: Window) -> None:
    """From the sum to a part, to a product, to the event behind a figure."""
    expect(seat.page.locator("main")).to_contain_text("Số lượng 75 · Chất lượng 68,8")
    seat.page.locator("summary", has_text="Tiến độ: 68,8%").click()
    expect(seat.page.locator("main")).to_contain_text("Giá trị chính xác: 11/16")
    product = seat.page.locator("#sp-2")
    product.locator("summary").click()
    product.get_by_role("listitem").filter(has_text="Nộp chậm").get_by_role("link").click()
    expect(seat.page.locator("h1")).to_contain_text("Sự kiện số")
    seat.page.go_back()
