"""Signals are counted against what a person says of each case: hits, misses, false alarms."""

from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from events.signals import SignalRule
from service.bench.alarms import Alarms, counted, sheet
from service.demo.people import SUOI_NGAN
from service.inspections.looking import look, names
from service.ledgers import Instance
from service.organisation.founding import ZONE
from service.reports.all_signals import Looker, all_signals
from service.tasks.states import Sight
from tenants.directory import directory
from tenants.register import every
from tests.inspections.planted import plant
from tests.inspections.planted_beyond import PLANTED
from tests.past import TODAY, Story, make_story

EVERYTHING = Sight(True, UUID(int=0), frozenset(), frozenset())
BENCHMARKS = Path(__file__).parents[2] / "docs/benchmarks.md"
PHRASE = len("Phát 12 bản tin")


def local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(ZONE))


def named(story: Story) -> list[tuple[SignalRule, UUID]]:
    """Say what is named in a commune: a person or a report where a unit answers for one."""
    with story.ledger.scope.begin() as connection:
        looker = Looker(
            actor=story.actors["su"],
            sight=EVERYTHING,
            register=directory(connection),
            local=local,
            zone=ZONE,
            today=TODAY,
        )
        found = all_signals(connection, looker).found
    return [
        (s.rule, s.thing_id if s.rule == "same_file" else s.other_id or s.thing_id)
        for s in found
    ]


def test_planted_acts_are_named_and_few_innocent_ones_with_them(
    story: Story, admin: Instance, instance: Instance
) -> None:
    labels = plant(story).labels()
    told = [one for one in named(story) if one[0] != "rush"]
    for rule, planted in PLANTED.items():
        other = make_story(admin, instance)
        labels |= dict(planted(other))
        told += [one for one in named(other) if one[0] == rule]
    alarms = counted(told, labels)
    assert not sum(one.misses for one in alarms)
    false = {one.rule: one.false for one in alarms if one.false}
    assert false == {"recorded_late": 1, "same_file": 1}
    assert sheet("Signals on planted acts", alarms).markdown() in BENCHMARKS.read_text()


def test_the_year_of_the_demonstration_raises_what_it_was_written_for(told: Instance) -> None:
    with told.engine.connect() as connection:
        [commune] = [one for one in every(connection) if one.code == SUOI_NGAN.code]
    with told.open(commune).scope.begin() as connection:
        looked = look(connection, EVERYTHING, local, TODAY)
        named = names(connection, looked.found)
    tasks = [signal for signal in looked.found if signal.thing_id in named]
    found: list[tuple[SignalRule, str]] = [
        (signal.rule, named[signal.thing_id][1][:PHRASE]) for signal in tasks
    ]
    alarms = counted(found, {("recorded_late", "Phát 12 bản tin"): True})
    assert alarms == [Alarms("recorded_late", hits=1, misses=0, false=0, left_alone=0)]


def test_what_nobody_labelled_is_a_false_alarm() -> None:
    labels: dict[tuple[SignalRule, int], bool] = {
        ("rush", 1): True,
        ("rush", 2): True,
        ("rush", 3): False,
        ("rush", 4): False,
    }
    [one] = counted([("rush", 1), ("rush", 1), ("rush", 3), ("rush", 5)], labels)
    assert one == Alarms("rush", hits=1, misses=1, false=2, left_alone=1)
