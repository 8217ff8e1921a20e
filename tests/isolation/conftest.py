import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from service.db import engine_for
from service.launch.postgres import Server
from service.ledgers import Instance
from service.vault.stores import with_vault
from service.vault.wrapping import Vault
from tests.isolation.pooling import FOUND, pgbouncer

FEW = 2  # server connections, for many threads and several tenants


@pytest.fixture(scope="package", autouse=True)
def papers_as_they_are() -> Iterator[None]:
    """Give the Word paper for its PDF: here counts what it says and to whom."""
    with patch.multiple("service.papers.pdf", OFFICE="none", _run=_copied):
        yield


def _copied(_command: list[str], folder: Path) -> None:
    shutil.copy(folder / "paper.docx", folder / "paper.pdf")


@pytest.fixture(scope="module", params=["the application's pool", "PgBouncer"])
def crowded(
    request: pytest.FixtureRequest, server: Server, admin: Instance, vault: Vault
) -> Iterator[Instance]:
    """The application with two server connections that everybody gets in turn."""
    if request.param != "PgBouncer":
        engine = engine_for(server.url("sauro", "sauro_app"), pool=FEW // 2)
        yield Instance(with_vault(engine, vault), admin.key)
        engine.dispose()
    elif FOUND is None:
        pytest.skip("PgBouncer is not installed (apt-get install pgbouncer): NOT TESTED")
    else:
        with pgbouncer(server, "sauro_app", size=FEW) as address:
            engine = engine_for(address, pool=8, pooler=True)
            yield Instance(with_vault(engine, vault), admin.key)
            engine.dispose()
