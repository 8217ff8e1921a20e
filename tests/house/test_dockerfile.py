"""The image, as far as it can be tried without Docker."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from service.launch import serve

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "Dockerfile"
TEXT = DOCKERFILE.read_text()


def test_hadolint_finds_nothing() -> None:
    subprocess.run([Path(sys.executable).parent / "hadolint", DOCKERFILE], check=True)


def test_the_image_serves_with_the_documented_command_line() -> None:
    command = json.loads(TEXT.rpartition("\nCMD ")[2])
    assert ["-m", *command] == serve.command_line("0.0.0.0:8000")[1:]


def test_the_image_says_whether_it_is_healthy_and_does_not_run_as_root() -> None:
    assert "HEALTHCHECK" in TEXT
    assert re.search(r"^USER [1-9]\d*$", TEXT, re.MULTILINE)


def test_the_image_installs_the_version_of_this_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert f"sauro=={project['version']}\n" in TEXT
    assert f"image: sauro:{project['version']}\n" in (ROOT / "docker-compose.yml").read_text()


def test_what_the_build_copies_leaves_secrets_and_history_out() -> None:
    assert (ROOT / ".dockerignore").read_text().splitlines()[0] == ".*"
