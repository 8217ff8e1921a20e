"""Who is told of a review: whose turn it is to write, to judge, to conclude, to answer."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from events.reviews import steps
from events.store import Recorded
from events.stream import Event
from service.messages.alerts import News
from service.messages.kinds import Kind
from service.messages.reminders import opinion_wanted
from service.reviews import rounds, states
from tenants.access import Permission
from tenants.directory import directory

TO_PERSON: dict[type[Event], Kind] = {
    steps.Opened: "review_opened",
    steps.Told: "review_told",
    steps.ObjectionAnswered: "review_answered",
}
TO_ENTITLED: dict[type[Event], tuple[Kind, Permission]] = {
    steps.FactsReceived: ("review_facts", Permission.PROPOSE_GRADES),
    steps.Objected: ("review_objected", Permission.DECIDE_GRADES),
    steps.OpinionGiven: ("review_to_conclude", Permission.DECIDE_GRADES),
}


def news(recorded: Recorded, connection: Connection, today: date) -> Iterator[News]:
    """Tell what an event says to whom; `today`, of the tenant, decides who holds a post."""
    kind = type(recorded.event)
    if kind not in TO_PERSON | TO_ENTITLED and kind is not steps.SelfReviewed:
        return
    review = states.one(connection, recorded.stream_id)
    of = rounds.one(connection, review.subject.round_id)
    person = review.subject.person_id
    judges = {*of.members} - {person}
    if said := TO_PERSON.get(kind):
        day = of.self_by if kind is steps.Opened else None
        yield _one(said, person, recorded, day=day)
    elif kind is steps.SelfReviewed:
        for judge in judges:
            yield opinion_wanted(judge, review.id)
    elif kind is not steps.OpinionGiven or judges <= review.opinions.keys():
        said, permission = TO_ENTITLED[kind]
        for one in directory(connection).entitled(permission, today):
            if one != person:
                yield _one(said, one, recorded)


def _one(kind: Kind, person: UUID, recorded: Recorded, day: date | None = None) -> News:
    once = kind == "review_to_conclude"  # an opinion that is changed asks nothing anew
    return News(
        person_id=person,
        key=f"{kind} {recorded.stream_id}" if once else f"{recorded.position}",
        kind=kind,
        subject_id=recorded.stream_id,
        by=recorded.person_id,
        day=day,
    )
