"""Rule sets as data: every reading of the law that changes a score is a named parameter.

A set holds for populations between days; each of its 24 rules names the paper that it stands on
and how binding that is. Formulas are functions of this package, never code in data. The rows
are numbered as in `docs/evaluation.md`.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import structs

from events.values import Ruled

SETS = Path(__file__).with_name("sets")
Binding = Literal["mandatory", "guidance", "local", "proposal"]
Scope = Literal["national", "local"]
Over = Literal["assigned", "completed"]
Part = Literal["a", "b", "c", "d", "đ", "e"]
Override = Literal["discipline", "conclusion", "corruption_in_unit"]

PARAMETERS: dict[int, tuple[str, ...]] = {  # the rows of the rules, each with what it may vary
    1: ("standard_points",),
    2: ("exempted", "extra"),
    3: ("extra", "share_most"),
    4: ("quality_over", "failed_review_loss", "snapped_to"),
    5: ("progress_over", "late_loss", "late_tiers", "snapped_to"),
    6: ("late_when",),
    7: ("unfinished",),
    8: ("excuse",),
    9: ("handed_back", "extra"),
    10: ("staff_parts", "staff_weights"),
    11: ("leader_parts", "leader_weights", "half_credit"),
    12: ("unit_least", "half_credit"),
    13: ("common", "common_step"),
    14: ("result_most", "signed_places", "bonus_share", "bonus_most"),
    15: ("mean_of", "followed_by"),
    16: ("months_least",),
    17: ("bands", "bands_on", "official"),
    18: ("overrides",),
    19: ("unit",),
    20: ("head_at_most_unit",),
    21: ("cap", "cap_outstanding", "cap_of"),
    22: ("petition_days", "petition_within"),
    23: ("sync_days",),
    24: ("correction",),
}
ROWS = tuple(PARAMETERS)


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """The paper and article of a rule, how binding it is, and what the paper leaves open."""

    document: str
    article: str
    binding: Binding
    note: str = ""


class CommonItem(msgspec.Struct, frozen=True, kw_only=True):
    """One of the common criteria, with the most points it gives."""

    code: str
    name: str
    most: Decimal


class Bands(msgspec.Struct, frozen=True, kw_only=True):
    """From how many points on (of 100) each grade is reached."""

    excellent: Decimal
    good: Decimal
    completed: Decimal


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """Up to so many working days late (None: any more) a product keeps this share, 0 to 1."""

    days: int | None
    credit: Decimal


class UnitBounds(msgspec.Struct, frozen=True, kw_only=True):
    """Shares of a unit's tasks, 0 to 1: exceeding at least, late at most, done at least."""

    exceeding_least: Decimal
    late_most: Decimal
    done_least: Decimal


class OfficialBounds(msgspec.Struct, frozen=True, kw_only=True):
    """What an official's tasks must be like beside the score, where a set asks for it.

    Shares of the tasks, 0 to 1, except `good_least_done`: the share done of the least done
    task. `undone_most`: with more undone the year is not completed; `undone_most_leading`: the
    same for who leads a unit.
    """

    excellent_exceeding: Decimal
    on_time: bool  # excellent and good ask that every task is done on time
    good_least_done: Decimal
    completed_done: Decimal
    completed_late_most: Decimal
    undone_most: Decimal
    undone_most_leading: Decimal


