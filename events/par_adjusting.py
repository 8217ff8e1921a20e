"""Adjustments (điều chỉnh) of a locked year: what was found later stands beside the lock."""

from decimal import Decimal
from typing import ClassVar
from uuid import UUID

import msgspec

from events.stream import Event


class Adjustment(msgspec.Struct, frozen=True, kw_only=True):
    """The points of a component before and after, why, and the total that follows."""

    code: str
    before: Decimal
    after: Decimal
    reason: str
    total: str


class AdjustmentSent(Event, frozen=True):
    """The province adjusted a locked year, and told the commune."""

    TOPIC: ClassVar[str] = "par_adjusting.AdjustmentSent"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"adjustment.reason"})
    letter_id: UUID
    sha256: str
    adjustment: Adjustment


class AdjustmentTaken(Event, frozen=True):
    """The commune took the adjustment in."""

    TOPIC: ClassVar[str] = "par_adjusting.AdjustmentTaken"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"adjustment.reason"})
    letter_id: UUID
    adjustment: Adjustment
