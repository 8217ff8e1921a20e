"""Every attack of the catalogue, run by a superuser with every trigger off."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from service.ledgers import Instance
from service.log.keys import KeyRing
from service.log.notes import parse
from service.log.operating import Brought, Log
from service.log.signing import RefusedToSignError, Signer
from service.log.verdicts import Break, Finding, Means
from service.log.verifying import verify
from service.verifier.verify_bundle import judge
from tenants.register import Tenant
from tenants.scope import Scope
from tests.log.attacking import STATE, Scene
from tests.log.attacks import ATTACKS
from tests.log.conftest import record, some_events
from tests.log.threat_table import written

DOCUMENT = Path(__file__).parents[2] / "docs/security/threat-model.md"


@pytest.fixture
def scene(
    new_tenant: Callable[[], Scope], admin: Instance, keys: KeyRing, tmp_path: Path
) -> Scene:
    """70 events, signed at 40 with last year's key and at 64 with this year's; 6 unsigned."""
    scope, other = new_tenant(), new_tenant()
    signer, receipts = Signer(keys, tmp_path / "checkpoints"), dict[int, bytes]()
    record(other, some_events(5))
    kept = []
    for count in (40, 24):
        for _ in range(count // 8):
            receipt = record(scope, some_events(8))
            receipts.update(enumerate(receipt.leaves, receipt.first_position))
        kept.append(signer.sign(scope))
        if count == 40:
            old = keys.trusted()[0].public.key_id()
            keys.begin("sauro.test")
            shutil.copytree(keys.folder, tmp_path / "stolen")
            keys.retire(old)
    (tmp_path / "stolen" / f"{keys.trusted()[1].public.key_id().hex()}.pem").unlink()
    receipt = record(scope, some_events(6))
    receipts.update(enumerate(receipt.leaves, receipt.first_position))
    stolen = KeyRing(tmp_path / "stolen")
    return Scene(scope, other, signer, admin, [k for k in kept if k], stolen, receipts)


def test_nothing_is_found_where_nothing_was_done(scene: Scene) -> None:
    verdict = verify(scene.scope, scene.evidence(receipts=True))
    assert (verdict.size, verdict.proved, verdict.finding) == (70, 64, None)
    assert verdict.intact


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_found_where_the_catalogue_says(scene: Scene, name: str) -> None:
    attack = ATTACKS[name]
    attack.do(scene)
    verdict = verify(scene.scope, scene.evidence(receipts=attack.receipts))
    assert verdict.finding == attack.found
    try:
        scene.signer.sign(scene.scope)
        alarm = None
    except RefusedToSignError as refused:
        alarm = refused.alarm
    assert alarm == attack.alarm


def test_a_verifier_that_sees_no_rows_calls_nothing_intact(scene: Scene) -> None:
    blind = Scope(
        scene.scope.engine, scene.scope.tenant_id, type(scene.scope.key)("none", b"x")
    )
    verdict = verify(blind, scene.evidence())
    assert verdict.finding == Finding(Break.OLD_BACKUP, Means.KEPT, 1, 64)


def test_two_histories_shown_to_two_inspectors_are_told_apart(
    scene: Scene, tmp_path: Path
) -> None:
    log = Log(scene.signer.folder.parent)
    tenant = Tenant(scene.scope.tenant_id, "so", "commune", "Sổ", "", "", "UTC", False)
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    log.write_bundle(first, scene.scope, tenant)
    kept = log.kept(scene.scope.tenant_id)[-1].written()
    rows = scene.rows()
    rows[67][STATE] = b"other"
    tree = scene.replace(rows)
    scene.drop_checkpoints()
    scene.replace_kept(scene.note(tree, scene.signer.keys), tree)
    log.write_bundle(second, scene.scope, tenant)
    keys = [f"{'' if k.active else 'retired '}{k.public.written()}" for k in log.keys.trusted()]
    assert judge(first, keys, []).verdict == judge(second, keys, []).verdict == "intact"
    assert judge(first, keys, [kept]).verdict == "intact"
    assert judge(second, keys, [kept])[:4] == ("broken", "rewritten", 1, 70)
    brought = log.verify(scene.scope, Brought([parse(kept)]))
    assert brought.finding == Finding(Break.REWRITTEN, Means.KEPT, 1, 70)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("cut_unnoted", ("broken", "shortened", 51, 64)),
        ("delete", ("broken", "missing", 20, 20)),
        ("never", ("unreadable", "events", 0, 0)),
        ("nodes", ("broken", "proof", 41, 64)),
        ("rehash", ("broken", "rewritten", 41, 64)),
    ],
)
def test_what_was_attacked_is_taken_away_as_it_is(
    scene: Scene, tmp_path: Path, name: str, wanted: tuple[str, str, int, int]
) -> None:
    log = Log(scene.signer.folder.parent)
    tenant = Tenant(scene.scope.tenant_id, "so", "commune", "Sổ", "", "", "UTC", False)
    ATTACKS[name].do(scene)
    log.write_bundle(tmp_path / "evidence.zip", scene.scope, tenant)
    keys = [f"{'' if k.active else 'retired '}{k.public.written()}" for k in log.keys.trusted()]
    assert judge(tmp_path / "evidence.zip", keys, [])[:4] == wanted


def test_the_document_says_what_the_suite_runs() -> None:
    assert written(DOCUMENT.read_text(encoding="utf-8")) == DOCUMENT.read_text(encoding="utf-8")
