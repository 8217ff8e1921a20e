"""Rule sets: shipped ones are sound, unsound ones are named, two never hold at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from msgspec import structs

from service.evaluation.flaws import Flaw, flaws_of
from service.evaluation.rules import (
    PARAMETERS,
    ROWS,
    SETS,
    Bands,
    Basis,
    CommonItem,
    OfficialBounds,
    RuleSet,
    Tier,
    UnitBounds,
    in_force,
    overlapping,
    read,
    shipped,
    written,
)
from tests.evaluation.examples import LETTER, other
from tests.evaluation.rows import rows

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


def tiers(*said: tuple[int | None, str]) -> tuple[Tier, ...]:
    return tuple(Tier(days=days, credit=Decimal(credit)) for days, credit in said)


def decimals(*said: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, said))


def criterion(most: str) -> CommonItem:
    return CommonItem(code="V", name="Một tiêu chí", most=Decimal(most))


UNSOUND: list[tuple[Flaw, dict[str, Any]]] = [
    ("name", {"name": " "}),
    ("name", {"code": ""}),
    ("population", {"populations": ()}),
    ("population", {"populations": ("cadre", "cadre")}),
    ("days", {"effective_to": date(2025, 12, 31)}),
    ("standard", {"standard_points": Decimal(0)}),
    ("share", {"late_loss": Decimal("-0.25")}),
    ("share", {"failed_review_loss": Decimal("1.01")}),
    ("share", {"bonus_share": Decimal(2)}),
    ("share", {"share_most": Decimal(0)}),
    ("tiers", {"late_tiers": tiers((3, "0.8"))}),
    ("tiers", {"late_tiers": tiers((None, "1"), (None, "1"))}),
    ("tiers", {"late_tiers": tiers((3, "0"), (None, "1"))}),
    ("tiers", {"late_tiers": tiers((None, "2"))}),
    ("tiers", {"late_tiers": tiers((5, "0.8"), (3, "0.6"), (None, "0"))}),
    ("tiers", {"late_tiers": tiers((3, "0.8"), (3, "0.6"), (None, "0"))}),
    ("tiers", {"late_tiers": tiers((0, "0.8"), (None, "0"))}),
    ("snapped", {"snapped_to": decimals("0.8", "0.6")}),
    ("snapped", {"snapped_to": decimals("1", "0.6", "0.8")}),
    ("snapped", {"snapped_to": decimals("1", "0.8", "0.8")}),
    ("snapped", {"snapped_to": decimals("1", "-0.1")}),
    ("snapped", {"snapped_to": decimals("1", "0.5", "-0.1")}),
    ("parts", {"staff_parts": ()}),
    ("parts", {"leader_parts": ("a", "a")}),
    ("weights", {"staff_weights": decimals("0.5", "0.3", "0.3")}),
    ("weights", {"staff_weights": decimals("0.5", "0.5")}),
    ("weights", {"staff_weights": decimals("0.5", "0.5", "0")}),
    ("weights", {"leader_weights": decimals("0.9", *["0.2"] * 5)}),
    ("half", {"half_credit": Decimal("1.5")}),
    ("common", {"common": (*LETTER.common, LETTER.common[0])}),
    ("common", {"common": ()}),
    ("common", {"common": (*LETTER.common, criterion("0"))}),
    ("step", {"common_step": Decimal(0)}),
    ("step", {"common_step": Decimal(2)}),
    ("hundred", {"common": LETTER.common[1:]}),
    ("hundred", {"result_most": Decimal(71)}),
    ("hundred", {"common": (criterion("100"),), "result_most": Decimal(0)}),
    ("bonus", {"bonus_most": Decimal(-1)}),
    ("bonus", {"bonus_most": Decimal(100)}),
    ("places", {"signed_places": -1}),
    ("places", {"signed_places": 5}),
    ("months", {"months_least": 13}),
    ("months", {"months_least": -1}),
    ("bands", {"bands": bands(70, 90, 50)}),
    ("bands", {"bands": bands(101, 9, 5)}),
    ("bands", {"bands": bands(90, 70, 0)}),
    ("bands", {"bands": bands(90, 90, 50)}),
    ("bands", {"bands": bands(90, 70, 70)}),
    ("unit_least", {"unit_least": Decimal(0)}),
    ("unit_least", {"unit_least": Decimal(101)}),
    ("bounds", {"cap": Decimal("1.2")}),
    ("bounds", {"cap_outstanding": Decimal("0.1")}),
    ("bounds", {"cap_outstanding": Decimal("1.1")}),
    ("bounds", {"cap": Decimal("-0.1")}),
    ("bounds", {"unit": UnitBounds(
        exceeding_least=Decimal(2), late_most=Decimal(0), done_least=Decimal(0))}),
    ("bounds", {"official": OfficialBounds(
        excellent_exceeding=Decimal(0), on_time=True, good_least_done=Decimal(0),
        completed_done=Decimal(0), completed_late_most=Decimal(0),
        undone_most=Decimal(2), undone_most_leading=Decimal(0))}),
    ("deadlines", {"petition_days": 0}),
    ("deadlines", {"petition_within": 91}),
    ("deadlines", {"petition_within": 0}),
    ("deadlines", {"sync_days": -5}),
    ("basis", {"bases": {1: LETTER.bases[1]}}),
    ("basis", {"bases": LETTER.bases | {
        7: Basis(document="", article="Điều 1", binding="local")}}),
]  # fmt: skip


@pytest.mark.parametrize(("flaw", "facts"), UNSOUND)
def test_what_makes_a_set_unfit_is_named_alone(flaw: Flaw, facts: dict[str, Any]) -> None:
    assert set(flaws_of(other(**facts))) - {"hundred"} == {flaw} - {"hundred"}
    assert flaw in flaws_of(other(**facts))


@pytest.mark.parametrize(
    "facts",
    [
        {"effective_to": LETTER.effective_from},
        {"standard_points": Decimal("0.5")},
        {"late_tiers": tiers((1, "1"), (None, "0"))},
        {"snapped_to": decimals("1")},
        {"half_credit": Decimal(0)},
        {"half_credit": Decimal(1)},
        {"common": (criterion("0.5"),), "result_most": Decimal("99.5")},
        {"common": (criterion("99"),), "result_most": Decimal(1)},
        {"signed_places": 0},
        {"signed_places": 4},
        {"months_least": 0},
        {"months_least": 12},
        {"bands": bands(100, 70, 1)},
        {"unit_least": Decimal(1)},
        {"unit_least": Decimal(100)},
        {"cap_outstanding": LETTER.cap},
        {"petition_days": 90, "petition_within": 1, "sync_days": 1},
    ],
)
def test_a_set_may_go_as_far_as_that(facts: dict[str, Any]) -> None:
    assert flaws_of(other(**facts)) == ()


def test_every_flaw_has_an_example() -> None:
    assert {flaw for flaw, _ in UNSOUND} == set(get_args(Flaw))


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
        {"staff_parts": ["a", "f"]},
        {"late_tiers": [{"days": 3}]},
        {"half_credit": "half"},
        {"populations": ["soldier"]},
    ],
)
def test_a_set_with_another_parameter_is_refused(spoil: dict[str, Any]) -> None:
    said = msgspec.json.decode((SETS / "nd335-2025.json").read_bytes()) | spoil
    with pytest.raises(msgspec.ValidationError):
        read(msgspec.json.encode(said))


def test_a_set_is_read_again_as_it_was_written() -> None:
    assert read(written(LETTER).encode()) == LETTER


def test_a_set_without_a_figure_is_refused() -> None:
    said = msgspec.json.decode((SETS / "nd335-2025.json").read_bytes())
    for name in ("cap", "bands", "common", "petition_days", "bases"):
        with pytest.raises(msgspec.ValidationError, match=name):
            read(msgspec.json.encode({k: v for k, v in said.items() if k != name}))


def test_every_parameter_belongs_to_a_rule() -> None:
    frame = {"code", "name", "populations", "scope", "binding", "bases"}
    frame |= {"effective_from", "effective_to"}
    named = {name for names in PARAMETERS.values() for name in names}
    assert named == set(RuleSet.__struct_fields__) - frame


def test_the_table_of_rules_names_functions_and_parameters_that_are_there() -> None:
    table = list(rows())
    assert [row.number for row in table] == list(ROWS)
    sources = [p.read_text() for p in (ROOT / "service/evaluation").glob("*.py")]
    sources.append((ROOT / "events/catalogues.py").read_text())
    tests = "".join(p.read_text() for p in (ROOT / "tests").glob("*/test_*.py"))
    for row in table:
        assert sorted(row.parameters) == sorted(PARAMETERS[row.number]), row
        assert all(any(f"def {name}(" in s for s in sources) for name in row.functions), row
        assert row.tests, row
        assert all(f"def {name}(" in tests for name in row.tests), row
