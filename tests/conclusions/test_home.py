"""A Party committee begins with its conclusions and cells, a secretary with what they owe."""

from datetime import timedelta

from service.clock import now, today
from service.conclusions.answering import UrgeAddressees
from service.messages import alerts, reminders
from service.organisation.people import AddUnit
from tenants.calendar import WorkingCalendar
from tenants.directory import directory
from tests.conclusions.papers import Paper
from tests.people import SINCE
from tests.web import browse


def headings(paper: Paper, login: str) -> list[str]:
    return [
        h.get_text(strip=True) for h in browse(paper.party, login).get("").soup.select("h2")
    ]


def test_each_begins_with_what_they_can_do_about_it(paper: Paper) -> None:
    assert headings(paper, "do")[0] == "Cần tiếp nhận, quán triệt"
    cell = AddUnit(name="Chi bộ bản xa", kind="party_cell", rank=9, first_day=SINCE)
    paper.party.do(cell, by="admin")
    assert headings(paper, "su")[:2] == ["Kết luận, chỉ đạo cần theo dõi", "Chi bộ"]
    page = browse(paper.party, "ha").get("")
    assert "1/1 nơi chưa làm xong" in page.text
    assert "Chi bộ bản xa chưa giao việc" in page.text
    assert "Cần tiếp nhận, quán triệt" not in headings(paper, "khai")
    paper.acknowledge()
    paper.party.do(paper.told(present=20, reason=""), by="do")
    assert "Cần tiếp nhận, quán triệt" not in headings(paper, "do")
    assert "Kết luận, chỉ đạo cần theo dõi" not in headings(paper, "su")


def test_the_secretary_is_told_urged_and_reminded_once(paper: Paper) -> None:
    party, do = paper.party, paper.party.actors["do"].person_id
    urge = UrgeAddressees(conclusion_id=paper.conclusion_id, addressees=(paper.cell,))
    party.do(urge, by="ha")
    late = today(party.tenant.zone) + timedelta(days=30)
    with party.ledger.scope.begin() as connection:
        told = [one.kind for one in alerts.of_person(connection, do)]
        known, days = directory(connection), WorkingCalendar({late: True})
        news = reminders.due(connection, late, days, known)
        assert alerts.alert(connection, news, now()) == 1
        assert alerts.alert(connection, news, now()) == 0
    assert sorted(told) == ["concluded", "conclusion_urged"]
    assert [(one.person_id, one.kind) for one in news] == [(do, "conclusion_late")]
    bell = browse(party, "do").get("thong-bao")
    assert "12-KL/ĐU" in bell.text
