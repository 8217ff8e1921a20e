"""Rule sets as data: every reading of the law that changes a score is a named parameter.

A set holds for populations between days; each of its 24 rules names the paper that it stands on
and how binding that is. Formulas are functions of this package, never code in data. The rows
are numbered as in `docs/evaluation.md`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec

from events.values import Ruled

SETS = Path(__file__).with_name("sets")
ROWS = range(1, 25)
Binding = Literal["mandatory", "guidance", "local", "proposal"]
Scope = Literal["national", "local"]
Over = Literal["assigned", "completed"]
Part = Literal["a", "b", "c", "d", "đ", "e"]
Override = Literal["discipline", "conclusion", "corruption_in_unit"]
Flaw = Literal[
    "days", "bands", "common", "hundred", "parts", "share", "tiers", "months", "basis"
]


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


class RuleSet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How some populations are scored from a day on.

    A national set that is mandatory holds by law, any other only where a tenant signs it, and
    one that is but a `proposal` never.
    `extra` is taken-over and ad-hoc work; `share_most` caps a, b and c (None: no cap);
    `late_tiers` take the place of `late_loss` where a set has them; `common_step` is the least
    step of a common score; `signed_places` are the decimals of a score that is signed.
    """

    code: str
    name: str
    populations: tuple[Ruled, ...]
    scope: Scope
    binding: Binding
    effective_from: date
    effective_to: date | None = None
    standard_points: Decimal  # 1
    exempted: Literal["stay", "leave"]  # 2
    extra: Literal["numerator", "both", "nowhere"]  # 2, 3
    share_most: Decimal | None  # 3
    quality_over: Over  # 4
    failed_review_loss: Decimal  # 4
    progress_over: Over  # 5
    late_loss: Decimal  # 5
    late_tiers: tuple[Tier, ...] = ()  # 5
    late_when: Literal["submitted", "accepted"]  # 6
    unfinished: Literal["undone", "by_share"]  # 7
    excuse: Literal["confirmed", "never"]  # 8
    handed_back: Literal["stays", "leaves"]  # 9
    staff_parts: tuple[Part, ...]  # 10
    leader_parts: tuple[Part, ...]  # 11
    half_credit: Decimal  # 11, 12
    unit_least: Decimal  # 12
    common: tuple[CommonItem, ...]  # 13
    common_step: Decimal  # 13
    result_most: Decimal  # 14
    signed_places: int  # 14
    mean_of: Literal["signed", "exact"]  # 15
    followed_by: Literal["month", "quarter"]  # 15
    months_least: int  # 16
    bands: Bands  # 17
    bands_on: Literal["signed", "exact"]  # 17
    overrides: tuple[Override, ...]  # 18
    unit: UnitBounds  # 19
    head_at_most_unit: bool  # 20
    cap: Decimal  # 21
    cap_outstanding: Decimal  # 21
    cap_of: Literal["good", "good_or_better", "graded"]  # 21
    petition_days: int  # 22
    sync_days: int  # 23
    correction: Literal["supersedes"]  # 24
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


def flaws_of(rules: RuleSet) -> tuple[Flaw, ...]:
    """Name what makes a set unfit to be signed; nothing when it is sound."""
    return tuple(flaw for flaw, wrong in _looked_at(rules) if wrong)


def overlapping(sets: Sequence[RuleSet]) -> list[tuple[RuleSet, RuleSet]]:
    """Give the pairs that hold for one population on one day: never two may."""
    return [(one, other) for one, other in combinations(sets, 2) if _meet(one, other)]


def in_force(sets: Sequence[RuleSet], population: Ruled, day: date) -> RuleSet | None:
    """Give the set that holds for a population on a day, None when none does.

    Raises:
        ValueError: two do.
    """
    holding = [s for s in sets if population in s.populations and _holds(s, day)]
    if len(holding) > 1:
        raise ValueError("two rule sets hold for one population on one day")
    return holding[0] if holding else None


def _looked_at(rules: RuleSet) -> Iterator[tuple[Flaw, bool]]:
    bands, shares = rules.bands, (rules.half_credit, rules.cap, rules.cap_outstanding)
    losses = (rules.failed_review_loss, rules.late_loss)
    codes = [item.code for item in rules.common]
    yield "days", bool(rules.effective_to and rules.effective_to < rules.effective_from)
    yield "bands", not 100 >= bands.excellent > bands.good > bands.completed > 0
    yield "common", len(set(codes)) != len(codes) or any(i.most <= 0 for i in rules.common)
    yield "hundred", rules.common_most + rules.result_most != 100
    yield "parts", not (_once(rules.staff_parts) and _once(rules.leader_parts))
    yield "share", not all(0 <= share <= 1 for share in (*shares, *losses))
    yield "tiers", not _falling(rules.late_tiers)
    yield "months", not 0 <= rules.months_least <= 12
    yield "basis", rules.bases.keys() != set(ROWS)


def _once(parts: Sequence[Part]) -> bool:
    return bool(parts) and len(set(parts)) == len(parts)


def _falling(tiers: Sequence[Tier]) -> bool:
    """Tell whether tiers begin with the least late, each keeping less, the last for all."""
    days = [tier.days for tier in tiers]
    bounds = [bound for bound in days[:-1] if bound is not None]
    kept = [tier.credit for tier in tiers]
    whole = not tiers or (days[-1] is None and len(bounds) == len(days) - 1)
    return (
        whole
        and bounds == sorted(set(bounds))
        and kept == sorted(kept, reverse=True)
        and all(0 <= credit <= 1 for credit in kept)
    )


def _holds(rules: RuleSet, day: date) -> bool:
    return rules.effective_from <= day <= (rules.effective_to or date.max)


def _meet(one: RuleSet, other: RuleSet) -> bool:
    begins = max(one.effective_from, other.effective_from)
    shared = set(one.populations) & set(other.populations)
    return bool(shared) and _holds(one, begins) and _holds(other, begins)
