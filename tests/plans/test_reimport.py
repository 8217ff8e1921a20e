"""A corrected file is compared with the plan item by item, and what is chosen is taken over."""

from io import BytesIO
from uuid import UUID, uuid4

import openpyxl
import pytest
from bs4 import Tag
from msgspec.structs import replace

from events.plan_items import Item
from events.plan_life import LivingPlan, Wish
from events.plan_refusals import NothingToAmendError, PlanClosedError
from service.plans.amendments import living
from service.plans.correcting import CorrectDraft
from tests.past import Story, days_ago, drafted, duty, issued, local_day, target
from tests.plans.sample import TEXT, at_desk
from tests.web import Browser, Page, browse


def plan_of(story: Story, plan_id: UUID) -> LivingPlan:
    with story.ledger.scope.begin() as connection:
        return living(connection, plan_id)


def items(story: Story) -> list[Item]:
    words = ("Niêm yết thủ tục tại hai điểm", "Tập huấn kỹ năng số cho công chức")
    work = [duty(story, n, text=text) for n, text in enumerate(words, 2)]
    return [target(1), *work]


def taken_out(browser: Browser, plan_id: UUID) -> openpyxl.Workbook:
    page = browser.get(f"ke-hoach/{plan_id}/phu-luc/xlsx")
    return openpyxl.load_workbook(BytesIO(page.response.data))


def sent_back(browser: Browser, plan_id: UUID, book: openpyxl.Workbook) -> Page:
    out = BytesIO()
    book.save(out)
    out.seek(0)
    address = f"ke-hoach/{plan_id}/nap-lai"
    page = browser.post(address, {"file": (out, "phu-luc-sua.xlsx")})
    assert page.status == 303, page.errors
    return browser.follow(page)


def cell_of(book: openpyxl.Workbook, text: str, column: int) -> openpyxl.cell.cell.Cell:
    sheet = book["Nhiệm vụ"]
    [row] = [r for r in sheet.iter_rows() if r[1].value == text]
    found = row[column]
    assert isinstance(found, openpyxl.cell.cell.Cell)
    return found


def corrected(browser: Browser, story: Story, plan_id: UUID) -> Page:
    """One word corrected, one row emptied, one row added."""
    book = taken_out(browser, plan_id)
    words = [i.text for i in items(story)[1:]]
    cell_of(book, words[1], 1).value = None
    cell_of(book, words[0], 1).value = "Niêm yết thủ tục tại ba điểm"
    book["Nhiệm vụ"].append(["9", "Dọn bùn ở trụ sở sau lũ"])
    return sent_back(browser, plan_id, book)


def posted(browser: Browser, page: Page, **more: object) -> Page:
    form = page.soup.select_one("main form[method=post]")
    assert isinstance(form, Tag)
    return browser.post(str(form["action"]), page.form(str(form["action"])) | more)


def test_the_difference_is_shown_and_the_chosen_is_taken_over(story: Story) -> None:
    plan_id, browser = drafted(story, items(story), at=days_ago(9)), browse(story, "ha")
    page = corrected(browser, story, plan_id)
    assert page.heading == "3 khác biệt"
    boxes = {str(b["value"]): b.has_attr("checked") for b in page.soup.select("[name=chon]")}
    assert sorted(boxes.values()) == [False, True, True]
    done = posted(browser, page, chon=list(boxes))
    assert done.status == 303, done.errors
    plan = plan_of(story, plan_id)
    told = {i.text: i.state for i in plan.items.values() if i.kind == "task"}
    assert told == {
        "Niêm yết thủ tục tại ba điểm": "accepted",
        "Tập huấn kỹ năng số cho công chức": "dropped",
        "Dọn bùn ở trụ sở sau lũ": "proposed",
    }
    assert browser.follow(done).heading == "0 khác biệt"


def test_another_order_is_told_and_nothing_to_take_over(story: Story) -> None:
    alike = [replace(item, area="procedures") for item in items(story)]
    plan_id, browser = drafted(story, alike, at=days_ago(9)), browse(story, "ha")
    book, words = taken_out(browser, plan_id), [item.text for item in alike[1:]]
    upper, lower = (book["Nhiệm vụ"][cell_of(book, text, 1).row] for text in words)
    for one, other in zip(upper[1:], lower[1:], strict=True):
        one.value, other.value = other.value, one.value
    page = sent_back(browser, plan_id, book)
    assert page.heading == "1 khác biệt"
    [told] = page.soup.select(".pick li")
    assert "Đổi thứ tự" in told.get_text()
    assert "ở đầu" in told.get_text() or words[0] in told.get_text()
    assert not page.soup.select("[name=chon], main form button")


def test_what_was_not_chosen_stays_as_it_was(story: Story) -> None:
    plan_id, browser = drafted(story, items(story), at=days_ago(9)), browse(story, "ha")
    page = corrected(browser, story, plan_id)
    assert posted(browser, page, chon=["0-3"]).status == 303
    assert len(plan_of(story, plan_id).items) == 4
    none = posted(browser, page, chon=[])
    assert (none.status, "ít nhất một" in none.errors[0]) == (422, True)


