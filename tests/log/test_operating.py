"""What the command line and the worker call: one answer each, whatever is missing."""

from pathlib import Path

import pytest
from sqlalchemy import text

from service.files import evidence, note_file
from service.ledgers import Instance
from service.log.attachments import broken
from service.log.kept import KeptFile
from service.log.notes import MalformedNoteError, Note
from service.log.operating import Brought, Log, read_note, status
from service.log.verdicts import Break, Finding, Means, Verdict
from service.log.words import BROKEN, explain
from service.verifier.verify_bundle import judge
from tenants.ids import TenantId
from tenants.scope import Scope
from tests.log.conftest import record, some_events
from tests.people import Commune


@pytest.fixture
def log(tmp_path: Path) -> Log:
    made = Log(tmp_path)
    made.begin("sauro.test")
    made.begin("sauro.test")
    return made


def test_a_commune_is_proved_up_to_what_is_signed(commune: Commune, log: Log) -> None:
    scope = commune.ledger.scope
    before = log.verify(scope)
    assert (before.proved, before.intact, status(before)) == (0, False, 2)
    assert "chưa chứng minh" in explain(before)
    assert log.signer.round([scope]).signed == 1
    verdict = log.verify(scope)
    assert (verdict.proved, status(verdict)) == (verdict.size, 0)
    assert explain(verdict) == f"Nguyên vẹn đến sự kiện {verdict.size}, đúng như đã ký."


def test_a_row_altered_by_hand_is_named(commune: Commune, log: Log, admin: Instance) -> None:
    scope = commune.ledger.scope
    log.signer.sign(scope)
    with admin.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(
            text(
                "UPDATE es.stored_events SET state = 'x' WHERE tenant_id = :t AND position = 9"
            ),
            {"t": scope.tenant_id},
        )
    verdict = log.verify(scope)
    assert status(verdict) == 1
    assert explain(verdict).startswith("Sự kiện số 9 đã bị sửa sau khi ghi. Giữ nguyên")


def test_a_bundle_signs_first_and_is_intact(commune: Commune, log: Log, tmp_path: Path) -> None:
    path = tmp_path / "evidence.zip"
    log.write_bundle(path, commune.ledger.scope, commune.tenant)
    keys = [key.public.written() for key in log.keys.trusted()]
    kept = log.kept(commune.tenant.tenant_id)[0]
    verdict = judge(path, keys, [kept.written()])
    assert (verdict.verdict, verdict.size) == ("intact", verdict.proved)
    (tmp_path / "kept.txt").write_text(kept.written(), encoding="utf-8")
    brought = Brought([read_note(tmp_path / "kept.txt")])
    assert log.verify(commune.ledger.scope, brought).intact
    (tmp_path / "kept.txt").write_bytes(b"\xff")
    with pytest.raises(MalformedNoteError):
        read_note(tmp_path / "kept.txt")


def test_nothing_missing_is_called_intact(tenant: Scope, log: Log) -> None:
    log.signer.sign(tenant)
    file = KeptFile(log.signer.folder, tenant.tenant_id)
    whole = file.path.read_bytes()
    file.path.write_bytes(whole[:-20] + b"\n")
    lost = Finding(Break.KEPT_LOST, Means.KEPT, 0, 0)
    assert log.verify(tenant) == Verdict(0, 0, lost)
    file.path.unlink()
    assert log.verify(tenant).finding == Finding(Break.KEPT_LOST, Means.CHECKPOINTS, 40, 40)
    file.path.write_bytes(whole)
    record(tenant, some_events(2))
    assert explain(log.verify(tenant)).endswith(
        "2 sự kiện mới hơn khớp với nhau và đang chờ ký."
    )
    for rubbish in (b"rubbish\n", b"\xff", b"\n"):
        (log.keys.folder / "trusted.txt").write_bytes(rubbish)
        assert log.verify(tenant).finding == Finding(Break.NO_KEY, Means.KEYS, 0, 0)


def test_what_is_signed_while_it_is_verified_raises_no_alarm(tenant: Scope, log: Log) -> None:
    record(tenant, some_events(600))
    log.signer.sign(tenant)
    record(tenant, some_events(1))

    class Meanwhile(Log):
        def kept(self, tenant_id: TenantId) -> list[Note]:
            kept = super().kept(tenant_id)
            self.signer.sign(tenant)
            return kept

    assert Meanwhile(log.data).verify(tenant).finding is None


@pytest.mark.parametrize(
    ("broken_by", "mended_by", "found"),
    [
        (
            "ALTER TABLE es.tree_nodes RENAME TO gone",
            "ALTER TABLE es.gone RENAME TO tree_nodes",
            Finding(Break.UNREADABLE, Means.EVENTS, 0, 0),
        ),
        (
            "ALTER TABLE es.stored_events RENAME COLUMN topic TO gone",
            "ALTER TABLE es.stored_events RENAME COLUMN gone TO topic",
            Finding(Break.UNREADABLE, Means.EVENTS, 0, 0),
        ),
    ],
)
def test_a_table_taken_apart_gets_a_verdict(
    admin: Instance, tenant: Scope, log: Log, broken_by: str, mended_by: str, found: Finding
) -> None:
    log.signer.sign(tenant)
    for statement, wanted in ((broken_by, found), (mended_by, None)):
        with admin.engine.begin() as connection:
            connection.execute(text(statement))
        assert log.verify(tenant).finding == wanted


def test_every_kind_of_break_has_its_words() -> None:
    assert set(BROKEN) == set(Break)
    for kind in Break:
        assert explain(Verdict(1, 0, Finding(kind, Means.EVENTS, 3, 5)))


def test_a_swapped_file_shows(commune: Commune, log: Log, tmp_path: Path) -> None:
    scope, store = commune.ledger.scope, log.files(commune.ledger.scope)
    kept = [evidence(f"{n}.txt", f"Biên bản {n}".encode()) for n in range(3)]
    with scope.begin() as connection:
        for n, file in enumerate(kept):
            store.put(f"Biên bản {n}".encode())
            note_file(connection, file)
        assert list(broken(connection, store)) == []
    path = tmp_path / "evidence.zip"
    log.write_bundle(path, scope, commune.tenant, files=True)
    keys = [k.public.written() for k in log.keys.trusted()]
    assert judge(path, keys, []).verdict == "intact"
    (swapped,) = log.data.glob(f"files/*/*/{kept[1].sha256}")
    swapped.write_text("Biên bản khác")
    (gone,) = log.data.glob(f"files/*/*/{kept[2].sha256}")
    gone.unlink()
    with scope.begin() as connection:
        assert set(broken(connection, store)) == {kept[1].sha256, kept[2].sha256}
    log.write_bundle(path, scope, commune.tenant, files=True)
    assert judge(path, keys, [])[:2] == ("broken", "file")
