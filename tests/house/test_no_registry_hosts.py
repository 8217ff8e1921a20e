"""Where packages come from is the business of the machine, not of this repository."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "service").glob("requirements-*.txt"))
NPM = [ROOT / "web", ROOT / "tests"]
NO_ADDRESS = [*LOCKS, *(n / ".npmrc" for n in NPM), *(n / "package.json" for n in NPM)]


@pytest.mark.parametrize("path", NO_ADDRESS, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_list_of_packages_names_no_address(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    assert not re.search(
        r"^\s*(--(extra-)?index-url|--find-links|registry)\b", text, re.MULTILINE
    )


@pytest.mark.parametrize("path", LOCKS, ids=lambda p: p.name)
def test_every_locked_package_has_a_hash(path: Path) -> None:
    entries = re.split(r"^(?=[a-z0-9])", path.read_text(), flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("folder", NPM, ids=lambda p: p.name)
def test_the_npm_lock_has_hashes_and_no_addresses(folder: Path) -> None:
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    fetched = [facts for name, facts in packages.items() if name]
    assert all("integrity" in facts and "resolved" not in facts for facts in fetched)


@pytest.mark.parametrize("folder", NPM, ids=lambda p: p.name)
def test_the_npm_lock_is_of_the_list_beside_it(folder: Path) -> None:
    wanted = json.loads((folder / "package.json").read_text())["dependencies"]
    lock = json.loads((folder / "package-lock.json").read_text())
    assert lock["packages"][""]["dependencies"] == wanted


def test_images_are_named_without_a_host() -> None:
    text = (ROOT / "Dockerfile").read_text() + (ROOT / "docker-compose.yml").read_text()
    images = re.findall(r"^\s*(?:FROM|image:)\s+(\S+)", text, re.MULTILINE)
    assert images
    assert not [image for image in images if "/" in image]


@pytest.mark.parametrize("extra", ["demo", "test"])
def test_every_direct_dependency_is_locked(extra: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    direct = project["dependencies"] + project["optional-dependencies"][extra]
    names = {match[0] for line in direct if (match := re.match(r"[a-z0-9-]+", line))}
    locked = (ROOT / f"service/requirements-{extra}.txt").read_text()
    assert names - {"sauro"} <= set(re.findall(r"^([a-z0-9-]+)", locked, re.MULTILINE))
