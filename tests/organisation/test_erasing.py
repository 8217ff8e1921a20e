"""A person or a text is erased: the words are gone everywhere, and every proof still holds."""

from decimal import Decimal
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from events.errors import ChangedMeanwhileError, CommandReusedError
from events.organisation import PersonErased
from events.sealing import ERASED
from service.clock import today
from service.db import engine_for
from service.launch.postgres import Server
from service.ledgers import Instance
from service.log.operating import Log
from service.organisation.erasing import (
    CorrectName,
    ErasePerson,
    EraseText,
    NoGroundsError,
    NothingSealedError,
    StillHoldingError,
)
from service.organisation.people import LeavePost, UnknownMemberError
from service.read_models import READ_MODELS, rebuild
from service.tasks import states, timeline
from service.tasks.judging import SendBack
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import ReportProgress, Submit
from service.vault.stores import event_store, with_vault
from service.vault.wrapping import Vault
from service.verify import verify
from service.work import Order, execute
from tenants.access import AccessDeniedError
from tenants.accounts import find_account
from tenants.directory import directory
from tests.log.test_bundles import judged
from tests.people import Commune, make_commune
from tests.tasks.given import given_task
from tests.web import browse
from tests.work.ledger import at_once, errors, one
from tests.work.year import Year

WORDS = "Bị ốm, nằm viện mười ngày"
GROUNDS = {"legal_basis": "Điều 14 Luật 91/2025/QH15", "reason": "Theo đơn của người đó"}


@pytest.fixture
def task_id(commune: Commune) -> UUID:
    task_id = given_task(commune)
    said = ReportObstacle(task_id=task_id, cause="subjective", text=WORDS)
    commune.do(said, by="khai")
    commune.do(ReportProgress(task_id=task_id, amount=Decimal(3), note="Ghi chú"), by="khai")
    return task_id


def leave(commune: Commune, login: str) -> UUID:
    who = commune.actors[login]
    day = today(commune.tenant.zone)
    left = LeavePost(post_id=who.post_id, person_id=who.person_id, last_day=day)
    commune.do(left, by="admin")
    with commune.ledger.scope.begin() as connection:
        connection.execute(text("UPDATE holdings SET last_day = last_day - 1"))
    return who.person_id


def erase(commune: Commune, login: str = "khai") -> UUID:
    return commune.do(ErasePerson(person_id=leave(commune, login), **GROUNDS), by="admin")


def texts(commune: Commune, task_id: UUID) -> list[str]:
    with commune.ledger.scope.begin() as connection:
        told = timeline.of_task(connection, task_id, None)
    return [getattr(entry.event, "text", getattr(entry.event, "note", "")) for entry in told]


def rows(commune: Commune) -> list[object]:
    with commune.ledger.scope.begin() as connection:
        return [sorted(map(repr, connection.execute(select(m.table)))) for m in READ_MODELS]


def rebuilt(admin: Instance, commune: Commune) -> list[object]:
    with admin.open(commune.tenant).scope.begin() as connection:
        for model in READ_MODELS:
            rebuild(connection, model)
    return rows(commune)


def test_what_was_said_about_a_person_is_gone_and_what_happened_stays(
    admin: Instance, commune: Commune, task_id: UUID
) -> None:
    erase(commune)
    assert texts(commune, task_id) == ["", ERASED, ERASED]
    assert WORDS not in repr(rows(commune))
    assert rows(commune) == rebuilt(admin, commune)
    with commune.ledger.scope.begin() as connection:
        task = states.of_plan(connection, plan_of(commune, task_id), None)[0]
    assert (task.amount, task.obstacle, task.note) == (Decimal(3), ERASED, ERASED)


def plan_of(commune: Commune, task_id: UUID) -> UUID:
    plan = f"SELECT plan_id FROM task_states WHERE task_id = '{task_id}' LIMIT 1"  # noqa: S608
    return UUID(str(one(commune.ledger.scope, plan)))


