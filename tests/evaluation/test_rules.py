"""Rule sets: shipped ones are sound, unsound ones are named, two never hold at once."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import structs

from service.evaluation.rules import (
    ROWS,
    SETS,
    Bands,
    RuleSet,
    Tier,
    flaws_of,
    in_force,
    overlapping,
    read,
    shipped,
)
from tests.evaluation.examples import LETTER, other

ROOT = Path(__file__).parents[2]
LAST = date(2026, 12, 31)


def bands(excellent: int, good: int, completed: int) -> Bands:
    return Bands(excellent=Decimal(excellent), good=Decimal(good), completed=Decimal(completed))


@pytest.mark.parametrize("name", sorted(file.stem for file in SETS.glob("*.json")))
def test_a_shipped_set_is_sound_and_is_called_as_its_file(name: str) -> None:
    found = shipped(name)
    assert found.code == name
    assert flaws_of(found) == ()


def test_every_rule_names_its_paper() -> None:
    assert list(LETTER.bases) == list(ROWS)
    assert all(basis.document and basis.article for basis in LETTER.bases.values())


@pytest.mark.parametrize(
    ("facts", "flaw"),
    [
        ({"effective_to": date(2025, 12, 31)}, "days"),
        ({"bands": bands(70, 90, 50)}, "bands"),
        ({"bands": bands(101, 9, 5)}, "bands"),
        ({"common": (*LETTER.common, LETTER.common[0])}, "common"),
        ({"common": LETTER.common[1:]}, "hundred"),
        ({"result_most": Decimal(71)}, "hundred"),
        ({"staff_parts": ()}, "parts"),
        ({"leader_parts": ("a", "a")}, "parts"),
        ({"cap": Decimal("1.2")}, "share"),
        ({"late_loss": Decimal("-0.25")}, "share"),
        ({"months_least": 13}, "months"),
        ({"bases": {1: LETTER.bases[1]}}, "basis"),
        ({"late_tiers": (Tier(days=3, credit=Decimal("0.8")),)}, "tiers"),
        ({"late_tiers": (Tier(days=None, credit=Decimal(1)),) * 2}, "tiers"),
        ({"late_tiers": (Tier(days=3, credit=Decimal(0)), Tier(days=None, credit=Decimal(1)))},
         "tiers"),
        ({"late_tiers": (Tier(days=None, credit=Decimal(2)),)}, "tiers"),
    ],
)  # fmt: skip
def test_what_makes_a_set_unfit_is_named(facts: dict[str, Any], flaw: str) -> None:
    assert flaw in flaws_of(other(**facts))


def test_two_sets_never_hold_for_one_population_on_one_day() -> None:
    first = other(effective_to=LAST)
    second = other(effective_from=date(2027, 1, 1))
    early = other(effective_from=LAST)
    cadres = structs.replace(early, populations=("cadre",))
    assert overlapping([first, second, cadres]) == []
    assert overlapping([first, early]) == [(first, early)]
    assert in_force([first, second], "civil_servant", LAST) == first
    assert in_force([first, second], "civil_servant", date(2027, 1, 1)) == second
    assert in_force([first], "cadre", LAST) is None
    assert in_force([first], "civil_servant", date(2025, 12, 31)) is None
    with pytest.raises(ValueError, match="two rule sets"):
        in_force([first, early], "civil_servant", LAST)


@pytest.mark.parametrize(
    "spoil",
    [
        {"cap_of": "everybody"},
        {"cap": None},
        {"formula": "eval"},
        {"populations": ["soldier"]},
    ],
)
def test_a_set_with_another_parameter_is_refused(spoil: dict[str, Any]) -> None:
    said = msgspec.json.decode((SETS / "nd335-2025.json").read_bytes()) | spoil
    with pytest.raises(msgspec.ValidationError):
        read(msgspec.json.encode(said))


def test_a_set_is_read_again_as_it_was_written() -> None:
    assert read(msgspec.json.encode(LETTER)) == LETTER


def test_the_table_of_rules_names_functions_and_parameters_that_are_there() -> None:
    lines = (ROOT / "docs/evaluation.md").read_text().splitlines()
    rows = [line for line in lines if re.match(r"\| \d+ \|", line)]
    assert [int(row.split("|")[1]) for row in rows] == list(ROWS)
    sources = [p.read_text() for p in (ROOT / "service/evaluation").glob("*.py")]
    sources.append((ROOT / "events/catalogues.py").read_text())
    tests = "".join(p.read_text() for p in (ROOT / "tests").glob("*/test_*.py"))
    for row in rows:
        _, parameters, functions, proofs = (
            re.findall(r"`(\w+)`", cell) for cell in row.split("|")[2:6]
        )
        assert set(parameters) <= set(RuleSet.__struct_fields__), row
        assert all(any(f"def {name}(" in s for s in sources) for name in functions), row
        assert proofs, row
        assert all(f"def {name}(" in tests for name in proofs), row
