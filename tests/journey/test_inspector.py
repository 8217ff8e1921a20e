"""An inspector's way by hand, from the mandate to the sealed pack; others try at every step."""

import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service.clock import today
from service.inspections.entries import positions
from service.ledgers import Instance
from service.log.operating import Log
from service.tasks.working import Acknowledge
from service.verifier.verify_pack import verify
from tenants.directory import Directory, directory
from tests.browser import DESK, Window, window
from tests.people import PASSWORD, Commune, make_commune
from tests.tasks.given import given_task

pytestmark = pytest.mark.browser
HIDDEN, FORBIDDEN, REFUSED = 404, 403, 422


class Hand:
    """Types into the fields of a page by name, and presses its buttons."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, name: str, text: str) -> None:
        self.page.locator(f"main [name={name}] >> visible=true").first.fill(text)

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()

    def opens(self, words: str) -> None:
        self.page.locator("summary", has_text=words).click()

    def reads(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)


class Seats:
    """The people of a commune at their desks."""

    def __init__(self, chromium: Browser, home: str) -> None:
        self.chromium, self.home = chromium, home
        self.taken: dict[str, Window] = {}

    def of(self, login: str) -> Window:
        """Sit somebody down, once."""
        if login not in self.taken:
            self.taken[login] = window(self.chromium, self.home, DESK)
            self.taken[login].sign_in(login, PASSWORD)
        return self.taken[login]

    def tries(self, login: str, path: str, **typed: str) -> int:
        """Let somebody ask for an address, or send a form there; gives the answer's status."""
        ask, host = self.of(login).page.request, self.home.partition("/x/")[0]
        if not typed:
            return ask.get(f"{self.home}/{path}").status
        form: dict[str, str | float | bool] = {**typed}
        return ask.post(f"{self.home}/{path}", form=form, headers={"Origin": host}).status


