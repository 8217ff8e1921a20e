"""A report by hand: from the calendar through five steps to the signed file, and its .docx."""

import pytest
from docx import Document
from playwright.sync_api import Browser, FilePayload, expect

from service.demo.reported import SIGNED
from tests.browser import DESK, PHONE, Window, window
from tests.past import Story
from tests.people import PASSWORD
from tests.reports.year import reported

pytestmark = pytest.mark.browser


def press(seat: Window, name: str) -> None:
    seat.page.get_by_role("button", name=name).first.click()


def reads(seat: Window, words: str) -> None:
    expect(seat.page.locator("body")).to_contain_text(words)


def written(seat: Window, place: str) -> None:
    """Go through the five steps, one decision a step."""
    seat.go("bao-cao")
    seat.page.get_by_role("link", name="Đột xuất").first.click()
    press(seat, "Lưu và sang bước 2")
    reads(seat, "chưa có kết quả")
    press(seat, "Nhắc tất cả")
    reads(seat, "Hôm nay đã nhắc tất cả")
    seat.go(f"{place}?buoc=3")
    press(seat, "Lấy số liệu")
    reads(seat, "88,4%")
    seat.go(f"{place}?buoc=4")
    press(seat, "Lưu mục Đánh giá chung")
    reads(seat, "Đã lưu mục này.")
    seat.go(f"{place}?buoc=5")
    press(seat, "Trình báo cáo")
    reads(seat, "Chờ duyệt")


def locked(seat: Window, place: str) -> str:
    """Give it its number and the signed file; gives what the Word file's tables say."""
    seat.go(place)
    seat.page.get_by_label("Số", exact=True).fill("45")
    signed = FilePayload(name="45-BC.pdf", mimeType="application/pdf", buffer=SIGNED)
    seat.page.get_by_label("Tệp PDF đã ký").set_input_files(signed)
    press(seat, "Chốt báo cáo")
    reads(seat, "từ nay không sửa nữa")
    with seat.page.expect_download() as given:
        seat.page.get_by_role("link", name="Tải bản Word").first.click()
    paper = Document(str(given.value.path()))
    return "\n".join(c.text for t in paper.tables for row in t.rows for c in row.cells)


def test_a_reporter_goes_from_the_calendar_to_the_signed_paper(
    story: Story, chromium: Browser, address: str
) -> None:
    place = f"bao-cao/{reported(story).report_id}"

    def sits(login: str, size: dict[str, int] = DESK) -> Window:
        seat = window(chromium, f"{address}/x/{story.tenant.code}", size)
        seat.sign_in(login, PASSWORD)
        return seat

    hung, stranger = sits("hung"), sits("khai", PHONE)
    head, leader = sits("ha"), sits("su", PHONE)
    written(hung, place)
    stranger.go(place)
    reads(stranger, "Không thấy trang này")
    head.go(place)
    press(head, "Duyệt báo cáo")
    reads(head, "Đã duyệt báo cáo.")
    leader.go(place)
    press(leader, "Ký báo cáo")
    reads(leader, "Đã ký báo cáo.")
    assert "45/BC-UBND" in locked(hung, place)
    stranger.go(place)
    reads(stranger, "Không thấy trang này")
