"""The reader against the gold extractions, per plan and per kind of file; prints the table."""

import importlib
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from service.imports.importer import read_plan
from service.imports.prediction import prediction
from tests.imports.conftest import GOLD
from tests.imports.rendering import SHARED, as_docx, scorer, seed

FLOORS = {
    "metadata: fields": 1.0,
    "metadata: recipients": 1.0,
    "legal bases: exact (type+number+date)": 1.0,
    "sections: found (label+title)": 1.0,
    "indicators: found (text)": 0.99,
    "indicators: exact, lenient (value+comparator+area+phase)": 0.99,
    "indicators: measurable only, found with the right value": 0.99,
    "tasks: found (sentence level)": 0.98,
    "tasks: found with the reform area, lenient": 0.98,
    "assignments: found (text)": 0.98,
    "assignments: exact, lenient (a shared unit, any role of the sentence)": 0.98,
    "reporting: found (text)": 1.0,
}
KINDS = ("txt", "docx", "pdf")
EQUAL = 0.01


def gold(number: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SHARED / f"gold/{number}.json").read_text("utf-8"))
    return found


def paper(number: str, kind: str, pdfs: Mapping[str, bytes]) -> bytes:
    path = seed(number)
    if kind == "docx":
        return as_docx(path.read_text(encoding="utf-8"))
    return pdfs[number] if kind == "pdf" else path.read_bytes()


def scores(number: str, kind: str, pdfs: Mapping[str, bytes]) -> dict[str, float]:
    judge = scorer()
    reading = read_plan(paper(number, kind, pdfs), f"{number}.{kind}")
    results, _missed = judge.score(prediction(reading, f"{number}.{kind}"), gold(number))
    return {name: results[name].f for name in FLOORS}


def lines(number: str, table: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    yield f"\n{number:<72}" + "".join(f"{kind:>7}" for kind in KINDS)
    for name in FLOORS:
        yield f"  {name:<70}" + "".join(f"{table[k][name]:7.3f}" for k in KINDS)


@pytest.mark.parametrize("number", GOLD)
def test_a_real_plan_is_read_as_well_as_a_person_reads_it(
    number: str, pdfs: Mapping[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    seed(number)
    table = {kind: scores(number, kind, pdfs) for kind in KINDS}
    with capsys.disabled():
        sys.stdout.write("\n".join(lines(number, table)) + "\n")
    below = {
        (kind, name): found
        for kind, row in table.items()
        for name, found in row.items()
        if found < FLOORS[name]
    }
    apart = [
        n for n in FLOORS if any(abs(table[k][n] - table["txt"][n]) > EQUAL for k in KINDS)
    ]
    assert not below
    assert not apart


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_a_prediction_keeps_to_the_schema(number: str) -> None:
    path = seed(number)
    schema = json.loads((SHARED / "gold/schema.json").read_text("utf-8"))
    found = prediction(read_plan(path.read_bytes(), path.name), path.name)
    importlib.import_module("jsonschema").validate(json.loads(json.dumps(found)), schema)
