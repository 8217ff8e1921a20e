"""The whole journey as its people take it: a file comes in, a product is accepted."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from service.clock import today
from service.ledgers import Instance
from tests.browser import DESK, PHONE, Window, window
from tests.journey.papers import as_docx, as_pdf, sample, seed
from tests.people import PASSWORD, Commune, make_commune

pytestmark = pytest.mark.browser
Paper = tuple[str, bytes]


@dataclass(frozen=True)
class Town:
    """A tenant, and how to open windows on it."""

    commune: Commune
    browser: Browser
    address: str

    def open(self, login: str, size: dict[str, int], *, script: bool = True) -> Window:
        home = f"{self.address}/x/{self.commune.tenant.code}"
        seat = window(self.browser, home, size, script=script)
        seat.sign_in(login, PASSWORD)
        return seat


@pytest.fixture
def found(
    admin: Instance, instance: Instance, chromium: Browser, address: str
) -> Callable[[str], Town]:
    return lambda kind: Town(make_commune(admin, instance, kind=kind), chromium, address)


def by_seed_as_word(_: Browser) -> Paper:
    return "ke-hoach.docx", as_docx(seed("000"))


def by_own_text_as_pdf(browser: Browser) -> Paper:
    return "ke-hoach.pdf", as_pdf(sample("commune"), browser)


def by_party_seed_as_pdf(browser: Browser) -> Paper:
    return "ke-hoach.pdf", as_pdf(seed("004"), browser)


def by_own_party_text(_: Browser) -> Paper:
    return "ke-hoach.txt", sample("party").encode()


@pytest.mark.parametrize(
    ("kind", "paper", "script"),
    [
        ("commune", by_seed_as_word, True),
        ("commune", by_own_text_as_pdf, False),
        ("party_committee", by_party_seed_as_pdf, True),
        ("party_committee", by_own_party_text, True),
    ],
    ids=[
        "real plan, Word",
        "own plan, PDF, no script",
        "real Party plan, PDF",
        "own Party plan",
    ],
)
def test_a_plan_file_becomes_work_that_is_done_and_judged(
    kind: str,
    paper: Callable[[Browser], Paper],
    script: bool,
    found: Callable[[str], Town],
) -> None:
    town = found(kind)
    clerk = town.open("ha", DESK, script=script)
    upload(clerk, paper(town.browser))
    review(clerk)
    issue(clerk)
    plan = clerk.page.url.partition("?")[0]
    task = carry_out(town, script=script)
    judge(town, clerk, plan, task)
    past_days(clerk, plan)
    assert not clerk.wrong
    a_neighbour_sees_nothing(town, found("commune"), [plan, task])


def upload(clerk: Window, paper: Paper) -> None:
    name, data = paper
    clerk.go("ke-hoach/nap")
    clerk.look("upload")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    clerk.page.get_by_label("Tệp kế hoạch").set_input_files(file)  # type: ignore[arg-type]
    clerk.page.get_by_role("button", name="Đọc tệp").click()
    clerk.page.wait_for_url("**/ra-soat**", timeout=30_000)


def review(clerk: Window) -> None:
    page = clerk.page
    clerk.look("front")
    page.get_by_role("link", name="Để sau").click()
    page.wait_for_url(lambda url: "van-ban" not in url)
    overview = page.url
    clerk.look("review")
    page.goto(f"{overview}?loc=nhiem-vu&xep=van-ban")
    page.get_by_role("link", name="Xem mục").first.click()
    clerk.look("record")
    write(page, "Nội dung", "Số hóa hồ sơ giấy còn tồn của năm trước")
    page.get_by_role("button", name="Nhận, sang mục sau").click()
    page.goto(f"{overview}?loc=phan-cong")
    cut_and_join(clerk)
    page.goto(f"{overview}?loc=nhiem-vu&xep=van-ban")
    fill_clarity(clerk, 2)
    page.goto(f"{overview}?loc=nhiem-vu&xep=van-ban")
    for box in page.locator("input[name=item]").all()[:3]:
        box.check()
    page.get_by_role("button", name="Nhận mục đã chọn").click()
    page.goto(f"{overview}?loc=chi-tieu")
    page.get_by_label("Chọn cả").check()
    page.get_by_role("button", name="Nhận mục đã chọn").click()
    page.goto(overview)


def cut_and_join(clerk: Window) -> None:
    """Split a record in two, join the two again, and drop the result."""
    page = clerk.page
    page.get_by_role("link", name="Xem mục").first.click()
    page.locator("summary", has_text="Tách thành nhiều mục").click()
    page.locator("textarea[name=pieces]").fill("Nửa đầu của việc\nNửa sau của việc")
    page.get_by_role("button", name="Tách", exact=True).click()
    page.locator("textarea[name=text]", has_text="Nửa đầu").wait_for()
    page.get_by_role("button", name="Gộp với mục sau").click()
    whole = page.locator("textarea[name=text]", has_text="Nửa đầu của việc Nửa sau của việc")
    whole.wait_for()
    page.get_by_role("button", name="Bỏ mục này").click()
    whole.wait_for(state="detached")


def fill_clarity(clerk: Window, many: int) -> None:
    page = clerk.page
    page.get_by_role("link", name="Điền 6 rõ").click()
    for box in page.locator("input[name=item]").all()[:many]:
        box.check()
    pick(clerk, "Người phụ trách", "khai")
    page.get_by_label(re.compile(r"^(Đơn vị|Chi bộ, ban) chủ trì$")).select_option(index=3)
    page.get_by_label("Loại thời hạn", exact=True).select_option(value="date")
    due = today("Asia/Ho_Chi_Minh") + timedelta(days=10)
    write(page, "Ngày đến hạn", f"{due:%d/%m/%Y}")
    write(page, "Sản phẩm", "Hồ sơ đã số hóa")
    write(page, "Số lượng", "1.240")
    write(page, "Đơn vị tính", "hồ sơ")
    pick(clerk, "Người duyệt sản phẩm", "do")
    pick(clerk, "Người cho gia hạn", "dung")
    page.get_by_role("button", name="Áp dụng cho các mục đã chọn").click()
    page.wait_for_load_state()


def write(page: Page, label: str, text: str) -> None:
    named = re.compile(rf"^{re.escape(label)}\s*(\(không bắt buộc\))?$")
    page.get_by_role("textbox", name=named).fill(text)


NAMES = {  # how each begins in the lists, in a commune and in a Party committee
    "khai": ("Ma Văn Khải", "Vi Thị Thảo"),
    "do": ("Phó Giám đốc", "Bí thư chi bộ"),
    "dung": ("Phó Chủ tịch", "Phó Bí thư Thường trực"),
}


def pick(clerk: Window, label: str, who: str) -> None:
    field = clerk.page.get_by_label(label, exact=True)
    options = field.locator("option").all_inner_texts()
    [wanted] = [option for option in options if option.startswith(NAMES[who])]
    field.select_option(label=wanted)


def issue(clerk: Window) -> None:
    page = clerk.page
    page.get_by_role("link", name="Sang bước ban hành").click()
    clerk.look("gate")
    for label, text in (("Số", "12"), ("Ký hiệu", "KH-UBND"), ("Người ký", "Vàng A Sử")):
        write(page, label, text)
    write(page, "Chức vụ người ký", "Chủ tịch")
    write(page, "Ngày ban hành", f"{today('Asia/Ho_Chi_Minh'):%d/%m/%Y}")
    page.get_by_role("button", name="Ban hành và giao việc").click()
    page.get_by_text("Chưa ban hành được").wait_for()
    assert page.get_by_label("Người ký", exact=True).input_value() == "Vàng A Sử"
    page.get_by_label("Giao sau cả").check()
    page.get_by_role("button", name="Ban hành và giao việc").click()
    page.wait_for_url(lambda url: "/ban-hanh" not in url)
    clerk.look("plan")


def carry_out(town: Town, *, script: bool) -> str:
    official = town.open("khai", PHONE, script=script)
    page = official.page
    official.look("home")
    page.get_by_role("link", name="Số hóa hồ sơ giấy").first.click()
    page.get_by_role("button", name="Nhận việc").click()
    page.get_by_text("Đang thực hiện").first.wait_for()
    task = page.url.split("#")[0].split("?")[0]
    write(page, "Đã làm được", "880")
    page.get_by_role("button", name="Cập nhật tiến độ").click()
    page.get_by_text("880/1.240").first.wait_for()
    official.look("task")
    report_obstacle(official)
    submit(official, "Đã số hóa xong")
    return task


def report_obstacle(official: Window) -> None:
    page = official.page
    page.locator("summary", has_text="Báo khó khăn").click()
    page.get_by_label("Khách quan").check()
    write(page, "Khó khăn gì?", "Mất điện chín ngày")
    page.get_by_role("button", name="Báo khó khăn").click()
    page.get_by_text("Khó khăn đã báo:").wait_for()


def submit(official: Window, said: str) -> None:
    page = official.page
    fold = page.locator("details", has=page.locator("summary", has_text="Nộp sản phẩm"))
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    photo = {"name": "bien-ban.txt", "mimeType": "text/plain", "buffer": "Đã giao đủ".encode()}
    page.get_by_label("Tệp minh chứng").set_input_files(photo)  # type: ignore[arg-type]
    write(page, "Kết quả, ghi chú", said)
    page.get_by_role("button", name="Nộp sản phẩm").click()
    page.get_by_text("Chờ duyệt").first.wait_for()


def judge(town: Town, clerk: Window, plan: str, task: str) -> None:
    head = town.open("do", PHONE)
    head.look("home-head")
    head.page.get_by_role("link", name="Xem và duyệt").click()
    head.page.locator("summary", has_text="Chưa đạt?").click()
    write(head.page, "Cần bổ sung gì?", "Thiếu 20 hồ sơ của bản xa")
    head.page.get_by_role("button", name="Trả lại").click()
    head.page.get_by_text("Trả lại").first.wait_for()

    official = town.open("khai", PHONE)
    official.page.goto(task)
    submit(official, "Đã bổ sung đủ")
    assert not official.page.get_by_role("button", name="Chấp nhận").count()

    head.page.goto(task)
    head.page.get_by_role("button", name="Chấp nhận").click()
    head.page.get_by_text("Hoàn thành đúng hạn").first.wait_for()
    head.look("task-done")
    assert not [*head.wrong, *official.wrong]


def past_days(clerk: Window, plan: str) -> None:
    page, now = clerk.page, today("Asia/Ho_Chi_Minh")
    before = (now - timedelta(days=1)).isoformat()
    page.goto(plan)
    clerk.look("plan-later")
    page.goto(f"{plan}?tai_ngay={before}")
    assert page.get_by_text("Bạn đang xem dữ liệu tại").is_visible()
    assert not page.locator("main form[method=post]").count()
    clerk.look("plan-before")
    clerk.go("don-vi")
    clerk.look("boards")
    page.goto(f"{plan}/so-sanh?tai_ngay={before}&so_voi={now.isoformat()}")
    clerk.look("compare")


def a_neighbour_sees_nothing(town: Town, neighbour: Town, addresses: list[str]) -> None:
    other = neighbour.open("su", DESK)
    other.go("ke-hoach")
    assert other.page.locator("main").get_by_text("Số hóa hồ sơ giấy").count() == 0
    for address in addresses:
        ours = address.replace(town.commune.tenant.code, neighbour.commune.tenant.code)
        answer = other.page.goto(ours)
        assert answer is not None
        assert answer.status == 404
