"""A directive goes to units of communes and comes back added up, by itself."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from events.directive_answers import Number, Share, Words, YesNo
from events.directive_copies import Answered
from events.directive_refusals import (
    EmptyQuestionError,
    NoAddresseeError,
    NothingOwedError,
    NotThatStatusError,
    ReplyStageError,
    SameAnswerError,
    StillMissingError,
    UnexplainedDirectiveError,
)
from events.errors import ChangedMeanwhileError, RefusedError
from events.exchange import LetterSent
from events.tasks.refusals import NotYourUnitError
from service.directives import receiver_states
from service.directives.answering import AnswerPart, ItemAnswer
from service.directives.drafting import SaveDirective
from service.directives.following import RemindCommunes, ReturnAnswer
from service.directives.issuing import IssueDirective, RecallDirective, ReviseDirective
from service.directives.receiving import NameReceiver, OtherReceiverError, ReceiveDirective
from service.exchange.letters import NoStandingLinkError
from service.exchange.links import RevokeLink
from service.ledgers import Instance
from service.tasks import states
from service.tasks.rules import SetTaskRules
from service.tasks.state import TaskState
from service.vault.stores import event_store
from tenants.access import AccessDeniedError
from tests.directives.pairs import (
    COUNTER,
    OFFICE,
    QUESTIONS,
    Chain,
    answers,
    draft,
    fanned_out,
    handing,
)
from tests.people import SINCE, Commune


@pytest.fixture
def chain(admin: Instance, instance: Instance) -> Chain:
    return fanned_out(admin, instance)


def tasks_of(commune: Commune) -> list[TaskState]:
    with commune.ledger.scope.begin() as connection:
        return states.listed(connection)


def test_units_answer_the_commune_sends_and_the_province_adds_up(chain: Chain) -> None:
    chain.receive(0)
    chain.answer(0, OFFICE, answers(3, 4), by="ha")
    chain.carry()
    assert [one.step for one in chain.copies()] == ["in_progress", "sent"]
    chain.answer(0, COUNTER, answers(5, 5, words="Thiếu máy in"), by="do")
    chain.send(0)
    chain.whole(1, 2, 10)
    chain.carry()
    first, second = chain.copies()
    assert first.step == second.step == "answered"
    assert not first.late
    assert [line.answer for line in first.lines] == [
        Number(value=Decimal(8)),
        Share(numerator=Decimal(8), denominator=Decimal(9)),
        YesNo(yes=True),
        Words(text=f"{OFFICE}: Không\n{COUNTER}: Thiếu máy in"),
    ]
    assert all(len(line.events) == 2 for line in first.lines)


def test_it_arrives_as_tasks_of_units_due_before_the_commune_is(chain: Chain) -> None:
    commune = chain.communes[0]
    rules = SetTaskRules(from_day=SINCE, basis="Quy chế", lower_days_before=2)
    commune.do(rules, by="admin")
    chain.receive(0)
    found = tasks_of(commune)
    assert {one.clarity.lead_unit_id for one in found} == {
        commune.units[OFFICE],
        commune.units[COUNTER],
    }
    [origin] = {one.origin for one in found}
    assert origin is not None
    assert (origin.kind, origin.number) == ("superior", "1500/UBND-NC")
    assert origin.issuer == chain.province.tenant.name
    assert all(one.due_on and one.due_on < chain.due_on for one in found)


def test_the_first_receipt_names_who_receives_and_tells_only_the_post(chain: Chain) -> None:
    chain.receive(0)
    chain.carry()
    first, second = chain.copies()
    assert (first.step, second.step) == ("received", "sent")
    assert first.receiver == f"Trưởng phòng, {OFFICE}"
    with chain.province.ledger.scope.begin() as connection:
        known = receiver_states.of_communes(connection)
    assert known == {chain.communes[0].tenant.tenant_id: first.receiver}


def test_another_post_than_the_named_one_does_not_receive(chain: Chain) -> None:
    commune = chain.communes[0]
    commune.do(NameReceiver(post_id=commune.actors["do"].post_id), by="su")
    with pytest.raises(OtherReceiverError):
        chain.receive(0, by="ha")
    with pytest.raises(AccessDeniedError):
        chain.receive(0, by="khai")
    chain.carry()
    with chain.province.ledger.scope.begin() as connection:
        [post] = receiver_states.of_communes(connection).values()
    assert post == f"Phó Giám đốc, {COUNTER}"
    chain.receive(0, by="su")


def test_a_correction_keeps_both_values_and_says_nothing_twice(chain: Chain) -> None:
    chain.whole(0, 3, 4)
    with pytest.raises(SameAnswerError):
        chain.send(0)
    chain.answer(0, OFFICE, answers(4, 4), by="ha")
    chain.send(0)
    chain.carry()
    assert chain.copies()[0].lines[0].answer == Number(value=Decimal(4))
    with chain.province.ledger.scope.begin() as connection:
        history = event_store(connection).stream(chain.copies()[0].copy_id)
    said = [one.event.lines[0].answer for one in history if isinstance(one.event, Answered)]
    assert said == [Number(value=Decimal(3)), Number(value=Decimal(4))]


def test_what_is_missing_is_sent_only_with_a_reason(chain: Chain) -> None:
    chain.receive(0)
    chain.answer(0, OFFICE, answers(3, 4), by="ha")
    with pytest.raises(StillMissingError) as refused:
        chain.send(0)
    assert refused.value.count == len(QUESTIONS)
    with pytest.raises(UnexplainedDirectiveError):
        chain.send(0, despite=True)
    chain.send(0, despite=True, reason="Trung tâm mất điện")
    chain.carry()
    assert chain.copies()[0].reason == "Trung tâm mất điện"


@pytest.mark.parametrize("outcome", ["nothing", "objected"])
def test_a_commune_may_say_that_nothing_arose_or_object(chain: Chain, outcome: str) -> None:
    chain.communes[0].do(ReceiveDirective(reply_id=chain.reply_id()), by="ha")
    if outcome == "objected":
        with pytest.raises(UnexplainedDirectiveError):
            chain.send(0, outcome=outcome)
    chain.send(0, outcome=outcome, reason="Xã không có đối tượng này")
    chain.carry()
    copy = chain.copies()[0]
    assert (copy.step, copy.outcome, copy.lines) == ("answered", outcome, ())


def test_an_answer_is_returned_and_given_anew(chain: Chain) -> None:
    chain.whole(0, 3, 4)
    chain.carry()
    number = chain.communes[0].tenant.tenant_id
    back = ReturnAnswer(directive_id=chain.directive_id, commune=number, reason="")
    with pytest.raises(UnexplainedDirectiveError):
        chain.province.do(back, by="ha")
    back = ReturnAnswer(directive_id=chain.directive_id, commune=number, reason="Thiếu số")
    chain.province.do(back, by="ha")
    chain.carry()
    assert chain.replies(0)[0].step == chain.copies()[0].step == "returned"
    chain.send(0)
    chain.carry()
    assert chain.replies(0)[0].step == "sent"
    assert chain.copies()[0].step == "answered"


def test_who_owes_is_reminded_once_a_day(chain: Chain) -> None:
    chain.whole(0, 3, 4)
    chain.carry()
    chain.province.do(RemindCommunes(directive_id=chain.directive_id), by="ha")
    with pytest.raises(NothingOwedError):
        chain.province.do(RemindCommunes(directive_id=chain.directive_id), by="ha")
    first, second = chain.copies()
    assert first.reminded_on is None
    assert second.reminded_on is not None


def test_an_extension_and_other_items_go_out_by_a_further_letter(chain: Chain) -> None:
    chain.whole(0, 3, 4)
    later = chain.due_on + timedelta(days=7)
    asked = (QUESTIONS[0], *QUESTIONS[2:])
    said = {"directive_id": chain.directive_id, "due_on": later, "reason": "Mưa lũ"}
    chain.province.do(ReviseDirective(questions=asked, **said), by="su")  # type: ignore[arg-type]
    chain.carry()
    reply = chain.reply(0)
    assert (reply.due_on, reply.questions, reply.revision) == (later, asked, 2)
    assert {number for _, number in reply.said} == {1}  # the others are asked anew
    assert chain.copies()[0].owes(chain.directive().asked_since)


def test_a_recall_after_an_answer_leaves_it_and_takes_no_more(chain: Chain) -> None:
    chain.whole(0, 3, 4)
    chain.carry()
    recall = RecallDirective(directive_id=chain.directive_id, reason="Trùng văn bản")
    chain.province.do(recall, by="su")
    chain.carry()
    assert chain.copies()[0].lines[0].answer == Number(value=Decimal(3))
    assert chain.replies(0)[0].step == "recalled"
    with pytest.raises(ReplyStageError):
        chain.answer(0, OFFICE, answers(4, 4), by="ha")
    with pytest.raises(NotThatStatusError):
        chain.province.do(RemindCommunes(directive_id=chain.directive_id), by="ha")


def test_along_a_revoked_link_nothing_new_goes_and_what_went_stays(chain: Chain) -> None:
    chain.receive(0, OFFICE)
    chain.answer(0, OFFICE, answers(3, 4), by="ha")
    chain.carry()
    chain.communes[0].do(RevokeLink(link_id=chain.links[0], reason="Hết nhiệm vụ"), by="su")
    with pytest.raises(NoStandingLinkError):
        chain.send(0)
    chain.answer(0, OFFICE, answers(4, 4), by="ha")  # what is the commune's own goes on
    assert chain.copies()[0].step == "in_progress"
    number = chain.communes[0].tenant.tenant_id
    remind = RemindCommunes(directive_id=chain.directive_id, communes=(number,))
    with pytest.raises(NothingOwedError):
        chain.province.do(remind, by="ha")


def test_a_resend_and_rounds_without_end_send_nothing_twice(chain: Chain) -> None:
    before = letters(chain.province)
    chain.carry()
    chain.carry()
    assert letters(chain.province) == before == len(chain.communes)
    command = ReceiveDirective(
        reply_id=chain.reply_id(), handing=handing(chain.communes[0], OFFICE)
    )
    again = uuid4()
    for _ in range(2):
        chain.communes[0].do(command, by="ha", command_id=again)
    assert letters(chain.communes[0]) == 1
    assert len(tasks_of(chain.communes[0])) == 1


def letters(tenant: Commune) -> int:
    with tenant.ledger.scope.begin() as connection:
        history = event_store(connection).history()
        return sum(isinstance(one.event, LetterSent) for one in history)


def test_only_who_does_the_units_work_answers_for_it(chain: Chain) -> None:
    chain.receive(0, OFFICE)
    for somebody in ("do", "khai", "su", "hung"):
        with pytest.raises(NotYourUnitError):
            chain.answer(0, OFFICE, answers(1, 1), by=somebody)


def test_two_who_answer_at_once_do_not_overwrite_each_other(chain: Chain) -> None:
    chain.receive(0, OFFICE)
    seen = chain.reply(0).version
    chain.answer(0, OFFICE, answers(1, 1), by="ha")
    stale = AnswerPart(
        reply_id=chain.reply_id(),
        unit_id=chain.communes[0].units[OFFICE],
        answers=(ItemAnswer(number=1, answer=Number(value=Decimal(9))),),
        seen=seen,
    )
    with pytest.raises(ChangedMeanwhileError):
        chain.communes[0].do(stale, by="ha")


def test_officers_do_not_sign_and_a_draft_says_enough(chain: Chain) -> None:
    province, communes = chain.province, chain.communes
    drafted = draft(province, communes, chain.due_on)
    facts = {"directive_id": drafted, "number": "2", "issued_on": SINCE, "signer": "Ký"}
    with pytest.raises(AccessDeniedError):
        province.do(IssueDirective(**facts), by="ha")  # type: ignore[arg-type]
    refused: dict[type[RefusedError], dict[str, object]] = {
        EmptyQuestionError: {"questions": ()},
        NoAddresseeError: {"communes": (province.tenant.tenant_id, 999_999)},
    }
    for why, changed in refused.items():
        whole: dict[str, object] = {
            "title": "Rà soát",
            "due_on": chain.due_on,
            "questions": QUESTIONS,
            "communes": (communes[0].tenant.tenant_id,),
        }
        save = SaveDirective(directive_id=drafted, **(whole | changed))  # type: ignore[arg-type]
        province.do(save, by="ha")
        with pytest.raises(why):
            province.do(IssueDirective(**facts), by="su")  # type: ignore[arg-type]
