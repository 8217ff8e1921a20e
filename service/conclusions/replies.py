"""What addressees answered to a document, put together from what was recorded one by one."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec

from events.conclusions.steps import Disseminated


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer as the read model keeps it: of whom, when, by whom; plain ones acknowledge."""

    at: datetime
    by: UUID
    addressees: tuple[UUID, ...] = ()
    said: Disseminated | None = None
    struck: int = 0
    reason: str = ""
    urged: bool = False

    def line(self) -> str:
        """Write it on a line of its own, so that more can be added at the end."""
        return msgspec.json.encode(self).decode() + "\n"


@dataclass(slots=True)
class Session:
    """One session in which a unit told its members; `struck` says why it does not count."""

    said: Disseminated
    by: UUID
    struck: str = ""


@dataclass(slots=True)
class Reply:
    """How far one addressee is."""

    acknowledged_at: datetime | None = None
    acknowledged_by: UUID | None = None
    sessions: list[Session] = field(default_factory=list)
    urged: int = 0
    urged_at: datetime | None = None

    @property
    def held(self) -> list[Disseminated]:
        """The sessions that count."""
        return [one.said for one in self.sessions if not one.struck]

    @property
    def told(self) -> int:
        """How many members know."""
        return sum(one.present for one in self.held)

    @property
    def members(self) -> int:
        """How many members there are, as was said last; 0 before the first session."""
        return self.held[-1].members if self.held else 0

    @property
    def all_told(self) -> bool:
        """Tell whether every member knows."""
        return bool(self.held) and self.told >= self.members

    @property
    def percent(self) -> int | None:
        """The share of members who know, rounded down; None before the first session."""
        return self.told * 100 // self.members if self.members else None

    @property
    def proven(self) -> bool:
        """Tell whether a file stands behind every session."""
        return bool(self.held) and all(one.files for one in self.held)


def folded(lines: str) -> dict[UUID, Reply]:
    """Put the answers of each addressee together."""
    found: dict[UUID, Reply] = {}
    for line in lines.splitlines():
        _take_in(found, msgspec.json.decode(line, type=Answer))
    return found


def _take_in(found: dict[UUID, Reply], answer: Answer) -> None:
    for reply in found.values() if answer.struck else ():
        for session in reply.sessions:
            if session.said.session == answer.struck:
                session.struck = answer.reason
    for addressee in answer.addressees:
        reply = found.setdefault(addressee, Reply())
        if answer.said:
            reply.sessions.append(Session(answer.said, answer.by))
        elif answer.urged:
            reply.urged, reply.urged_at = reply.urged + 1, answer.at
        else:
            reply.acknowledged_at, reply.acknowledged_by = answer.at, answer.by
