"""The page of one task: what is drawn, for whom, and what each act leaves on it."""

import re
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from service.clock import today
from service.imports.places import Paragraph
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tests.people import Commune
from tests.tasks.given import given_task
from tests.tasks.swapping import HTMX, after_swap, looks, part
from tests.web import Browser, Page, browse, files_of
from tests.work.ledger import count

WITH_AND_WITHOUT = pytest.mark.parametrize(
    "headers", [{}, HTMX], ids=["without JavaScript", "with htmx"]
)
ACTS: dict[str, tuple[str, dict[str, Any], str]] = {  # path: who, what is typed, what is said
    "nhan": ("khai", {}, "Đã nhận việc."),
    "tien-do": ("khai", {"amount": "1.200,5", "note": "Xong thôn 9"}, "Đã cập nhật tiến độ."),
    "kho-khan": ("khai", {"cause": "waiting", "obstacle": "Mất mạng"}, "Đã báo khó khăn."),
    "nop": ("khai", {"result": "Đủ 1.240 hồ sơ"}, "Đã nộp sản phẩm."),
    "chap-nhan": ("do", {"remark": "Đạt"}, "Đã chấp nhận sản phẩm."),
    "tra-lai": ("do", {"missing": "Thiếu ảnh"}, "Đã trả lại để bổ sung."),
    "gia-han": ("dung", {"due_on": "31/7/2099", "reason": "Máy hỏng"}, "Đã gia hạn nhiệm vụ."),
}
LEAVES = {
    "nhan": "Nhận việc.",
    "tien-do": "Cập nhật tiến độ: 1.200,5/1.240 hồ sơ.",
    "kho-khan": "Báo khó khăn, đang chờ nơi khác.",
    "nop": "Nộp sản phẩm.",
    "chap-nhan": "Chấp nhận sản phẩm. Nhiệm vụ hoàn thành.",
    "tra-lai": "Trả lại sản phẩm để bổ sung.",
    "gia-han": "Gia hạn từ 30/06/2099 đến 31/07/2099.",
}


def ready(commune: Commune, act: str) -> tuple[Browser, str]:
    """Bring a task to where an act is possible; gives who does it, and the task's path."""
    task_id = given_task(commune)
    if act != "nhan":
        commune.do(Acknowledge(task_id=task_id), by="khai")
    if act in {"chap-nhan", "tra-lai"}:
        commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    return browse(commune, ACTS[act][0]), f"nhiem-vu/{task_id}"


def filled(page: Page, act: str) -> dict[str, Any]:
    """The act's form as the page shows it, with what a person types."""
    return page.form(f"/{act}") | ACTS[act][1]


@WITH_AND_WITHOUT
@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_said_and_seen(
    commune: Commune, act: str, headers: dict[str, str]
) -> None:
    browser, path = ready(commune, act)
    done = browser.post(f"{path}/{act}", filled(browser.get(path), act), **headers)
    assert done.status == 303
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    shown = browser.get(done.location, None, **named)
    assert shown.messages == [ACTS[act][2]]
    assert LEAVES[act] in shown.text


@pytest.mark.parametrize("act", ACTS)
def test_the_fragment_swapped_into_the_stale_page_is_the_fresh_page(
    commune: Commune, act: str
) -> None:
    browser, path = ready(commune, act)
    stale = browser.get(path)
    browser.post(f"{path}/{act}", filled(stale, act))
    fragment = browser.get(path, None, **{"HX-Request": "true"})
    fresh = browser.get(path)
    assert "<main" not in fragment.html
    assert "HX-Request" in fragment.response.vary
    swapped = after_swap(stale.html, f"/{act}", fragment.html)
    assert looks(swapped) == looks(part(fresh.soup, "main"))


