"""Values that score sheets carry: parts, losses, and a verdict with all it was made of."""

from decimal import Decimal
from typing import Literal
from uuid import UUID

import msgspec

from events.values import Population, RuleRef

Part = Literal["a", "b", "c", "d", "đ", "e"]
Lack = Literal["a", "b", "c", "d", "đ", "e", "common"]
LossKind = Literal["undone", "handed_back", "late", "failed"]
PICKED: tuple[Part, ...] = ("d", "đ", "e")  # the authority may say: whole, or half


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one person is worth in one period, with everything it was reckoned from.

    `common`: points by criterion. `picked`: which of d, đ, e the authority found whole. `parts`
    and `result` are shares of 1, `score` points of 100, all exact as "n/d"; `signed` is the
    score as it is signed. Without a score `lacking` says what stood in the way. `managed`: the
    people from whose scores d was reckoned. `up_to`: the last position of the tenant's log that
    counted; with `rules` it makes the same numbers again.
    """

    population: Population
    leads: bool
    common: dict[str, Decimal]
    parts: dict[Part, str]
    rules: RuleRef
    up_to: int
    picked: dict[Part, bool] = {}
    result: str | None = None
    score: str | None = None
    signed: Decimal | None = None
    lacking: tuple[Lack, ...] = ()
    managed: tuple[UUID, ...] = ()
