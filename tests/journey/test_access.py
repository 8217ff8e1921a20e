"""WCAG 2.2 AA beyond what a scan finds: keys alone, focus that is seen, zoom, room to press."""

from decimal import Decimal
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from events.tasks.working import Progressed
from service.ledgers import Instance
from service.tasks import timeline
from service.tasks.deadlines import AskExtension
from service.tasks.working import Acknowledge
from tests.browser import DESK, PHONE, Window, window
from tests.people import PASSWORD, Commune, make_commune
from tests.tasks.given import DUE, given_task

pytestmark = pytest.mark.browser
MOST_KEYS = 80
FOCUSED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const look = getComputedStyle(at);
  const spots = [[.5, .5], [.1, .1], [.9, .9], [.1, .9], [.9, .1]].map(([x, y]) =>
    document.elementFromPoint(box.left + x * box.width, box.top + y * box.height));
  return {
    name: (at.labels && at.labels[0] || at).textContent.trim().replace(/\\s+/g, " "),
    tag: at.tagName, seen: look.outlineStyle != "none" && parseFloat(look.outlineWidth) >= 2,
    bare: spots.some(e => e && (at.contains(e) || e.contains(at) && e.tagName != "BODY")),
  };
}"""


@pytest.fixture(scope="module")
def town(admin: Instance, instance: Instance) -> Commune:
    return make_commune(admin, instance)


def begun(town: Commune, quantity: int = 1240) -> UUID:
    task_id = given_task(town, product=(quantity, "hồ sơ"))
    town.do(Acknowledge(task_id=task_id), by="khai")
    return task_id


def told(town: Commune, task_id: UUID) -> list[Progressed]:
    with town.ledger.scope.begin() as connection:
        entries = timeline.of_task(connection, task_id, None)
    return [e.event for e in entries if isinstance(e.event, Progressed)]


def seat(chromium: Browser, address: str, town: Commune, login: str, **how: object) -> Window:
    size = how.pop("size", PHONE)
    opened = window(chromium, f"{address}/x/{town.tenant.code}", size, **how)  # type: ignore[arg-type]
    opened.sign_in(login, PASSWORD)
    return opened


def the_card(task_id: UUID) -> str:
    return f"li:has(a[href$='{task_id}'])"


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "no script"])
def test_an_update_takes_three_interactions_from_opening_the_home_page(
    chromium: Browser, address: str, town: Commune, script: bool
) -> None:
    counted, single = begun(town), begun(town, 1)
    page = seat(chromium, address, town, "khai", script=script).page
    page.locator("summary", has_text="Việc còn lại").click()  # these are due in years
    card = page.locator(the_card(counted))
    card.locator("summary").click()  # one
    card.locator("input[name=amount]").fill("880")  # two
    card.locator("input[name=amount]").press("Enter")  # three
    expect(page.locator("#messages")).to_contain_text("Đã cập nhật tiến độ.")
    page.goto(f"{address}/x/{town.tenant.code}/")
    page.locator("summary", has_text="Việc còn lại").click()
    card = page.locator(the_card(single))
    card.locator("summary").click()  # one
    card.get_by_label("Đúng tiến độ").check()  # two
    card.get_by_role("button", name="Lưu").click()  # three
    expect(page.locator("#messages")).to_contain_text("Đã cập nhật tiến độ.")
    assert [one.amount for one in told(town, counted)] == [Decimal(880)]
    assert [one.note for one in told(town, single)] == ["Đúng tiến độ."]
    page.context.close()


def test_on_a_phone_the_main_button_waits_above_the_tabs(
    chromium: Browser, address: str, town: Commune
) -> None:
    task_id = begun(town)
    opened = seat(chromium, address, town, "khai")
    opened.go(f"nhiem-vu/{task_id}")
    button = opened.page.get_by_role("button", name="Cập nhật tiến độ").bounding_box()
    tabs = opened.page.locator(".tab-bar").bounding_box()
    assert button
    assert tabs
    assert button["height"] >= 48
    assert 0 <= tabs["y"] - (button["y"] + button["height"]) <= 24
    opened.page.context.close()


def keyed(page: Page, wanted: str) -> None:
    """Reach a control by the Tab key alone, seeing the focus on every step."""
    for _ in range(MOST_KEYS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at["tag"] == "BODY":
            continue
        assert at["seen"], f"no focus to be seen: {at}"
        assert at["bare"], f"the focus is covered: {at}"
        if at["name"].startswith(wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached by keys")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_main_journey_goes_by_keys_alone(
    chromium: Browser, address: str, commune: Commune, size: dict[str, int]
) -> None:
    town, task_id = commune, given_task(commune)
    opened = window(chromium, f"{address}/x/{town.tenant.code}", size)
    page = opened.page
    sign_in_by_keys(opened)
    keyed(page, "Tới nội dung chính")
    page.keyboard.press("Enter")
    keyed(page, "Nhận việc")
    said(page, "Đã nhận việc.")
    keyed(page, "Đã làm được")
    page.keyboard.press("Control+A")
    page.keyboard.type("1240")
    said(page, "Đã cập nhật tiến độ.")
    assert page.evaluate("document.activeElement.id") in {"main", "amount"}
    keyed(page, "Nộp sản phẩm")
    page.keyboard.press("Enter")
    keyed(page, "Kết quả")
    page.keyboard.type("Đã xong")
    keyed(page, "Nộp sản phẩm")
    said(page, "Đã nộp sản phẩm.")
    assert told(town, task_id)[-1].amount == Decimal(1240)
    assert not opened.wrong
    page.context.close()


def sign_in_by_keys(opened: Window) -> None:
    opened.go("dang-nhap")
    for label, text in (("Tên đăng nhập", "khai"), ("Mật khẩu", PASSWORD)):
        keyed(opened.page, label)
        opened.page.keyboard.type(text)
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url(lambda url: "dang-nhap" not in url)


def said(page: Page, words: str) -> None:
    """Press Enter, and wait until it is said what came of it."""
    page.keyboard.press("Enter")
    page.get_by_text(words).wait_for()


def test_a_leader_decides_by_keys_and_hears_what_each_button_is_for(
    chromium: Browser, address: str, town: Commune
) -> None:
    for _ in range(2):
        task_id = begun(town)
        ask = AskExtension(task_id=task_id, due_on=DUE.replace(month=7), reason="Máy hỏng")
        town.do(ask, by="khai")
    opened = seat(chromium, address, town, "dung")
    page = opened.page
    names = page.locator("main button:visible").all_inner_texts()
    assert len(names) == len(set(names)) >= 4
    keyed(page, "Ý kiến")
    page.keyboard.type("Được")
    said(page, "Đã ghi quyết định của bạn.")
    page.context.close()