@pytest.mark.parametrize("act", ACTS)
def test_the_same_form_sent_twice_is_done_once(commune: Commune, act: str) -> None:
    browser, path = ready(commune, act)
    form = filled(browser.get(path), act)
    before = count(commune.ledger.scope)
    answers = [browser.post(f"{path}/{act}", form) for _ in range(2)]
    assert [(a.status, a.location) for a in answers] == [(303, answers[0].location)] * 2
    assert count(commune.ledger.scope) == before + 1


@pytest.mark.parametrize("act", ACTS)
def test_another_content_under_the_same_identifier_is_not_done(
    commune: Commune, act: str
) -> None:
    browser, path = ready(commune, act)
    form = filled(browser.get(path), act)
    browser.post(f"{path}/{act}", form)
    again = browser.post(f"{path}/{act}", form | {"seen": "77"})
    assert again.status == 409
    assert "Biểu mẫu này đã được gửi" in again.text


@WITH_AND_WITHOUT
def test_who_saw_an_older_task_sees_the_new_one_and_keeps_the_typed_text(
    commune: Commune, headers: dict[str, str]
) -> None:
    browser, path = ready(commune, "tien-do")
    stale = filled(browser.get(path), "tien-do") | {"note": "Đã gõ dở"}
    task_id = UUID(path.split("/")[1])
    commune.do(ReportProgress(task_id=task_id, amount=600), by="khai")  # type: ignore[arg-type]
    answer = browser.post(f"{path}/tien-do", stale, **headers)
    assert answer.status == 409
    assert "Vừa có người khác thay đổi" in answer.text
    assert "600/1.240" in answer.text
    form = answer.form("/tien-do")
    assert form["note"] == "Đã gõ dở"
    assert browser.post(f"{path}/tien-do", form).status == 303


def test_when_the_form_is_gone_the_typed_text_can_be_copied(commune: Commune) -> None:
    browser, path = ready(commune, "tien-do")
    stale = filled(browser.get(path), "tien-do") | {"note": "Đã gõ dở"}
    commune.do(Submit(task_id=UUID(path.split("/")[1]), note="Xong"), by="khai")
    answer = browser.post(f"{path}/tien-do", stale)
    assert answer.status == 409
    assert part(answer.soup, ".error-summary .muted").text == "Đã gõ dở"


@pytest.mark.parametrize("act", ACTS)
def test_a_hidden_task_answers_as_a_missing_one(commune: Commune, act: str) -> None:
    hidden = given_task(commune)
    stranger = browse(commune, "hung")  # of another unit
    told = []
    for task_id in (hidden, uuid4()):
        pages = [stranger.get(f"nhiem-vu/{task_id}")]
        pages.append(stranger.post(f"nhiem-vu/{task_id}/{act}", ACTS[act][1] | {"seen": "1"}))
        told.append([(p.status, p.html.replace(str(task_id), "")) for p in pages])
    assert told[0] == told[1]
    assert [status for status, _ in told[0]] == [404, 404]


def test_what_others_do_has_no_button_but_a_name(commune: Commune) -> None:
    task_id = given_task(commune)
    seen = browse(commune, "ha").get(f"nhiem-vu/{task_id}")
    acts = {str(form["action"]).rpartition("/")[2] for form in seen.soup.select("main form")}
    assert not acts & {"nhan", "tien-do", "nop", "chap-nhan", "tra-lai", "gia-han"}
    assert "Cập nhật và nộp sản phẩm do Ma Văn Khải làm." in seen.text
    assert "Duyệt sản phẩm do Phó Giám đốc (Giàng Thị Dợ) quyết định." in seen.text
    assert "Gia hạn do Phó Chủ tịch UBND (Hoàng Văn Dũng) quyết định." in seen.text


@pytest.mark.parametrize("act", ["nhan", "tien-do", "nop", "chap-nhan", "tra-lai", "gia-han"])
def test_who_is_not_entitled_is_told_so_and_nothing_happens(commune: Commune, act: str) -> None:
    _, path = ready(commune, act)
    other = browse(commune, "ha")
    before = count(commune.ledger.scope)
    answer = other.post(f"{path}/{act}", ACTS[act][1])
    assert answer.status in {409, 422}
    assert count(commune.ledger.scope) == before


