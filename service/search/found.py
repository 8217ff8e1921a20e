"""One thing that a search found."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Kind = Literal["task", "indicator", "plan", "evidence", "conclusion", "directive", "person"]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found: what it is called, and what tells it from others."""

    kind: Kind
    thing: UUID
    title: str
    facts: str
