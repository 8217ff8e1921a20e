"""What whoever orders a mission and its communes write to each other: two letters, by kind."""

from datetime import date
from uuid import UUID, uuid5

import msgspec

from events.missions.steps import MissionKind, Reason, State

MISSIONS = UUID("5a05a05a-0000-4000-8000-0000000000d2")
ORDER, ANSWER = "mission_order", "mission_answer"
KINDS = (ORDER, ANSWER)


class MemberPaper(msgspec.Struct, frozen=True, kw_only=True):
    """A member as the sender names them; `vouched`: they are nobody who is inspected."""

    member_id: UUID
    name: str
    title: str
    vouched: bool


class OrderPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The order as it stands; `paper` is the number of the last document about it.

    Units and plans are named as the commune names them; none means all.
    """

    mission_id: UUID
    kind: MissionKind
    document: str
    issued_on: date
    subject: str
    units: tuple[str, ...]
    plans: tuple[str, ...]
    members: tuple[MemberPaper, ...]
    first_day: date
    last_day: date
    period_from: date | None
    period_until: date | None
    paper: str
    paper_on: date
    withdrawn: bool
    conclusion: str


class AnswerPaper(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands in the commune, or why it was declined; `members` are kept out."""

    mission_id: UUID
    state: State
    reason: Reason = ""
    names: tuple[str, ...] = ()
    members: tuple[UUID, ...] = ()
    findings: int = 0
    conclusion: str = ""


def inspection_id(orderer: int, mission_id: UUID) -> UUID:
    """Name the inspection that a mission of a tenant opens in a commune."""
    return uuid5(MISSIONS, f"{orderer} {mission_id}")


def guest_id(orderer: int, member_id: UUID) -> UUID:
    """Name a tenant's member as a guest elsewhere."""
    return uuid5(MISSIONS, f"guest {orderer} {member_id}")
