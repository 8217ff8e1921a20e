"""A photo from a village: made small on the phone, cut in the middle, there all the same."""

import io
from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from PIL import Image
from playwright.sync_api import Browser, Route, expect

from service.evidence.finding import of_task
from service.evidence.states import ItemState
from service.tasks import states as task_states
from service.tasks.states import Sight
from service.tasks.working import Acknowledge
from tests.browser import PHONE, Window, window
from tests.people import PASSWORD, Commune
from tests.tasks.given import given_task

pytestmark = pytest.mark.browser
PROOFS = "[data-upload]:has(#files)"  # an obstacle on the same page takes files too
CUT = "Mất kết nối, sẽ gửi tiếp khi có mạng."
SMALL, ORIENTATION, TURNED = 400 * 1024, 0x0112, 6


@pytest.fixture
def task(commune: Commune) -> UUID:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    return task_id


@pytest.fixture
def phone(chromium: Browser, address: str, commune: Commune, task: UUID) -> Iterator[Window]:
    """Khải's phone on the page of his task."""
    opened = window(chromium, f"{address}/x/{commune.tenant.code}", PHONE)
    opened.sign_in("khai", PASSWORD)
    opened.go(f"nhiem-vu/{task}")
    opened.page.get_by_text("Nộp sản phẩm", exact=True).first.click()
    yield opened
    assert not opened.wrong
    opened.page.context.close()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo of some megabytes, taken with the phone held upright."""
    noise = Image.frombytes("RGB", (400, 300), Random(1).randbytes(400 * 300 * 3))  # noqa: S311
    turned = Image.Exif()
    turned[ORIENTATION] = TURNED
    path = tmp_path / "ban.jpg"
    noise.resize((4000, 3000)).save(path, quality=95, exif=turned)
    assert path.stat().st_size > 1_000_000
    return path


def item_of(commune: Commune, task_id: UUID) -> ItemState:
    with commune.ledger.scope.begin() as connection:
        sight = Sight.of(commune.actors["khai"])
        task = task_states.one(connection, task_id, sight, None)
        [item] = of_task(connection, task, sight, None)[0]
    return item


def test_a_photo_goes_small_and_goes_on_after_a_cut(
    phone: Window, commune: Commune, task: UUID, photo: Path, application: object
) -> None:
    page, dropped = phone.page, list[str]()

    def cut(route: Route) -> None:
        dropped.append(route.request.url)
        route.abort("connectionreset")

    page.route("**/tai-tep/*/0", cut, times=1)
    page.set_input_files("#files", photo)
    line = page.locator("[data-upload] li")
    expect(line).to_contain_text(CUT)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(line).to_contain_text("đã gửi", timeout=15_000)
    assert len(dropped) == 1
    page.get_by_role("button", name="Nộp sản phẩm").click()
    expect(page.locator("#messages")).to_contain_text("Đã nộp sản phẩm.")
    [kept] = item_of(commune, task).files
    assert (kept.name, kept.kind) == ("ban.jpg", "jpg")
    assert kept.size < SMALL
    link = page.locator(f'a[href$="{kept.sha256}"]').first.get_attribute("href")
    got = page.request.get(f"{phone.home.split('/x/')[0]}{link}").body()
    with Image.open(io.BytesIO(got)) as shown:
        assert shown.height > shown.width  # upright, whatever the marks of the original say


def test_after_a_reload_the_file_chosen_again_goes_on(
    phone: Window, task: UUID, tmp_path: Path
) -> None:
    page, parts, paper = phone.page, list[str](), tmp_path / "bao cao.pdf"
    paper.write_bytes(b"%PDF-1.4\n" + b"0123456789abcdef" * 40_000)  # three parts
    page.on("request", lambda r: parts.append(r.url) if "/tai-tep/" in r.url else None)
    page.route("**/tai-tep/*/1", lambda route: route.abort("connectionreset"))
    page.set_input_files("#files", paper)
    expect(page.locator(f"{PROOFS} li")).to_contain_text(CUT)
    page.unroute("**/tai-tep/*/1")
    page.reload()
    page.get_by_text("Nộp sản phẩm", exact=True).first.click()
    expect(page.locator(PROOFS)).to_contain_text("chọn lại tệp này để gửi tiếp")
    phone.look("minh-chung-dang-gui")
    parts.clear()
    page.set_input_files("#files", paper)
    expect(page.locator(f"{PROOFS} li").last).to_contain_text("đã gửi", timeout=15_000)
    assert [url.rpartition("/")[2] for url in parts] == ["1", "2"]