@dataclass(frozen=True)
class Visit:
    """An inspection of Khải's unit on one day, by the people at their desks."""

    commune: Commune
    seats: Seats
    position: int

    @property
    def day(self) -> date:
        return today(self.commune.tenant.zone)

    def ordered(self) -> str:
        """The leader orders it, and nobody else may; gives its address."""
        leader, known = self.seats.of("su"), self.known()
        leader.go("kiem-tra")
        hand, actors = Hand(leader.page), self.commune.actors
        hand.opens("Lập cuộc kiểm tra")
        hand("document", "15/QĐ-UBND")
        hand("issued_on", f"{self.day:%d/%m/%Y}")
        hand("subject", "Kiểm tra việc ghi nhận kết quả")
        leader.page.get_by_label(known.unit(actors["khai"].unit_id)).check()
        leader.page.get_by_label(known.person(actors["tung"].person_id)).check()
        hand("first_day", f"{self.day:%d/%m/%Y}")
        hand("last_day", f"{self.day + timedelta(days=4):%d/%m/%Y}")
        assert self.seats.tries("ha", "kiem-tra", document="16/QĐ-UBND") == FORBIDDEN
        hand.press("Lập cuộc kiểm tra")
        leader.page.wait_for_url("**/kiem-tra/*-*")
        return "kiem-tra/" + leader.page.url.rpartition("/")[2]

    def noted(self, visit: str) -> None:
        """The member draws a sample and notes a finding, and nobody else may."""
        member = self.seats.of("tung")
        member.go(visit)
        hand = Hand(member.page)
        assert self.seats.tries("ha", visit) == HIDDEN
        assert self.seats.tries("do", f"{visit}/mau", count="5", seed="58") == REFUSED
        hand.opens("Chọn mẫu ngẫu nhiên")
        hand("count", "5")
        hand("seed", "58")
        hand.press("Chọn mẫu")
        hand.reads("Đã chọn mẫu.")
        unit = str(self.commune.actors["khai"].unit_id)
        typed = {"unit": unit, "text": "Không phải", "positions": str(self.position)}
        assert self.seats.tries("do", f"{visit}/phat-hien", **typed) == REFUSED
        assert self.seats.tries("ha", f"{visit}/phat-hien", **typed) == HIDDEN
        hand("text", "Ghi nhận muộn")
        hand("positions", str(self.position))
        hand("proposal", "Ghi trong ngày")
        hand.press("Ghi phát hiện")
        hand.reads("Đã ghi phát hiện.")

    def answered(self, visit: str) -> None:
        """The head of the unit answers, and no member in their place."""
        head = self.seats.of("do")
        head.go(visit)
        hand = Hand(head.page)
        other = self.seats.tries("tung", f"{visit}/giai-trinh/1", answer="Thay người khác")
        assert other == REFUSED
        hand.opens("Giải trình phát hiện 1")
        hand("answer", "Bản mất sóng")
        hand.press("Gửi giải trình")
        hand.reads("“Bản mất sóng”")

    def mended_and_concluded(self, visit: str) -> None:
        """The leader gives the repair and concludes; neither member nor head may."""
        leader = self.seats.of("su")
        leader.go(visit)
        hand, late = Hand(leader.page), f"{self.day + timedelta(days=30):%d/%m/%Y}"
        mend = {"content": "Ghi ngay", "due_on": late}
        assert self.seats.tries("tung", f"{visit}/khac-phuc/1", **mend) == FORBIDDEN
        assert self.seats.tries("do", f"{visit}/ket-luan", document="21/KL") == FORBIDDEN
        hand.opens("Giao việc khắc phục phát hiện 1")
        hand("due_on", late)
        hand.press("Giao việc")
        hand.reads("Đang khắc phục")
        hand.opens("Ghi kết luận")
        hand("document", "21/KL-UBND")
        hand.press("Ghi kết luận")
        hand.reads("Đã kết luận")

    def taken(self, visit: str, path: Path) -> None:
        """The member takes the pack, and nobody who has no part in it."""
        for other in ("ha", "do"):
            assert self.seats.tries(other, f"{visit}/goi-chung-cu.zip") == HIDDEN
        assert self.seats.tries("ha", f"{visit}/bien-ban.docx") == HIDDEN
        member = self.seats.of("tung")
        member.go(visit)
        member.look_at_both("inspection-with-its-pack")
        with member.page.expect_download() as download:
            member.page.get_by_role("link", name="Tải gói chứng cứ").click()
        download.value.save_as(path)

    def known(self) -> Directory:
        with self.commune.ledger.scope.begin() as connection:
            return directory(connection)


@pytest.fixture
def visit(admin: Instance, instance: Instance, chromium: Browser, address: str) -> Visit:
    commune = make_commune(admin, instance)
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    with commune.ledger.scope.begin() as connection:
        [first, *_] = positions(connection, [task_id])
    return Visit(commune, Seats(chromium, f"{address}/x/{commune.tenant.code}"), first)


def test_an_inspector_goes_from_the_mandate_to_the_sealed_pack(
    visit: Visit, chromium: Browser, demo_files: Path, tmp_path: Path
) -> None:
    where, log, path = visit.ordered(), Log(demo_files), tmp_path / "goi.zip"
    visit.noted(where)
    visit.answered(where)
    visit.mended_and_concluded(where)
    log.signer.sign(visit.commune.ledger.scope)
    visit.taken(where, path)
    keys = [key.public.written() for key in log.keys.trusted()]
    assert verify(path, keys).verdict == "intact"
    zipfile.ZipFile(path).extractall(tmp_path / "goi")
    _opens_offline(chromium, tmp_path / "goi/index.html")
    assert not [seat.wrong for seat in visit.seats.taken.values() if seat.wrong]


def _opens_offline(chromium: Browser, index: Path) -> None:
    """Open the pack's page without network or script; each link leads to a file beside it."""
    context = chromium.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(index.as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gói chứng cứ")
    expect(page.locator("body")).to_contain_text("Bản mất sóng")
    links = [link.get_attribute("href") or "" for link in page.locator("a").all()]
    assert links
    assert all((index.parent / link).is_file() for link in links)
    context.close()
