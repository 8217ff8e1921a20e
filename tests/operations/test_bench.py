"""The benchmarks run, in their smallest size; what they measure is nobody's promise here."""

import os
import subprocess
import sys

import pytest

from tests.operations.conftest import Sauro


@pytest.mark.parametrize(
    ("name", "more", "lines"),
    [
        ("append", [], ["full command, 4 writers, p95", "our append"]),
        ("pages", [], ["board of a unit", "with ten times the tasks"]),
        ("import", ["--gold", "nowhere"], ["Reading a plan of 20 pages", "| pdf |"]),
        (
            "log",
            [],
            ["inclusion proof", "INSERT of the same row", "≥ 0.5", "from 1 to 5 tenants"],
        ),
        ("score", [], ["a commune's month (6 people, 30 products", "≥ 10,000"]),
    ],
)
def test_a_quick_benchmark_prints_its_tables(
    sauro: Sauro, name: str, more: list[str], lines: list[str]
) -> None:
    done = sauro("bench", name, "--quick", "--markdown", *more)
    assert done.exit_code == 0, done.output
    assert all(line in done.output for line in lines)
    assert "| --- |" in done.output


@pytest.mark.browser
def test_the_slow_line_is_walked_in_a_browser(sauro: Sauro) -> None:
    words = ["-m", "service.cli", "bench", "pages", "--slow", "--quick", "--markdown"]
    surroundings = os.environ | sauro.environment
    done = subprocess.run(  # a browser of its own, beside the one of these tests
        [sys.executable, *words], env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for line in ("first visit: the sign-in page", "save how far a task is", "| ≤ 1.5 |"):
        assert line in done.stdout
