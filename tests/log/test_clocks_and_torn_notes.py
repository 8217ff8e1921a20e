"""A clock set back, and notes that a power failure tore: said, passed over, never believed."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from service.clock import now
from service.log.checking import check, notebook
from service.log.kept import KeptFile
from service.log.operating import Log
from service.log.witnesses import State, Witnesses
from tenants.scope import Scope
from tests.log.conftest import record, some_events

WHO = UUID(int=7)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    made = Log(tmp_path)
    made.begin("sauro.test")
    return made


def test_a_signers_clock_set_back_breaks_nothing(tenant: Scope, log: Log) -> None:
    at = now()
    for days in (0, -30, 5):
        record(tenant, some_events(2))
        assert log.signer.sign(tenant, at=at + timedelta(days=days)) is not None
    assert log.verify(tenant).intact
    sizes = [kept.size for kept in KeptFile(log.signer.folder, tenant.tenant_id).read()]
    assert sizes == [42, 44, 46]


def test_a_torn_note_of_a_verification_is_passed_over(tenant: Scope, log: Log) -> None:
    log.signer.sign(tenant)
    first = check(log, tenant, WHO)
    notes = notebook(log, tenant.tenant_id)
    path = notes.folder / f"{tenant.tenant_id}.checks"
    whole = path.read_bytes()
    for torn in (whole + whole[:40], whole + b"rubbish\n"):
        path.write_bytes(torn)
        assert [found for found in notes.newest(5) if found != first] == []
    path.write_bytes(whole + whole[:40])
    second = check(log, tenant, WHO)
    assert notes.newest(1) == [second]


@pytest.mark.parametrize("rubbish", [b"", b"{", b"\xff", b"[]"])
def test_what_was_asked_in_torn_words_is_not_asked(
    tenant: Scope, log: Log, rubbish: bytes
) -> None:
    notes = notebook(log, tenant.tenant_id)
    notes.ask(WHO)
    for name in ("asked", "read", "refused"):
        (notes.folder / f"{tenant.tenant_id}.{name}").write_bytes(rubbish)
    assert (notes.asked(), notes.progress(), notes.refusal()) == (None, 0, None)
    notes.ask(WHO)
    assert notes.asked() is not None


def test_a_torn_state_of_witnesses_is_asked_for_anew(tenant: Scope, log: Log) -> None:
    witnesses = Witnesses(log.data)
    witnesses.note(tenant.tenant_id, {"tinh": State(40, now())})
    [path] = log.data.glob("witnessed/*.json")
    path.write_bytes(path.read_bytes()[:-9])
    assert witnesses.states(tenant.tenant_id) == {}


def test_nobody_can_ask_for_a_tenant_that_is_none(log: Log) -> None:
    folder = log.data / "verifications"
    folder.mkdir()
    (folder / "x.asked").write_text(str(uuid4()))
    assert notebook(log, 5).asked() is None  # type: ignore[arg-type]
