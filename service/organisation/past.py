"""Who was who by a past day: today's register, cut down to what the organisation had recorded.

Names are no part of what is recorded: a thing that was there has the name that it has today.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from events import organisation as said
from events.stream import Event
from service.in_force import past_of
from service.organisation.founding import ORGANISATION
from service.vault.stores import event_store
from tenants.delegations import Delegation
from tenants.directory import Directory, Holding, Unit
from tenants.populations import Since


def changes(connection: Connection, day: date, at: datetime) -> list[Event]:
    """Give the organisation's changes by the end of a day, which is the instant `at`.

    On the clock of happening, one that was written down later counts from the day it names.
    """
    past, told = past_of(connection, at), event_store(connection).stream(ORGANISATION)
    names_day = past.clock == "happened"
    return [
        one.event
        for one in told
        if past.moment(one) <= at or (names_day and _named(one.event) <= day)
    ]


def register_then(known: Directory, changes: Sequence[Event]) -> Directory:
    """Cut a register down to the units, posts, people and holdings that changes tell of."""
    there = {thing for event in changes for thing in _things(event)}
    posts = {key: post for key, post in known.posts.items() if key in there}
    there |= {post.unit_id for post in posts.values()}
    ended = {one.unit_id: one for one in changes if isinstance(one, said.UnitEnded)}
    return replace(
        known,
        units={k: _unit(u, ended.get(k)) for k, u in known.units.items() if k in there},
        posts=posts,
        people={key: name for key, name in known.people.items() if key in there},
        holdings=_holdings(changes),
    )


def delegations_then(changes: Iterable[Event]) -> list[Delegation]:
    """List the delegations that changes tell of, latest first."""
    found = dict[UUID, Delegation]()
    for event in changes:
        match event:
            case said.Delegated():
                facts = {name: getattr(event, name) for name in Delegation.__slots__}
                found[event.delegation_id] = Delegation(**facts)
            case said.DelegationEnded():
                one = found[event.delegation_id]
                found[event.delegation_id] = replace(one, last_day=event.last_day)
    return sorted(found.values(), key=lambda one: one.first_day, reverse=True)


def populations_then(changes: Iterable[Event], person_id: UUID) -> list[Since]:
    """List the populations that changes tell of a person, the earliest first."""
    told = (one for one in changes if isinstance(one, said.PopulationSet))
    return sorted({o.from_day: o.population for o in told if o.person_id == person_id}.items())


def _holdings(changes: Iterable[Event]) -> tuple[Holding, ...]:
    held = list[Holding]()
    for event in changes:
        match event:
            case said.PostFilled():
                held.append(Holding(event.post_id, event.person_id, event.first_day, None))
            case said.PostLeft():
                held = [_left(one, event) for one in held]
    return tuple(held)


def _left(held: Holding, left: said.PostLeft) -> Holding:
    same = (held.post_id, held.person_id, held.last_day) == (left.post_id, left.person_id, None)
    return replace(held, last_day=left.last_day) if same else held


def _unit(unit: Unit, ended: said.UnitEnded | None) -> Unit:
    last_day, into = (ended.last_day, ended.into) if ended else (None, None)
    return replace(unit, last_day=last_day, into=into)


def _things(event: Event) -> Iterator[UUID]:
    match event:
        case said.UnitAdded():
            yield event.unit_id
        case said.PostAdded():
            yield event.post_id
        case said.PersonAdded():
            yield event.person_id
        case said.PostFilled():
            yield from (event.post_id, event.person_id)


def _named(event: Event) -> date:
    """Give the day from which a change counts, where it names one."""
    match event:
        case said.PostFilled():
            return event.first_day
        case said.PostLeft() | said.UnitEnded():
            return event.last_day
        case said.PopulationSet():
            return event.from_day
    return date.max
