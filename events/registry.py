"""The closed list of stored names: name to class, and how older states become today's.

Nothing read from the database is ever imported; an unknown name is an error.
"""

import inspect
from types import ModuleType
from typing import Any

import msgspec

from events import (
    appraisals,
    catalogues,
    coverage,
    directive_copies,
    directive_receivers,
    directive_replies,
    directives,
    discussions,
    evidence,
    exchange,
    filters,
    handovers,
    indicators,
    inspections,
    mandates,
    measuring,
    meetings,
    organisation,
    papers,
    par,
    par_adjusting,
    par_sets,
    periods,
    plan_life,
    plan_lineage,
    plan_spelling,
    plans,
    recommendations,
    report_calendars,
    reports,
    review_rounds,
    review_rules,
    rule_sets,
    scoring,
    shared_indicators,
    signals,
    task_rules,
    task_sheets,
    urging,
)
from events.conclusions import merits
from events.conclusions import steps as conclusion_steps
from events.errors import UnknownTopicError
from events.grading import body_year, steps
from events.missions import steps as mission_steps
from events.reviews import steps as review_steps
from events.stream import Event, Upcast
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

MODULES: tuple[ModuleType, ...] = (
    organisation,
    plans,
    plan_life,
    plan_lineage,
    plan_spelling,
    giving,
    outside,
    shares,
    working,
    judging,
    deadlines,
    obstacles,
    amending,
    conditions,
    taking_back,
    series,
    indicators,
    shared_indicators,
    task_rules,
    task_sheets,
    measuring,
    meetings,
    conclusion_steps,
    merits,
    inspections,
    mandates,
    mission_steps,
    recommendations,
    review_rounds,
    review_rules,
    review_steps,
    urging,
    signals,
    discussions,
    handovers,
    filters,
    catalogues,
    evidence,
    rule_sets,
    scoring,
    periods,
    exchange,
    report_calendars,
    reports,
    directives,
    coverage,
    directive_copies,
    directive_replies,
    directive_receivers,
    papers,
    par_sets,
    par,
    appraisals,
    par_adjusting,
    steps,
    body_year,
)


def event_classes(module: ModuleType) -> list[type[Event]]:
    """List the events that a module defines."""
    found = [v for v in vars(module).values() if inspect.isclass(v) and issubclass(v, Event)]
    return [kind for kind in found if kind.__module__ == module.__name__]


CLASSES: dict[str, type[Event]] = {
    kind.TOPIC: kind for module in MODULES for kind in event_classes(module)
}
OLDER: dict[str, tuple[type[Event], Upcast]] = {
    name: (kind, upcast) for kind in CLASSES.values() for name, upcast in kind.UPCASTS.items()
}
SILENT = frozenset(name for name, kind in CLASSES.items() if not kind.TEXT_REMEMBERED)
DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in CLASSES.items()}
ENCODER = msgspec.json.Encoder(decimal_format="string")


def encode(event: Event) -> bytes:
    """Write an event's state as it is stored: compact JSON, fields in declared order."""
    return ENCODER.encode(event)


def decode(topic: str, state: bytes) -> Event:
    """Read a stored event, raising older shapes to today's.

    Raises:
        UnknownTopicError: the name is not in the registry.
    """
    if decoder := DECODERS.get(topic):
        return decoder.decode(state)
    if topic not in OLDER:
        raise UnknownTopicError(topic)
    kind, upcast = OLDER[topic]
    old: dict[str, Any] = msgspec.json.decode(state)
    return msgspec.convert(upcast(old), kind, strict=False)
