"""A commune whose record is signed, and a province that witnesses it."""

import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from werkzeug.serving import make_server

from service.ledgers import Instance
from service.log.operating import Log
from service.log.witnesses import LIST, Witnesses
from service.tasks.working import Acknowledge
from tests.people import Commune, make_commune
from tests.proofs.province import Province
from tests.proofs.signed import Signed
from tests.tasks.given import given_task
from tests.web import FILES, app_of

Alter = Callable[[str], None]


@pytest.fixture
def signed(commune: Commune) -> Signed:
    log = Log(FILES)
    log.begin("sauro.test")
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    made = Signed(commune, task_id, log)
    made.sign()
    return made


@pytest.fixture
def alter(admin: Instance, commune: Commune) -> Alter:
    """Run a statement as superuser with every trigger off; `{t}` is the commune."""

    def run(statement: str) -> None:
        with admin.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text(statement.replace("{t}", str(commune.tenant.tenant_id))))

    return run


@pytest.fixture
def province(admin: Instance, instance: Instance, signed: Signed) -> Iterator[Province]:
    yield Province(make_commune(admin, instance), signed)
    (FILES / LIST).unlink(missing_ok=True)


@pytest.fixture
def served(instance: Instance, province: Province) -> Iterator[str]:
    """The province's address on a real socket, asked for by the commune."""
    server = make_server("127.0.0.1", 0, app_of(instance), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.port}/x/{province.commune.tenant.code}/nhan-chung"
    Witnesses(FILES).add(province.origin, url, province.key)
    yield url
    server.shutdown()
    server.server_close()
