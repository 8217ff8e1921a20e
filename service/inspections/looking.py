"""Reads what the signals are found in, finds them, and keeps what units answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import structs
from sqlalchemy import ColumnElement, Connection, Table, func, select

from events.errors import RefusedError
from events.signals import SignalAnswered, SignalLimitsSet, SignalRule, Signals
from events.store import Past
from events.values import Target
from service.db import driver, unnamed
from service.evidence import uses
from service.history import standing
from service.indicators import states as indicator_states
from service.inspections.signals import (
    USUAL,
    Record,
    Signal,
    TargetStep,
    TaskStep,
    newest_first,
    signals,
)
from service.tasks import states as task_states
from service.tasks.states import Sight
from service.tasks.values import read_evidence
from service.vault.stores import event_store
from service.work import Work
from tenants.access import HEADS, Actor, Permission

SAID = UUID("5a05a05a-0000-4000-8000-000000000008")  # one stream a tenant
LATE = """
SELECT stream_id, position, recorded_at, happened_at FROM es.stored_events late
 WHERE tenant_id = (SELECT ctx.tenant()) AND recorded_at - happened_at > %(least)s
   AND (%(at)s::timestamptz IS NULL OR recorded_at <= %(at)s)
   AND topic LIKE 'tasks.%%' AND NOT EXISTS (
       SELECT FROM es.stored_events said
         JOIN es.stored_events judged USING (tenant_id, stream_id)
        WHERE tenant_id = late.tenant_id AND stream_id = late.stream_id
          AND said.topic = 'tasks.ObstacleReported' AND judged.topic = 'tasks.ObstacleAnswered'
          AND convert_from(judged.state, 'UTF8')::jsonb @> jsonb_build_object(
              'verdict', 'confirmed', 'obstacle', said.stream_version)
          AND (%(at)s::timestamptz IS NULL OR judged.recorded_at <= %(at)s)
          AND said.recorded_at >= late.happened_at
          AND said.happened_at <= late.recorded_at + interval '1 day')
 ORDER BY position
