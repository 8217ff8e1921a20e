"""The story of the demonstration holds every state a task can be in, and stays honest."""

import re
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from events.tasks.deadlines import ExtensionAsked
from events.tasks.judging import Accepted
from events.tasks.obstacles import ObstacleAnswered
from service.clock import now, today
from service.demo.people import PARTY, PHA_LUONG, STAGES, SUOI_NGAN, Stage
from service.evaluation.checking import checked, stored_scores
from service.indicators import standing
from service.indicators import states as indicator_states
from service.inspections import visits
from service.ledgers import Instance
from service.organisation.founding import ZONE
from service.plans import states as plan_states
from service.plans.amendments import living
from service.tasks.state import TaskState
from service.tasks.states import of_units
from service.vault.stores import event_store
from service.verify import verify
from tenants.access import Role
from tenants.calendar import working_calendar
from tenants.directory import directory
from tenants.register import Tenant

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared/seeds"


def tenant_of(told: Instance, stage: Stage) -> Tenant:
    found = told.tenant(stage.code)
    assert found
    return found


def tasks_of(told: Instance, stage: Stage) -> list[TaskState]:
    with told.open(tenant_of(told, stage)).scope.begin() as connection:
        return of_units(connection, list(directory(connection).units), None)


def test_products_are_worth_what_the_commune_s_catalogue_says(told: Instance) -> None:
    products = [task.clarity.deliverable for task in tasks_of(told, SUOI_NGAN)]
    worth = {p.name: p.conversion for p in products if p and p.conversion}
    scanned = worth["hồ sơ số và bảng đối chiếu"]
    assert (scanned.code, scanned.coefficient) == ("MC.02", Decimal("1.5"))
    assert all(one.catalogue_id for one in worth.values())


def test_every_stored_score_is_reckoned_again_to_the_same(told: Instance) -> None:
    with told.open(tenant_of(told, SUOI_NGAN)).scope.begin() as connection:
        scores = stored_scores(connection)
        differing = [one for one in checked(connection, scores) if not one.same]
    assert scores
    assert not differing


def test_about_forty_tasks_are_in_every_state(told: Instance) -> None:
    tasks = tasks_of(told, SUOI_NGAN)
    day = today(ZONE)
    assert len(tasks) == 45
    assert len([task for task in tasks if task.origin]) == 5
    states = set(Counter(t.status for t in tasks)) - {"locked"}  # a worker may have been there
    assert states == {
        "issued", "assigned", "acknowledged", "in_progress", "submitted", "returned",
        "accepted", "rated",
    }  # fmt: skip
    assert any(t.status == "accepted" and t.late(day) for t in tasks)
    assert any(t.status == "accepted" and t.returns == 1 for t in tasks)
    assert any(t.extensions and t.due_on != t.first_due_on for t in tasks)
    assert any(t.obstacle for t in tasks)
    assert any(t.open and t.late(day) for t in tasks)
    assert len(tasks_of(told, PARTY)) == 14
    assert len(tasks_of(told, PHA_LUONG)) == 7


def test_something_is_due_in_two_working_days(told: Instance) -> None:
    with told.open(tenant_of(told, SUOI_NGAN)).scope.begin() as connection:
        soon = working_calendar(connection).after(today(ZONE), 2)
    assert any(t.open and t.due_on == soon for t in tasks_of(told, SUOI_NGAN))


def test_it_took_ten_months_and_some_of_it_was_written_down_late(told: Instance) -> None:
    with told.open(tenant_of(told, SUOI_NGAN)).scope.begin() as connection:
        history = list(event_store(connection).history())
        plans = plan_states.every(connection, None)
    times = [recorded.recorded_at for recorded in history]
    assert times == sorted(times)
    assert now() - times[0] > timedelta(days=300)
    assert times[-1] <= now()
    late = [r for r in history if r.recorded_at - r.happened_at > timedelta(days=20)]
    assert len(late) == 1
    assert sorted(plan.status for plan in plans) == ["draft", "issued", "replaced"]


