"""Facts of people in a period: order-free, deaf to what comes later, and from one reading."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from events.catalogues import WorkItem
from events.plan_items import Item
from events.store import Past, Recorded
from events.values import Conversion
from service.evaluation.gathering import PersonFacts, facts_of, gather, gather_all, histories
from service.evaluation.opening import OpenPeriod
from service.evaluation.periods import Period, one
from service.imports.work_catalogue import CatalogueSheet
from service.tasks.judging import Accept, SendBack
from service.tasks.working import Acknowledge, Submit
from tenants.calendar import WorkingCalendar
from tests.catalogues.sheets import FIVE, in_force
from tests.evaluation.histories import (
    HUNG,
    JUNE,
    Said,
    answered,
    assigned,
    cancelled,
    folded,
    given,
    handed_in,
    handed_over,
    history,
    june,
    obstacle,
    product,
    refused,
    returned,
    taken,
)
from tests.past import TODAY, Story, days_ago, duty, issued, local_day

ONE = Decimal(1)
BEGIN: Said = (date(2026, 5, 20), given())
LIVES: tuple[tuple[Said, ...], ...] = (
    (BEGIN, handed_in(june(18)), taken(june(19))),
    (BEGIN, handed_in(june(22)), returned(june(23)), handed_in(june(24)), taken(june(25))),
    (BEGIN, refused(june(2)), assigned(june(3), HUNG), handed_in(june(9)), taken(june(9))),
    (BEGIN, obstacle(june(15)), handed_in(june(25)), taken(june(26)), answered(june(27), 2)),
    (BEGIN, handed_over(june(10), HUNG), cancelled(june(12))),
    ((june(3), given(owed=product(coefficient=None))),),
)
lives = st.lists(st.sampled_from(LIVES), min_size=1, max_size=8)


def facts(recorded: list[Recorded], up_to: int) -> dict[UUID, PersonFacts]:
    seen = [one for one in recorded if one.position <= up_to]
    return facts_of(folded(seen), JUNE, WorkingCalendar(), up_to)


def log_of(some: list[tuple[Said, ...]]) -> list[Recorded]:
    """Give the events of tasks one after another, as a log has them."""
    log: list[Recorded] = []
    for number, life in enumerate(some):
        log += history(*life, task=number, first_position=len(log) + 1)
    return log


@for_all(lives, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_tasks_does_not_matter(
    some: list[tuple[Said, ...]], chance: object
) -> None:
    log = log_of(some)
    tasks = sorted({one.stream_id for one in log})
    chance.shuffle(tasks)  # type: ignore[attr-defined]  # a random.Random
    shuffled = [one for task in tasks for one in log if one.stream_id == task]
    assert facts(shuffled, len(log)) == facts(log, len(log))


@for_all(lives, lives)
@settings(max_examples=40)
def test_what_comes_after_the_position_never_matters(
    before: list[tuple[Said, ...]], after: list[tuple[Said, ...]]
) -> None:
    whole, up_to = log_of([*before, *after]), len(log_of(before))
    assert facts(whole, up_to) == facts(log_of(before), up_to)


@for_all(lives)
@settings(max_examples=40)
def test_every_number_opens_down_to_events_that_are_there(some: list[tuple[Said, ...]]) -> None:
    log = log_of(some)
    for person in facts(log, len(log)).values():
        opened = [p for one in person.products for ps in one.events.values() for p in ps]
        left_out = [p for one in person.excluded for p in one.events]
        assert set(opened + left_out) <= {one.position for one in log}
        assert all(one.events["assigned"] for one in person.products)
        assert all(one.events for one in person.excluded)


def worth(item: Item, coefficient: str) -> Item:
    """Give a duty whose product is worth something."""
    assert item.clarity.deliverable
    code = Conversion(code="DC.05", points=Decimal(5), coefficient=Decimal(coefficient))
    made = replace(item.clarity.deliverable, quantity=Decimal(1), conversion=code)
    return replace(item, clarity=replace(item.clarity, deliverable=made))


def period_of(story: Story) -> Period:
    """Open the thirty days that end ten days ago."""
    start, end = local_day(40), local_day(11)
    asked = OpenPeriod(kind="month", start=start, end=end, cut_off=end, due=end)
    done = story.do(asked, by="ha", at=days_ago(60))
    with story.ledger.scope.begin() as connection:
        return one(connection, uuid5(done, f"month {start}"))


def test_everybody_s_facts_come_from_the_events_up_to_a_position(story: Story) -> None:
    period = period_of(story)
    items = [worthless := duty(story, 1, due=local_day(20)), duty(story, 2, due=TODAY)]
    items.append(duty(story, 3, due=local_day(15)))
    assert worthless.clarity.deliverable
    plan_id = issued(story, items, at=days_ago(50))
    tasks = [task.task_id for task in story.tasks(plan_id)]
    khai = story.actors["khai"].person_id
    story.do(Acknowledge(task_id=tasks[0]), by="khai", at=days_ago(45))
    story.do(Submit(task_id=tasks[0], note="Xong", evidence=()), by="khai", at=days_ago(19))
    with story.ledger.scope.begin() as connection:
        before = gather(connection, khai, period)
        assert [one.reason for one in before.excluded] == ["no_coefficient"] * 2
    back = SendBack(task_id=tasks[0], reason="Sai", major_error=True)
    story.do(back, by="do", at=days_ago(18))
    with story.ledger.scope.begin() as connection:
        assert gather(connection, khai, period, before.up_to) == before
        then = gather(connection, khai, period, past=Past(days_ago(19)))
        assert (then.products, then.excluded) == (before.products, before.excluded)
        now = gather_all(connection, period)
        read = histories(connection, period, None)
        assert read.of(khai, before.up_to) == before
        assert read.of(khai, read.up_to) == now[khai]
        assert now[khai] == gather(connection, khai, period)
        assert now[khai].up_to > before.up_to


def test_a_month_of_one_person_is_found_in_the_log(story: Story) -> None:
    period = period_of(story)
    item = WorkItem(
        code="DC.05", task="Báo cáo", product="Báo cáo", group=1, points=FIVE, coefficient=ONE
    )
    in_force(story, CatalogueSheet(items=(item,), frames=(), left_out=()))
    items = [worth(duty(story, n, due=local_day(20)), "1") for n in (1, 2)]
    tasks = [t.task_id for t in story.tasks(issued(story, items, at=days_ago(50)))]
    khai = story.actors["khai"].person_id
    story.do(Acknowledge(task_id=tasks[0]), by="khai", at=days_ago(45))
    story.do(Submit(task_id=tasks[0], note="Xong", evidence=()), by="khai", at=days_ago(19))
    story.do(Accept(task_id=tasks[0]), by="do", at=days_ago(5))
    with story.ledger.scope.begin() as connection:
        found = gather(connection, khai, period)
    assert [(one.state, one.product.late_times) for one in found.products] == [
        ("done", 1),
        ("unfinished", 0),
    ]
    assert found.excluded == ()
    assert found.products[0].accepted == TODAY - timedelta(days=5)