class RuleSet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How some populations are scored from a day on.

    A national set that is mandatory holds by law, any other only where a tenant signs it, and
    one that is but a `proposal` never.
    `extra` is taken-over and ad-hoc work; `share_most` caps a, b and c (None: no cap);
    `snapped_to`: a product keeps the next lower of these shares (none: what it earned);
    `late_tiers` take the place of `late_loss` where a set has them; weights stand in the order
    of the parts (none: the parts weigh the same); `common_step` is the least step of a common
    score; `bonus_share` of the converted extra work is added, at most `bonus_most` points;
    `signed_places` are the decimals of a score that is signed; `petition_within`: in so many
    working days one may object (None: the paper names no limit). Which parameter belongs to
    which rule: `PARAMETERS`. A parameter added later has the value of before as its default,
    since texts that scores were reckoned by are read for ever.
    """

    code: str
    name: str
    populations: tuple[Ruled, ...]
    scope: Scope
    binding: Binding
    effective_from: date
    effective_to: date | None = None
    standard_points: Decimal
    exempted: Literal["stay", "leave"]
    extra: Literal["numerator", "both", "nowhere"]
    share_most: Decimal | None
    quality_over: Over
    failed_review_loss: Decimal
    progress_over: Over
    late_loss: Decimal
    late_tiers: tuple[Tier, ...] = ()
    snapped_to: tuple[Decimal, ...] = ()
    late_when: Literal["submitted", "accepted"]
    unfinished: Literal["undone", "by_share"]
    excuse: Literal["confirmed", "never"]
    handed_back: Literal["stays", "leaves"]
    staff_parts: tuple[Part, ...]
    staff_weights: tuple[Decimal, ...] = ()
    leader_parts: tuple[Part, ...]
    leader_weights: tuple[Decimal, ...] = ()
    half_credit: Decimal
    unit_least: Decimal
    common: tuple[CommonItem, ...]
    common_step: Decimal
    result_most: Decimal
    bonus_share: Decimal = Decimal(0)
    bonus_most: Decimal = Decimal(0)
    signed_places: int
    mean_of: Literal["signed", "exact"]
    followed_by: Literal["month", "quarter"]
    months_least: int
    bands: Bands
    bands_on: Literal["signed", "exact"]
    official: OfficialBounds | None = None
    overrides: tuple[Override, ...]
    unit: UnitBounds
    head_at_most_unit: bool
    cap: Decimal
    cap_outstanding: Decimal
    cap_of: Literal["good", "good_or_better", "graded"]
    petition_days: int
    petition_within: int | None = None
    sync_days: int
    correction: Literal["supersedes"]
    bases: dict[int, Basis]

    @property
    def common_most(self) -> Decimal:
        """Give the most points of the common criteria together."""
        return sum((item.most for item in self.common), Decimal(0))


def shipped(code: str) -> RuleSet:
    """Read a set that comes with the system.

    Raises:
        FileNotFoundError: there is none of that name.
    """
    return read((SETS / f"{code}.json").read_bytes())


def read(data: bytes) -> RuleSet:
    """Read a set from JSON.

    Raises:
        msgspec.ValidationError: a parameter is absent, unknown or of another kind.
    """
    return msgspec.json.decode(data, type=RuleSet)


def written(rules: RuleSet) -> str:
    """Write a set as JSON, always the same for the same set: what `read` reads."""
    by_row = dict(sorted(rules.bases.items()))
    return msgspec.json.encode(structs.replace(rules, bases=by_row)).decode()


def overlapping(sets: Sequence[RuleSet]) -> list[tuple[RuleSet, RuleSet]]:
    """Give the pairs that hold for one population on one day: never two may."""
    return [(one, other) for one, other in combinations(sets, 2) if _meet(one, other)]


def in_force(sets: Sequence[RuleSet], population: Ruled, day: date) -> RuleSet | None:
    """Give the set that holds for a population on a day, None when none does.

    Raises:
        ValueError: two do.
    """
    holding = [s for s in sets if population in s.populations and holds(s, day)]
    if len(holding) > 1:
        raise ValueError("two rule sets hold for one population on one day")
    return holding[0] if holding else None


def holds(rules: RuleSet, day: date) -> bool:
    """Tell whether a set holds on a day."""
    return rules.effective_from <= day <= (rules.effective_to or date.max)


def _meet(one: RuleSet, other: RuleSet) -> bool:
    begins = max(one.effective_from, other.effective_from)
    shared = set(one.populations) & set(other.populations)
    return bool(shared) and holds(one, begins) and holds(other, begins)
