"""The README's two commands are the whole way in."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.__main__ import RUNS

ROOT = Path(__file__).parents[2]
COMMANDS = ["    python3 -m service demo", "    python3 -m service test"]


@pytest.mark.parametrize("name", sorted(p.name for p in ROOT.glob("README*.md")))
def test_the_readme_has_the_two_commands_and_no_other_way_in(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    assert [line for line in lines if line.strip().startswith("python3 ")] == COMMANDS


def test_continuous_integration_calls_the_command_of_the_readme() -> None:
    lines = (ROOT / ".ci/run").read_text().splitlines()
    assert COMMANDS[1].strip() in lines


def test_both_commands_are_known() -> None:
    assert sorted(RUNS) == ["demo", "test"]


def test_the_commands_start_without_any_installed_package() -> None:
    bare = [sys.executable, "-I", "-S", "-c"]
    program = f"import sys; sys.path[:0] = [{str(ROOT)!r}]; import service.__main__"
    assert subprocess.run([*bare, program], check=False).returncode == 0


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    command = [sys.executable, "-m", "service", "fly"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert all(known.strip() in done.stderr for known in COMMANDS)
