"""docker-compose.yml, as far as it can be tried without Docker."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.launch import programs

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
PROGRAMS = Path(sys.executable).parent
REQUIRED = ["POSTGRES_PASSWORD", "SAURO_APP_PASSWORD", "SAURO_SECRET_KEY", "SAURO_HOSTS"]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE.read_text())["services"]


def config(folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(COMPOSE, folder)
    kept = {name: value for name, value in os.environ.items() if name not in REQUIRED}
    return subprocess.run(
        [PROGRAMS / "podman-compose", "--dry-run", "config"],
        cwd=folder, env=kept | values, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_file_keeps_to_the_schema() -> None:
    subprocess.run(
        [PROGRAMS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def test_secrets_given_outside_reach_the_services(tmp_path: Path) -> None:
    done = config(tmp_path, **{name: f"given-{name}" for name in REQUIRED})
    services = yaml.safe_load(done.stdout)["services"]
    web = services["web"]["environment"]
    assert web["SAURO_SECRET_KEY"] == "given-SAURO_SECRET_KEY"
    assert "sauro_app:given-SAURO_APP_PASSWORD@db" in web["DATABASE_URL"]
    assert services["db"]["environment"]["POSTGRES_PASSWORD"] == "given-POSTGRES_PASSWORD"


@pytest.mark.parametrize("missing", REQUIRED)
def test_it_does_not_start_while_a_secret_is_missing(tmp_path: Path, missing: str) -> None:
    done = config(tmp_path, **{name: "given" for name in REQUIRED if name != missing})
    assert done.returncode != 0
    assert f"set {missing} in .env" in done.stderr


def test_the_pages_wait_for_a_healthy_database_and_its_migrations() -> None:
    assert "healthcheck" in SERVICES["db"]
    assert SERVICES["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    for name in ("web", "worker"):
        waits = {on: rule["condition"] for on, rule in SERVICES[name]["depends_on"].items()}
        assert waits == {"db": "service_healthy", "migrate": "service_completed_successfully"}


def test_only_the_pages_have_a_port_and_only_on_this_machine() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports == {"web": ["127.0.0.1:8000:8000"]}


@pytest.mark.parametrize("name", ["web", "worker", "migrate"])
def test_our_processes_write_only_where_they_must_and_gain_no_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["init"] is True


def test_only_the_migrations_know_the_password_of_the_administrator() -> None:
    holders = [name for name, s in SERVICES.items() if "POSTGRES_PASSWORD" in str(s)]
    assert holders == ["db", "migrate"]


def test_data_and_files_outlive_the_containers() -> None:
    assert SERVICES["db"]["volumes"] == ["db:/var/lib/postgresql"]
    assert (
        SERVICES["web"]["volumes"] == SERVICES["worker"]["volumes"] == ["files:/var/lib/sauro"]
    )


def test_the_database_is_the_version_that_the_demo_and_the_tests_run_on() -> None:
    wheel = programs.wheel_folder()
    assert wheel
    assert SERVICES["db"]["image"] == f"postgres:{programs.version_of(wheel)}"
