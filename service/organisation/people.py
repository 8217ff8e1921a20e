"""Commands of the tenant's administrator: units, posts, people and who holds what."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.errors import RefusedError
from events.organisation import (
    AccountOpened,
    Organisation,
    PersonAdded,
    PostAdded,
    PostFilled,
    PostLeft,
    UnitAdded,
)
from events.stream import Event
from service.organisation.founding import ORGANISATION
from service.work import Work
from tenants import rows
from tenants.access import Permission, Role
from tenants.accounts import open_account
from tenants.directory import Directory, Holding, directory


@dataclass(eq=False)
class UnknownMemberError(RefusedError):
    """The unit, post or person named is not of this tenant."""


@dataclass(eq=False)
class EmptyNameError(RefusedError):
    """A unit, a post and a person have a name."""


@dataclass(eq=False)
class NotHoldingError(RefusedError):
    """The person does not hold that post."""


@dataclass(eq=False)
class AlreadyHoldingError(RefusedError):
    """The person holds that post on that day, or later, already; since when."""

    since: date


@dataclass(eq=False)
class UnitEndedError(RefusedError):
    """The unit ends, or has ended, after this day."""

    last_day: date


@dataclass(eq=False)
class LeavesTooEarlyError(RefusedError):
    """The last day lies before the first day, which is named."""

    first_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUnit:
    """Set up a unit."""

    name: str
    kind: str
    rank: int
    first_day: date

    def decide(self, work: Work) -> None:
        """Add the row and record that it was added."""
        unit_id = _begin(work, self.name, "unit")
        rows.add_unit(work.connection, unit_id, self.name, self.kind, self.rank, self.first_day)
        note(work, UnitAdded(unit_id=unit_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPost:
    """Set up a post in a unit, with the roles that go with it."""

    unit_id: UUID
    title: str
    roles: tuple[Role, ...]
    rank: int

    def decide(self, work: Work) -> None:
        """Add the row and record that it was added."""
        post_id = _begin(work, self.title, "post")
        require_standing(directory(work.connection), self.unit_id)
        ids = (post_id, self.unit_id)
        rows.add_post(work.connection, ids, self.title, self.roles, self.rank)
        names = tuple(role.value for role in self.roles)
        note(work, PostAdded(post_id=post_id, unit_id=self.unit_id, roles=names))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """Take in a person, give them a post and an account to sign in with."""

    name: str
    post_id: UUID
    first_day: date
    login: str
    password_hash: str
    one_time: bool = False

    def decide(self, work: Work) -> None:
        """Add the rows and record person, post and account.

        Raises:
            LoginTakenError: somebody else signs in with that name.
        """
        person_id = _begin(work, self.name, "person")
        _require_seat(directory(work.connection), self.post_id)
        rows.add_person(work.connection, person_id, self.name)
        rows.fill_post(work.connection, self.post_id, person_id, self.first_day)
        account_id = work.new_id("account")
        ids, secret = (account_id, person_id), self.password_hash
        open_account(work.connection, *ids, self.login, secret, one_time=self.one_time)
        note(
            work,
            PersonAdded(person_id=person_id),
            PostFilled(post_id=self.post_id, person_id=person_id, first_day=self.first_day),
            AccountOpened(person_id=person_id),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FillPost:
    """Put a person in a post from a day on."""

    post_id: UUID
    person_id: UUID
    first_day: date

    def decide(self, work: Work) -> None:
        """Add the holding and record it."""
        work.actor.require(Permission.MANAGE_PEOPLE)
        known = directory(work.connection)
        if self.person_id not in known.people:
            raise UnknownMemberError
        _require_seat(known, self.post_id)
        for held in _holdings(known, self.post_id, self.person_id):
            if held.last_day is None or held.last_day >= self.first_day:
                raise AlreadyHoldingError(held.first_day)
        rows.fill_post(work.connection, self.post_id, self.person_id, self.first_day)
        said = {"post_id": self.post_id, "person_id": self.person_id}
        note(work, PostFilled(**said, first_day=self.first_day))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePost:
    """End a person's time in a post after a last day; what they did stays theirs."""

    post_id: UUID
    person_id: UUID
    last_day: date

    def decide(self, work: Work) -> None:
        """End the holding and record it."""
        work.actor.require(Permission.MANAGE_PEOPLE)
        held = _holdings(directory(work.connection), self.post_id, self.person_id)
        standing = [holding for holding in held if holding.last_day is None]
        if not standing:
            raise NotHoldingError
        if self.last_day < standing[0].first_day:
            raise LeavesTooEarlyError(standing[0].first_day)
        rows.leave_post(work.connection, self.post_id, self.person_id, self.last_day)
        said = {"post_id": self.post_id, "person_id": self.person_id}
        note(work, PostLeft(**said, last_day=self.last_day))


def require_standing(register: Directory, unit_id: UUID) -> None:
    """Refuse a unit that has an end.

    Raises:
        UnknownMemberError: the tenant has no such unit.
        UnitEndedError: it ends, or has ended.
    """
    unit = register.units.get(unit_id)
    if unit is None:
        raise UnknownMemberError
    if unit.last_day:
        raise UnitEndedError(unit.last_day)


def _require_seat(register: Directory, post_id: UUID) -> None:
    if post_id not in register.posts:
        raise UnknownMemberError
    require_standing(register, register.posts[post_id].unit_id)


def _holdings(known: Directory, post_id: UUID, person_id: UUID) -> list[Holding]:
    mine = (post_id, person_id)
    return [held for held in known.holdings if (held.post_id, held.person_id) == mine]


def _begin(work: Work, name: str, kind: str) -> UUID:
    work.actor.require(Permission.MANAGE_PEOPLE)
    if not name.strip():
        raise EmptyNameError
    return work.new_id(kind)


def note(work: Work, *events: Event) -> None:
    """Record changes of the organisation that its tables already allowed."""
    organisation = work.load(Organisation, ORGANISATION)
    for event in events:
        organisation.note(event)
    work.save(organisation)
