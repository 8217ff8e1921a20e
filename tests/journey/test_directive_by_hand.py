"""The province from a directive to its roll-up, by hand; the wrong person tries."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from service.demo.people import PROVINCE
from service.directives import copy_states, directive_states
from service.ledgers import Instance
from tests.browser import DESK, PHONE, window
from tests.directives.pairs import OFFICE, carry
from tests.exchange.pairs import linked, province_of
from tests.journey.test_reform_by_hand import Desk
from tests.people import PASSWORD, Commune, make_commune

pytestmark = pytest.mark.browser
TITLE = "Rà soát hồ sơ quá hạn"
FORBIDDEN, MISSING = "Mục này thuộc quyền của người khác", "Không thấy trang này"


@dataclass(frozen=True)
class Seats:
    """Who sits where: the province's officer and head, the commune's office and head."""

    lan: Desk
    khoi: Desk
    ha: Desk
    su: Desk


def test_a_directive_from_its_draft_to_the_roll_up(
    admin: Instance, instance: Instance, chromium: Browser, address: str
) -> None:
    province, commune = province_of(admin, instance), make_commune(admin, instance)
    linked(commune, province)

    def sits(tenant: Commune, login: str, size: dict[str, int] = DESK) -> Desk:
        seat = window(chromium, f"{address}/x/{tenant.tenant.code}", size)
        seat.sign_in(login, PASSWORD)
        return Desk(seat)

    seats = Seats(
        lan=sits(province, "ha"),
        khoi=sits(province, "su"),
        ha=sits(commune, "ha", PHONE),
        su=sits(commune, "su"),
    )
    drafted(seats.lan)
    issued(seats.khoi)
    carry(province, commune)
    answered(seats.ha)
    reply = sent(seats.su)
    carry(commune, province)
    rolled_up(seats.lan)
    everybody = (seats.lan, seats.khoi, seats.ha, seats.su)
    assert not [wrong for desk in everybody for wrong in desk.seat.wrong]
    wrong = sits(commune, "khai")
    for path, words in (("chi-dao/moi", FORBIDDEN), (reply, MISSING)):
        wrong.go(path)
        wrong.reads(words)
    seats.ha.go(here(seats.lan))
    seats.ha.reads(MISSING)


def test_in_the_story_two_communes_answered_and_one_owes(told: Instance) -> None:
    tenant = told.tenant(PROVINCE.code)
    assert tenant
    with told.open(tenant).scope.begin() as connection:
        [directive] = directive_states.every(connection)
        copies = copy_states.of_directive(connection, directive.directive_id)
    assert sorted(one.step for one in copies.values()) == ["answered", "answered", "sent"]


def here(desk: Desk) -> str:
    """The address below the tenant's that somebody looks at."""
    return urlsplit(desk.seat.page.url).path.split("/", 3)[3]


def issued(khoi: Desk) -> None:
    khoi.go("chi-dao")
    khoi.follow(TITLE)
    khoi.type("Số, ký hiệu", "15/UBND-NC")
    khoi.type("Người ký", "Nguyễn Văn Ký")
    khoi.press("Ban hành và gửi")
    khoi.reads("Đã ban hành.")


def sent(su: Desk) -> str:
    su.go("chi-dao")
    su.follow(TITLE)
    su.press("Duyệt và gửi")
    su.reads("Đã duyệt và gửi cấp trên.")
    return here(su)


def rolled_up(lan: Desk) -> None:
    lan.go("chi-dao")
    lan.follow(TITLE)
    for words in ("12 hồ sơ", "1/1 xã", "Đã trả lời"):
        lan.reads(words)
    lan.seat.look("chi-dao-tong-hop")


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
    ha.follow("NV-")
    ha.seat.look("nhiem-vu-tu-chi-dao")
    ha.follow("Trả lời từng nội dung")
    ha.type("1. Số hồ sơ đã rà soát", "12")
    ha.press("Ghi câu trả lời")
    ha.reads("Đã ghi câu trả lời.")
