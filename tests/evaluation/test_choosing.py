"""Which set holds on a day, and how the text of a stored score is found again."""

from datetime import date
from hashlib import sha256

import pytest
from msgspec import structs

from events import registry
from events.rule_sets import Drafted
from events.values import Ruled
from service.evaluation.choosing import (
    NoRulesHoldError,
    RulesUnknownError,
    by_law,
    pinned,
    rules_for,
)
from service.evaluation.flaws import flaws_of
from service.evaluation.rules import SETS, overlapping, read
from tests.architecture.sources import ROOT
from tests.people import Commune

DAY = date(2026, 6, 1)
SHIPPED = ROOT / "tests/evaluation/shipped.txt"  # as `sha256sum *.json` writes it


@pytest.mark.parametrize("population", ["civil_servant", "unit"])
def test_the_decree_holds_without_anybody_adopting_it(
    commune: Commune, population: Ruled
) -> None:
    with commune.ledger.scope.begin() as connection:
        chosen = rules_for(connection, population, DAY)
        assert chosen.rules.code == chosen.ref.code == "nd335-2025"
        assert chosen.ref.version_id is None
        assert pinned(connection, chosen.ref) == chosen.rules


@pytest.mark.parametrize(
    ("population", "day"),
    [("civil_servant", date(2025, 12, 31)), ("cadre", DAY), ("contract_worker", DAY)],
)
def test_where_no_set_holds_nothing_is_scored(
    commune: Commune, population: Ruled, day: date
) -> None:
    with commune.ledger.scope.begin() as connection, pytest.raises(NoRulesHoldError) as caught:
        rules_for(connection, population, day)
    assert (caught.value.population, caught.value.day) == (population, day)


def test_another_text_is_never_taken_for_the_one_that_was_named(commune: Commune) -> None:
    with commune.ledger.scope.begin() as connection:
        ref = rules_for(connection, "civil_servant", DAY).ref
        other = structs.replace(ref, sha256="0" * 64)
        with pytest.raises(RulesUnknownError):
            pinned(connection, other)


def test_no_two_sets_hold_by_law_for_one_population_on_one_day() -> None:
    assert overlapping([chosen.rules for chosen in by_law()]) == []


def test_a_text_that_was_stored_once_is_read_for_ever() -> None:
    state = (ROOT / "tests/events/stored/rule_sets.Drafted.json").read_bytes()
    stored = registry.decode("rule_sets.Drafted", state)
    assert isinstance(stored, Drafted)
    assert flaws_of(read(stored.text.encode())) == ()


def test_a_set_that_stored_scores_may_name_stays_byte_for_byte() -> None:
    frozen = dict(line.split("  ")[::-1] for line in SHIPPED.read_text().splitlines())
    there = {one.name: sha256(one.read_bytes()).hexdigest() for one in SETS.glob("*.json")}
    assert {name: there.get(name) for name in frozen} == frozen
    assert there.keys() == frozen.keys(), "a new set is frozen with its first release"
