"""The pages of rule sets: what holds, one set, a version written, reviewed, signed."""

from typing import Any

import pytest

from service.evaluation.rules import SETS
from service.ledgers import Instance
from tests.people import Commune, make_commune
from tests.queries import counted
from tests.web import Browser, Page, browse

PAPER = {
    "title": "Quy tắc của xã",
    "document": "Quyết định 45/QĐ-UBND ngày 31/05/2026",
    "article": "Điều 2",
    "note": "Chia cho việc đã xong",
}
SIGNATURE = {"number": "45/QĐ-UBND", "signed_on": "31/5/2026", "effective_from": "1/6/2026"}
CHOSEN = {"late_when", "staff_parts"}  # nothing was typed into them
NEW = "danh-gia/quy-tac/soan?tu=nd335-2025"


@pytest.fixture(scope="module")
def commune(admin: Instance, instance: Instance) -> Commune:
    return make_commune(admin, instance)


@pytest.fixture(scope="module")
def ha(commune: Commune) -> Browser:
    return browse(commune, "ha")


def write(browser: Browser, address: str = NEW, **typed: Any) -> Page:
    """Change some fields of the form at an address, and send it."""
    shown = browser.get(address)
    action = str(shown.soup.select_one("main form")["action"])  # type: ignore[index]
    fields = {**shown.form(action), **PAPER, **typed}
    return browser.post(action, fields)


def agree(browser: Browser, address: str, **typed: str) -> Page:
    fields = browser.get(address).form("/ra-soat")
    return browser.post(f"{address}/ra-soat", fields | {"agreed": "yes"} | typed)


def sign(browser: Browser, address: str, **typed: str) -> Page:
    fields = browser.get(address).form("/ky")
    return browser.post(f"{address}/ky", fields | SIGNATURE | typed)


def test_the_law_holds_from_the_start_and_every_shipped_set_is_shown(ha: Browser) -> None:
    text = ha.get("danh-gia/quy-tac").text
    assert "Công chức Nghị định 335/2025/NĐ-CP, theo đúng lời văn 01/01/2026 Bắt buộc" in text
    assert "Chưa có bộ nào, nên chưa tính điểm: Cán bộ, Viên chức," in text
    for file in SETS.glob("*.json"):
        rows = ha.get(f"danh-gia/quy-tac/co-san/{file.stem}").soup.select("tbody tr")
        assert len(rows) == 24
    assert ha.get("danh-gia/quy-tac/co-san/khong-co").status == 404


def test_one_set_says_its_choices_its_papers_and_what_they_leave_open(ha: Browser) -> None:
    text = ha.get("danh-gia/quy-tac/co-san/tp-hcm-2026").text
    for said in (
        "đến 3 ngày giữ 80%; đến 5 ngày giữ 60%; còn lại giữ 0%",
        "Trọng số từng phần: 70; 30%",
        "Điểm thưởng nhiều nhất: 7 điểm",
        "Việc được miễn trong kỳ: ra khỏi cả hai vế",
        "Hoàn thành tốt từ: 80 điểm",
        "Chỉ thấy ở một nguồn",
        "Đề xuất",
    ):
        assert said in text


def test_a_version_is_written_reviewed_by_another_and_signed(
    admin: Instance, instance: Instance
) -> None:
    commune = make_commune(admin, instance)
    ha, su, khai = (browse(commune, login) for login in ("ha", "su", "khai"))
    sent = write(ha, quality_over="completed", late_loss="20", population="civil_servant")
    seen = ha.follow(sent)
    assert seen.messages == ["Đã lưu bản nháp."]
    assert "Chất lượng chia cho: việc đã hoàn thành" in seen.text
    assert "Mỗi lần trễ trừ: 20%" in seen.text
    assert seen.text.count("Quyết định 45/QĐ-UBND ngày 31/05/2026, Điều 2") == 2
    assert khai.get(sent.location).status == 404
    assert agree(ha, sent.location).errors == [
        "Bạn đã soạn bản này. Hãy nhờ người khác rà soát."
    ]
    assert "/ky" not in su.get(sent.location).html
    objected = agree(su, sent.location, agreed="no")
    assert objected.errors == ["Hãy ghi rõ điều chưa đồng ý."]
    assert su.follow(agree(su, sent.location)).messages == ["Đã ghi kết quả rà soát."]
    early = sign(su, sent.location, effective_from="30/5/2026")
    assert early.errors == ["Ngày áp dụng 30/05/2026 trước ngày ký 31/05/2026."]
    assert early.form("/ky")["number"] == "45/QĐ-UBND"
    assert "Đang áp dụng" in su.follow(sign(su, sent.location)).text
    assert (
        "Công chức Quy tắc của xã 01/06/2026 Quy định địa phương"
        in khai.get("danh-gia/quy-tac").text
    )
    assert khai.get(sent.location).status == 200


