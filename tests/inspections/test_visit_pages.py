"""The pages of inspections: who sees one, who writes where, and what is kept of a slip."""

import pytest

from service.inspections.findings import NoteFinding
from service.inspections.ordering import CloseInspection
from tests.inspections.mandate import Mandate, mandate, order, ordered
from tests.people import Commune
from tests.web import browse


@pytest.fixture
def visit(commune: Commune) -> Mandate:
    return mandate(commune)


def test_the_leader_orders_one_and_units_are_counted(commune: Commune) -> None:
    leader = browse(commune, "su")
    unit = str(commune.actors["khai"].unit_id)
    typed = {
        "kind": "planned",
        "document": "15/QĐ-UBND",
        "issued_on": "01/09/2026",
        "subject": "Kiểm tra quý III",
        "units": unit,
        "members": str(commune.actors["tung"].person_id),
        "first_day": "07/09/2026",
        "last_day": "11/09/2026",
    }
    made = leader.post("kiem-tra", typed)
    assert made.status == 303
    assert "Kiểm tra quý III" in leader.get("kiem-tra").text
    wrong = leader.post("kiem-tra", typed | {"last_day": "01/09/2026"})
    assert wrong.status == 422
    assert "không trước ngày bắt đầu" in wrong.text
    assert 'value="Kiểm tra quý III"' in wrong.html
    own = leader.post("kiem-tra", typed | {"members": str(commune.actors["khai"].person_id)})
    assert "thuộc đơn vị được kiểm tra" in own.text


def test_a_member_notes_the_head_explains_the_leader_gives_the_repair(visit: Mandate) -> None:
    commune, path = visit.commune, f"kiem-tra/{visit.inspection_id}"
    tung, head, leader = (browse(commune, who) for who in ("tung", "do", "su"))
    found = {"unit": str(visit.unit), "text": "Ghi muộn", "positions": f"số {visit.events[0]}"}
    assert tung.post(f"{path}/phat-hien", found | {"proposal": "Ghi ngay"}).status == 303
    assert "Ghi muộn" in head.get(path).text
    assert head.post(f"{path}/giai-trinh/1", {"answer": "Mất sóng"}).status == 303
    assert "Mất sóng" in tung.get(path).text
    ways = [f"su-kien/{visit.events[0]}", f"don-vi/{visit.unit}"]
    assert all(way in tung.get(path).html for way in ways)
    typed = {"content": "Ghi nhận trong ngày", "due_on": "30/06/2099"}
    assert leader.post(f"{path}/khac-phuc/1", typed).status == 303
    shown = leader.get(path)
    assert "Khắc phục:" in shown.text
    assert leader.post(f"{path}/ket-luan", {"document": "21/KL-UBND"}).status == 303
    assert "Đã kết luận" in leader.get(path).text
    assert all(way in leader.get(path).html for way in ways)
    assert not any(way in tung.get(path).html for way in ways)


def test_the_sample_is_hidden_from_the_inspected_while_the_visit_runs(visit: Mandate) -> None:
    commune, path = visit.commune, f"kiem-tra/{visit.inspection_id}"
    tung, head = browse(commune, "tung"), browse(commune, "do")
    assert tung.post(f"{path}/mau", {"count": "3", "seed": "7"}).status == 303
    assert "Số rút mẫu 7" in tung.get(path).text
    assert "Số rút mẫu" not in head.get(path).text


def test_one_without_notice_is_hidden_from_the_inspected_until_its_first_day(
    commune: Commune,
) -> None:
    for ago, status in ((-1, 404), (0, 200)):
        path = f"kiem-tra/{order(commune, ordered(commune, kind='unannounced', ago=ago))}"
        assert browse(commune, "do").get(path).status == status
        assert (path in browse(commune, "do").get("kiem-tra").html) is (status == 200)
        assert browse(commune, "tung").get(path).status == 200


def test_who_has_nothing_to_do_with_it_finds_nothing(visit: Mandate) -> None:
    stranger = browse(visit.commune, "ha")
    path = f"kiem-tra/{visit.inspection_id}"
    assert stranger.get(path).status == 404
    assert stranger.post(f"{path}/phat-hien", {"text": "gì"}).status == 404
    assert "Kiểm tra cải cách hành chính" not in stranger.get("kiem-tra").text


def test_rubbish_is_answered_beside_the_form_and_kept(visit: Mandate) -> None:
    tung = browse(visit.commune, "tung")
    path = f"kiem-tra/{visit.inspection_id}/phat-hien"
    wrong = tung.post(path, {"unit": str(visit.unit), "text": "Đã gõ", "positions": "không số"})
    assert wrong.status == 422
    assert "sự kiện làm căn cứ" in wrong.text
    assert "Đã gõ" in wrong.html
    far = {"unit": str(visit.unit), "text": "Đã gõ", "positions": "1"}
    assert "phạm vi kiểm tra" in tung.post(path, far).text
    note = NoteFinding(
        inspection_id=visit.inspection_id,
        unit_id=visit.unit,
        text="Có thật",
        positions=(visit.events[0],),
    )
    visit.commune.do(note, by="tung")
    assert "Có thật" in tung.get(f"kiem-tra/{visit.inspection_id}").text


def test_the_home_page_names_the_inspections_of_a_member(visit: Mandate) -> None:
    home = browse(visit.commune, "tung").get("")
    assert "Cuộc kiểm tra được giao" in home.text
    assert "còn 4 ngày" in home.text
    assert "Cuộc kiểm tra được giao" not in browse(visit.commune, "khai").get("").text


def test_an_inspector_without_a_running_mandate_reads_when_one_opens(
    commune: Commune,
) -> None:
    tung, empty = browse(commune, "tung"), ("", "nhiem-vu", "ke-hoach", "don-vi")
    for page in empty:
        assert "Không có cuộc kiểm tra nào đang diễn ra" in tung.get(page).text
    coming = ordered(commune, ago=-3)
    order(commune, coming)
    for page in empty:
        assert (
            f"khi cuộc kiểm tra bắt đầu, từ {coming.first_day:%d/%m/%Y}" in tung.get(page).text
        )


def test_what_members_open_is_told_without_the_sample_while_the_visit_runs(
    visit: Mandate,
) -> None:
    commune, path = visit.commune, f"kiem-tra/{visit.inspection_id}"
    tung, head = browse(commune, "tung"), browse(commune, "do")
    for opened in (f"nhiem-vu/{visit.task_id}", "nhiem-vu", "ke-hoach", f"don-vi/{visit.unit}"):
        assert tung.get(opened).status == 200
    assert head.get(f"nhiem-vu/{visit.task_id}").status == 200  # her own work is no look
    told, named = head.get(path).text, tung.get(path).text
    assert told.count("Ngô Thanh Tùng") == 5  # of the team, and four looks
    assert "Danh sách nhiệm vụ" in told
    assert "Danh sách kế hoạch" in told
    assert "Một nhiệm vụ" in told
    assert "Số hóa hồ sơ giấy" not in told
    assert "Số hóa hồ sơ giấy" in named
    commune.do(CloseInspection(inspection_id=visit.inspection_id, document="1/KL"), by="su")
    assert "Số hóa hồ sơ giấy" in head.get(path).text
