"""Two communes become one: both records end, stay provable and open the new one."""

from base64 import b64decode
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from events.errors import RecordClosedError
from events.organisation import FormedByMerger, MergedInto
from service.db import driver
from service.ledgers import Instance
from service.log.operating import Log
from service.log.proofs import consistency
from service.log.reading import head
from service.log.signing import RefusedToSignError
from service.organisation.founding import Founding
from service.organisation.merging import Merger, Merging, NotMergeableError
from service.organisation.people import AddUnit
from service.tasks.working import Acknowledge
from service.vault.stores import event_store
from service.verifier.verify_bundle import judge
from service.verify import verify
from tenants.register import Tenant, by_code
from tests.people import SINCE, Commune, make_commune
from tests.tasks.given import given_task
from tests.web import browse


@dataclass
class Law:
    """Two communes at work, and the law that makes them one."""

    one: Commune
    two: Commune
    task_id: object
    log: Log
    merging: Merging
    admin: Instance

    @property
    def merger(self) -> Merger:
        founding = Founding(
            code=f"{self.one.tenant.code}-moi",
            kind="commune",
            name="UBND xã Ngàn Chiềng",
            place="Ngàn Chiềng",
            phone="0200 2",
            admin="Quản Mới",
            since=SINCE,
        )
        return Merger(founding, "Nghị quyết số 12/NQ-UBTVQH", SINCE)

    def merge(self) -> Tenant:
        old = [(c.tenant, c.actors["admin"]) for c in (self.one, self.two)]
        return self.merging.merge(old, self.merger)

    def first(self, tenant: Tenant) -> object:
        with self.admin.open(tenant).scope.begin() as connection:
            return next(iter(event_store(connection).history())).event

    def last(self, commune: Commune) -> object:
        with self.admin.open(commune.tenant).scope.begin() as connection:
            return list(event_store(connection).history())[-1].event


@pytest.fixture
def law(admin: Instance, instance: Instance, tmp_path: Path) -> Law:
    log = Log(tmp_path)
    log.begin("sauro.test")
    one, two = (make_commune(admin, instance) for _ in range(2))
    merging = Merging(admin.engine, admin.key, log.signer)
    return Law(one, two, given_task(one), log, merging, admin)


def test_the_first_event_names_the_last_checkpoint_of_both(law: Law) -> None:
    new = law.merge()
    formed = law.first(new)
    assert isinstance(formed, FormedByMerger)
    for commune, named in zip((law.one, law.two), formed.predecessors, strict=True):
        last = law.log.kept(commune.tenant.tenant_id)[-1].checkpoint
        said = (named.origin, named.size, b64decode(named.root))
        assert said == (last.origin, last.size, last.root)
        assert named.name == commune.tenant.name
        with law.admin.open(commune.tenant).scope.begin() as connection:
            known = head(driver(connection))
            assert (known.size, known.root()) == (named.size, b64decode(named.root))


def test_the_last_event_of_both_names_the_new_one(law: Law) -> None:
    new = law.merge()
    for commune in (law.one, law.two):
        ended = law.last(commune)
        assert isinstance(ended, MergedInto)
        assert (ended.successor, ended.name) == (new.tenant_id, new.name)


def test_all_three_records_are_proved(law: Law, tmp_path: Path) -> None:
    early = law.log.signer.sign(law.one.ledger.scope)
    new = law.merge()
    assert early is not None
    for tenant in (law.one.tenant, law.two.tenant, new):
        scope = law.admin.open(tenant).scope
        assert law.log.verify(scope).intact
        assert verify(law.admin, tenant).finding is None
        law.log.write_bundle(tmp_path / "bundle.zip", scope, tenant)
        keys = [key.public.written() for key in law.log.keys.trusted()]
        kept = [early.note.written()] if tenant == law.one.tenant else []
        assert judge(tmp_path / "bundle.zip", keys, kept).verdict == "intact"
    with law.admin.open(law.one.tenant).scope.begin() as connection:
        assert consistency(driver(connection), early.size, head(driver(connection)).size)