def test_the_name_the_account_and_the_sessions_are_gone(
    commune: Commune, task_id: UUID
) -> None:
    browser, person = browse(commune, "khai"), commune.actors["khai"].person_id
    erase(commune)
    with commune.ledger.scope.begin() as connection:
        assert directory(connection).person(person).startswith("Người đã xóa dữ liệu")
        assert find_account(connection, "khai") is None
    assert browser.get("").status in {302, 303}
    event = last(commune)
    assert isinstance(event, PersonErased)
    assert (event.person_id, len(event.keys)) == (person, 1)
    assert event.reason == GROUNDS["reason"]


def last(commune: Commune) -> object:
    with commune.ledger.scope.begin() as connection:
        return list(event_store(connection).history())[-1].event


def test_a_judgement_of_their_work_goes_too(commune: Commune, task_id: UUID) -> None:
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    commune.do(SendBack(task_id=task_id, reason="Làm ẩu"), by="do")
    erase(commune)
    with commune.ledger.scope.begin() as connection:
        judged = timeline.of_task(connection, task_id, None)[-1].event
    assert judged.reason == ERASED  # type: ignore[attr-defined]


def test_every_proof_still_holds_and_the_verifiers_agree(
    admin: Instance, commune: Commune, task_id: UUID, tmp_path: Path
) -> None:
    log = Log(tmp_path)
    log.begin("sauro.test")
    log.signer.sign(commune.ledger.scope)
    kept = [note.written() for note in log.kept(commune.tenant.tenant_id)]
    erase(commune)
    assert log.verify(commune.ledger.scope).finding is None
    path = tmp_path / "bundle.zip"
    log.write_bundle(path, commune.ledger.scope, commune.tenant)
    keys = [key.public.written() for key in log.keys.trusted()]
    (heard := tmp_path / "heard").mkdir()
    assert judged(path, keys, kept, heard)[0] == "intact"
    verdict = verify(admin, commune.tenant)
    assert (verdict.finding, verdict.erased) == (None, 2)


def test_it_stays_erased_in_another_process_and_after_a_restart(
    server: Server, instance: Instance, commune: Commune, task_id: UUID, vault: Vault
) -> None:
    engine = with_vault(engine_for(server.url("sauro", "sauro_app"), pool=1), vault)
    other = Instance(engine, instance.key).open(commune.tenant)
    with other.scope.begin() as connection:
        assert timeline.of_task(connection, task_id, None)[1].event.text == WORDS  # type: ignore[attr-defined]
    erase(commune)
    with other.scope.begin() as connection:
        assert timeline.of_task(connection, task_id, None)[1].event.text == ERASED  # type: ignore[attr-defined]
    engine.dispose()


def test_others_keep_what_was_written_about_them(commune: Commune, task_id: UUID) -> None:
    erase(commune, "hung")
    assert texts(commune, task_id) == ["", WORDS, "Ghi chú"]


def test_what_is_written_after_an_erasure_has_a_new_key(
    commune: Commune, task_id: UUID
) -> None:
    erase(commune)
    commune.do(ReportProgress(task_id=task_id, amount=Decimal(4), note="Mới"), by="khai")
    assert texts(commune, task_id) == ["", ERASED, ERASED, "Mới"]


def test_an_erasure_sent_twice_is_done_once(commune: Commune, task_id: UUID) -> None:
    command = ErasePerson(person_id=leave(commune, "khai"), **GROUNDS)
    command_id = commune.do(command, by="admin")
    before = one(commune.ledger.scope, "SELECT count(*) FROM es.stored_events")
    commune.do(command, by="admin", command_id=command_id)
    assert one(commune.ledger.scope, "SELECT count(*) FROM es.stored_events") == before
    other = EraseText(position=1, **GROUNDS)
    with pytest.raises((CommandReusedError, NothingSealedError)):
        commune.do(other, by="admin", command_id=command_id)


