"""The life of a plan after its issue: done on a phone, looked at on a desk too."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from playwright.sync_api import Browser

from tests.browser import PHONE, Window, window
from tests.past import Story, days_ago, issued, local_day, target
from tests.people import PASSWORD
from tests.plans.turning import turn_of

pytestmark = pytest.mark.browser
TODAY = f"{local_day(0):%d/%m/%Y}"


def opened(chromium: Browser, address: str, story: Story) -> Window:
    seat = window(chromium, f"{address}/x/{story.tenant.code}", PHONE)
    seat.sign_in("ha", PASSWORD)
    return seat


def write(seat: Window, label: str, text: str) -> None:
    seat.page.get_by_label(label, exact=True).first.fill(text)


def corrected(path: Path, folder: Path) -> Path:
    """The annex with one line of work in other words, its two groups in turn, and one more."""
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    sheet = book["Nhiệm vụ"]
    rows = [row for row in sheet.iter_rows() if str(row[0].value).isdigit()]
    rows[0][1].value = f"{rows[0][1].value}, cả hồ sơ bị ướt"
    groups = list(sheet.iter_rows(min_row=6, max_row=9))
    turned = [[cell.value for cell in row] for row in (*groups[2:], *groups[:2])]
    for row, values in zip(groups, turned, strict=True):
        for cell, value in zip(row, values, strict=True):
            cell.value = value
    sheet.append(["9", "Dọn bùn ở trụ sở sau lũ"])
    saved = folder / "phu-luc-sua.xlsx"
    book.save(saved)
    return saved


def test_an_annex_goes_out_is_corrected_and_comes_back_as_differences(
    chromium: Browser, address: str, story: Story, tmp_path: Path
) -> None:
    turn = turn_of(story)
    seat = opened(chromium, address, story)
    seat.go(f"ke-hoach/{turn.new}")
    with seat.page.expect_download() as taken:
        seat.page.get_by_role("link", name="Tải phụ lục nhiệm vụ, chỉ tiêu (Excel)").click()
    seat.page.get_by_role("link", name="Nạp tệp đã sửa").click()
    seat.look_at_both("reimport")
    seat.page.get_by_label("Tệp đã sửa").set_input_files(
        corrected(Path(taken.value.path()), tmp_path)
    )
    seat.page.get_by_role("button", name="So với kế hoạch").click()
    seat.page.get_by_role("heading", name="3 khác biệt").wait_for()
    seat.page.get_by_text("Đổi thứ tự").wait_for()
    seat.look_at_both("different")
    seat.page.get_by_role("button", name="Ghi các mục đã chọn").click()
    seat.page.get_by_role("heading", name="1 khác biệt").wait_for()
    texts = [item.text for item in turn.plan(turn.new).items.values()]
    assert any(text.endswith("cả hồ sơ bị ướt, cả hồ sơ bị ướt") for text in texts)
    assert "Dọn bùn ở trụ sở sau lũ" in texts
    assert not seat.wrong


def test_a_plan_takes_the_place_of_another_and_both_stay_readable(
    chromium: Browser, address: str, story: Story
) -> None:
    turn = turn_of(story)
    seat = opened(chromium, address, story)
    seat.go(f"ke-hoach/{turn.new}")
    seat.page.get_by_role("link", name="Ban hành thay thế một kế hoạch cũ").click()
    seat.look_at_both("replace-choose")
    seat.page.get_by_role("button", name="Xem việc và chỉ tiêu còn mở").click()
    seat.look_at_both("replace")
    replace_it(seat)
    seat.look_at_both("replacing-plan")
    old_plan(seat, turn.old)
    assert [t.status for t in turn.tasks(turn.old)] == ["superseded", "superseded"]
    assert not seat.wrong


def replace_it(seat: Window) -> None:
    page = seat.page
    for label in ("Lý do chung khi đổi", "Lý do chung khi dừng"):
        write(seat, label, "Sắp xếp lại sau lũ")
    for label, text in (("Số", "58"), ("Ký hiệu", "KH-UBND"), ("Ngày ban hành", TODAY)):
        write(seat, label, text)
    write(seat, "Người ký", "Vàng A Sử")
    write(seat, "Chức vụ người ký", "Chủ tịch")
    page.get_by_role("button", name="Ban hành và thay thế").click()
    page.get_by_text("Chưa thay thế được").wait_for()
    write(seat, "Lý do chung cho các chỉ tiêu", "Đặt lại mức sau lũ")
    page.get_by_role("button", name="Ban hành và thay thế").click()
    page.get_by_text("Đã thay thế kế hoạch").wait_for()


def old_plan(seat: Window, old: UUID) -> None:
    seat.go(f"ke-hoach/{old}")
    seat.page.get_by_text("Đã thay thế").first.wait_for()
    seat.look_at_both("replaced-plan")
    seat.page.get_by_role("link", name="Khi được thay thế").click()
    seat.page.get_by_text("Sắp xếp lại sau lũ").first.wait_for()
    seat.look_at_both("replaced")
    seat.go(f"ke-hoach/{old}?tai_ngay={local_day(20).isoformat()}")
    assert seat.page.locator("tbody th[scope=row]").count() == 3
    control = seat.page.locator("#asof")
    control.locator("summary").click()
    control.get_by_text("Tuần nào có nhiều việc").click()
    seat.look_at_both("weeks")
    control.locator(".strip a").first.click()
    seat.page.wait_for_url(f"**tai_ngay={local_day(60).isoformat()}")


def test_an_amendment_is_written_and_told_since_the_issue(
    chromium: Browser, address: str, story: Story
) -> None:
    plan_id = issued(story, [target(1, 85), target(2)], at=days_ago(60))
    seat = opened(chromium, address, story)
    seat.go(f"ke-hoach/{plan_id}")
    seat.page.get_by_role("link", name="Sửa đổi, bổ sung theo văn bản mới").click()
    seat.look_at_both("amend-choose")
    seat.page.get_by_label("nhóm 1").check()
    write(seat, "Số mục thêm mới", "1")
    seat.page.get_by_role("button", name="Tiếp tục").click()
    amend_it(seat)
    seat.page.get_by_text("Văn bản số 58/KH-UBND ngày").wait_for()
    seat.look_at_both("amended")
    seat.go(f"ke-hoach/{plan_id}?xem=chi-tieu")
    seat.page.get_by_text("tối thiểu 80%").first.wait_for()
    seat.look_at_both("amended-targets")
    assert not seat.wrong


def amend_it(seat: Window) -> None:
    page = seat.page
    for label, text in (("Số", "58"), ("Ký hiệu", "KH-UBND"), ("Ngày ký", TODAY)):
        write(seat, label, text)
    write(seat, "Có hiệu lực từ", TODAY)
    first = page.locator("section.card", has_text="Đang ghi:")
    first.get_by_label("Giá trị").fill("80")
    first.get_by_label("Lý do").fill("Đứt cáp sau lũ")
    new = page.locator("section.card", has_text="Mục thêm mới")
    new.get_by_label("Loại mục").select_option(label="Nhiệm vụ")
    new.get_by_label("Nội dung").fill("Khôi phục hồ sơ bị ướt")
    new.get_by_label("Lý do").fill("Sau lũ")
    seat.look_at_both("amend")
    page.get_by_role("button", name="Ghi sửa đổi").click()


def test_targets_are_shared_and_plans_are_derived(
    chromium: Browser, address: str, story: Story
) -> None:
    plan_id = issued(story, [target(1, 85), target(2)], at=days_ago(60))
    issued(story, [target(1, 90)], at=days_ago(30))
    seat = opened(chromium, address, story)
    seat.go("chi-tieu/danh-muc")
    seat.look_at_both("catalogue")
    seat.page.get_by_role("button", name="Là một chỉ tiêu").first.click()
    seat.page.get_by_text("Đã ghép").wait_for()
    seat.page.locator("main th a").first.click()
    seat.look_at_both("entry")
    seat.go(f"ke-hoach/{plan_id}/cu-the-hoa")
    write(seat, "Tên kế hoạch", "Kế hoạch của phòng")
    seat.page.get_by_label("nhóm 1").check()
    seat.look_at_both("derive")
    seat.page.get_by_role("button", name="Tạo bản nháp").click()
    seat.page.get_by_text("Đã tạo bản nháp").wait_for()
    assert not seat.wrong