def test_a_draft_is_written_anew_and_given_up(ha: Browser) -> None:
    first = write(ha, cap="15").location
    changed = ha.follow(write(ha, f"{first}/sua", cap="20", cap_of="graded"))
    assert "Tính trên số người: được xếp loại" in changed.text
    assert changed.text.count("Quyết định 45/QĐ-UBND ngày 31/05/2026, Điều 2") == 1
    gone = ha.follow(ha.post(f"{first}/bo", ha.get(first).form("/bo")))
    assert gone.messages == ["Đã bỏ bản nháp."]
    assert ha.get(first).status == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Hãy ghi tên bộ quy tắc."),
        ({"document": ""}, "Hãy ghi văn bản làm căn cứ."),
        ({"cap": "x"}, "Hãy gõ số"),
        ({"cap": ""}, "Hãy điền mục này."),
        ({"signed_places": "1,5"}, "Hãy gõ số nguyên."),
        ({"late_when": "eval"}, "Hãy chọn một mục trong danh sách."),
        ({"late_tiers": "3: 80; 5"}, "“5” thiếu dấu hai chấm"),
        ({"late_tiers": "ba: 80"}, "“ba” không phải số ngày"),
        ({"late_tiers": "5: 60; 3: 80; còn lại: 0"}, "Các bậc trễ phải xếp"),
        ({"late_tiers": "3: 80"}, "bậc cuối là “còn lại”"),
        ({"staff_weights": "70; 20; 20"}, "các trọng số cộng lại bằng 1"),
        ({"staff_weights": "70; 30"}, "Mỗi phần có một trọng số"),
        ({"staff_parts": ["a", "q"]}, "Hãy chọn mục trong danh sách."),
        ({"staff_parts": []}, "Hãy điền mục này."),
        ({"common.I.1": "4"}, "cộng lại phải bằng 100"),
        ({"bands.good": "95"}, "Các ngưỡng phải giảm dần"),
        ({"late_loss": "101"}, "phải từ 0 đến 1"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(
    ha: Browser, typed: dict[str, Any], said: str
) -> None:
    answer = write(ha, **typed)
    assert answer.status == 422
    assert said in " ".join(answer.errors)
    kept = answer.form(NEW)
    assert all(kept[name] == value for name, value in typed.items() if name not in CHOSEN)
    assert "Bản nháp" not in ha.get("danh-gia/quy-tac").text


def test_what_is_typed_as_shown_gives_the_same_set(ha: Browser) -> None:
    address = write(ha, "danh-gia/quy-tac/soan?tu=tp-hcm-2026").location
    shown, said = ha.get(address), "Quyết định 45/QĐ-UBND"
    assert said not in shown.text
    ha.post(f"{address}/bo", shown.form("/bo"))


def test_two_sets_stand_side_by_side(ha: Browser) -> None:
    both = ha.get("danh-gia/quy-tac/so-sanh", {"voi": "thanh-hoa-2026"})
    assert "Chất lượng chia cho việc được giao việc đã hoàn thành" in both.text
    assert "Xuất sắc: việc vượt yêu cầu ít nhất 0% 30%" in both.text
    same = ha.get("danh-gia/quy-tac/so-sanh", {"tu": "kon-tum-2026", "voi": "kon-tum-2026"})
    assert "cùng mọi tham số" in same.text
    party = ha.get("danh-gia/quy-tac/so-sanh", {"voi": "qd366-2025"})
    assert "không có tiêu chí này 30 điểm" in party.text
    draft = write(ha, share_most="").location
    mine = ha.get("danh-gia/quy-tac/so-sanh", {"voi": draft.rpartition("/")[2]})
    assert "Mức chặn của a, b, c 100% không chặn" in mine.text
    assert ha.get("danh-gia/quy-tac/so-sanh", {"voi": "khong-co"}).status == 404
    ha.post(f"{draft}/bo", ha.get(draft).form("/bo"))


def test_a_proposal_is_not_signed(commune: Commune, ha: Browser) -> None:
    address = write(ha, "danh-gia/quy-tac/soan?tu=kon-tum-2026", binding="proposal").location
    su = browse(commune, "su")
    agree(su, address)
    assert "Đề xuất" in " ".join(sign(su, address).errors)
    ha.post(f"{address}/bo", ha.get(address).form("/bo"))


def test_a_set_that_is_not_there_is_no_base(ha: Browser) -> None:
    for name in ("", "khong-co", "00000000-0000-4000-8000-000000000001", "../x"):
        assert ha.get("danh-gia/quy-tac/soan", {"tu": name}).status == 404


def test_the_pages_are_light(ha: Browser) -> None:
    address = write(ha).location
    paths = (
        "danh-gia/quy-tac",
        "danh-gia/quy-tac/so-sanh?voi=qd366-2025",
        "danh-gia/quy-tac/co-san/nd335-2025",
        NEW,
        address,
    )
    for path in (*paths, f"{address}/sua"):
        with counted() as statements:
            answer = ha.get(path, Accept_Encoding="gzip")
        assert answer.status == 200
        assert len(statements) <= 12
        assert len(answer.response.data) <= 14 * 1024
    ha.post(f"{address}/bo", ha.get(address).form("/bo"))
