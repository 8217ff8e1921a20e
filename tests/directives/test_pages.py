"""The pages of a directive, by hand: from the draft to the roll-up; the wrong person tries."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from service.inspections.entries import positions
from service.ledgers import Instance
from tests.directives.pairs import COUNTER, OFFICE, Chain, answers, carry, fanned_out
from tests.exchange.pairs import linked, province_of
from tests.people import make_commune
from tests.web import Page, browse

DUE = "01/12/2099"


@pytest.fixture(scope="module")
def chain(admin: Instance, instance: Instance) -> Chain:
    """A directive that two communes have; one answered."""
    made = fanned_out(admin, instance)
    made.whole(0, 3, 4)
    made.carry()
    return made


def test_a_draft_is_written_item_by_item_and_issued(
    admin: Instance, instance: Instance
) -> None:
    province, commune = province_of(admin, instance), make_commune(admin, instance)
    linked(commune, province)
    officer, head = browse(province, "ha"), browse(province, "su")
    form = officer.get("chi-dao/moi").form("/moi")
    form |= {"title": "Rà soát", "due_on": DUE, "ask": "Số hồ sơ", "kind": "number"}
    draft = officer.follow(officer.post("chi-dao/moi", form | {"unit": "hồ sơ"}))
    place = draft.response.request.path
    assert "Số hồ sơ" in draft.text
    form = draft.form("/luu") | {"ask": "Đúng hạn", "kind": "share"}
    draft = officer.follow(officer.post(f"{place}/luu", form))
    assert "(2)" in draft.text
    facts = {"number": "15/UBND", "issued_on": "01/01/2026", "signer": "Ký"}
    assert officer.post(f"{place}/ban-hanh", facts).status == 403
    assert head.post(f"{place}/ban-hanh", facts | {"number": ""}).errors
    shown = head.follow(head.post(f"{place}/ban-hanh", facts))
    assert "Đã ban hành" in shown.text
    carry(province, commune)
    assert "Rà soát" in browse(commune, "ha").get("chi-dao").text


def test_the_commune_receives_answers_and_sends_on_its_page(
    admin: Instance, instance: Instance
) -> None:
    chain = fanned_out(admin, instance, 1)
    [commune] = chain.communes
    ha, head = browse(commune, "ha"), browse(commune, "su")
    place = f"chi-dao/den/{chain.reply_id()}"
    form: dict[str, Any] = ha.get(place).form("/nhan")
    form["units"] = [str(commune.units[OFFICE]), str(commune.units[COUNTER])]
    shown = ha.follow(ha.post(f"{place}/nhan", form))
    assert "Phiếu tiếp nhận đã gửi" in shown.messages[0]
    mine = f"tra-loi/{commune.units[OFFICE]}"
    typed = {"q1": "3", "q2": "3", "of2": "", "q3": "yes", "none4": "y"}
    half = ha.post(f"{place}/{mine}", typed)
    assert (half.status, half.form(mine)["q1"]) == (422, "3")
    ha.post(f"{place}/{mine}", typed | {"of2": "4"})
    early = head.post(f"{place}/gui", {"outcome": "answered"})
    assert "Còn thiếu 4 câu trả lời" in early.text
    chain.answer(0, COUNTER, answers(5, 6), by="do")
    assert "8/10" in head.get(place).text
    sent = head.follow(head.post(f"{place}/gui", {"outcome": "answered"}))
    assert "Đã gửi trả lời" in sent.text
    carry(commune, chain.province)
    page = browse(chain.province, "ha").get(f"chi-dao/{chain.directive_id}")
    assert "8 hồ sơ" in page.text
    assert "1/1 xã" in page.text


def test_what_waits_stands_on_the_homes_of_who_receives_it(chain: Chain) -> None:
    answered, waiting = chain.communes
    seats = [(waiting, "su"), (waiting, "ha"), (waiting, "khai"), (answered, "su")]
    shown = [bool(browse(*one).get("").soup.select("#chi-dao-cho")) for one in seats]
    assert shown == [True, True, False, False]


def test_the_province_sees_counts_first_and_missing_is_not_nought(chain: Chain) -> None:
    page = browse(chain.province, "ha").get(f"chi-dao/{chain.directive_id}")
    assert "3 hồ sơ" in page.text
    assert "1/2 xã" in page.text
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("#xa ~ table tbody tr")]
    assert chain.communes[1].tenant.name in rows[0]  # who needs a nudge stands first
    answered = browse(chain.province, "ha").get(f"chi-dao/xa/{chain.copies()[0].copy_id}")
    assert "SHA-256" in answered.text
    assert "75% (3/4)" in answered.text


def test_the_workbook_adds_up_what_was_answered(chain: Chain) -> None:
    got = browse(chain.province, "ha").get(f"chi-dao/{chain.directive_id}/tong-hop.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(got.response.data)).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[1][0] == "Cộng"
    assert rows[1][3:6] == [3, 3, 4]
    missing = next(row for row in rows if row[0] == chain.communes[1].tenant.name)
    assert missing[3] in {None, ""}
    word = browse(chain.province, "ha").get(f"chi-dao/{chain.directive_id}/tong-hop.docx")
    assert word.response.data.startswith(b"PK")


def refused(page: Page) -> bool:
    return page.status in {403, 404}


def test_wrong_people_find_nothing(chain: Chain, admin: Instance, instance: Instance) -> None:
    stranger = province_of(admin, instance)
    linked(chain.communes[0], stranger)
    officer, khai = browse(stranger, "ha"), browse(chain.communes[0], "khai")
    copy_id = chain.copies()[0].copy_id
    for path in (f"chi-dao/{chain.directive_id}", f"chi-dao/xa/{copy_id}"):
        assert officer.get(path).status == 404
        assert refused(khai.get(path))
    assert officer.post(f"chi-dao/{chain.directive_id}/nhac").status == 404
    assert khai.get(f"chi-dao/den/{chain.reply_id()}").status == 404
    assert refused(khai.post(f"chi-dao/den/{chain.reply_id()}/gui"))
    assert browse(chain.communes[1], "ha").get("chi-dao").status == 200


def test_an_event_is_seen_by_who_sees_its_directive(chain: Chain) -> None:
    [copy, _], reply = chain.copies(), chain.reply_id()
    asked = ((chain.province, [chain.directive_id, copy.copy_id]), (chain.communes[0], [reply]))
    for tenant, streams in asked:
        with tenant.ledger.scope.begin() as connection:
            found = positions(connection, streams)
        assert len(found) > 1
        for login, status in (("ha", 200), ("khai", 404)):
            browser = browse(tenant, login)
            pages = {browser.get(f"kiem-chung/su-kien/{at}").status for at in found}
            assert pages == {status}
