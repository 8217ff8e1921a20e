"""A report by hand: from the calendar through five steps to the signed file, and its .docx."""

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

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


def test_a_reporter_goes_from_the_calendar_to_the_signed_paper(
    story: Story, chromium: Browser, address: str
) -> None:
    report = reported(story)
    place = f"bao-cao/{report.report_id}"

    def sits(login: str, size: dict[str, int] = DESK) -> Window:
        seat = window(chromium, f"{address}/x/{story.tenant.code}", size)
        seat.sign_in(login, PASSWORD)
        return seat

    hung, stranger = sits("hung"), sits("khai", PHONE)
    hung.go("bao-cao")
    hung.page.get_by_role("link", name="Đột xuất").first.click()
    press(hung, "Lưu và sang bước 2")
    reads(hung, "chưa có kết quả")
    press(hung, "Nhắc tất cả")
    reads(hung, "Hôm nay đã nhắc tất cả")
    hung.go(f"{place}?buoc=3")
    press(hung, "Lấy số liệu")
    reads(hung, "88,4%")
    hung.go(f"{place}?buoc=4")
    press(hung, "Lưu mục Đánh giá chung")
    reads(hung, "Đã lưu mục này.")
    hung.go(f"{place}?buoc=5")
    press(hung, "Trình báo cáo")
    reads(hung, "Chờ duyệt")
    stranger.go(place)
    reads(stranger, "Không thấy trang này")
    head, leader = sits("ha"), sits("su", PHONE)
    head.go(place)
    press(head, "Duyệt báo cáo")
    reads(head, "Đã duyệt báo cáo.")
    leader.go(place)
    press(leader, "Ký báo cáo")
    reads(leader, "Đã ký báo cáo.")
    hung.go(place)
    hung.page.get_by_label("Số", exact=True).fill("45")
    signed = {"name": "45-BC.pdf", "mimeType": "application/pdf", "buffer": SIGNED}
    hung.page.get_by_label("Tệp PDF đã ký").set_input_files(signed)  # type: ignore[arg-type]
    press(hung, "Chốt báo cáo")
    reads(hung, "từ nay không sửa nữa")
    with hung.page.expect_download() as given:
        hung.page.get_by_role("link", name="Tải bản Word").first.click()
    paper = Document(given.value.path())
    cells = "\n".join(c.text for t in paper.tables for row in t.rows for c in row.cells)
    assert "45/BC-UBND" in cells
    stranger.go(place)
    reads(stranger, "Không thấy trang này")
