"""Who is who in one tenant: units, posts, people, and who held which post on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, ScalarSelect, Select, Text, cast, func, or_, select

from tenants.access import GRANTS, HEADS, SERVICE, Permission
from tenants.tables import guests, holdings, people, posts, tenants, units

SERVICE_NAME = "Hệ thống"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the tenant; one that ended has a last day, and perhaps went `into` another."""

    unit_id: UUID
    name: str
    kind: str
    last_day: date | None = None
    into: UUID | None = None

    def stands(self, day: date) -> bool:
        """Tell whether the unit had not ended before a day."""
        return self.last_day is None or day <= self.last_day


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


class Visitor(msgspec.Struct, frozen=True):
    """A guest: a member of an inspection that another tenant ordered, which is their `home`."""

    guest_id: UUID
    name: str
    title: str
    home: str


@dataclass(frozen=True, slots=True)
class Directory:
    """The whole register of a tenant, small enough to be read at once (tens of rows)."""

    units: Mapping[UUID, Unit]
    posts: Mapping[UUID, Post]
    people: Mapping[UUID, str]
    holdings: tuple[Holding, ...]
    guests: Mapping[UUID, Visitor] = field(default_factory=dict)

    def standing(self, day: date) -> dict[UUID, Unit]:
        """Give the units that had not ended before a day."""
        return {key: unit for key, unit in self.units.items() if unit.stands(day)}

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

    def entitled(self, permission: Permission, day: date) -> list[UUID]:
        """Give the people whose posts of a day carry a permission, by unit, rank and name."""
        able = {role for role, granted in GRANTS.items() if permission in granted}
        found = (who for who, post in self.filled(day) if able & {*self.posts[post].roles})
        return list(dict.fromkeys(found))

    def person(self, person_id: UUID | None) -> str:
        """Name a person, or the service itself; an unknown one stays visible as such."""
        if person_id == SERVICE:
            return SERVICE_NAME
        if person_id and person_id in self.guests:
            return self.guests[person_id].name
        return self.people.get(person_id, "?") if person_id else ""

    def post(self, post_id: UUID | None) -> str:
        """Name a post; of a guest, with where they come from."""
        if post_id and post_id in self.guests:
            guest = self.guests[post_id]
            return ", ".join(filter(None, (guest.title, guest.home)))
        post = self.posts.get(post_id) if post_id else None
        return post.title if post else ""

    def seat(self, post_id: UUID) -> str:
        """Name a post with its unit, where the title alone does not say it."""
        post = self.posts[post_id]
        unit = self.unit(post.unit_id)
        said = unit.casefold() in post.title.casefold()
        return post.title if said else f"{post.title}, {unit}"

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


class _Seat(msgspec.Struct):
    """A unit with one of its posts, or with none."""

    unit_id: UUID
    name: str
    kind: str
    last_day: date | None
    into_unit_id: UUID | None
    post_id: UUID | None
    title: str | None
    roles: tuple[str, ...] | None


class _Held(msgspec.Struct):
    """A person with one of the posts that they ever held, or with none."""

    person_id: UUID
    name: str
    post_id: UUID | None
    first_day: date | None
    last_day: date | None


def directory(connection: Connection) -> Directory:
    """Load the register of the tenant that the connection is bound to; one query."""
    seated = (
        select(units.c.unit_id, units.c.name, units.c.kind)
        .add_columns(units.c.last_day, units.c.into_unit_id)
        .add_columns(posts.c.post_id, posts.c.title, posts.c.roles)
        .join_from(units, posts, posts.c.unit_id == units.c.unit_id, isouter=True)
        .order_by(units.c.rank, units.c.unit_id, posts.c.rank, posts.c.post_id)
    )
    held = (
        select(people.c.person_id, people.c.name)
        .add_columns(holdings.c.post_id, holdings.c.first_day, holdings.c.last_day)
        .join_from(people, holdings, people.c.person_id == holdings.c.person_id, isouter=True)
        .order_by(people.c.sort_key, people.c.person_id)
    )
    visiting = (
        select(guests.c.guest_id, guests.c.name, guests.c.title, tenants.c.name.label("home"))
        .join_from(guests, tenants, tenants.c.tenant_id == guests.c.home_id)
        .order_by(guests.c.guest_id)
    )
    three = select(_as_text(seated), _as_text(held), _as_text(visiting))
    found = connection.execute(three).one()
    seats = msgspec.json.decode(found[0] or "[]", type=list[_Seat])
    holds = msgspec.json.decode(found[1] or "[]", type=list[_Held])
    visitors = msgspec.json.decode(found[2] or "[]", type=list[Visitor])
    return Directory(
        units={one.unit_id: _unit(one) for one in seats},
        posts={
            one.post_id: Post(one.post_id, one.unit_id, one.title or "", one.roles or ())
            for one in seats
            if one.post_id
        },
        people={one.person_id: one.name for one in holds},
        holdings=tuple(
            Holding(one.post_id, one.person_id, one.first_day, one.last_day)
            for one in holds
            if one.post_id and one.first_day
        ),
        guests={one.guest_id: one for one in visitors},
    )


def _unit(seat: _Seat) -> Unit:
    return Unit(seat.unit_id, seat.name, seat.kind, seat.last_day, seat.into_unit_id)


def _as_text(rows: Select[Any]) -> ScalarSelect[str]:
    inner = rows.subquery()
    return select(cast(func.json_agg(inner.table_valued()), Text)).scalar_subquery()
