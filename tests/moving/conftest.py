from collections.abc import Iterator
from pathlib import Path

import pytest

from service.files import evidence, note_file
from service.launch.postgres import Server
from service.ledgers import Instance
from service.log.operating import Log
from service.tasks.working import Acknowledge, Submit
from service.vault.wrapping import Vault
from tests.instances import another_instance
from tests.moving.sites import PROOF, Lived, Site
from tests.people import make_commune
from tests.tasks.given import given_task


@pytest.fixture
def old(admin: Instance, tmp_path: Path) -> Site:
    log = Log(tmp_path / "old")
    log.begin("cu.example")
    return Site(admin, log)


@pytest.fixture(scope="module")
def elsewhere(
    server: Server, admin: Instance, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Instance]:
    own = Vault(tmp_path_factory.mktemp("elsewhere"))
    own.begin()
    with another_instance(server, "elsewhere", own, "another secret of the tests") as made:
        yield made


@pytest.fixture
def new(elsewhere: Instance, tmp_path: Path) -> Site:
    log = Log(tmp_path / "new")
    log.begin("moi.example")
    return Site(elsewhere, log)


@pytest.fixture
def lived(old: Site, admin: Instance, instance: Instance) -> Lived:
    commune = make_commune(admin, instance)
    task_id = given_task(commune)
    proof = evidence("bien-ban.txt", PROOF)
    old.log.files(commune.ledger.scope).put(PROOF)
    with commune.ledger.scope.begin() as connection:
        note_file(connection, proof)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    old.log.signer.sign(commune.ledger.scope)
    commune.do(Submit(task_id=task_id, note="Xong", evidence=(proof,)), by="khai")
    return Lived(commune, task_id, proof.sha256)


@pytest.fixture
def exported(old: Site, lived: Lived, tmp_path: Path) -> Path:
    path = tmp_path / "goi.zip"
    old.export(lived.tenant, path)
    return path