"""
S = TypeVar("S", TaskStep, TargetStep)


class NotYourSignalError(RefusedError):
    """The head of the unit that leads the task answers, or whoever stands in for them."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The signals in sight, newest first, what is known of each, and the limits that hold.

    `units` names the unit that leads each task, `answers` what was said to a signal, by rule
    and event.
    """

    found: list[Signal]
    units: Mapping[UUID, UUID]
    answers: Mapping[tuple[SignalRule, int], str]
    limits: SignalLimitsSet

    def joined(self, more: Iterable[Signal]) -> "Looked":
        """Give the same with signals that were found elsewhere, in order."""
        return replace(self, found=newest_first([*self.found, *more]))


def look(
    connection: Connection,
    sight: Sight,
    zone: str,
    today: date,
    at: datetime | None = None,
) -> Looked:
    """Find the signals about what is in sight, in what was recorded by now or by an instant.

    Args:
        connection: bound to the tenant.
        sight: whose rights; targets are looked at by those who see everything, or by mandate.
        zone: the tenant's.
        today: the day on which one looks, or as of which.
        at: the last instant of that day, when it is past.
    """
    said, tasks = _said(connection, at), _tasks(connection, sight, at)
    here = ZoneInfo(zone)
    limits = said.limits or USUAL
    record = Record(
        tasks=tasks,
        targets=_targets(connection, at) if sight.everything or sight.mandated else {},
        proved=_proved(connection, at),
        local=lambda moment: moment.astimezone(here),
        today=today,
    )
    units = {task_id: steps[-1].unit_id for task_id, steps in tasks.items()}
    late = _recorded_late(connection, limits, units, at)
    found = newest_first([*late, *signals(record, limits)])
    return Looked(found, units, said.answers, limits)


def answers_for(actor: Actor, unit_id: UUID) -> bool:
    """Tell whether an actor answers for a unit: its head, or who stands in for the head."""
    heads = unit_id == actor.unit_id and bool(actor.roles & HEADS)
    return heads or any(one.unit_id == unit_id and one.roles & HEADS for one in actor.stands_in)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSignal:
    """Say what is behind a signal about a task of one's own unit, or about the unit."""

    unit_id: UUID
    signal: SignalAnswered

    def decide(self, work: Work) -> None:
        """Record the answer.

        Raises:
            NotYourSignalError: the unit is not the actor's to answer for.
            NoResultFound: the task is not in the actor's sight.
        """
        if not answers_for(work.actor, self.unit_id):
            raise NotYourSignalError
        thing = self.signal.thing_id
        if thing != self.unit_id:
            task = task_states.one(work.connection, thing, Sight.of(work.actor), None)
            if task.clarity.lead_unit_id != self.unit_id:
                raise NotYourSignalError
        said = work.open(Signals, SAID)
        said.answer(structs.replace(self.signal, text=self.signal.text.strip()))
        work.save(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSignalLimits:
    """Say from how much on the rules signal."""

    limits: SignalLimitsSet

    def decide(self, work: Work) -> None:
        """Record the limits."""
        work.actor.require(Permission.SET_RULES)
        said = work.open(Signals, SAID)
        said.limit(self.limits)
        work.save(said)


def limits_of(connection: Connection) -> SignalLimitsSet:
    """Give the limits that hold: the tenant's, else the usual ones."""
    return _said(connection, None).limits or USUAL


def names(
    connection: Connection, found: Iterable[Signal], at: datetime | None = None
) -> dict[UUID, tuple[str, str]]:
    """Give code and text of the tasks and indicators that signals are about, now or then."""
    wanted = {one for s in found for one in (s.thing_id, s.other_id) if one}
    if not wanted:
        return {}
    tasks, targets = task_states.table, indicator_states.table
    said = select(tasks.c.task_id, tasks.c.code, tasks.c.content)
    also = select(targets.c.indicator_id, targets.c.code, targets.c.content)
    rows = connection.execute(
        said.where(standing(tasks, at), tasks.c.task_id.in_(wanted)).union_all(
            also.where(standing(targets, at), targets.c.indicator_id.in_(wanted))
        )
    )
    return {thing: (code, text) for thing, code, text in rows}


def _said(connection: Connection, at: datetime | None) -> Signals:
    """Take in what was said, as far as it is in sight: a reader by mandate has gaps."""
    said = Signals(SAID)
    for recorded in event_store(connection).stream(SAID, past=Past(at)):
        said.replay(recorded.event)
    return said


def _tasks(
    connection: Connection, sight: Sight, at: datetime | None
) -> dict[UUID, list[TaskStep]]:
    kept = task_states.table.c
    seen = select(kept.task_id).where(standing(task_states.table, None), sight.covers())
    columns = (
        kept.task_id,
        kept.position,
        kept.valid_from,
        kept.lead_unit_id,
        kept.person_id,
        kept.due_on,
        kept.status,
        kept.evidence,
        kept.extensions,
        kept.asked,
    )
    wanted = (
        select(*columns)
        .where(*_by(task_states.table, at))
        .order_by(kept.task_id, kept.position)
    )
    if not sight.everything:
        wanted = wanted.where(kept.task_id.in_(seen))
    return _by_thing(map(_task_step, unnamed(connection.execute(wanted))))


def _task_step(row: Sequence[Any]) -> TaskStep:
    task_id, position, at, unit_id, person_id, due_on, status, evidence, *rest = row
    return TaskStep(
        task_id,
        position,
        at,
        unit_id,
        person_id,
        due_on,
        status,
        read_evidence(evidence),
        *rest,
    )


def _targets(connection: Connection, at: datetime | None) -> dict[UUID, list[TargetStep]]:
    kept = indicator_states.table.c
    columns = (kept.indicator_id, kept.position, kept.valid_from, kept.target)
    wanted = select(*columns).where(*_by(indicator_states.table, at))
    rows = connection.execute(wanted.order_by(kept.indicator_id, kept.position))
    read = msgspec.json.Decoder(Target | None).decode
    return _by_thing(TargetStep(*row[:3], read(row[3])) for row in rows)


def _by_thing(steps: Iterable[S]) -> dict[UUID, list[S]]:
    found: dict[UUID, list[S]] = {}
    for step in steps:
        found.setdefault(step[0], []).append(step)
    return found


def _by(table: Table, at: datetime | None) -> list[ColumnElement[bool]]:
    """Restrict to the steps that were recorded by an instant; to none for now."""
    return [table.c.valid_from <= at] if at else []


def _proved(connection: Connection, at: datetime | None) -> dict[UUID, frozenset[UUID]]:
    """Give what of the evidence store was ever used, by the task that it was used for."""
    kept = uses.table.c
    item = func.array_agg(kept.evidence_id)
    rows = connection.execute(
        select(kept.for_id, item).where(*_by(uses.table, at)).group_by(kept.for_id)
    )
    return {for_id: frozenset(found) for for_id, found in rows}


def _recorded_late(
    connection: Connection,
    limits: SignalLimitsSet,
    units: Mapping[UUID, UUID],
    at: datetime | None,
) -> Iterator[Signal]:
    asked = {"least": timedelta(days=limits.recorded_days), "at": at}
    for task_id, position, recorded, happened in driver(connection).execute(LATE, asked):
        if task_id in units:
            yield Signal(
                "recorded_late", task_id, position, recorded, (recorded - happened).days
            )
