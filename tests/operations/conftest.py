from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import main
from service.commands.opening import console
from service.launch.postgres import Server
from service.ledgers import Instance
from service.vault.wrapping import Vault
from tests.conftest import SECRET
from tests.folders import open_folder


class Sauro:
    """Runs `sauro` as an operator would, on the tests' database."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def __call__(self, *words: str, **changed: str) -> Result:
        console.width = 200  # whatever terminal the tests were started from
        return CliRunner(env=self.environment | changed).invoke(main, [*words])


@pytest.fixture
def sauro(server: Server, admin: Instance, tmp_path: Path, vault: Vault) -> Sauro:
    return Sauro(
        {
            "DATABASE_URL": server.url("sauro", "sauro_app"),
            "DATABASE_ADMIN_URL": server.url("sauro"),
            "SAURO_SECRET_KEY": SECRET,
            "SAURO_DATA": str(tmp_path),
            "SAURO_VAULT": str(vault.folder),
        }
    )


@pytest.fixture(scope="session")
def demo_home() -> Iterator[Path]:
    """A folder for one demonstration; the first that starts it has it loaded."""
    with open_folder() as folder:
        yield folder


@pytest.fixture
def copy_home() -> Iterator[Path]:
    """A folder for a copy of it."""
    with open_folder() as folder:
        yield folder