def test_after_the_flood_one_plan_took_the_place_of_another(told: Instance) -> None:
    with told.open(tenant_of(told, SUOI_NGAN)).scope.begin() as connection:
        plans = {plan.number: plan for plan in plan_states.every(connection, None)}
        old, new = plans["12"], plans["58"]
        ended = living(connection, old.plan_id).superseded
        targets = indicator_states.of_plan(connection, old.plan_id, None)
    assert (old.superseded_by, new.supersedes) == (new.plan_id, old.plan_id)
    assert ended is not None
    assert {fate.kind for fate in ended.tasks} == {"carried"}
    goes_on = [target for target in targets if target.continued_by]
    assert (len(goes_on), len(targets)) == (12, 13)
    assert all(target.entry_id for target in goes_on)
    assert not any(target.open for target in targets)


def test_twelve_targets_are_measured_and_one_figure_was_corrected(told: Instance) -> None:
    with told.open(tenant_of(told, SUOI_NGAN)).scope.begin() as connection:
        found = [one for one in standing.every(connection, None) if one.state.open]
    assert len(found) == 12
    values = {one.state.content: one for one in found}
    answered = next(one for text, one in values.items() if "phản ánh" in text)
    assert [figure.corrections for figure in answered.figures if figure.corrections] == [1]
    in_time = next(one for text, one in values.items() if "đúng và trước hạn" in text)
    assert in_time.value is not None
    assert (round(in_time.value, 2), in_time.verdict) == (Decimal("97.06"), "missed")


def test_who_left_handed_over_and_somebody_stood_in(told: Instance) -> None:
    tasks = {task.content: task for task in tasks_of(told, SUOI_NGAN)}
    handed = next(task for text, task in tasks.items() if "tại ba đơn vị" in text)
    with told.open(tenant_of(told, SUOI_NGAN)).scope.begin() as connection:
        people = directory(connection)
        history = [r.event for r in event_store(connection).history()]
    assert handed.clarity.person_id is not None
    assert people.person(handed.clarity.person_id) == "Lò Văn Hùng"
    assert [e for e in history if isinstance(e, Accepted) and e.on_behalf]
    assert {e.verdict for e in history if isinstance(e, ObstacleAnswered)} == {
        "confirmed",
        "refused",
    }
    assert [e for e in history if isinstance(e, ExtensionAsked)]


def test_one_inspection_is_concluded_and_one_runs_with_a_finding_to_answer(
    told: Instance,
) -> None:
    with told.open(tenant_of(told, SUOI_NGAN)).scope.begin() as connection:
        found = {one.document: one for one in visits.every(connection, None)}
        ended, runs = (
            visits.one(connection, found[number].inspection_id)
            for number in ("96/QĐ-UBND", "101/QĐ-UBND")
        )
    assert ended.conclusion
    assert ended.findings[1].answer
    assert runs.mandate.first_day < today(ZONE) < runs.mandate.last_day
    assert runs.samples
    assert (runs.conclusion, runs.findings[1].answer) == ("", "")


def test_every_tenant_of_the_story_can_be_verified(told: Instance) -> None:
    for stage in STAGES:
        assert verify(told, tenant_of(told, stage)).finding is None


def test_every_role_can_be_played() -> None:
    played = {role for stage in STAGES for part in stage.people for role in part.roles}
    without_posts = [part for stage in STAGES for part in stage.people if not part.roles]
    assert played == set(Role) - {Role.TENANT_ADMIN}
    assert len(without_posts) == len(STAGES)  # the founders are the administrators


def test_every_file_of_the_story_is_listed_and_kept(told: Instance) -> None:
    with told.open(tenant_of(told, SUOI_NGAN)).scope.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM files")).scalar_one() > 20


@pytest.mark.skipif(not SEEDS.exists(), reason="the real plans are not here")
def test_no_sentence_is_taken_from_a_real_plan() -> None:
    real = " ".join(path.read_text() for path in SEEDS.glob("*.txt"))
    known = {words(sentence) for sentence in re.split(r"[.;\n]", real)}
    documents = (ROOT / "service/demo/documents").glob("*.txt")
    ours = [s for path in documents for s in re.split(r"[.;\n]", path.read_text())]
    assert not [s for s in ours if len(words(s).split()) > 14 and words(s) in known]


def words(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.lower()))
