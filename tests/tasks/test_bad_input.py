"""What people type by mistake or on purpose: kept, refused with advice, never run."""

from typing import Any
from uuid import UUID

import pytest

from service.tasks.working import Acknowledge
from tests.people import Commune
from tests.tasks.given import given_task
from tests.web import Browser, Page, browse

STRANGE = {
    "decomposed Unicode": ("Nghie\u0323\u0302m thu", "Nghiệm thu"),
    "emoji": ("Xong rồi 👍🏽 nhé", "Xong rồi 👍🏽 nhé"),
    "HTML": ("<b onclick=alert(1)>xong</b>", "<b onclick=alert(1)>xong</b>"),
    "SQL": ("'; DROP TABLE task_states; --", "'; DROP TABLE task_states; --"),
    "template marks": ("{{ 7*7 }} {% raw %}", "{{ 7*7 }} {% raw %}"),
    "control signs": ("xong\x00\x07 rồi", "xong rồi"),
    "line breaks in a line": ("dòng một\r\ndòng hai", "dòng một dòng hai"),
}
AMOUNTS = {"1.240": "1.240", "88,4": "88,4", "88.4": "88,4", "0": "0", " 5 ": "5"}
RUBBISH = {
    "no number": ("chín trăm", "Hãy gõ số, ví dụ 1.240 hoặc 88,4."),
    "nothing": ("  ", "Hãy gõ số đã làm được, ví dụ 880."),
    "below nothing": ("-5", "Hãy gõ số từ 0 trở lên."),
    "more than owed": ("1241", "Hãy gõ từ 0 đến 1.240, là số lượng được giao."),
    "a formula": ("=1+1", "Hãy gõ số, ví dụ 1.240 hoặc 88,4."),
    "not a number": ("NaN", "Hãy gõ số, ví dụ 1.240 hoặc 88,4."),
    "an exponent": ("1e9", "Hãy gõ số, ví dụ 1.240 hoặc 88,4."),
    "too many digits": ("9" * 40, "Số quá lớn, hãy kiểm tra lại."),
}
DAYS = {
    "no such day": ("31/02/2099", "Tháng 2/2099 không có ngày 31."),
    "a far year": ("30/6/3026", "Năm 3026 không hợp lệ. Hãy kiểm tra lại năm."),
    "a word": ("cuối tháng", "Hãy gõ ngày dạng ngày/tháng/năm, ví dụ 30/06/2026."),
    "an earlier day": ("1/1/2099", "Hạn mới phải sau hạn hiện tại (30/06/2099)."),
    "nothing": ("", "Hãy gõ hạn mới, ví dụ 30/06/2026."),
}


@pytest.fixture
def task_id(commune: Commune) -> UUID:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    return task_id


def send(browser: Browser, task_id: UUID, act: str, **typed: Any) -> Page:
    path = f"nhiem-vu/{task_id}"
    return browser.post(f"{path}/{act}", browser.get(path).form(f"/{act}") | typed)


@pytest.mark.parametrize(("typed", "kept"), STRANGE.values(), ids=STRANGE)
def test_strange_text_is_text(commune: Commune, task_id: UUID, typed: str, kept: str) -> None:
    khai = browse(commune, "khai")
    assert send(khai, task_id, "tien-do", amount="1", note=typed).status == 303
    shown = khai.get(f"nhiem-vu/{task_id}")
    notes = [note.get_text() for note in shown.soup.select(".timeline__note")]
    assert f"“{kept}”" in notes
    assert not shown.soup.select("main [onclick]")


@pytest.mark.parametrize(("typed", "shown"), AMOUNTS.items())
def test_amounts_are_read_as_written_here(
    commune: Commune, task_id: UUID, typed: str, shown: str
) -> None:
    khai = browse(commune, "khai")
    send(khai, task_id, "tien-do", amount=typed)
    page = khai.get(f"nhiem-vu/{task_id}")
    assert f"Cập nhật tiến độ: {shown}/1.240 hồ sơ." in page.text


@pytest.mark.parametrize(("typed", "said"), RUBBISH.values(), ids=RUBBISH)
def test_rubbish_in_the_amount_is_said_beside_it_and_kept(
    commune: Commune, task_id: UUID, typed: str, said: str
) -> None:
    answer = send(browse(commune, "khai"), task_id, "tien-do", amount=typed, note="giữ lại")
    assert answer.status == 422
    [beside] = answer.soup.select("#amount-error")
    assert beside.get_text() == said
    form = answer.form("/tien-do")
    assert (form["amount"], form["note"]) == (typed, "giữ lại")


@pytest.mark.parametrize(("typed", "said"), DAYS.values(), ids=DAYS)
def test_a_wrong_day_is_said_beside_it_and_kept(
    commune: Commune, task_id: UUID, typed: str, said: str
) -> None:
    dung = browse(commune, "dung")
    answer = send(dung, task_id, "gia-han", due_on=typed, reason="Máy hỏng")
    assert answer.status == 422
    [beside] = answer.soup.select("#due_on-error")
    assert beside.get_text() == said
    assert answer.form("/gia-han")["reason"] == "Máy hỏng"
    assert answer.soup.select_one("details.fold[open] #due_on")


@pytest.mark.parametrize(
    ("act", "field", "most"),
    [
        ("tien-do", "note", 300),
        ("kho-khan", "obstacle", 2000),
        ("kho-khan", "proposal", 300),
        ("nop", "result", 2000),
    ],
)
def test_a_text_that_is_too_long_is_said_with_its_length(
    commune: Commune, task_id: UUID, act: str, field: str, most: int
) -> None:
    text = "ă" * (most + 1)
    typed = {"amount": "1", "cause": "waiting", "obstacle": "Mất mạng", field: text}
    answer = send(browse(commune, "khai"), task_id, act, **typed)
    assert answer.status == 422
    [beside] = answer.soup.select(f"#{field}-error")
    number = f"{most:,}".replace(",", ".")
    assert f"nhiều nhất {number}. Hãy viết gọn lại." in beside.get_text()
    assert answer.form(f"/{act}")[field] == text


def test_a_pasted_list_of_ten_thousand_rows_is_refused_kindly(
    commune: Commune, task_id: UUID
) -> None:
    rows = "\n".join(f"Hộ số {n}" for n in range(10_000))
    answer = send(browse(commune, "khai"), task_id, "nop", result=rows)
    assert answer.status == 422
    assert "Hãy viết gọn lại." in answer.text


@pytest.mark.parametrize("cause", ["", "thien-tai", "<b>"])
def test_an_obstacle_has_one_of_three_causes(
    commune: Commune, task_id: UUID, cause: str
) -> None:
    answer = send(browse(commune, "khai"), task_id, "kho-khan", cause=cause, obstacle="Hỏng")
    assert answer.status == 422
    assert answer.form("/kho-khan")["obstacle"] == "Hỏng"


@pytest.mark.parametrize("seen", ["", "abc", "-1", "9" * 30, "9" * 5000, "²"])
def test_a_form_that_does_not_say_what_was_seen_shows_the_task_anew(
    commune: Commune, task_id: UUID, seen: str
) -> None:
    answer = send(browse(commune, "khai"), task_id, "tien-do", amount="1", seen=seen)
    assert answer.status == 409
