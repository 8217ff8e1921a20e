"""Letting somebody decide by one's post for a time (ủy quyền), and ending it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from events.errors import RefusedError
from events.organisation import Delegated, DelegationEnded
from service.organisation.people import NotHoldingError, UnknownMemberError, note
from service.work import Work
from tenants import delegations
from tenants.access import Permission
from tenants.delegations import Delegation

LONGEST = timedelta(days=366)
ONE_DAY = timedelta(days=1)


@dataclass(eq=False)
class DelegationDatesError(RefusedError):
    """A delegation begins today or later, and lasts a year at most; `last` is that day."""

    first: date
    last: date


@dataclass(eq=False)
class DelegatedToOneselfError(RefusedError):
    """Nobody stands in for themselves."""


@dataclass(eq=False)
class DelegationWithoutBasisError(RefusedError):
    """A delegation names the paper that it stands on."""


@dataclass(eq=False)
class NoSuchDelegationError(RefusedError):
    """There is no such delegation, or it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate:
    """Let somebody decide by a post for its holder, both days included.

    Only who holds the post delegates it: what was delegated to oneself goes no further.
    """

    post_id: UUID
    to_person_id: UUID
    first_day: date
    last_day: date
    basis: str

    def decide(self, work: Work) -> None:
        """Add the row and record it.

        Raises:
            NotHoldingError: the actor does not hold the post.
            UnknownMemberError: nobody of the tenant is meant.
            DelegatedToOneselfError: it is the actor.
            DelegationDatesError: it begins in the past, or lasts too long.
            DelegationWithoutBasisError: no paper is named.
        """
        me = work.actor.person_id
        self._check(work, me)
        said = Delegation(
            work.new_id("delegation"),
            self.post_id,
            me,
            self.to_person_id,
            self.first_day,
            self.last_day,
            self.basis.strip(),
        )
        delegations.add(work.connection, said)
        note(
            work,
            Delegated(
                delegation_id=said.delegation_id,
                post_id=said.post_id,
                from_person_id=me,
                to_person_id=said.to_person_id,
                first_day=said.first_day,
                last_day=said.last_day,
                basis=said.basis,
            ),
        )

    def _check(self, work: Work, me: UUID) -> None:
        register = work.register
        if me not in register.holders(self.post_id, work.today):
            raise NotHoldingError
        if self.to_person_id not in register.people:
            raise UnknownMemberError
        if self.to_person_id == me:
            raise DelegatedToOneselfError
        if not work.today <= self.first_day <= self.last_day <= self.first_day + LONGEST:
            raise DelegationDatesError(self.first_day, self.first_day + LONGEST)
        if not self.basis.strip():
            raise DelegationWithoutBasisError


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDelegation:
    """End a delegation after yesterday: from now on nobody decides by it."""

    delegation_id: UUID

    def decide(self, work: Work) -> None:
        """End the row and record it; the giver may, and the administrator.

        Raises:
            NoSuchDelegationError: there is none, or it is over.
            AccessDeniedError: somebody else gave it.
        """
        last_day = work.today - ONE_DAY
        found = {one.delegation_id: one for one in delegations.every(work.connection)}
        one = found.get(self.delegation_id)
        if one is None or one.last_day <= last_day:
            raise NoSuchDelegationError
        if one.from_person_id != work.actor.person_id:
            work.actor.require(Permission.MANAGE_PEOPLE)
        delegations.end(work.connection, self.delegation_id, last_day)
        note(work, DelegationEnded(delegation_id=self.delegation_id, last_day=last_day))
