"""Evidence by commands: made by handing in, used again, judged apart from the task."""

from datetime import timedelta
from uuid import UUID, uuid4, uuid5

import pytest
from sqlalchemy.exc import NoResultFound

from events.errors import ChangedMeanwhileError, WrongStreamError
from events.evidence_refusals import NotUsedSoError, NotYourEvidenceError, OwnEvidenceError
from service.clock import today
from service.evidence.finding import same_files
from service.evidence.judging import JudgeEvidence, NotYourJudgementError
from service.evidence.keeping import (
    AddEvidence,
    EndUse,
    ReviseEvidence,
    UseEvidence,
    WithdrawEvidence,
)
from service.ledgers import Instance
from service.messages.alerts import of_person
from service.tasks import states as task_states
from service.tasks.bringing import Described
from service.tasks.judging import SendBack
from service.tasks.state import TaskState
from service.tasks.states import Sight
from service.tasks.working import Submit
from tests.evidence.conftest import PDF, Store
from tests.organisation.test_erasing import erase
from tests.people import make_commune
from tests.tasks.given import given_task


def task_of(store: Store, number: int) -> TaskState:
    with store.commune.ledger.scope.begin() as connection:
        sight = Sight.of(store.commune.actors["khai"])
        return task_states.one(connection, store.tasks[number], sight, None)


def test_handing_in_makes_an_item_named_after_its_file(store: Store) -> None:
    proof = store.file()
    item = store.item(store.hand_in(0, proof))
    assert (item.title, item.kind, item.status) == ("biên bản", "document", "handed_in")
    assert (item.files, item.revision, item.uses) == ((proof,), 1, 1)
    assert item.fact_on == item.handed_on == today(store.commune.tenant.zone)
    assert task_of(store, 0).evidence == (proof,)


def test_what_is_said_of_it_is_kept(store: Store) -> None:
    day = today(store.commune.tenant.zone)
    said = Described(
        title=" Biên bản nghiệm thu ",
        kind="minutes",
        number="45/BB-UBND",
        fact_on=day - timedelta(days=9),
        until=day - timedelta(days=1),
    )
    item = store.item(store.hand_in(0, store.file(), described=said))
    assert (item.title, item.kind, item.number) == (
        "Biên bản nghiệm thu",
        "minutes",
        "45/BB-UBND",
    )
    assert (item.fact_on, item.until) == (said.fact_on, said.until)
    assert item.expired(day)


def test_a_resend_makes_no_second_item(store: Store) -> None:
    command, again = Submit(task_id=store.tasks[0], note="", evidence=(store.file(),)), uuid4()
    for _ in range(2):
        store.commune.do(command, by="khai", command_id=again)
    with store.commune.ledger.scope.begin() as connection:
        made = connection.exec_driver_sql(
            "SELECT count(DISTINCT evidence_id) FROM evidence_items"
        ).scalar_one()
    assert made == 1


def test_evidence_that_is_there_proves_another_task_too(store: Store) -> None:
    proof = store.file()
    first = store.hand_in(0, proof)
    store.hand_in(1, reused=(first,))
    assert {use.for_id for use in store.uses(first)} == set(store.tasks)
    assert store.item(first).uses == 2
    assert task_of(store, 1).evidence == (proof,)


def test_nobody_hands_in_what_they_may_not_see(store: Store) -> None:
    theirs = store.hand_in(0, store.file())
    own = given_task(store.commune, person="hung")
    for item, missing in ((theirs, NoResultFound), (uuid4(), WrongStreamError)):
        with pytest.raises(missing):
            store.commune.do(Submit(task_id=own, note="x", reused=(item,)), by="hung")
        with pytest.raises(missing):
            store.commune.do(
                UseEvidence(evidence_id=item, purpose="task", for_id=own), by="hung"
            )


def test_evidence_is_used_for_nothing_that_one_may_not_see(store: Store) -> None:
    mine, theirs = store.hand_in(0, store.file()), given_task(store.commune, person="hung")
    for purpose, target in (("task", theirs), ("task", uuid4()), ("indicator", uuid4())):
        with pytest.raises(NoResultFound):
            store.commune.do(
                UseEvidence(evidence_id=mine, purpose=purpose, for_id=target),  # type: ignore[arg-type]
                by="khai",
            )


def test_evidence_is_brought_in_before_the_product(store: Store) -> None:
    add = AddEvidence(purpose="task", for_id=store.tasks[0], files=(store.file(),))
    store.commune.do(add, by="khai")
    assert task_of(store, 0).evidence == ()


def test_it_is_returned_and_accepted_apart_from_the_task(store: Store) -> None:
    item = store.hand_in(0, store.file())
    store.commune.do(
        JudgeEvidence(evidence_id=item, verdict="returned", words="Thiếu chữ ký"), by="do"
    )
    assert (store.item(item).status, store.item(item).reason) == ("returned", "Thiếu chữ ký")
    assert task_of(store, 0).status == "submitted"
    better = ReviseEvidence(
        evidence_id=item, files=(store.file(PDF + b" 2"),), reason="Đã ký đủ"
    )
    store.commune.do(better, by="khai")
    store.commune.do(JudgeEvidence(evidence_id=item, verdict="accepted"), by="do")
    assert (store.item(item).status, store.item(item).revision) == ("accepted", 2)


