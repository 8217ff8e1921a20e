"""The reform index by hand: the commune scores, the province appraises, explained, locked."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from service.ledgers import Instance
from tests.browser import DESK, PHONE, Window, window
from tests.evaluation.par.years import Year, year_of
from tests.people import PASSWORD, Commune

pytestmark = pytest.mark.browser
MINE, THEIRS = "danh-gia/cai-cach", "danh-gia/tham-dinh"
WHY = "Kỳ III thiếu xác nhận của hệ thống một cửa"


@dataclass
class Desk:
    """One person's window, with the few things that hands do in it."""

    seat: Window

    def go(self, path: str) -> None:
        self.seat.go(path)

    def press(self, name: str) -> None:
        self.seat.page.get_by_role("button", name=name).first.click()

    def follow(self, name: str) -> None:
        self.seat.page.get_by_role("link", name=name).first.click()

    def type(self, label: str, text: str) -> None:
        self.seat.page.get_by_label(label).first.fill(text)

    def reads(self, words: str) -> None:
        expect(self.seat.page.locator("body")).to_contain_text(words)


@pytest.fixture
def year(admin: Instance, instance: Instance) -> Year:
    return year_of(admin, instance)


def test_a_year_from_the_self_score_to_the_lock(
    year: Year, chromium: Browser, address: str
) -> None:
    def sits(tenant: Commune, login: str, size: dict[str, int] = DESK) -> Desk:
        seat = window(chromium, f"{address}/x/{tenant.tenant.code}", size)
        seat.sign_in(login, PASSWORD)
        return Desk(seat)

    ha, su = sits(year.commune, "ha", PHONE), sits(year.commune, "su")
    lan, khoi = sits(year.province, "ha"), sits(year.province, "su")
    commune_scores(ha, year)
    su.go(f"{MINE}/{year.year}")
    su.press("Gửi bản tự chấm lên tỉnh")
    su.reads("Đã gửi bản tự chấm lên tỉnh.")
    province_appraises(lan, year)
    commune_explains(ha, su, year)
    province_concludes(lan, khoi, year)
    every_number_opens(ha, year)
    strangers_find_nothing(sits(year.commune, "khai"), lan, year)
    assert not [wrong for desk in (ha, su, lan, khoi) for wrong in desk.seat.wrong]


def commune_scores(ha: Desk, year: Year) -> None:
    ha.go(MINE)
    ha.press("Tiếp nhận")
    ha.follow(f"Năm {year.year}")
    ha.follow("3.1.1 Hồ sơ giải quyết đúng và trước hạn")
    ha.type("Hồ sơ đúng và trước hạn", "1902")
    ha.type("Hồ sơ đã giải quyết", "1968")
    ha.press("Lưu điểm")
    ha.reads("Số liệu nhập tay cần ghi lý do hoặc nguồn.")
    ha.type("Lý do nhập tay", "Hệ thống một cửa")
    ha.press("Lưu điểm")
    ha.reads("Đã chấm 3.1.1.")
    ha.seat.look("tu-cham")


def province_appraises(lan: Desk, year: Year) -> None:
    lan.go(THEIRS)
    lan.reads("Đã gửi, chờ tiếp nhận")
    lan.press("Tiếp nhận")
    lan.follow(year.commune.tenant.name)
    lan.follow("3.1.1 Hồ sơ giải quyết đúng và trước hạn")
    lan.reads("1.902 / 1.968 = 96,65%")
    lan.type("Điểm thẩm định", "5")
    lan.press("Lưu điểm thẩm định")
    lan.reads("Hãy ghi lý do.")
    lan.type("Lý do", WHY)
    lan.press("Lưu điểm thẩm định")
    lan.type("Giải trình trước ngày", f"{year.day + timedelta(days=5):%d/%m/%Y}")
    lan.seat.look("tham-dinh")
    lan.press("Gửi kết quả vòng 1 cho xã")
    lan.reads("Chờ xã giải trình")


def commune_explains(ha: Desk, su: Desk, year: Year) -> None:
    ha.go(MINE)
    ha.press("Tiếp nhận")
    ha.go(f"{MINE}/{year.year}/3.1.1")
    ha.reads(WHY)
    ha.type("Nội dung giải trình", "Đã có xác nhận ngày 02/12/2026")
    ha.press("Ghi giải trình")
    su.go(f"{MINE}/{year.year}")
    su.press("Gửi giải trình lên tỉnh")
    su.reads("Hội đồng kết luận")


def province_concludes(lan: Desk, khoi: Desk, year: Year) -> None:
    lan.go(THEIRS)
    lan.press("Tiếp nhận")
    here = f"{THEIRS}/{year.year}/{year.commune.tenant.code}"
    lan.go(f"{here}/3.1.1")
    lan.reads("Đã có xác nhận ngày 02/12/2026")
    lan.type("Điểm thẩm định", "8,5")
    lan.type("Lý do", "Chấp nhận giải trình")
    lan.press("Lưu điểm thẩm định")
    khoi.go(here)
    khoi.type("Số văn bản kết luận", "88/TB-HĐTĐ")
    khoi.type("Ngày kết luận", f"{year.day:%d/%m/%Y}")
    khoi.press("Chốt và gửi cho xã")
    khoi.reads("Kết luận số 88/TB-HĐTĐ")


def every_number_opens(ha: Desk, year: Year) -> None:
    ha.go(MINE)
    ha.press("Tiếp nhận")
    ha.reads("Đã chốt")
    ha.go(f"{MINE}/{year.year}/3.1.1")
    ha.reads("Hội đồng kết luận: 8,5 điểm")
    ha.seat.page.get_by_role("link", name="sự kiện số").last.click()
    ha.reads("Tự chấm tiêu chí 3.1.1.")


def strangers_find_nothing(khai: Desk, lan: Desk, year: Year) -> None:
    """An official looks and cannot act; the province's addresses are not the commune's."""
    khai.go(f"{MINE}/{year.year}/3.1.1")
    khai.reads("Hội đồng kết luận: 8,5 điểm")
    expect(khai.seat.page.get_by_role("button", name="Lưu điểm")).to_have_count(0)
    khai.go(f"{THEIRS}/{year.year}/{year.commune.tenant.code}")
    khai.reads("Không thấy trang này")
    lan.go(f"{MINE}/{year.year}")
    lan.reads("Không thấy trang này")
