"""A unit ends, alone or into another (giải thể, sáp nhập đơn vị); what it did stays its own."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from events.errors import RefusedError
from events.organisation import UnitEnded
from events.tasks.life import DONE, STOPPED
from service.history import standing
from service.organisation.people import note, require_standing
from service.tasks.states import table as tasks
from service.work import Work
from tenants import rows
from tenants.access import Permission
from tenants.directory import Directory


@dataclass(eq=False)
class EndsWithoutBasisError(RefusedError):
    """A unit ends by a decision, which is named."""


@dataclass(eq=False)
class EndsIntoItselfError(RefusedError):
    """A unit goes into another one, of this tenant that stands."""


@dataclass(eq=False)
class UnitStaffedError(RefusedError):
    """Somebody holds a post of the unit after its last day; by identifier."""

    people: tuple[UUID, ...]


@dataclass(eq=False)
class UnitBusyError(RefusedError):
    """The unit leads tasks that are not finished; by code."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndUnit:
    """End a unit after a last day; `into` is the unit that it goes into, if any.

    Who sits there and what is open there is moved first, each by a command of its own: whose
    work becomes whose is decided by people, and the events of each say so.
    """

    unit_id: UUID
    last_day: date
    basis: str
    into: UUID | None = None

    def decide(self, work: Work) -> None:
        """End the row and record it.

        Raises:
            UnknownMemberError: the tenant has no such unit.
            UnitEndedError, EndsWithoutBasisError, EndsIntoItselfError: as they say.
            UnitStaffedError, UnitBusyError: something of it has not been moved.
        """
        work.actor.require(Permission.MANAGE_PEOPLE)
        self._require_words(work.register)
        if staff := _staff(work.register, self.unit_id, self.last_day):
            raise UnitStaffedError(staff)
        if codes := _open_codes(work, self.unit_id):
            raise UnitBusyError(codes)
        rows.end_unit(work.connection, self.unit_id, self.last_day, self.into)
        ended = UnitEnded(
            unit_id=self.unit_id,
            last_day=self.last_day,
            basis=self.basis.strip(),
            into=self.into,
        )
        note(work, ended)

    def _require_words(self, register: Directory) -> None:
        require_standing(register, self.unit_id)
        if not self.basis.strip():
            raise EndsWithoutBasisError
        if self.into is None:
            return
        heir = register.units.get(self.into)
        if heir is None or heir.last_day or self.into == self.unit_id:
            raise EndsIntoItselfError


def _staff(register: Directory, unit_id: UUID, last_day: date) -> tuple[UUID, ...]:
    here = {post.post_id for post in register.posts.values() if post.unit_id == unit_id}
    after = (h for h in register.holdings if h.last_day is None or h.last_day > last_day)
    return tuple(dict.fromkeys(h.person_id for h in after if h.post_id in here))


def _open_codes(work: Work, unit_id: UUID) -> tuple[str, ...]:
    mine = select(tasks.c.code).where(
        standing(tasks, None),
        tasks.c.lead_unit_id == unit_id,
        tasks.c.status.not_in(DONE | STOPPED),
    )
    return tuple(work.connection.execute(mine.order_by(tasks.c.code)).scalars())
