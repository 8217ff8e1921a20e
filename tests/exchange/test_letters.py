"""Letters cross the wall along a standing link, with the same hash in both logs, once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy.exc import NoResultFound

from events.exchange import LetterReceived, LetterReceivedError, LetterSent
from service.clock import today
from service.db import driver
from service.exchange.letters import (
    LetterChangedError,
    LetterFacts,
    NoStandingLinkError,
    Parcel,
    canonical,
    incoming,
    receive,
    send,
)
from service.exchange.links import RevokeLink, one
from service.ledgers import Instance
from service.vault.stores import event_store
from service.work import Work
from tests.exchange.pairs import linked, province_of
from tests.people import SINCE, Commune, make_commune

SUBJECT = UUID(int=9)
SAID: dict[str, object] = {"year": 2026, "points": "78.25"}
KIND = "test_letter"
LETTER = """
    INSERT INTO letters VALUES (%(sender)s, gen_random_uuid(), %(receiver)s, %(link)s, 99, 'x',
      gen_random_uuid(), %(content)s, %(sha256)s, now())
"""
GOOD = {"content": b"{}", "sha256": sha256(b"{}").hexdigest()}


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTest:
    link_id: UUID

    def decide(self, work: Work) -> None:
        parcel = Parcel(kind=KIND, subject_id=SUBJECT, content=SAID)
        send(work, one(work.connection, self.link_id), parcel)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveTest:
    letter_id: UUID
    as_kind: str = "dict"

    def decide(self, work: Work) -> None:
        kind = dict if self.as_kind == "dict" else list
        receive(work, self.letter_id, kind, along="province")


@pytest.fixture(scope="module")
def province(admin: Instance, instance: Instance) -> Commune:
    return province_of(admin, instance)


@pytest.fixture(scope="module")
def stranger(admin: Instance, instance: Instance) -> Commune:
    return make_commune(admin, instance)


def came_to(tenant: Commune) -> list[LetterFacts]:
    with tenant.ledger.scope.begin() as connection:
        return incoming(connection, {KIND})


def logged(tenant: Commune, kind: type[LetterSent] | type[LetterReceived]) -> list[object]:
    with tenant.ledger.scope.begin() as connection:
        history = event_store(connection).history()
        return [r.event for r in history if isinstance(r.event, kind)]


def from_commune(province: Commune, commune: Commune) -> LetterFacts:
    mine = commune.tenant.tenant_id
    return [one for one in came_to(province) if one.from_tenant == mine][-1]


def test_a_letter_is_in_both_logs_with_one_number_and_one_hash(
    commune: Commune, province: Commune
) -> None:
    link_id = linked(commune, province)
    commune.do(SendTest(link_id=link_id), by="ha")
    letter = from_commune(province, commune)
    assert (letter.number, letter.subject_id, letter.received) == (1, SUBJECT, False)
    province.do(ReceiveTest(letter_id=letter.letter_id), by="ha")
    [sent], got = logged(commune, LetterSent), logged(province, LetterReceived)[-1]
    assert isinstance(sent, LetterSent)
    assert isinstance(got, LetterReceived)
    assert got.sha256 == sent.sha256 == sha256(canonical(SAID)).hexdigest()
    assert (got.from_tenant, got.number) == (commune.tenant.tenant_id, sent.number)
    assert from_commune(province, commune).received
    commune.do(SendTest(link_id=link_id), by="ha")
    assert from_commune(province, commune).number == 2


def test_the_same_letter_is_received_once(commune: Commune, province: Commune) -> None:
    commune.do(SendTest(link_id=linked(commune, province)), by="ha")
    letter = from_commune(province, commune)
    province.do(ReceiveTest(letter_id=letter.letter_id), by="ha")
    with pytest.raises(LetterReceivedError):
        province.do(ReceiveTest(letter_id=letter.letter_id), by="ha")


def test_a_resend_sends_nothing_twice(commune: Commune, province: Commune) -> None:
    command, again = SendTest(link_id=linked(commune, province)), uuid4()
    for _ in range(2):
        commune.do(command, by="ha", command_id=again)
    assert len(logged(commune, LetterSent)) == 1


def test_content_of_another_shape_is_not_taken_in(commune: Commune, province: Commune) -> None:
    commune.do(SendTest(link_id=linked(commune, province)), by="ha")
    letter = from_commune(province, commune)
    with pytest.raises(LetterChangedError):
        province.do(ReceiveTest(letter_id=letter.letter_id, as_kind="list"), by="ha")
    assert not from_commune(province, commune).received


def test_nothing_goes_along_a_link_that_was_revoked(
    commune: Commune, province: Commune
) -> None:
    link_id = linked(commune, province)
    commune.do(SendTest(link_id=link_id), by="ha")
    commune.do(RevokeLink(link_id=link_id, reason="Sáp nhập"), by="su")
    with pytest.raises(NoStandingLinkError):
        commune.do(SendTest(link_id=link_id), by="ha")
    with pytest.raises(NoStandingLinkError):
        province.do(SendTest(link_id=link_id), by="ha")
    letter = from_commune(province, commune)
    with pytest.raises(NoStandingLinkError):
        province.do(ReceiveTest(letter_id=letter.letter_id), by="ha")


@pytest.mark.parametrize("when", ["not yet", "over"])
def test_nothing_goes_along_a_link_before_and_after_its_days(
    commune: Commune, province: Commune, when: str
) -> None:
    day = today(commune.tenant.zone)
    begins = day + timedelta(days=9) if when == "not yet" else SINCE
    ends = None if when == "not yet" else day - timedelta(days=1)
    link_id = linked(commune, province, first_day=begins, last_day=ends)
    with pytest.raises(NoStandingLinkError):
        commune.do(SendTest(link_id=link_id), by="ha")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _slipped_in(commune, province, link_id)


def test_a_third_tenant_sees_neither_link_nor_letter(
    commune: Commune, province: Commune, stranger: Commune
) -> None:
    link_id = linked(commune, province)
    commune.do(SendTest(link_id=link_id), by="ha")
    letter = from_commune(province, commune)
    with stranger.ledger.scope.begin() as connection:
        raw = driver(connection)
        for table in ("links", "link_revocations", "letters"):
            assert raw.execute(f"SELECT 1 FROM {table}").fetchall() == []  # noqa: S608
        with pytest.raises(NoResultFound):
            one(connection, link_id)
    with pytest.raises(NoResultFound):
        stranger.do(ReceiveTest(letter_id=letter.letter_id), by="ha")
    with pytest.raises(NoResultFound):
        stranger.do(SendTest(link_id=link_id), by="ha")


@pytest.mark.parametrize("forged", ["the sender", "the link", "no link", "the hash"])
def test_the_database_refuses_what_is_forged(
    commune: Commune, province: Commune, stranger: Commune, forged: str
) -> None:
    link_id, wrong = linked(commune, province), "0" * 64
    tried: dict[str, Callable[[], None]] = {
        "the sender": lambda: _slipped_in(stranger, province, link_id, sender=commune),
        "the link": lambda: _slipped_in(stranger, province, link_id),
        "no link": lambda: _slipped_in(commune, stranger, uuid4()),
        "the hash": lambda: _slipped_in(commune, province, link_id, sha256=wrong),
    }
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)):
        tried[forged]()


@pytest.mark.parametrize("table", ["links", "link_revocations", "letters"])
@pytest.mark.parametrize("how", ["UPDATE {} SET tenant_id = tenant_id", "DELETE FROM {}"])
def test_what_crossed_is_never_changed(commune: Commune, table: str, how: str) -> None:
    with (
        commune.ledger.scope.begin() as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        driver(connection).execute(how.format(table))


def _slipped_in(
    writer: Commune,
    receiver: Commune,
    link_id: UUID,
    *,
    sender: Commune | None = None,
    **content: str,
) -> None:
    """Write past the service, as the application's role bound to the writer."""
    whose = {
        "sender": (sender or writer).tenant.tenant_id,
        "receiver": receiver.tenant.tenant_id,
        "link": link_id,
    }
    with writer.ledger.scope.begin() as connection:
        driver(connection).execute(LETTER, GOOD | whose | content)