def test_the_same_file_again_differs_in_nothing(story: Story) -> None:
    plan_id, browser = drafted(story, items(story), at=days_ago(9)), browse(story, "ha")
    page = sent_back(browser, plan_id, taken_out(browser, plan_id))
    assert "không khác gì" in page.text


def test_a_text_file_of_the_whole_plan_is_compared_too(story: Story) -> None:
    desk = at_desk(story)
    changed = TEXT.replace("14 nhà văn hóa thôn", "15 nhà văn hóa thôn")
    address = f"ke-hoach/{desk.plan_id}/nap-lai"
    taken = desk.browser.post(address, {"file": (BytesIO(changed.encode()), "sua.txt")})
    page = desk.browser.follow(taken)
    assert page.heading == "1 khác biệt"
    assert "15 nhà văn hóa thôn" in page.text


def test_an_issued_plan_is_amended_by_the_file_with_document_and_reason(story: Story) -> None:
    plan_id, browser = issued(story, items(story), at=days_ago(60)), browse(story, "ha")
    page = corrected(browser, story, plan_id)
    bare = posted(browser, page)
    assert (bare.status, len(bare.errors) >= 4) == (422, True)
    day = f"{local_day(3):%d/%m/%Y}"
    signed = {"number": "58", "symbol": "KH-UBND", "dated": day, "in_force_on": day}
    boxes = [str(b["value"]) for b in page.soup.select("[name=chon]")]
    done = posted(browser, page, **signed, reason="Sau lũ", chon=boxes)
    assert done.status == 303, done.errors
    plan = plan_of(story, plan_id)
    [amended] = plan.amendments
    assert (set(amended.reasons), plan.items[4].text) == ({"Sau lũ"}, "Dọn bùn ở trụ sở sau lũ")
    changed, stopped = story.tasks(plan_id)
    assert (changed.content, changed.status) == ("Niêm yết thủ tục tại ba điểm", "assigned")
    assert stopped.status == "cancelled"


def test_a_change_by_another_shows_the_fresh_difference(story: Story) -> None:
    plan_id, browser = drafted(story, items(story), at=days_ago(9)), browse(story, "ha")
    page = corrected(browser, story, plan_id)
    wish = Wish(1, replace(target(1), text="Chỉ tiêu khác hẳn"), "")
    story.do(command(plan_id, wish), by="ha")
    late = posted(browser, page)
    assert (late.status, "đã mới" in late.errors[0]) == (409, True)


def command(plan_id: UUID, *wishes: Wish) -> CorrectDraft:
    return CorrectDraft(
        plan_id=plan_id,
        file_sha256="a" * 64,
        file_name="sua.docx",
        reading_sha256="b" * 64,
        wishes=wishes,
    )


def test_a_correction_is_recorded_with_its_file_and_can_be_undone(story: Story) -> None:
    plan_id = drafted(story, items(story), at=days_ago(9))
    before = plan_of(story, plan_id)
    story.do(command(plan_id, Wish(1, None, "")), by="ha")
    after = plan_of(story, plan_id)
    assert after.items[1].state == "dropped"
    assert before.version in after.stood
    with pytest.raises(NothingToAmendError):
        story.do(command(plan_id, Wish(2, after.items[2], "")), by="ha")


def test_an_issued_plan_is_not_corrected_behind_its_back(story: Story) -> None:
    plan_id = issued(story, items(story), at=days_ago(60))
    with pytest.raises(PlanClosedError):
        story.do(command(plan_id, Wish(1, None, "")), by="ha")


@pytest.mark.parametrize("query", ["ban=x", "ban=../../etc/passwd&tep=" + "a" * 64, "ban="])
def test_a_made_up_reading_is_not_there(story: Story, query: str) -> None:
    plan_id, browser = drafted(story, items(story), at=days_ago(9)), browse(story, "ha")
    address = f"ke-hoach/{plan_id}/nap-lai"
    assert browser.get(f"{address}?{query}").status == 404
    known = f"ban={'c' * 64}&tep={'a' * 64}&ten=x"
    assert browser.get(f"{address}?{known}").status == 404
    assert browser.post(f"{address}?{known}", {}).status == 404


def test_a_bad_file_and_no_file_are_refused_in_words(story: Story) -> None:
    plan_id, browser = drafted(story, items(story), at=days_ago(9)), browse(story, "ha")
    address = f"ke-hoach/{plan_id}/nap-lai"
    assert browser.post(address, {}).status == 422
    bad = browser.post(address, {"file": (BytesIO(b"PK\x03\x04 no"), "x.xlsx")})
    assert (bad.status, bool(bad.errors)) == (422, True)
    assert browser.post(f"ke-hoach/{uuid4()}/nap-lai", {}).status == 404
    assert browse(story, "khai").post(address, {}).status == 403
