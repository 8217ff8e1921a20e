"""The 24 rules of evaluation with their tests: read from the documentation, and printed.

pytest reads `pytest_terminal_summary` from here (`tests/conftest.py`).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

TABLE = Path(__file__).parents[2] / "docs/evaluation.md"
NAMED = re.compile(r"`(\w+)`")
ROW = re.compile(r"\| \d+ \|")


class Row(NamedTuple):
    """One rule, and the parameters, functions and tests that the documentation names."""

    number: int
    rule: str
    parameters: list[str]
    functions: list[str]
    tests: list[str]


def rows() -> Iterator[Row]:
    """Read the table of rules."""
    for line in filter(ROW.match, TABLE.read_text().splitlines()):
        number, rule, *cells = (cell.strip() for cell in line.split("|")[1:6])
        parameters, functions, tests = (NAMED.findall(cell) for cell in cells)
        yield Row(int(number), rule, parameters, functions, tests)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print each rule whose tests ran, with how they went."""
    went = {kind: _names(terminalreporter, kind) for kind in ("passed", "failed", "error")}
    if lines := [
        f"{row.number:2} {row.rule}: {said}" for row in rows() if (said := _said(row, went))
    ]:
        terminalreporter.section("rules of evaluation (docs/evaluation.md)")
    for line in lines:
        terminalreporter.write_line(line)


def _said(row: Row, went: dict[str, set[str]]) -> str:
    broken = [name for name in row.tests if name in went["failed"] | went["error"]]
    ran = [name for name in row.tests if name in went["passed"]]
    if broken:
        return f"FAILED {', '.join(broken)}"
    return f"{len(ran)} of {len(row.tests)} tests ran and passed" if ran else ""


def _names(reporter: pytest.TerminalReporter, kind: str) -> set[str]:
    reports = reporter.stats.get(kind, [])
    return {one.nodeid.rpartition("::")[2].partition("[")[0] for one in reports}
