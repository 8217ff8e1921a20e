"""An inspector of the province by hand, from the order to a finding in the commune's record."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from service.inspections.entries import positions
from service.ledgers import Instance
from tests.browser import PHONE
from tests.journey.test_inspector import Hand, Seats
from tests.missions.pair import CENTRE, GUEST, Pair, day_of, make_pair

pytestmark = pytest.mark.browser


@pytest.fixture
def pair(admin: Instance, instance: Instance) -> Pair:
    return make_pair(admin, instance)


def ordered(pair: Pair, seats: Seats) -> str:
    """The head orders it, and the member may not; gives its address."""
    head, day = seats.of("su"), day_of(pair.province)
    head.go("kiem-tra")
    head.page.get_by_role("link", name="Kiểm tra tại xã").click()
    head.page.get_by_text("Lập cuộc kiểm tra tại xã").click()
    hand = Hand(head.page)
    hand("document", "88/QĐ-SNV")
    hand("issued_on", f"{day:%d/%m/%Y}")
    hand("subject", "Kiểm tra việc ghi nhận kết quả")
    hand("units", CENTRE)
    head.page.get_by_label(GUEST).check()
    hand("first_day", f"{day:%d/%m/%Y}")
    hand("last_day", f"{day + timedelta(days=4):%d/%m/%Y}")
    assert seats.tries("may", "kiem-tra-tai-xa", document="89/QĐ-SNV") == 403
    hand.press("Lập và gửi tới xã")
    hand.reads("Đã gửi, chờ xã nhận")
    pair.post()
    return "kiem-tra-tai-xa/" + head.page.url.rpartition("/")[2]


def test_a_member_goes_over_finds_something_and_comes_home(
    pair: Pair, chromium: Browser, address: str
) -> None:
    seats = Seats(chromium, f"{address}/x/{pair.province.tenant.code}")
    where, there = ordered(pair, seats), pair.commune.tenant.name
    assert seats.tries("trung", where) == 404
    member = seats.of("may")
    member.go(where)
    hand = Hand(member.page)
    hand.press(f"Vào xem tại {there}")
    hand.reads(f"đang xem {there}")
    with pair.commune.ledger.scope.begin() as connection:
        [first, *_] = positions(connection, [pair.task_id])
    hand("text", "Ghi nhận muộn")
    hand("positions", str(first))
    hand.press("Ghi phát hiện")
    hand.reads("Đã ghi phát hiện.")
    member.look_at_both("guest-in-a-commune")
    pair.post()
    hand.press(f"Về {pair.province.tenant.name}")
    hand.reads("1 phát hiện")
    member.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    member.look("mission")
    expect(member.page.get_by_role("button", name=f"Vào xem tại {there}")).to_be_visible()
    assert not [seat.wrong for seat in seats.taken.values() if seat.wrong]
