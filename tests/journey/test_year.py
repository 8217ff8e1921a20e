"""A year is decided on a phone: who is cut is shown, the person reads it and objects."""

import pytest
from playwright.sync_api import Browser, expect

from service.ledgers import Instance
from tests.browser import PHONE, Window, window
from tests.evaluation.graded import TODAY, YEAR, graded
from tests.people import PASSWORD, Commune, make_commune

pytestmark = pytest.mark.browser


def test_the_chairman_decides_a_group_and_the_official_objects(
    admin: Instance, instance: Instance, chromium: Browser, address: str
) -> None:
    commune = make_commune(admin, instance)
    year = graded(commune)
    year.score(khai="95", hung="84.38")
    year.ready("khai", "hung")
    su = _sit(chromium, address, commune, "su")
    su.go("danh-gia/nam")
    expect(su.page.get_by_text("Ngoài tỷ lệ theo điểm: Ma Văn Khải")).to_be_visible()
    su.look("year-list")
    su.page.get_by_text("Quyết định nhóm Nghiệp vụ chuyên ngành").click()
    su.page.get_by_label("Số quyết định").fill("45/QĐ-UBND")
    su.page.get_by_label("Ngày quyết định").fill(f"{TODAY:%d/%m/%Y}")
    su.page.get_by_role("button", name="Ghi quyết định").click()
    expect(su.page.get_by_text("Đã ghi quyết định xếp loại.")).to_be_visible()
    khai = _sit(chromium, address, commune, "khai")
    khai.go(f"danh-gia/nam/{YEAR}/nguoi/{year.person('khai')}")
    expect(khai.page.get_by_text("Đủ điểm xuất sắc nhưng ngoài tỷ lệ")).to_be_visible()
    khai.page.get_by_text("Kiến nghị", exact=True).click()
    khai.page.get_by_label("Nội dung kiến nghị").fill("Đề nghị xem lại nhóm của tôi.")
    khai.look("year-of-one")
    khai.page.get_by_role("button", name="Gửi kiến nghị").click()
    expect(khai.page.get_by_text("hạn trả lời")).to_be_visible()
    su.go(f"danh-gia/nam/{YEAR}/don-vi/{year.unit('do')}")
    su.look("year-of-unit")
    assert su.wrong + khai.wrong == []


def _sit(chromium: Browser, address: str, commune: Commune, login: str) -> Window:
    seat = window(chromium, f"{address}/x/{commune.tenant.code}", PHONE)
    seat.sign_in(login, PASSWORD)
    return seat
