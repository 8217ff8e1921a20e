"""The pages: a document is issued, reaches a cell, is told with a file, and becomes a task."""

from io import BytesIO
from uuid import uuid5

import pytest
from openpyxl import load_workbook

from service.organisation.people import AddPerson, AddPost, AddUnit
from tenants.access import Role
from tests.conclusions.papers import Paper
from tests.people import SINCE, Commune, password_hash
from tests.web import browse

PROOF = "Biên bản sinh hoạt chi bộ".encode()


def another_cell(party: Commune) -> str:
    """A secretary of another cell, who signs in as `xa`."""
    unit = AddUnit(name="Chi bộ bản xa", kind="party_cell", rank=9, first_day=SINCE)
    unit_id = uuid5(party.do(unit, by="admin"), "unit")
    post = AddPost(unit_id=unit_id, title="Bí thư", roles=(Role.UNIT_HEAD,), rank=9)
    post_id = uuid5(party.do(post, by="admin"), "post")
    person = AddPerson(
        name="Giàng A Páo",
        post_id=post_id,
        first_day=SINCE,
        login="xa",
        password_hash=password_hash(),
    )
    party.do(person, by="admin")
    return "xa"


def test_a_document_is_issued_told_and_given_as_a_task_through_the_pages(paper: Paper) -> None:
    office = browse(paper.party, "ha")
    page = office.get("ket-luan")
    typed = page.form("/ket-luan") | {
        "number": "15-KL/ĐU",
        "issued_on": "1/6/2026",
        "title": "Về chuyển đổi số",
        "points": "Một\n\nHai",
    }
    to_nobody = office.post("ket-luan", typed)
    assert to_nobody.status == 422
    assert to_nobody.errors[0].endswith("Hãy chọn ít nhất một chi bộ, ban hoặc một người nhận.")
    typed |= {"units": str(paper.cell)}
    too_early = office.post("ket-luan", typed | {"issued_on": "1/6/2098"})
    assert (too_early.status, len(too_early.errors)) == (422, 1)
    assert "Ngày 01/06/2098 chưa tới" in too_early.errors[0]
    shown = office.follow(office.post("ket-luan", typed))
    assert [h.text for h in shown.soup.select("ol h3")] == ["1. Một", "2. Hai"]
    asked = office.get(str(shown.soup.select("ol a.button")[1]["href"]))
    assert asked.form("/giao-viec")["text"] == "Hai"
    assert "Theo nội dung số 2, văn bản số 15-KL/ĐU ngày 01/06/2026" in asked.text


def test_the_secretary_acknowledges_then_tells_with_a_file(paper: Paper) -> None:
    do, path = browse(paper.party, "do"), f"ket-luan/{paper.conclusion_id}"
    page = do.get(path)
    assert "Chi bộ Văn phòng chưa tiếp nhận" in page.text
    page = do.follow(do.post(f"{path}/tiep-nhan/{paper.cell}", page.form(str(paper.cell))))
    act = f"{path}/quan-triet/{paper.cell}"
    typed = page.form(act) | {"present": "18", "members": "20", "manner": "study"}
    typed.pop("files", None)
    early = do.post(act, typed | {"held_on": "1/1/2099", "reason": "Đi công tác"})
    assert early.status == 422
    silent = do.post(act, typed)
    assert (silent.status, len(silent.errors)) == (422, 1)
    assert "Còn 2 người vắng." in silent.text
    assert silent.form(act)["present"] == "18"
    proof = {"files": (BytesIO(PROOF), "bien-ban.txt"), "reason": "Đi công tác"}
    done = do.follow(do.post(act, typed | proof))
    assert "18/20 (90%)" in done.text
    assert "ghi buổi quán triệt bù" in done.text
    [link] = [a["href"] for a in done.soup.select('a[href*="/tep/"]')]
    assert do.get(str(link)).response.data == PROOF


def test_a_cell_sees_what_reaches_it_and_nothing_else(paper: Paper) -> None:
    stranger = browse(paper.party, another_cell(paper.party))
    path = f"ket-luan/{paper.conclusion_id}"
    for asked in (path, f"{path}/bang.xlsx", f"{path}/tep/{'f' * 64}"):
        assert stranger.get(asked).status == 404
    for act in (f"tiep-nhan/{paper.cell}", f"quan-triet/{paper.cell}", "huy-buoi/1"):
        assert stranger.post(f"{path}/{act}").status == 404
    assert "12-KL/ĐU" not in stranger.get("ket-luan").text
    for act in ("nhac", "thu-hoi", "ket-thuc"):
        assert stranger.post(f"{path}/{act}").status == 403
    member = browse(paper.party, "khai")
    assert member.get(path).status == 200
    refused = member.post(f"{path}/tiep-nhan/{paper.cell}")
    assert refused.status == 422
    assert "Chỉ người đứng đầu chi bộ, ban nhận văn bản" in refused.text


def test_the_table_comes_as_a_workbook(paper: Paper) -> None:
    paper.acknowledge()
    paper.party.do(paper.told(), by="do")
    answer = browse(paper.party, "su").get(f"ket-luan/{paper.conclusion_id}/bang.xlsx")
    sheet = load_workbook(BytesIO(answer.response.data)).active
    assert sheet is not None
    row = [cell.value for cell in sheet[4]]
    assert row[0] == "Chi bộ Văn phòng"
    assert row[3:7] == [1, 18, 20, 90]
    assert row[-1] == "Hai đồng chí đi công tác"


@pytest.mark.parametrize("act", ["nhac", "ket-thuc", "thu-hoi"])
def test_the_standing_committee_reminds_closes_and_withdraws(paper: Paper, act: str) -> None:
    su, path = browse(paper.party, "su"), f"ket-luan/{paper.conclusion_id}"
    typed = su.get(path).form(f"{path}/{act}")
    if act != "nhac":
        refused = su.post(f"{path}/{act}", typed)
        assert (refused.status, len(refused.errors)) == (422, 1)
    done = su.post(f"{path}/{act}", typed | {"reason": "Đã thay bằng việc khác"})
    assert done.status == 303
    assert su.follow(done).messages
