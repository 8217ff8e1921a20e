"""What does each event change of the row of its task? Pure; the state comes from the life."""

from decimal import Decimal
from functools import singledispatch
from uuid import UUID

import msgspec

from events.recurring import Occurrence
from events.tasks import (
    amending,
    conditions,
    deadlines,
    giving,
    judging,
    obstacles,
    outside,
    series,
    shares,
    taking_back,
    working,
)
from events.tasks.life import END
from events.tasks.task import TaskEvent
from service.history import Add
from tenants.names import kept_words

Facts = dict[str, object]


def facts(event: TaskEvent) -> Facts:
    """Give the columns that an event says anew, with the state that follows."""
    end = END[event.act]
    return _facts(event) | ({"status": end} if end else {})


@singledispatch
def _facts(_event: TaskEvent) -> Facts:
    """Change the state alone."""
    return {}


@_facts.register(giving.UnitReceived | working.Acknowledged | deadlines.Resumed)
def _due(event: giving.UnitReceived | working.Acknowledged | deadlines.Resumed) -> Facts:
    return {"due_on": event.due_on}


@_facts.register
def _met(event: conditions.ConditionMet) -> Facts:
    return {"due_on": event.due_on, "first_due_on": event.due_on}


@_facts.register(giving.Assigned | giving.HandedOver)
def _charge(event: giving.Assigned | giving.HandedOver) -> Facts:
    now: Facts = {"person_id": event.person_id, "post_id": event.post_id, "asked": None}
    return now | _sees(event.person_id)


@_facts.register
def _transferred(event: giving.Transferred) -> Facts:
    moved: Facts = {
        "lead_unit_id": event.lead_unit_id,
        "person_id": event.person_id,
        "post_id": event.post_id,
        "asked": None,
    }
    deciding = {
        "accept_post_id": event.accept_post_id,
        "extend_post_id": event.extend_post_id,
    }
    return (
        moved | {name: post for name, post in deciding.items() if post} | _sees(event.person_id)
    )


@_facts.register
def _carried_over(event: giving.CarriedOver) -> Facts:
    return {"plan_id": event.plan_id, "item_id": event.item_id}


@_facts.register
def _amended(event: amending.Amended) -> Facts:
    return {
        "content": event.content,
        "words": kept_words(event.content),
        "area": event.area,
        "clarity": msgspec.json.encode(event.clarity).decode(),
        "due_on": event.due_on,
        "asked": None,
        **_recurs(event.occurrence),
    }


@_facts.register(series.Continued | series.SeriesEnded)
def _stops(_event: series.Continued | series.SeriesEnded) -> Facts:
    return {"next_on": None}


@_facts.register
def _progressed(event: working.Progressed) -> Facts:
    return {"amount": event.amount, "note": event.note}


@_facts.register
def _taken_back(event: taking_back.TakenBack) -> Facts:
    kept = set(event.__struct_fields__) - {"sheet_id", "about_id"}
    return {name: getattr(event, name) for name in kept}


@_facts.register
def _submitted(event: working.Submitted) -> Facts:
    return {
        "submitted_on": event.submitted_on,
        "note": event.note,
        "evidence": msgspec.json.encode(event.evidence).decode(),
        "asked": None,
    }


@_facts.register
def _returned(event: judging.Returned) -> Facts:
    return {"returns": Add(1), "note": event.reason}


@_facts.register
def _accepted(_event: judging.Accepted) -> Facts:
    return {"obstacle": ""}


@_facts.register
def _rated(event: judging.Rated) -> Facts:
    return {"quality": event.quality}


@_facts.register
def _asked(event: deadlines.ExtensionAsked) -> Facts:
    return {"asked": event.due_on, "asked_because": event.reason}


@_facts.register
def _extended(event: deadlines.DeadlineExtended) -> Facts:
    return {"due_on": event.due_on, "extensions": Add(1), "asked": None}


@_facts.register
def _kept(_event: deadlines.ExtensionRefused) -> Facts:
    return {"asked": None}


@_facts.register
def _suspended(_event: deadlines.Suspended) -> Facts:
    return {"due_on": None, "asked": None}


@_facts.register
def _obstructed(event: obstacles.ObstacleReported) -> Facts:
    return {"obstacle": event.text, "unanswered": Add(1)}


@_facts.register
def _answered(_event: obstacles.ObstacleAnswered) -> Facts:
    return {"unanswered": Add(-1)}


@_facts.register
def _serves(event: shares.Shared | giving.Issued) -> Facts:
    return {"shares": msgspec.json.encode(event.shares).decode()}


@_facts.register
def _issued(event: giving.Issued) -> Facts:
    said: Facts = {"plan_id": event.plan_id, "item_id": event.item_id}
    return _begun(event) | said | _serves(event) | _recurs(event.occurrence)


@_facts.register
def _given(event: outside.Given) -> Facts:
    origin = event.origin
    return _begun(event) | {
        "origin": msgspec.json.encode(origin).decode() if origin else "",
        "origin_number": origin.number if origin else "",
        "parent_id": event.parent_id,
    }


def _begun(event: giving.Issued | outside.Given) -> Facts:
    clarity = event.clarity
    others = (clarity.follower_post_id, clarity.giver_post_id, clarity.person_id)
    sharers = [*clarity.cooperating, *clarity.helpers, *filter(None, others)]
    return {
        "plan_id": None,
        "item_id": None,
        "origin": "",
        "origin_number": "",
        "parent_id": None,
        "shares": "[]",
        "code": event.code,
        "content": event.content,
        "words": kept_words(event.content),
        "area": event.area,
        "clarity": msgspec.json.encode(clarity).decode(),
        "person_id": clarity.person_id,
        "post_id": clarity.post_id,
        "lead_unit_id": clarity.lead_unit_id,
        "sharers": " ".join(map(str, sharers)),
        "accept_post_id": clarity.accept_post_id,
        "extend_post_id": clarity.extend_post_id,
        "cause_post_id": clarity.cause_post_id or clarity.extend_post_id,
        "part_of": event.part_of,
        "first_due_on": event.due_on,
        "due_on": event.due_on,
        "asked": None,
        "asked_because": "",
        "amount": Decimal(0),
        "obstacle": "",
        "unanswered": 0,
        "note": "",
        "submitted_on": None,
        "submitted_by": None,
        "evidence": "[]",
        "returns": 0,
        "extensions": 0,
        "quality": None,
        "series_id": None,
        "occurs_on": None,
        "next_on": None,
    }


def _sees(person_id: UUID | None) -> Facts:
    """Keep the task in the sight of everybody who ever was in charge of it."""
    return {"sharers": Add(f" {person_id}")} if person_id else {}


def _recurs(one: Occurrence | None) -> Facts:
    """Say which time of a recurring duty it is; what was once one stays in its series."""
    if one is None:
        return {"next_on": None}
    return {"series_id": one.series_id, "occurs_on": one.on, "next_on": one.next_on}