def test_the_six_stand_on_the_page(commune: Commune) -> None:
    page = browse(commune, "khai").get(f"nhiem-vu/{given_task(commune)}")
    card = page.soup.select_one(".six")
    assert card is not None
    said = " ".join(card.get_text(" ").split())
    for text in (
        "Ma Văn Khải, Công chức một cửa (từ 01/07/2025)",
        "Chủ trì: Trung tâm Phục vụ hành chính công",
        "30/06/2099",
        "Sản phẩm: 1.240 hồ sơ",
        "Phó Giám đốc (Giàng Thị Dợ) duyệt",
    ):
        assert text in said


def test_the_plan_is_one_step_away_with_the_place_in_it(commune: Commune) -> None:
    page = browse(commune, "khai").get(f"nhiem-vu/{given_task(commune)}")
    part(page.soup, 'section[aria-labelledby="trong-ke-hoach"] a[href*="/ke-hoach/"]')
    assert "số 12/KH-UBND, trang 3, dòng 41" in page.text


def test_one_thing_is_counted_in_percent(commune: Commune) -> None:
    task_id = given_task(commune, product=(1, "báo cáo"))
    commune.do(Acknowledge(task_id=task_id), by="khai")
    browser = browse(commune, "khai")
    form = browser.get(f"nhiem-vu/{task_id}").form("/tien-do")
    browser.post(f"nhiem-vu/{task_id}/tien-do", form | {"amount": "35", "how": "on_track"})
    shown = browser.get(f"nhiem-vu/{task_id}")
    assert "Cập nhật tiến độ: 35%." in shown.text
    assert shown.form("/tien-do")["amount"] == "35"


def test_the_words_of_the_plan_are_quoted_from_its_reading(commune: Commune) -> None:
    text = "- Số hóa xong hồ sơ. Câu sau không thuộc việc này."
    paragraph = Paragraph(number=7, text=text, kind="body", first_line=41, last_line=41)
    reading = msgspec.json.encode({"paragraphs": [paragraph]})
    digest = files_of(commune).put(reading)
    task_id = given_task(commune, reading_sha256=digest)
    page = browse(commune, "khai").get(f"nhiem-vu/{task_id}")
    place = part(page.soup, 'section[aria-labelledby="trong-ke-hoach"] .muted')
    assert place.get_text() == "“Số hóa xong hồ sơ.”"


def test_it_says_when_it_was_last_updated_and_how_much_is_below(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    khai = browse(commune, "khai")
    before = khai.get(f"nhiem-vu/{task_id}")
    assert "Cập nhật gần nhất" not in before.text
    form = before.form("/tien-do") | {"amount": "880"}
    page = khai.follow(khai.post(f"nhiem-vu/{task_id}/tien-do", form))
    day = today(commune.tenant.zone)
    assert re.search(rf"Cập nhật gần nhất: \d\d:\d\d, {day:%d/%m/%Y}", page.text)
    parts = [" ".join(a.get_text(" ").split()) for a in page.soup.select(".tabs a")]
    assert parts == ["6 rõ", "Tiến độ", "Minh chứng 0", "Trao đổi 0", "Lịch sử 3"]
    for link in page.soup.select('.tabs a[href^="#"]'):
        assert page.soup.select(str(link["href"]))


def test_a_major_error_is_ticked_and_told(commune: Commune) -> None:
    browser, path = ready(commune, "tra-lai")
    typed = filled(browser.get(path), "tra-lai") | {"major_error": "y"}
    shown = browser.follow(browser.post(f"{path}/tra-lai", typed))
    assert "Trả lại sản phẩm vì lỗi nội dung lớn." in shown.text
