"""Commands: a paper moves the last day of a mandate, or puts somebody into a member's place."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.mandates import Extended, MemberReplaced, Shortened
from service.inspections.ordering import ours
from service.inspections.partiality import require_impartial
from service.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLastDay:
    """Let a mandate end later, or earlier: access to what it covers ends with it."""

    inspection_id: UUID
    document: str
    issued_on: date
    last_day: date

    def decide(self, work: Work) -> None:
        """Record the extension or the shortening.

        Raises:
            LastDayMovesWrongError: it ends that day, or would have ended before today.
            OrderedElsewhereError, InspectionClosedError, MandateIncompleteError: as they say.
        """
        inspection = ours(work, self.inspection_id)
        facts = (self.document.strip(), self.issued_on, self.last_day)
        names = ("document", "issued_on", "last_day")
        said = dict(zip(names, facts, strict=True))
        if self.last_day < inspection.mandate.last_day:
            inspection.shorten(Shortened(**said), on=work.today)  # type: ignore[arg-type]
        else:
            inspection.extend(Extended(**said))  # type: ignore[arg-type]
        work.save(inspection)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceMember:
    """Put somebody into the place of a member, whose access ends at once."""

    inspection_id: UUID
    document: str
    issued_on: date
    leaves: UUID
    joins: UUID

    def decide(self, work: Work) -> None:
        """Record who is of the team from now on.

        Raises:
            InspectsOneselfError: who joins is inspected.
            NotAMemberError, MemberAlreadyError, InspectionClosedError: as they say.
            OrderedElsewhereError: another tenant ordered it.
        """
        inspection = ours(work, self.inspection_id)
        mandate = inspection.mandate
        require_impartial(work, mandate, (self.joins,))
        members = tuple(self.joins if m == self.leaves else m for m in mandate.members)
        inspection.replace(
            MemberReplaced(
                document=self.document.strip(),
                issued_on=self.issued_on,
                leaves=self.leaves,
                joins=self.joins,
                members=members,
            )
        )
        work.save(inspection)
