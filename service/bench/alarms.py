"""How often signals are right: what was found, beside what was planted and labelled by hand."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection

from events.signals import SignalRule
from service.bench.sheet import Sheet
from service.demo.labelled.labels import labels
from service.demo.people import NAM_SOI, Stage
from service.evaluation.seats import LEADERS
from service.inspections.looking import look, names
from service.inspections.signals import Signal
from service.ledgers import Instance
from service.reports.all_signals import Looker, all_signals
from service.reports.differing import report_names
from service.tasks.states import Sight
from tenants.access import Actor, Role
from tenants.directory import Directory, directory
from tenants.ids import PostId, UnitId
from tenants.register import Tenant

T = TypeVar("T", bound=Hashable)
EVERYTHING = Sight(everything=True, person_id=UUID(int=0), units=frozenset(), posts=frozenset())
HEADS = ("rule", "hits", "misses", "false alarms", "innocent, left alone")


@dataclass(frozen=True, slots=True)
class Alarms:
    """Of one rule: acts that it found and missed, innocent ones it named and left alone."""

    rule: SignalRule
    hits: int
    misses: int
    false: int
    left_alone: int


def counted(
    found: Collection[tuple[SignalRule, T]], labels: Mapping[tuple[SignalRule, T], bool]
) -> list[Alarms]:
    """Count by rule, of each thing once.

    Args:
        found: which rule named which thing.
        labels: what a person says of a thing under a rule: True where it had to be named. What
            is found and has no label is a false alarm: somebody has to look at it.
    """
    named = set(found)
    rules = sorted({rule for rule, _ in [*labels, *named]})
    return [_of(rule, named, labels) for rule in rules]


def of_demo(instance: Instance, day: date) -> Sheet:
    """Look on a day at the demonstration's labelled year; what has no label is innocent."""
    known = {act: said == "guilty" for act, said in labels().items()}
    return sheet("Signals on the labelled year", counted(named(instance, NAM_SOI, day), known))


def named(instance: Instance, stage: Stage, day: date) -> list[tuple[SignalRule, str]]:
    """Say what is named in a tenant of the demonstration on a day, in words."""
    tenant = instance.tenant(stage.code)
    assert tenant  # noqa: S101 - the demonstration was loaded
    with instance.open(tenant).scope.begin() as connection:
        register = directory(connection)
        found = all_signals(connection, _everything(register, tenant, day)).found
        things = names(connection, found)
        told = report_names(connection, {one.other_id for one in found if one.other_id})
    return [(one.rule, _name(one, register, things, told)) for one in found]


def _name(
    signal: Signal,
    register: Directory,
    things: Mapping[UUID, tuple[str, str]],
    told: Mapping[UUID, str],
) -> str:
    if signal.rule == "report_differs" and signal.other_id:
        return told[signal.other_id].partition(",")[0]
    if signal.rule == "self_score_above" and signal.other_id:
        return register.person(signal.other_id)
    if signal.thing_id in things:
        return things[signal.thing_id][1]
    return register.units[UnitId(signal.thing_id)].name


def _everything(register: Directory, tenant: Tenant, day: date) -> Looker:
    """Look at everything, from the post of the first leader, who may read every sheet."""
    leading = [p for p in register.posts.values() if LEADERS & frozenset(map(Role, p.roles))]
    nobody = Actor.service(tenant.tenant_id)
    return Looker(
        actor=replace(nobody, post_id=PostId(leading[0].post_id)) if leading else nobody,
        sight=EVERYTHING,
        whole=True,
        register=register,
        zone=tenant.zone,
        today=day,
    )


def of_year(connection: Connection, zone: str, day: date) -> Sheet:
    """Look at a generated year, in which nothing was planted: all that is found is false."""
    began = perf_counter()
    found = look(connection, EVERYTHING, zone, day).found
    took = 1000 * (perf_counter() - began)
    alarms = counted([(signal.rule, signal.thing_id) for signal in found], {})
    return sheet(f"Signals on a generated year, found in {took:.0f} ms", alarms)


def sheet(title: str, alarms: Iterable[Alarms]) -> Sheet:
    """Put the counts into a table."""
    rows = [
        (one.rule, str(one.hits), str(one.misses), str(one.false), str(one.left_alone))
        for one in alarms
    ]
    return Sheet(title, HEADS, rows)


def _of(
    rule: SignalRule,
    named: Collection[tuple[SignalRule, T]],
    labels: Mapping[tuple[SignalRule, T], bool],
) -> Alarms:
    guilty = {one for one, suspicious in labels.items() if suspicious and one[0] == rule}
    innocent = {one for one, suspicious in labels.items() if not suspicious and one[0] == rule}
    mine = {one for one in named if one[0] == rule}
    return Alarms(
        rule,
        hits=len(guilty & mine),
        misses=len(guilty - mine),
        false=len(mine - guilty),
        left_alone=len(innocent - mine),
    )