def test_a_closed_record_takes_nothing_more(law: Law, admin: Instance) -> None:
    law.merge()
    unit = AddUnit(name="Tổ mới", kind="department", rank=1, first_day=SINCE)
    as_owner = replace(law.one, ledger=admin.open(law.one.tenant))
    for commune in (law.one, law.two, as_owner):
        before = law.last(commune)
        with pytest.raises(RecordClosedError):
            commune.do(unit, by="admin")
        assert law.last(commune) == before


def test_its_pages_are_seen_and_say_that_it_is_closed(law: Law) -> None:
    browser = browse(law.one, "khai")
    law.merge()
    page = browser.get(f"nhiem-vu/{law.task_id}")
    assert page.status == 200
    assert "Đơn vị này đã đóng sổ từ ngày 01/07/2025" in page.text
    forms = [str(f["action"]) for f in page.soup.find_all("form", method="post")]
    assert forms == [f"/x/{law.one.tenant.code}/dang-xuat"]
    refused = browser.post(f"nhiem-vu/{law.task_id}/nhan", {"seen": "1"})
    assert refused.status == 422
    assert "Đơn vị này đã đóng sổ: mọi thứ vẫn xem và kiểm chứng được" in refused.text
    with law.admin.open(law.one.tenant).scope.begin() as connection:
        assert len(event_store(connection).stream(UUID(str(law.task_id)))) == 1


def test_the_new_one_works(law: Law, instance: Instance) -> None:
    new = law.merge()
    assert by_code(law.admin.engine, new.code) == new
    assert law.first(new) != law.last(law.one)
    with instance.open(new).scope.begin() as connection:
        assert head(driver(connection)).size == 5


def test_merging_again_changes_nothing(law: Law) -> None:
    new = law.merge()
    kept = [law.log.kept(t.tenant_id) for t in (law.one.tenant, law.two.tenant, new)]
    assert law.merge() == new
    assert [law.log.kept(t.tenant_id) for t in (law.one.tenant, law.two.tenant, new)] == kept


@pytest.mark.parametrize("step", ["_end", "_predecessor", "_begin"])
@pytest.mark.parametrize("turn", [1, 2])
def test_a_merger_that_broke_off_is_taken_up(
    law: Law, monkeypatch: pytest.MonkeyPatch, step: str, turn: int
) -> None:
    whole, turns = getattr(Merging, step), []

    def broken(*said: object) -> object:
        turns.append(step)
        if len(turns) == turn:
            raise KeyboardInterrupt
        return whole(*said)

    monkeypatch.setattr(Merging, step, broken)
    if not (step == "_begin" and turn == 2):
        with pytest.raises(KeyboardInterrupt):
            law.merge()
    monkeypatch.undo()
    new = law.merge()
    formed = law.first(new)
    assert isinstance(formed, FormedByMerger)
    assert len(formed.predecessors) == 2
    assert all(law.log.verify(law.admin.open(t).scope).intact for t in (law.one.tenant, new))


def test_whom_the_signer_does_not_vouch_for_is_not_merged(law: Law) -> None:
    law.log.signer.sign(law.two.ledger.scope)
    with law.admin.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        back = text("UPDATE es.tenant_heads SET position = 5 WHERE tenant_id = :tenant")
        connection.execute(back, {"tenant": law.two.tenant.tenant_id})
    with pytest.raises(RefusedToSignError):
        law.merge()
    assert by_code(law.admin.engine, law.merger.founding.code) is None
    law.one.do(Acknowledge(task_id=law.task_id), by="khai")  # type: ignore[arg-type]


def test_one_that_went_elsewhere_is_not_merged_again(law: Law, admin: Instance) -> None:
    law.merge()
    other = replace(law.merger.founding, code=f"{law.one.tenant.code}-khac")
    old = [(c.tenant, c.actors["admin"]) for c in (law.one, law.two)]
    with pytest.raises(NotMergeableError):
        law.merging.merge(old, Merger(other, "Nghị quyết khác", SINCE))
    taken = replace(law.merger.founding, code=make_commune(admin, admin).tenant.code)
    third = make_commune(admin, admin)
    with pytest.raises(NotMergeableError):
        law.merging.merge([(third.tenant, third.actors["admin"])], Merger(taken, "x", SINCE))
