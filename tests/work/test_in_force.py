"""Pages by the clock of happening show what was in force, as a replay of the events has it."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from events.store import Past
from service.clock import now
from service.in_force import look_by_happening
from service.inspections.walk import task_after, walk
from service.ledgers import Instance
from service.plans import states as plans
from service.read_models import READ_MODELS
from service.replay import replay
from service.tasks import states, timeline
from service.tasks.desk import desk
from service.tasks.grouping import Moment
from service.tasks.plan_table import PlanTable
from service.tasks.states import Sight
from tenants.calendar import working_calendar
from tenants.scope import Scope
from tests.people import Commune, make_commune
from tests.work.test_replay import TICK, Told, hindered_before, remembering
from tests.work.year import Year


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    acts=st.lists(
        st.tuples(st.integers(1, 11), st.integers(0, 9), st.integers(0, 30)),
        min_size=2,
        max_size=8,
    ),
    days_back=st.integers(0, 31),
)
def test_pages_show_by_the_clock_of_happening_what_was_in_force(
    admin: Instance,
    instance: Instance,
    acts: list[tuple[int, int, int]],
    days_back: int,
) -> None:
    village = remembering(make_commune(admin, instance))
    year = Year(village)
    year.issue()
    for act, amount, days in [(1, 0, 0), (11, 0, 12), *acts]:
        village.happened.append(now() - timedelta(days=days))
        year.try_to(act, amount)
    scope = Scope(admin.engine, village.tenant.tenant_id, admin.key, as_owner=True)
    with scope.begin() as connection:
        for model in READ_MODELS:
            past = Past(now() - timedelta(days=days_back), "happened")
            assert replay(connection, model, past).differing is None
        connection.rollback()


def test_a_connection_that_looks_by_happening_reads_what_was_in_force(
    commune: Commune,
) -> None:
    told = hindered_before(commune)
    after = told.hindered + TICK
    with told.commune.ledger.scope.begin() as connection:
        sight = Sight.of(told.commune.actors["khai"])
        known = states.one(connection, told.task_id, sight, None)
        look_by_happening(connection, READ_MODELS)
        stood = states.one(connection, told.task_id, sight, after)
        assert (stood.version, stood.obstacle) == (3, "Mất mạng")
        assert stood.changed_at == told.hindered
        assert states.one(connection, told.task_id, sight, None).version == known.version
        plan_id = stood.plan_id or told.task_id
        early, late = states.at_both(
            connection, states.table.c.plan_id == plan_id, told.hindered - TICK, told.received
        )
        changed = [
            [one.changed_at for one in some if one.task_id == told.task_id]
            for some in (early, late)
        ]
        assert changed == [[told.commune.happened[0]], [told.received]]
        assert [
            entry.version for entry in timeline.of_task(connection, told.task_id, after)
        ] == [1, 3]
        assert listed(connection, told, after) == ([3], [3])
        steps = walk(connection, "task", told.task_id, sight, datetime.date)
        assert [step.at for step in steps[1:3]] == [told.hindered, told.received]
        assert len({step.position for step in steps}) == 4
        assert [task_after(connection, step) for step in steps].count(None) == 0


def listed(connection: Connection, told: Told, at: datetime) -> tuple[list[int], list[int]]:
    """The versions of the task on the desk of who is in charge, and in the plan."""
    khai, day = told.commune.actors["khai"], at.date()
    moment = Moment(day, at, working_calendar(connection))
    [plan, *_] = plans.every(connection, None)
    table = PlanTable(connection, plan, at, moment)
    some = desk(connection, khai, day, at=at)["mine"].tasks
    every = table.lines(table.tally(), first=0, most=9)
    mine, of_plan = (
        [t.version for t in tasks if t.task_id == told.task_id] for tasks in (some, every)
    )
    return mine, of_plan
