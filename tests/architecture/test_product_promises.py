"""Promises of the product as a whole, that no single feature's test can keep."""

import pkgutil
import re
import tomllib
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import events
import service
import tenants
import web
from events.errors import RefusedError
from events.registry import CLASSES, OLDER
from service.read_models import READ_MODELS
from tenants.access import GRANTS, Permission, Role
from web.words import say

ROOT = Path(__file__).parents[2]
NOT_IN_THE_VENV = {"web.assets"}  # the build hook: hatchling is there only while building


def modules(package: ModuleType) -> list[ModuleType]:
    found = pkgutil.walk_packages(package.__path__, package.__name__ + ".")
    names = [m.name for m in found if not m.name.endswith("__main__")]
    skipped = {n for n in names if n in NOT_IN_THE_VENV or ".migrations." in n}
    return [import_module(name) for name in names if name not in skipped]


def refusals(kind: type[RefusedError]) -> list[type[RefusedError]]:
    below = [deeper for direct in kind.__subclasses__() for deeper in refusals(direct)]
    return [*kind.__subclasses__(), *below]


def test_every_refusal_is_worded_in_vietnamese() -> None:
    for package in (events, tenants, service, web):
        modules(package)
    ours = [r for r in refusals(RefusedError) if not r.__module__.startswith("tests")]
    unworded = [r.__qualname__ for r in ours if say.dispatch(r) is say.dispatch(object)]
    assert not unworded


def test_every_event_has_a_name_we_promised_to_keep() -> None:
    catalogue = (ROOT / "events/catalogue.txt").read_text(encoding="utf-8").split()
    assert set(CLASSES) | set(OLDER) == set(catalogue)


def test_every_read_model_is_on_the_list() -> None:
    made = [m for m in modules(service) if hasattr(m, "change") and hasattr(m, "VERSION")]
    assert {m.__name__ for m in made} == {m.__name__ for m in READ_MODELS}  # type: ignore[attr-defined]


def test_every_permission_belongs_to_a_role_and_every_role_to_the_table() -> None:
    assert set(GRANTS) == set(Role)
    assert {p for granted in GRANTS.values() for p in granted} == set(Permission)


def test_every_direct_dependency_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(line for extra in extras for line in extra)]
    names = {re.split(r"[\[<>=;! ]", line)[0] for line in wanted} - {"sauro"}
    said = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    assert not {name for name in names if not re.search(rf"\b{re.escape(name)}\b", said)}


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(p.name[:4]) for p in (ROOT / "docs/decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_files_that_the_documents_name_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:service|tenants|events|web|tests|docs)/[\w./-]+\.\w+)`", text)
    assert not [name for name in named if not (ROOT / name).exists()]
