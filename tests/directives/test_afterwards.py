"""Who hears of a directive, what its tasks say of it, and who answers for a merged commune."""

from datetime import timedelta
from uuid import UUID

import pytest

from events.directive_refusals import PassedOnError
from service.directives.answering import AnswerPart, ItemAnswer
from service.directives.following import PassToHeir, RemindCommunes
from service.directives.issuing import RecallDirective, ReviseDirective
from service.exchange.letters import NoStandingLinkError
from service.ledgers import Instance
from service.tasks import states
from service.tasks.giving import AssignInside
from tests.directives.pairs import OFFICE, QUESTIONS, Chain, answers, fanned_out
from tests.messages.looking import bell, kinds
from tests.web import browse


@pytest.fixture
def chain(admin: Instance, instance: Instance) -> Chain:
    return fanned_out(admin, instance)


def task_of(chain: Chain) -> UUID:
    with chain.communes[0].ledger.scope.begin() as connection:
        [task] = states.listed(connection)
    return task.task_id


def moved(chain: Chain) -> None:
    later = chain.due_on + timedelta(days=7)
    revise = ReviseDirective(
        directive_id=chain.directive_id, questions=QUESTIONS, due_on=later, reason="Mưa lũ"
    )
    chain.province.do(revise, by="su")
    chain.carry()


def test_who_receives_hears_of_all_and_who_answers_of_what_changes(chain: Chain) -> None:
    commune = chain.communes[0]
    [came] = bell(commune, "su")
    assert (came.kind, came.day, came.code) == ("directive_came", chain.due_on, "1500/UBND-NC")
    assert kinds(commune, "ha") == ["directive_came"]
    assert kinds(commune, "do") == kinds(commune, "khai") == []
    chain.receive(0, by="su")
    before = len(bell(commune, "do"))
    moved(chain)
    chain.province.do(RemindCommunes(directive_id=chain.directive_id), by="ha")
    chain.carry()
    assert kinds(commune, "do")[before:] == ["directive_changed", "directive_urged"]
    assert kinds(commune, "khai") == []


def test_a_task_leads_its_person_to_the_answer_and_says_what_changed(chain: Chain) -> None:
    commune = chain.communes[0]
    chain.receive(0, OFFICE)
    task_id, hung = task_of(chain), commune.actors["hung"]
    assign = AssignInside(task_id=task_id, person_id=hung.person_id, post_id=hung.post_id)
    commune.do(assign, by="ha")
    place, official = f"nhiem-vu/{task_id}", browse(commune, "hung")
    shown = official.get(place)
    assert "Trả lời từng nội dung" in shown.text
    assert "Cấp trên đã" not in shown.text
    assert "chi-dao" in shown.html
    assert "Rà soát hồ sơ" in official.get("chi-dao").text
    said = ItemAnswer(number=1, answer=answers(3, 4)[0])
    part = AnswerPart(reply_id=chain.reply_id(), unit_id=commune.units[OFFICE], answers=(said,))
    commune.do(part, by="hung")
    moved(chain)
    assert "Cấp trên đã sửa hạn" in official.get(place).text
    recall = RecallDirective(directive_id=chain.directive_id, reason="Trùng văn bản")
    chain.province.do(recall, by="su")
    chain.carry()
    ended = official.get(place).text
    assert "Cấp trên đã thu hồi" in ended
    assert "Trả lời từng nội dung" not in ended
    assert "Rà soát hồ sơ" not in browse(commune, "khai").get("chi-dao").text


def test_the_heir_of_a_merged_commune_answers_in_its_place(chain: Chain) -> None:
    merged, heir = (one.tenant.tenant_id for one in chain.communes)
    wrong = PassToHeir(directive_id=chain.directive_id, commune=merged, heir=999_999)
    with pytest.raises(NoStandingLinkError):
        chain.province.do(wrong, by="ha")
    passed = PassToHeir(directive_id=chain.directive_id, commune=merged, heir=heir)
    chain.province.do(passed, by="ha")
    with pytest.raises(PassedOnError):
        chain.province.do(passed, by="ha")
    chain.whole(1, 5, 6)
    chain.carry()
    first, second = chain.copies()
    assert (first.step, first.owes(1), second.step) == ("passed_on", False, "answered")
    page = browse(chain.province, "ha").get(f"chi-dao/{chain.directive_id}").text
    assert "5 hồ sơ" in page
    assert "1/1 xã" in page