def test_who_brought_it_is_told_that_it_was_returned(store: Store) -> None:
    item = store.hand_in(0, store.file())
    store.commune.do(JudgeEvidence(evidence_id=item, verdict="returned", words="Mờ"), by="do")
    with store.commune.ledger.scope.begin() as connection:
        told = of_person(connection, store.commune.actors["khai"].person_id)
    [alert] = [one for one in told if one.kind == "evidence_returned"]
    assert alert.subject_id == store.tasks[0]


def test_only_who_accepts_the_product_judges(store: Store) -> None:
    item = store.hand_in(0, store.file())
    with pytest.raises(OwnEvidenceError):
        store.commune.do(JudgeEvidence(evidence_id=item, verdict="accepted"), by="khai")
    for somebody in ("dung", "ha"):
        with pytest.raises(NotYourJudgementError):
            store.commune.do(JudgeEvidence(evidence_id=item, verdict="accepted"), by=somebody)
    for somebody in ("hung", "tung"):
        with pytest.raises(NoResultFound):
            store.commune.do(JudgeEvidence(evidence_id=item, verdict="accepted"), by=somebody)
    assert store.item(item).status == "handed_in"


def test_who_brought_it_for_somebody_elses_task_does_not_judge_it(store: Store) -> None:
    add = AddEvidence(purpose="task", for_id=store.tasks[0], files=(store.file(),))
    item = uuid5(store.commune.do(add, by="do"), "evidence")
    with pytest.raises(OwnEvidenceError):
        store.commune.do(JudgeEvidence(evidence_id=item, verdict="accepted"), by="do")
    assert store.item(item).status == "handed_in"


def test_it_is_withdrawn_by_who_brought_it_and_stays(store: Store) -> None:
    item = store.hand_in(0, store.file())
    with pytest.raises(NotYourEvidenceError):
        store.commune.do(WithdrawEvidence(evidence_id=item, reason="Nhầm"), by="do")
    store.commune.do(WithdrawEvidence(evidence_id=item, reason="Nhầm"), by="khai")
    assert store.item(item, "do").status == "withdrawn"


def test_two_people_do_not_change_it_at_once(store: Store) -> None:
    item = store.hand_in(0, store.file())
    seen = store.item(item).version
    store.commune.do(
        JudgeEvidence(evidence_id=item, verdict="returned", words="Mờ", seen=seen), by="do"
    )
    with pytest.raises(ChangedMeanwhileError):
        store.commune.do(
            WithdrawEvidence(evidence_id=item, reason="Nhầm", seen=seen), by="khai"
        )


def test_the_same_file_is_found_by_who_may_see_it_only(store: Store) -> None:
    proof = store.file()
    item = store.hand_in(0, proof)

    def found(login: str, besides: UUID | None = None) -> list[UUID]:
        with store.commune.ledger.scope.begin() as connection:
            sight = Sight.of(store.commune.actors[login])
            same = same_files(connection, [proof.sha256], sight, besides=besides)
        return [one.evidence_id for one in same]

    assert found("khai") == found("do") == [item]
    assert found("hung") == []
    assert found("khai", store.tasks[0]) == []


def test_a_returned_task_is_handed_in_again_with_the_same_file(store: Store) -> None:
    proof = store.file()
    first = store.hand_in(0, proof)
    store.commune.do(SendBack(task_id=store.tasks[0], reason="Thiếu"), by="do")
    second = store.hand_in(0, proof, reused=(first,))
    assert first != second
    assert task_of(store, 0).evidence == (proof,)


def test_another_tenant_has_none_of_it(
    store: Store, admin: Instance, instance: Instance
) -> None:
    item, other = store.hand_in(0, store.file()), make_commune(admin, instance)
    task_id = given_task(other)
    for command in (
        JudgeEvidence(evidence_id=item, verdict="accepted"),
        UseEvidence(evidence_id=item, purpose="task", for_id=task_id),
        WithdrawEvidence(evidence_id=item, reason="x"),
    ):
        with pytest.raises(WrongStreamError):
            other.do(command, by="do")


def test_what_was_said_about_a_person_goes_with_them(store: Store) -> None:
    commune, item = store.commune, store.hand_in(0, store.file())
    commune.do(
        JudgeEvidence(evidence_id=item, verdict="returned", words="Khải nộp cẩu thả"), by="do"
    )
    erase(commune)
    assert "cẩu thả" not in store.item(item, "do").reason
    assert store.item(item, "do").title == "biên bản"


def test_a_use_by_mistake_is_taken_back_by_who_made_it_and_stays_to_be_seen(
    store: Store,
) -> None:
    first, second = store.tasks
    item = store.hand_in(0, store.file())
    store.commune.do(UseEvidence(evidence_id=item, purpose="task", for_id=second), by="do")
    wrong = EndUse(evidence_id=item, for_id=second, reason="Nhầm mã nhiệm vụ")
    with pytest.raises(NotYourEvidenceError):
        store.commune.do(wrong, by="ha")
    store.commune.do(wrong, by="do")
    with pytest.raises(NotUsedSoError):
        store.commune.do(wrong, by="do")
    uses = {use.for_id: (use.withdrawn, use.reason) for use in store.uses(item)}
    assert uses == {first: (False, ""), second: (True, "Nhầm mã nhiệm vụ")}
    assert store.item(item).uses == 1
    store.commune.do(UseEvidence(evidence_id=item, purpose="task", for_id=second), by="khai")
    assert [use.withdrawn for use in store.uses(item) if use.for_id == second] == [False, True]
