"""What a witness may answer amiss, and what a network may do."""

import threading
import time
from pathlib import Path

import pytest

from service.ledgers import Instance
from service.log import posting, wire
from service.log.asking import Asking
from service.log.keys import KeyRing
from service.log.witnesses import LIST, Trouble, Witnesses
from service.worker import Worker
from tests.proofs.answering import OK, answering
from tests.proofs.province import Province, ask, state
from tests.proofs.signed import Signed
from tests.web import FILES

LIES = {
    "rubbish": (OK + b"rubbish\n", Trouble.STRANGE),
    "nothing": (OK, Trouble.STRANGE),
    "not HTTP": (b"\0\1\2\3\n\n", Trouble.UNREACHABLE),
    "too much": (OK + b"x" * 200_000, Trouble.UNREACHABLE),
    "a size that is none": (
        b"HTTP/1.0 409 Conflict\r\nContent-Type: text/x.tlog.size\r\n\r\n-1\n",
        Trouble.STRANGE,
    ),
    "elsewhere": (
        b"HTTP/1.0 302 Found\r\nLocation: http://127.0.0.1:9/\r\n\r\n",
        Trouble.STRANGE,
    ),
    "a failure": (b"HTTP/1.0 500 Oops\r\n\r\n", Trouble.STRANGE),
    "a stranger": (b"HTTP/1.0 404 Not Found\r\n\r\n", Trouble.NOT_WATCHED),
    "a key unknown": (b"HTTP/1.0 403 Forbidden\r\n\r\n", Trouble.NOT_TRUSTED),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_a_witness_answers_amiss_is_no_cosignature(
    signed: Signed, province: Province, lie: str
) -> None:
    said, trouble = LIES[lie]
    with answering(said) as url:
        Witnesses(FILES).add("*", url, province.key)
        assert ask(signed) == 0
    assert state(signed).trouble is trouble
    assert len(signed.file.read()) == 1
    assert signed.browse().get("kiem-chung").status == 200


def test_a_cosignature_of_somebody_else_is_not_kept(
    signed: Signed, province: Province, tmp_path: Path, served: str
) -> None:
    other = KeyRing(tmp_path / "other").begin("ai-do")
    (FILES / LIST).unlink()
    Witnesses(FILES).add("*", served, other)
    assert ask(signed) == 0
    states = Witnesses(FILES).states(signed.commune.tenant.tenant_id)
    assert states["ai-do"].trouble is Trouble.STRANGE


def test_a_witness_that_hangs_delays_no_signature_and_is_asked_once_a_round(
    signed: Signed,
    province: Province,
    instance: Instance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(posting, "STEP", 0.5)
    with answering(OK, then_hang=True) as url:
        Witnesses(FILES).add("*", url, province.key)
        asking = Asking(signed.log)
        begun = time.monotonic()
        for _ in range(4):
            asking.ask(signed.commune.ledger.scope)
        assert time.monotonic() - begun < 2
        assert asking.silent == {url}
        before = len(signed.file.read())
        worker = Worker(instance, FILES)
        threading.Timer(0.3, signed.grow).start()
        threading.Timer(1.0, worker.stopping.set).start()
        monkeypatch.setattr("signal.signal", lambda *_: None)
        worker.run(0.1)
        assert len(signed.file.read()) > before


def test_a_witness_that_drips_is_cut_off(
    signed: Signed, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "LONGEST", 0.5)
    with answering(OK + b"x", then_hang=True) as url:
        begun = time.monotonic()
        with pytest.raises(posting.UnreachableError):
            posting.post(url, b"", wire.TEXT)
        assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    "url", ["", "ftp://x", "http://", "http://127.0.0.1:9", "https://[", "x"]
)
def test_an_address_that_leads_nowhere_is_no_traceback(url: str) -> None:
    with pytest.raises(posting.UnreachableError):
        posting.post(url, b"", wire.TEXT)


def test_a_list_that_cannot_be_read_is_said(signed: Signed, province: Province) -> None:
    (FILES / LIST).write_text("rubbish\n")
    assert "Danh sách nhân chứng không đọc được." in signed.browse().get("kiem-chung").text
