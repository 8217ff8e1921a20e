"""What is planted beyond single tasks: units, targets, self-scores and locked reports."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from msgspec.structs import replace

from events.plan_life import Paper, Wish
from events.signals import SignalRule
from events.values import Target
from service.indicators import states
from service.plans.amendments import living
from service.reports.drafting import DrawFigures, TypeFigure
from service.reports.opening import OpenOnRequest
from service.tasks.amending import AmendPlan
from service.tasks.judging import Accept
from service.tasks.working import Acknowledge, ReportProgress, Submit
from service.work import Command
from tests.evaluation.scored import owed, scored_month
from tests.past import TODAY, Story, days_ago, duty, issued, local_day, proof, target
from tests.reports.year import FIRST, Reported, finish, reported

Label = tuple[tuple[SignalRule, UUID], bool]
UPDATES = 9  # of a unit in its quarter


def rushes(story: Story) -> Iterator[Label]:
    """Two units work on a task each: on a quarter's last day, and through its last week."""
    ended = (TODAY - last_day_of_quarter()).days
    items = [duty(story, n, person=who) for n, who in ((1, "khai"), (2, "hung"))]
    plan_id = issued(story, items, title="Số hóa hồ sơ", at=days_ago(ended + 12))
    acts: list[tuple[datetime, str, Command]] = []
    for task in story.tasks(plan_id):
        crowded = task.clarity.person_id == story.actors["khai"].person_id
        who = "khai" if crowded else "hung"
        acts.append((days_ago(ended + 11), who, Acknowledge(task_id=task.task_id)))
        for number in range(1, UPDATES + 1):
            day = ended if crowded else ended + UPDATES - number
            said = ReportProgress(task_id=task.task_id, amount=Decimal(number), note="")
            acts.append((days_ago(day) + timedelta(minutes=number), who, said))
        yield ("rush", story.actors[who].unit_id), crowded
    for at, who, command in sorted(acts, key=lambda act: act[0]):
        story.do(command, by=who, at=at)


def targets(story: Story) -> Iterator[Label]:
    """Make one target easier in mid-period, and another harder."""
    plan_id = issued(story, [target(1, 85), target(2, 85)], at=days_ago(60))
    with story.ledger.scope.begin() as connection:
        items = living(connection, plan_id).items
        aims = states.of_plan(connection, plan_id, None)
    wishes = [
        Wish(n, replace(items[n], target=Target(comparator=">=", value=value, unit="%")), "Mới")
        for n, value in ((1, Decimal(80)), (2, Decimal(90)))
    ]
    paper = Paper(number="58", symbol="KH-UBND", dated=local_day(10), subject="Sửa đổi")
    amend = AmendPlan(
        plan_id=plan_id, wishes=tuple(wishes), paper=paper, in_force_on=local_day(10)
    )
    story.do(amend, by="ha", at=days_ago(9))
    for one in aims:
        yield ("target_lowered", one.indicator_id), one.item_id == 1


def self_scores(story: Story) -> Iterator[Label]:
    """Two give themselves every point: one left work undone, one did it all."""
    month = scored_month(story)
    plan_id = issued(story, [owed(story, 1, local_day(20), "hung")], at=days_ago(50))
    [task] = story.tasks(plan_id)
    story.do(Acknowledge(task_id=task.task_id), by="hung", at=days_ago(49))
    done = Submit(task_id=task.task_id, note="Xong", evidence=(proof(task.task_id),))
    story.do(done, by="hung", at=days_ago(22))
    story.do(Accept(task_id=task.task_id), by="ha", at=days_ago(21))
    for who, by in (("khai", "do"), ("hung", "ha")):
        month.self_score(who)
        month.confirm(who, by=by)
        yield ("self_score_above", story.actors[who].person_id), who == "khai"


def reports(story: Story) -> Iterator[Label]:
    """Lock one with a figure put by hand, and one after which a task was handed in."""
    first = reported(story)
    asked = OpenOnRequest(
        plan_id=first.plan_id,
        first_day=local_day(FIRST),
        cut_off=local_day(6),
        send_on=local_day(1),
        due_on=local_day(-2),
        addressee="Sở Nội vụ",
    )
    other = uuid5(story.do(asked, by="ha", at=days_ago(8)), "report")
    second = Reported(story, first.plan_id, other, first.tasks, first.indicator_id)
    first.do(DrawFigures(report_id=first.report_id))
    key = str(first.indicator_id)
    first.do(
        TypeFigure(report_id=first.report_id, key=key, value=Decimal(91), reason="Ước tính")
    )
    first.do(first.write())
    first.signed()
    first.do(first.lock(), ago=1)
    second.ready()
    second.signed()
    second.do(second.lock(number="46"), ago=1)
    finish(story, first.tasks[2], ago=0)
    yield ("report_differs", first.report_id), True
    yield ("report_differs", second.report_id), False


def last_day_of_quarter() -> date:
    """Give the last day of the newest quarter that was over 190 days ago."""
    day = local_day(190)
    begun = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return begun - timedelta(days=1)


PLANTED: Mapping[SignalRule, Callable[[Story], Iterator[Label]]] = {
    "rush": rushes,
    "target_lowered": targets,
    "self_score_above": self_scores,
    "report_differs": reports,
}
