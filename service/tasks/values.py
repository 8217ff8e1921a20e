"""Values of a task's row, each read once: a page shows mostly what the last one did."""

from functools import lru_cache
from uuid import UUID

import msgspec
from msgspec.structs import replace

from events.values import Clarity, Evidence, Origin, Share

KEPT = 4_000  # values of each kind; they never change, and equal ones are equal for everybody
NOW = ("person_id", "post_id", "lead_unit_id", "accept_post_id", "extend_post_id")
read_shares = lru_cache(KEPT)(msgspec.json.Decoder(tuple[Share, ...]).decode)
read_evidence = lru_cache(KEPT)(msgspec.json.Decoder(tuple[Evidence, ...]).decode)


@lru_cache(KEPT)
def read_origin(kept: str) -> Origin | None:
    """Read what a task outside the plan comes from, as JSON; nothing of a plan's task."""
    return msgspec.json.decode(kept, type=Origin) if kept else None


@lru_cache(KEPT)
def read_clarity(issued: str, hands: str) -> Clarity:
    """Read who owes and decides.

    Args:
        issued: the clarity that the task was issued with, as JSON.
        hands: the columns `NOW` with a comma after each, nothing for none.
    """
    now = (UUID(one) if one else None for one in hands.split(",")[:-1])
    clarity = msgspec.json.decode(issued, type=Clarity)
    return replace(clarity, **dict(zip(NOW, now, strict=True)))