def test_who_holds_a_post_is_not_erased(commune: Commune, task_id: UUID) -> None:
    khai = commune.actors["khai"]
    with pytest.raises(StillHoldingError) as held:
        commune.do(ErasePerson(person_id=khai.person_id, **GROUNDS), by="admin")
    assert held.value.post_id == khai.post_id
    assert texts(commune, task_id)[1] == WORDS


@pytest.mark.parametrize("missing", ["legal_basis", "reason"])
def test_an_erasure_names_its_grounds(commune: Commune, task_id: UUID, missing: str) -> None:
    person = leave(commune, "khai")
    with pytest.raises(NoGroundsError):
        commune.do(ErasePerson(person_id=person, **GROUNDS | {missing: " "}), by="admin")
    with pytest.raises(NoGroundsError):
        commune.do(EraseText(position=1, **GROUNDS | {missing: " "}), by="admin")


@pytest.mark.parametrize("login", ["su", "ha", "khai", "tung"])
def test_only_the_administrator_erases(commune: Commune, task_id: UUID, login: str) -> None:
    person = commune.actors["hung"].person_id
    for command in (
        ErasePerson(person_id=person, **GROUNDS),
        EraseText(position=1, **GROUNDS),
        CorrectName(person_id=person, name="X"),
    ):
        with pytest.raises(AccessDeniedError):
            commune.do(command, by=login)


def test_a_person_of_another_tenant_is_unknown(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    other = make_commune(admin, instance)
    stranger = other.actors["khai"].person_id
    for command in (
        ErasePerson(person_id=stranger, **GROUNDS),
        CorrectName(person_id=stranger, name="X"),
    ):
        with pytest.raises(UnknownMemberError):
            commune.do(command, by="admin")


def positions(commune: Commune, topic: str) -> list[int]:
    asked = text("SELECT position FROM es.stored_events WHERE topic = :t ORDER BY position")
    with commune.ledger.scope.begin() as connection:
        return list(connection.scalars(asked, {"t": topic}))


def test_the_database_destroys_no_key_without_an_event(commune: Commune, task_id: UUID) -> None:
    key = one(commune.ledger.scope, "SELECT key_id FROM data_keys LIMIT 1")
    with (
        pytest.raises(ProgrammingError, match="no event says"),
        commune.ledger.scope.begin() as connection,
    ):
        connection.execute(text("SELECT shred_key(:k, '', NULL)"), {"k": key})


def test_who_writes_while_a_person_is_erased_leaves_no_words_behind(
    admin: Instance, commune: Commune, task_id: UUID
) -> None:
    person, khai = leave(commune, "khai"), commune.actors["khai"]

    def write(number: int) -> None:
        said = ReportProgress(task_id=task_id, amount=Decimal(number), note=f"{WORDS} {number}")
        order = Order(actor=khai, command_id=uuid4())
        execute(said, order, commune.ledger)

    def wipe(_: int) -> None:
        commune.do(ErasePerson(person_id=person, **GROUNDS), by="admin")

    works = [partial(wipe if n == 2 else write, n) for n in range(5)]
    assert {type(e) for e in errors(at_once(*works))} <= {ChangedMeanwhileError}
    [erased_at] = positions(commune, "organisation.PersonErased")
    with commune.ledger.scope.begin() as connection:
        told = list(event_store(connection).history())
    notes = {r.position: getattr(r.event, "note", "") for r in told}
    assert not [p for p, words in notes.items() if p < erased_at and words.startswith(WORDS)]
    assert rows(commune) == rebuilt(admin, commune)
    assert verify(admin, commune.tenant).finding is None


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 9)), min_size=5, max_size=25))
def test_after_any_history_the_pages_read_what_a_rebuild_gives(
    admin: Instance, instance: Instance, acts: list[tuple[int, int]]
) -> None:
    commune = make_commune(admin, instance)
    year = Year(commune)
    year.issue()
    for act, number in acts:
        year.try_to(act, number)
    erase(commune, "khai")
    kept = rows(commune)
    assert "Mất mạng" not in repr(kept)
    assert kept == rebuilt(admin, commune)
    assert verify(admin, commune.tenant).finding is None
