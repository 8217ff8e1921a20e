"""Commands: record a meeting with its conclusions, and note further ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.meetings import Held, Meeting
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMeeting:
    """Record a meeting; each of its conclusions can then be given as a task."""

    title: str
    held_on: date
    conclusions: tuple[str, ...]
    chair_post_id: UUID | None = None
    number: str = ""

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NothingConcludedError: no title, or no conclusion.
            HeldInTheFutureError: its day has not come.
        """
        work.actor.require(Permission.GIVE_TASKS)
        meeting = Meeting(work.new_id("meeting"))
        held = Held(
            title=self.title.strip(),
            held_on=self.held_on,
            chair_post_id=self.chair_post_id,
            conclusions=_said(self.conclusions),
            number=self.number.strip(),
        )
        meeting.hold(held, today=work.today)
        work.save(meeting)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteConclusions:
    """Note further conclusions of a meeting."""

    meeting_id: UUID
    conclusions: tuple[str, ...]

    def decide(self, work: Work) -> None:
        """Record them after those that stand.

        Raises:
            NothingConcludedError: there are none.
        """
        work.actor.require(Permission.GIVE_TASKS)
        meeting = work.load(Meeting, self.meeting_id)
        meeting.conclude(_said(self.conclusions))
        work.save(meeting)


def _said(conclusions: Iterable[str]) -> tuple[str, ...]:
    stripped = (one.strip() for one in conclusions)
    return tuple(one for one in stripped if one)
