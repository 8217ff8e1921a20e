"""The province from a directive to its roll-up, by hand; the wrong person tries."""

import pytest
from playwright.sync_api import Browser

from service.ledgers import Instance
from tests.browser import DESK, PHONE, window
from tests.directives.pairs import OFFICE, carry
from tests.exchange.pairs import linked, province_of
from tests.journey.test_reform_by_hand import Desk
from tests.people import PASSWORD, Commune, make_commune

pytestmark = pytest.mark.browser
TITLE = "Rà soát hồ sơ quá hạn"


def test_a_directive_from_its_draft_to_the_roll_up(
    admin: Instance, instance: Instance, chromium: Browser, address: str
) -> None:
    province, commune = province_of(admin, instance), make_commune(admin, instance)
    linked(commune, province)

    def sits(tenant: Commune, login: str, size: dict[str, int] = DESK) -> Desk:
        seat = window(chromium, f"{address}/x/{tenant.tenant.code}", size)
        seat.sign_in(login, PASSWORD)
        return Desk(seat)

    lan, khoi = sits(province, "ha"), sits(province, "su")
    ha, su = sits(commune, "ha", PHONE), sits(commune, "su")
    drafted(lan)
    khoi.go("chi-dao")
    khoi.follow(TITLE)
    khoi.type("Số, ký hiệu", "15/UBND-NC")
    khoi.type("Người ký", "Nguyễn Văn Ký")
    khoi.press("Ban hành và gửi")
    khoi.reads("Đã ban hành.")
    carry(province, commune)
    answered(ha)
    su.go("chi-dao")
    su.follow(TITLE)
    su.press("Duyệt và gửi")
    su.reads("Đã duyệt và gửi cấp trên.")
    here = su.seat.page.url.partition(f"/x/{commune.tenant.code}/")[2]
    carry(commune, province)
    lan.go("chi-dao")
    lan.follow(TITLE)
    for words in ("12 hồ sơ", "1/1 xã", "Đã trả lời"):
        lan.reads(words)
    place = lan.seat.page.url.partition(f"/x/{province.tenant.code}/")[2]
    assert not [wrong for desk in (ha, su, lan, khoi) for wrong in desk.seat.wrong]
    wrong = sits(commune, "khai")
    wrong.go("chi-dao/moi")
    wrong.reads("Mục này thuộc quyền của người khác")
    wrong.go(here)
    wrong.reads("Không thấy trang này")
    ha.go(place)
    ha.reads("Không thấy trang này")


def drafted(lan: Desk) -> None:
    lan.go("chi-dao")
    lan.follow("Soạn văn bản chỉ đạo")
    lan.type("Trích yếu", TITLE)
    lan.type("Hạn trả lời", "01/12/2099")
    lan.type("Thêm nội dung cần trả lời", "Số hồ sơ đã rà soát")
    lan.type("Đơn vị tính", "hồ sơ")
    lan.press("Lưu dự thảo")
    lan.reads("Nội dung cần trả lời (1)")


def answered(ha: Desk) -> None:
    ha.go("chi-dao")
    ha.follow(TITLE)
    ha.seat.page.get_by_label(OFFICE).first.check()
    ha.press("Tiếp nhận và giao")
    ha.reads("Phiếu tiếp nhận đã gửi cấp trên.")
    ha.type("1. Số hồ sơ đã rà soát", "12")
    ha.press("Ghi câu trả lời")
    ha.reads("Đã ghi câu trả lời.")
