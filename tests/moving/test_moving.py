"""A tenant moves to another instance whole, and its log goes on proving itself there."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from events.errors import RecordClosedError
from service.evidence import finding
from service.ledgers import Instance
from service.log.kept import KeptFile
from service.log.operating import Brought
from service.log.verdicts import Break, Finding, Means
from service.moving import importing, rows
from service.moving.flaws import Flaw, FlawedExportError
from service.tasks.judging import Accept, SendBack
from service.tasks.states import Sight
from service.verifier.verify_bundle import judge
from service.verify import verify
from tenants.register import Tenant, by_code
from tests.moving.sites import PROOF, Lived, Site
from tests.moving.spoiling import members_of
from tests.people import Commune
from tests.web import browse

DERIVED = {"es.tree_nodes", "es.checkpoints", "es.tenant_heads"}


def arrived(new: Site, lived: Lived) -> Commune:
    """The commune, at work where it has come to."""
    ledger = new.admin.open(lived.tenant)
    return replace(lived.commune, ledger=ledger, instance=new.admin)


def test_everything_arrives_as_it_was(
    old: Site, new: Site, lived: Lived, exported: Path
) -> None:
    before = old.state(lived.tenant)
    done = new.take(exported, old)
    assert done.tenant == lived.tenant
    assert new.state(done.tenant) == before
    assert all(before[name] for name in ("people", "accounts", "files", "es.stored_events"))
    assert new.log.files(new.admin.open(done.tenant).scope).get(lived.digest) == PROOF
    assert verify(new.admin, done.tenant).finding is None
    with new.admin.open(done.tenant).scope.begin() as connection:
        sight = Sight.of(lived.commune.actors["ha"])
        [item], _ = finding.listed(connection, sight, [], None, most=9)
    assert (item.title, item.files[0].sha256) == ("bien-ban", lived.digest)


def test_files_travel_sealed(exported: Path, lived: Lived) -> None:
    assert PROOF not in members_of(exported)[f"files/{lived.digest}"]


def test_what_was_erased_stays_erased(
    old: Site, new: Site, lived: Lived, tmp_path: Path
) -> None:
    path, mine = tmp_path / "goi.zip", {"tenant": lived.tenant.tenant_id}
    destroyed = "UPDATE data_keys SET wrapped = NULL, wrapped_by = '' WHERE tenant_id = :tenant"
    with old.admin.engine.begin() as connection:
        connection.execute(text(destroyed), mine)
    old.export(lived.tenant, path)
    new.take(path, old)
    assert new.log.verify(new.admin.open(lived.tenant).scope).intact
    with pytest.raises(FileNotFoundError):
        new.log.files(new.admin.open(lived.tenant).scope).get(lived.digest)


def test_the_log_is_proved_by_the_old_checkpoints_and_by_the_new_key(
    old: Site, new: Site, lived: Lived, exported: Path
) -> None:
    done, before = new.take(exported, old), old.log.kept(lived.tenant.tenant_id)
    scope = new.admin.open(lived.tenant).scope
    kept = new.log.kept(lived.tenant.tenant_id)
    assert kept[: len(before)] == before
    assert [note.checkpoint.origin.split("/")[0] for note in kept] == [
        *["cu.example"] * len(before),
        "moi.example",
    ]
    verdict = new.log.verify(scope, Brought(before))
    assert (verdict.finding, verdict.proved) == (None, done.size)


def test_work_goes_on_and_is_signed_on(
    old: Site, new: Site, lived: Lived, exported: Path
) -> None:
    new.take(exported, old)
    commune = arrived(new, lived)
    commune.do(Accept(task_id=lived.task_id), by="do")
    assert new.log.signer.sign(commune.ledger.scope) is not None
    assert new.log.verify(commune.ledger.scope).intact
    assert verify(new.admin, lived.tenant).finding is None


def test_an_inspector_checks_offline_with_what_was_kept_before_the_move(
    old: Site, new: Site, lived: Lived, exported: Path, tmp_path: Path
) -> None:
    new.take(exported, old)
    scope, path = new.admin.open(lived.tenant).scope, tmp_path / "bundle.zip"
    new.log.write_bundle(path, scope, lived.tenant, files=True)
    note = old.log.kept(lived.tenant.tenant_id)[0].written()
    [ours] = [k.public.written() for k in new.trusted() if k.active]
    [theirs] = [k.public.written() for k in old.trusted()]
    assert judge(path, [ours], []).verdict == "intact"
    assert judge(path, [ours, f"retired {theirs}"], [note]).verdict == "intact"
    assert judge(path, [ours], [note])[:2] == ("unproved", "kept")


def test_the_same_file_again_changes_nothing(
    old: Site, new: Site, lived: Lived, exported: Path
) -> None:
    new.take(exported, old)
    arrived(new, lived).do(Accept(task_id=lived.task_id), by="do")
    before, kept = new.state(lived.tenant), new.log.kept(lived.tenant.tenant_id)
    again = new.take(exported, old)
    assert again.before
    assert new.state(lived.tenant) == before
    assert new.log.kept(lived.tenant.tenant_id) == kept


def test_a_number_that_another_history_has_is_not_overwritten(
    old: Site, new: Site, lived: Lived, exported: Path, tmp_path: Path
) -> None:
    new.take(exported, old)
    arrived(new, lived).do(Accept(task_id=lived.task_id), by="do")
    lived.commune.do(SendBack(task_id=lived.task_id, reason="Thiếu"), by="do")
    other, before = tmp_path / "khac.zip", new.state(lived.tenant)
    old.export(lived.tenant, other)
    with pytest.raises(FlawedExportError) as refused:
        new.take(other, old)
    assert refused.value.flaw is Flaw.NUMBER_TAKEN
    assert new.state(lived.tenant) == before


def nothing_of(new: Site, tenant: Tenant) -> bool:
    files = [p for p in (new.log.data / "files").rglob("*") if p.is_file()]
    kept = KeptFile(new.log.signer.folder, tenant.tenant_id).path.exists()
    with new.admin.engine.connect() as connection:
        said = text("SELECT count(*) FROM tenants WHERE tenant_id = :number")
        there = connection.execute(said, {"number": tenant.tenant_id}).scalar_one()
    return not (files or kept or there)


def test_a_code_that_is_taken_is_refused_and_another_one_is_accepted(
    old: Site, new: Site, lived: Lived, exported: Path
) -> None:
    with new.admin.engine.begin() as connection:
        taken = text(
            "INSERT INTO tenants (code, kind, name, place, phone, zone, demo)"
            " VALUES (:code, 'commune', '', '', '', 'UTC', false)"
        )
        connection.execute(taken, {"code": lived.tenant.code})
    with pytest.raises(FlawedExportError) as refused:
        new.take(exported, old)
    assert refused.value.flaw is Flaw.CODE_TAKEN
    assert nothing_of(new, lived.tenant)
    done = new.take(exported, old, f"{lived.tenant.code}-2")
    assert done.tenant.code == f"{lived.tenant.code}-2"
    assert new.log.verify(new.admin.open(done.tenant).scope).intact


def test_an_entry_that_breaks_off_leaves_nothing_and_can_be_done_again(
    old: Site, new: Site, lived: Lived, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("rebuild", "events_in"):
        monkeypatch.setattr(importing, step, broken)
        with pytest.raises(KeyboardInterrupt):
            new.take(exported, old)
        assert nothing_of(new, lived.tenant)
        monkeypatch.undo()
    monkeypatch.setattr(type(new.log.keys), "believe", broken)
    with pytest.raises(KeyboardInterrupt):
        new.take(exported, old)
    assert nothing_of(new, lived.tenant)
    monkeypatch.undo()
    assert not new.take(exported, old).before


def test_a_restore_from_an_older_export_says_exactly_what_is_missing(
    old: Site, new: Site, lived: Lived, exported: Path
) -> None:
    lived.commune.do(SendBack(task_id=lived.task_id, reason="Thiếu"), by="do")
    last = old.log.signer.sign(old.admin.open(lived.tenant).scope)
    assert last is not None
    kept = old.log.kept(lived.tenant.tenant_id)
    restored = Site(new.admin, old.log)  # the database is lost, the folder of data is not
    restored.take(exported, old)
    finding = old.log.verify(new.admin.open(lived.tenant).scope).finding
    assert finding == Finding(Break.OLD_BACKUP, Means.KEPT, last.size, last.size)
    assert old.log.kept(lived.tenant.tenant_id) == kept


def test_a_tenant_that_leaves_for_good_is_only_read_where_it_was(
    old: Site, new: Site, lived: Lived, tmp_path: Path
) -> None:
    path = tmp_path / "goi.zip"
    old.export(lived.tenant, path, date(2026, 7, 1))
    with pytest.raises(RecordClosedError):
        lived.commune.do(SendBack(task_id=lived.task_id, reason="Thiếu"), by="do")
    assert old.log.verify(old.admin.open(lived.tenant).scope).intact
    assert new.take(path, old).tenant.closed_on is None
    arrived(new, lived).do(SendBack(task_id=lived.task_id, reason="Thiếu"), by="do")
    again = tmp_path / "dong.zip"
    closed = by_code(old.admin.engine, lived.tenant.code)
    assert closed is not None
    old.export(closed, again)
    assert members_of(again)["events.jsonl"] == members_of(path)["events.jsonl"]


def test_a_person_signs_in_with_the_same_password(
    old: Site, new: Site, lived: Lived, exported: Path
) -> None:
    new.take(exported, old)
    page = browse(arrived(new, lived), "khai").get(f"nhiem-vu/{lived.task_id}")
    assert page.status == 200


def test_every_table_of_a_tenant_is_carried_or_left_for_a_reason(
    old: Site, lived: Lived, admin: Instance
) -> None:
    with admin.engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a"
                " ON a.attrelid = c.oid AND a.attname = 'tenant_id'"
                " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition"
            )
        )
        every = set(found.scalars())
    known = old.state(lived.tenant).keys() | rows.LEFT.keys() | DERIVED
    assert every - known == set()
