"""Who issues, acknowledges, tells and reminds; the wrong cell or tenant, twice at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from events.conclusions.refusals import (
    AlreadyAcknowledgedError,
    NotAddressedError,
    StillOpenError,
)
from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from events.urging import UrgedLatelyError
from service.clock import now
from service.conclusions import states
from service.conclusions.answering import NobodyOwesError, StrikeDissemination, UrgeAddressees
from service.conclusions.issuing import CloseConclusion, NumberTakenError, WithdrawConclusion
from service.ledgers import Instance
from service.organisation.people import UnknownMemberError
from service.work import Order, execute
from tenants.access import AccessDeniedError
from tests.conclusions.papers import Paper
from tests.people import make_commune


def test_the_standing_committee_and_its_office_issue_and_nobody_else(paper: Paper) -> None:
    paper.issue(by="ha", number="13-KL/ĐU")
    for who in ("do", "khai"):
        with pytest.raises(AccessDeniedError):
            paper.issue(by=who, number="14-KL/ĐU")
    with pytest.raises(NumberTakenError):
        paper.issue()
    paper.issue(kind="notice")
    with pytest.raises(UnknownMemberError):
        paper.issue(number="15-KL/ĐU", unit_ids=(uuid4(),))


def test_two_who_give_one_number_at_once_give_it_once(paper: Paper) -> None:
    def issue(_: int) -> bool:
        try:
            paper.issue(number="20-KL/ĐU")
        except NumberTakenError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(issue, range(4))) == [False, False, False, True]


def test_the_cell_answers_by_its_secretary_alone(paper: Paper) -> None:
    for who in ("khai", "ha", "su"):
        with pytest.raises(NotAddressedError):
            paper.acknowledge(by=who)
    paper.acknowledge()
    for who in ("khai", "su"):
        with pytest.raises(NotAddressedError):
            paper.party.do(paper.told(), by=who)
    command_id = uuid4()
    for _ in range(2):
        paper.party.do(paper.told(), by="do", command_id=command_id)
    assert paper.now().told(paper.cell) == 18
    struck = StrikeDissemination(conclusion_id=paper.conclusion_id, session=1, reason="Nhầm")
    with pytest.raises(NotAddressedError):
        paper.party.do(struck, by="su")
    paper.party.do(struck, by="do")
    assert paper.now().told(paper.cell) == 0


def test_two_who_acknowledge_at_once_do_it_once(paper: Paper) -> None:
    def acknowledge(_: int) -> bool:
        try:
            paper.acknowledge()
        except (AlreadyAcknowledgedError, ChangedMeanwhileError):
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(acknowledge, range(4))) == 1


def test_a_new_document_supersedes_the_old_one_once(paper: Paper) -> None:
    after = paper.issue(number="13-KL/ĐU", replaces=paper.conclusion_id)
    with paper.party.ledger.scope.begin() as connection:
        state = states.one(connection, paper.conclusion_id, None)
    assert (state.ended, state.successor_id, state.owing) == ("superseded", after, [])
    with pytest.raises(RefusedError):
        paper.issue(number="14-KL/ĐU", replaces=paper.conclusion_id)


def test_who_owes_is_reminded_and_not_too_often(paper: Paper) -> None:
    remind = UrgeAddressees(conclusion_id=paper.conclusion_id, addressees=(paper.cell,))
    with pytest.raises(AccessDeniedError):
        paper.party.do(remind, by="do")
    paper.party.do(remind, by="ha")
    with pytest.raises(UrgedLatelyError):
        paper.party.do(remind, by="ha")
    nobody = UrgeAddressees(conclusion_id=paper.conclusion_id, addressees=(uuid4(),))
    with pytest.raises(NobodyOwesError):
        paper.party.do(nobody, by="ha")


def test_a_withdrawn_number_may_be_used_again_and_an_open_one_is_not_closed_silently(
    paper: Paper,
) -> None:
    close = CloseConclusion(conclusion_id=paper.conclusion_id)
    with pytest.raises(StillOpenError):
        paper.party.do(close, by="su")
    withdraw = WithdrawConclusion(conclusion_id=paper.conclusion_id, reason="Sai trích yếu")
    paper.party.do(withdraw, by="su")
    paper.conclusion_id = paper.issue()
    paper.acknowledge()
    paper.party.do(paper.told(present=20, reason=""), by="do")
    paper.party.do(CloseConclusion(conclusion_id=paper.conclusion_id), by="ha")
    assert paper.now().ended == "closed"


def test_another_tenant_has_no_such_document(
    paper: Paper, admin: Instance, instance: Instance
) -> None:
    other = make_commune(admin, instance)
    withdraw = WithdrawConclusion(conclusion_id=paper.conclusion_id, reason="Không phải")
    with pytest.raises(WrongStreamError):
        other.do(withdraw, by="su")
    order = Order(actor=paper.party.actors["su"], command_id=uuid4())
    with pytest.raises(WrongStreamError):
        execute(withdraw, order, other.ledger)
    with other.ledger.scope.begin() as connection:
        assert not states.every(connection, None)


def test_the_list_answers_for_a_past_instant(paper: Paper) -> None:
    before = now()
    paper.acknowledge()
    with paper.party.ledger.scope.begin() as connection:
        then = states.one(connection, paper.conclusion_id, before)
        today = states.one(connection, paper.conclusion_id, None)
        assert not [*states.every(connection, before - timedelta(days=1))]
    assert (then.standing(paper.cell), today.standing(paper.cell)) == ("new", "acknowledged")
