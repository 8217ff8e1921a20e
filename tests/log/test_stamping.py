"""Timestamps over checkpoints: asked for seldom, believed only when they hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.log import posting, stamping
from service.log.kept import KeptFile
from service.log.notes import Checkpoint, sign
from service.log.operating import Log
from service.log.outside import objections
from service.log.stamping import Stamping, broken, confirmed
from service.log.stamps import (
    CERTIFICATES,
    Fault,
    FaultyStampError,
    Stamp,
    StampFile,
    known_fault,
)
from tenants.scope import Scope
from tests.log.authority import REFUSAL, Authority, served
from tests.log.conftest import record, some_events
from tests.proofs.answering import OK, answering

PAST = datetime(2021, 1, 1, tzinfo=UTC)
LIES: dict[str, tuple[dict[str, Any], Fault]] = {
    "refuses": ({"raw": REFUSAL}, Fault.REFUSED),
    "says rubbish": ({"raw": b"rubbish"}, Fault.STRANGE),
    "says nothing": ({"raw": b""}, Fault.STRANGE),
    "another text": ({"other_message": True}, Fault.MISMATCH),
    "another request": ({"other_nonce": True}, Fault.MISMATCH),
    "a forged signature": ({"broken_signature": True}, Fault.UNTRUSTED),
    "another root": ({"above": "Gốc khác"}, Fault.UNTRUSTED),
    "an expired certificate": ({"dies": PAST}, Fault.EXPIRED),
    "a certificate of tomorrow": ({"born": datetime(2059, 1, 1, tzinfo=UTC)}, Fault.EXPIRED),
    "a clock set back": ({"off_by": timedelta(days=-30)}, Fault.CLOCK),
    "a clock set forward": ({"off_by": timedelta(hours=2)}, Fault.CLOCK),
}


@pytest.fixture
def log(tmp_path: Path, tenant: Scope) -> Log:
    """A signed tenant, and an authority whose root is known."""
    made = Log(tmp_path)
    made.begin("sauro.test")
    made.signer.sign(tenant)
    (tmp_path / CERTIFICATES).write_bytes(Authority().pem())
    return made


def test_a_timestamp_says_from_when_a_checkpoint_is(log: Log, tenant: Scope) -> None:
    authority = Authority()
    with served(authority) as url:
        one = Stamping(log, url)
        assert one.round([tenant.tenant_id]) == 1
        record(tenant, some_events(3))
        log.signer.sign(tenant)
        assert one.round([tenant.tenant_id]) == 0  # seldom: not before a day has passed
    [found] = confirmed(log, tenant.tenant_id)
    assert found.fault is None
    assert found.at is not None
    assert found.stamp.size == 40
    assert len(authority.asked) == 1
    assert objections(log, tenant.tenant_id) == []


def test_after_a_day_what_has_grown_is_stamped_again(
    log: Log, tenant: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(Authority()) as url:
        assert Stamping(log, url).round([tenant.tenant_id]) == 1
        monkeypatch.setattr(stamping, "RARELY", timedelta())
        assert Stamping(log, url).round([tenant.tenant_id]) == 0  # nothing has grown
        record(tenant, some_events(3))
        log.signer.sign(tenant)
        assert Stamping(log, url).round([tenant.tenant_id]) == 1
    assert [one.stamp.size for one in confirmed(log, tenant.tenant_id, 5)] == [43, 40]


@pytest.mark.parametrize("lie", LIES)
def test_an_authority_that_lies_is_not_believed_and_left_alone(
    log: Log, tenant: Scope, lie: str
) -> None:
    said, fault = LIES[lie]
    authority = Authority(**said)
    with served(authority) as url:
        asking = Stamping(log, url)
        for _ in range(3):
            assert asking.round([tenant.tenant_id]) == 0
    assert (len(authority.asked), known_fault(log.data)) == (1, fault)
    assert confirmed(log, tenant.tenant_id) == []
    assert objections(log, tenant.tenant_id) == []


def test_an_authority_that_answers_again_is_believed_again(log: Log, tenant: Scope) -> None:
    Stamping(log, "http://127.0.0.1:9").round([tenant.tenant_id])
    assert known_fault(log.data) is Fault.UNREACHABLE
    with served(Authority()) as url:
        assert Stamping(log, url).round([tenant.tenant_id]) == 1
    assert known_fault(log.data) is None


def test_an_authority_that_hangs_is_cut_off(
    log: Log, tenant: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "STEP", 0.2)
    with answering(OK, then_hang=True) as url, pytest.raises(FaultyStampError) as caught:
        Stamping(log, url).stamp(tenant.tenant_id)
    assert caught.value.fault is Fault.UNREACHABLE


@pytest.mark.parametrize("pem", [None, b"rubbish", b"\xff"])
def test_without_certificates_nothing_is_asked_and_nothing_broken(
    log: Log, tenant: Scope, pem: bytes | None
) -> None:
    (log.data / CERTIFICATES).unlink()
    if pem is not None:
        (log.data / CERTIFICATES).write_bytes(pem)
    authority = Authority()
    with served(authority) as url:
        Stamping(log, url).round([tenant.tenant_id])
    assert (authority.asked, known_fault(log.data)) == ([], Fault.NO_CERTIFICATES)
    assert broken(log, tenant.tenant_id) is None


def stamped(log: Log, tenant: Scope) -> Stamp:
    with served(Authority()) as url:
        Stamping(log, url).stamp(tenant.tenant_id)
    return StampFile(log.signer.folder, tenant.tenant_id).newest()[0]


def test_a_history_rewritten_with_key_and_file_is_betrayed_by_the_timestamp(
    log: Log, tenant: Scope
) -> None:
    stamped(log, tenant)
    file = KeptFile(log.signer.folder, tenant.tenant_id)
    [kept] = file.read()
    false = Checkpoint(kept.note.checkpoint.origin, 40, b"x" * 32)
    file.path.unlink()
    file.append(replace(kept, note=sign(false, log.keys.signers())))
    [found] = confirmed(log, tenant.tenant_id)
    assert (found.at, found.fault) == (None, Fault.OTHER_HISTORY)
    [said] = objections(log, tenant.tenant_id)
    assert "lịch sử đã bị viết lại" in said


def test_a_kept_timestamp_that_was_changed_is_called_so(log: Log, tenant: Scope) -> None:
    kept, file = stamped(log, tenant), StampFile(log.signer.folder, tenant.tenant_id)
    cases = {
        Fault.MISMATCH: Stamp(kept.at, kept.checkpoint.replace("40", "41"), kept.answer),
        Fault.STRANGE: Stamp(kept.at, kept.checkpoint, kept.answer[:-40]),
    }
    for fault, stamp in cases.items():
        file.append(stamp)
        assert confirmed(log, tenant.tenant_id)[0].fault is fault
        assert broken(log, tenant.tenant_id) is fault
    file.path.write_bytes(b"rubbish\n")
    assert broken(log, tenant.tenant_id) is Fault.STRANGE


def test_a_line_cut_by_a_power_failure_is_passed_over(log: Log, tenant: Scope) -> None:
    kept, file = stamped(log, tenant), StampFile(log.signer.folder, tenant.tenant_id)
    whole = file.path.read_bytes()
    file.path.write_bytes(whole + whole[:50])
    assert file.newest() == [kept]
    file.append(kept)
    assert file.newest(5) == [kept, kept]
