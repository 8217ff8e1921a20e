"""Who is who in one tenant: units, posts, people, and who held which post on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, or_, select

from tenants.access import HEADS, SERVICE
from tenants.tables import holdings, people, posts, units

SERVICE_NAME = "Hệ thống"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the tenant."""

    unit_id: UUID
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a unit, with the roles that go with it."""

    post_id: UUID
    unit_id: UUID
    title: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """A person held a post from a first day to a last day, or holds it still."""

    post_id: UUID
    person_id: UUID
    first_day: date
    last_day: date | None

    def covers(self, day: date) -> bool:
        """Tell whether the person held the post on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Directory:
    """The whole register of a tenant, small enough to be read at once (tens of rows)."""

    units: Mapping[UUID, Unit]
    posts: Mapping[UUID, Post]
    people: Mapping[UUID, str]
    holdings: tuple[Holding, ...]

    def holders(self, post_id: UUID, day: date) -> list[UUID]:
        """Give the people who held a post on a day."""
        here = (h for h in self.holdings if h.post_id == post_id)
        return [h.person_id for h in here if h.covers(day)]

    def held(self, person_id: UUID, day: date) -> list[UUID]:
        """Give the posts that a person held on a day, highest first."""
        mine = {h.post_id for h in self.holdings if h.person_id == person_id and h.covers(day)}
        return [post_id for post_id in self.posts if post_id in mine]

    def filled(self, day: date) -> list[tuple[UUID, UUID]]:
        """Give every (person, post) of a day, by unit, rank and name."""
        return [(person, post) for post in self.posts for person in self.holders(post, day)]

    def person(self, person_id: UUID | None) -> str:
        """Name a person, or the service itself; an unknown one stays visible as such."""
        if person_id == SERVICE:
            return SERVICE_NAME
        return self.people.get(person_id, "?") if person_id else ""

    def post(self, post_id: UUID | None) -> str:
        """Name a post with its unit where the title alone does not say it."""
        post = self.posts.get(post_id) if post_id else None
        return post.title if post else ""

    def unit(self, unit_id: UUID | None) -> str:
        """Name a unit."""
        unit = self.units.get(unit_id) if unit_id else None
        return unit.name if unit else ""


def holders_of(connection: Connection, post_id: UUID, day: date) -> list[UUID]:
    """Give the people who hold one post on a day, without loading the register."""
    held = select(holdings.c.person_id).where(
        holdings.c.post_id == post_id,
        holdings.c.first_day <= day,
        or_(holdings.c.last_day.is_(None), holdings.c.last_day >= day),
    )
    return list(connection.execute(held).scalars())


def heads_of(connection: Connection, unit_id: UUID | None, day: date) -> list[UUID]:
    """Give the people who lead a unit on a day."""
    leads = or_(*(posts.c.roles.any_() == role.value for role in sorted(HEADS)))
    leading = select(posts.c.post_id).where(posts.c.unit_id == unit_id, leads)
    found = (
        holders_of(connection, post, day) for post in connection.execute(leading).scalars()
    )
    return [person for people_there in found for person in people_there]


def directory(connection: Connection) -> Directory:
    """Load the register of the tenant that the connection is bound to; two queries."""
    seats = connection.execute(
        select(units.c.unit_id, units.c.name, units.c.kind)
        .add_columns(posts.c.post_id, posts.c.title, posts.c.roles)
        .join_from(units, posts, posts.c.unit_id == units.c.unit_id, isouter=True)
        .order_by(units.c.rank, units.c.unit_id, posts.c.rank, posts.c.post_id)
    ).all()
    held_rows = connection.execute(
        select(people.c.person_id, people.c.name, holdings)
        .join_from(people, holdings, people.c.person_id == holdings.c.person_id, isouter=True)
        .order_by(people.c.sort_key, people.c.person_id)
    ).all()
    return Directory(
        units={r.unit_id: Unit(r.unit_id, r.name, r.kind) for r in seats},
        posts={
            r.post_id: Post(r.post_id, r.unit_id, r.title, tuple(r.roles))
            for r in seats
            if r.post_id
        },
        people={r[0]: r[1] for r in held_rows},
        holdings=tuple(
            Holding(r.post_id, r[0], r.first_day, r.last_day) for r in held_rows if r.post_id
        ),
    )
