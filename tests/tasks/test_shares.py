"""A task serves several indicators, each with its share: linked, and seen from both sides."""

from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from events.errors import ChangedMeanwhileError
from events.tasks.refusals import NotYourUnitError, SharesOutOfRangeError
from events.values import Share
from service.tasks import states
from service.tasks.sharing import NotPursuedError, ShareTask, serving
from service.tasks.working import Acknowledge
from service.work import Command
from tests.indicators.test_measuring import measure, stood
from tests.past import Story, days_ago, duty, issued, target
from tests.queries import counted
from tests.tasks.test_budget import MOST_QUERIES
from tests.web import browse

HALF = Decimal(50)


@pytest.fixture
def both(story: Story) -> tuple[UUID, UUID]:
    """A task of 1.240 records that Dợ's unit leads, and an indicator."""
    plan_id = issued(story, [duty(story, 1), target(2)], at=days_ago(60))
    [task], [indicator] = story.tasks(plan_id), stood(story)
    return task.task_id, indicator.state.indicator_id


def do(story: Story, command: Command, by: str) -> None:
    story.do(command, by=by, at=days_ago(10))


def shares(story: Story, task_id: UUID) -> tuple[Share, ...]:
    with story.ledger.scope.begin() as connection:
        [task] = states.listed(connection, states.table.c.task_id == task_id)
    return task.shares


def test_what_a_task_serves_is_seen_from_both_sides(
    story: Story, both: tuple[UUID, UUID]
) -> None:
    task_id, indicator = both
    half = Share(indicator_id=indicator, amount=Decimal(620), of="quantity")
    do(story, ShareTask(task_id=task_id, shares=(half,)), "do")
    assert shares(story, task_id) == (half,)
    with story.ledger.scope.begin() as connection:
        assert [task.task_id for task in serving(connection, indicator, None)] == [task_id]
    khai = browse(story, "khai")
    with counted() as sent:
        page = khai.get(f"nhiem-vu/{task_id}")
    assert "(chưa đo)" in page.text
    assert "620 hồ sơ, 50% nhiệm vụ" in page.text
    assert len(sent) <= MOST_QUERIES
    served = browse(story, "khai").get(f"chi-tieu/{indicator}")
    assert served.soup.select(f'a[href$="nhiem-vu/{task_id}"]')
    hidden = browse(story, "hung").get(f"chi-tieu/{indicator}")
    assert "Nhiệm vụ phục vụ" in hidden.text
    assert not hidden.soup.select(f'a[href$="nhiem-vu/{task_id}"]')
    do(story, ShareTask(task_id=task_id, shares=()), "do")
    assert "Nhiệm vụ phục vụ" not in browse(story, "khai").get(f"chi-tieu/{indicator}").text


def test_the_page_of_the_task_says_where_the_indicator_stands(
    story: Story, both: tuple[UUID, UUID]
) -> None:
    task_id, indicator = both
    do(story, measure(indicator), "ha")
    half = Share(indicator_id=indicator, amount=HALF)
    do(story, ShareTask(task_id=task_id, shares=(half,)), "su")
    assert "(đang 88,4%)" in browse(story, "khai").get(f"nhiem-vu/{task_id}").text


@pytest.mark.parametrize("amounts", [("60", "50"), ("0",), ("-1",), ("100.01",)])
def test_shares_are_above_nothing_and_together_no_more_than_the_task(
    story: Story, both: tuple[UUID, UUID], amounts: tuple[str, ...]
) -> None:
    task_id, indicator = both
    names = [indicator, uuid4()]
    wanted = tuple(
        Share(indicator_id=name, amount=Decimal(amount))
        for name, amount in zip(names, amounts, strict=False)
    )
    refused = (SharesOutOfRangeError, NotPursuedError)
    with pytest.raises(refused):
        do(story, ShareTask(task_id=task_id, shares=wanted), "do")
    assert shares(story, task_id) == ()


def test_an_indicator_is_served_once_and_only_while_it_is_pursued(
    story: Story, both: tuple[UUID, UUID]
) -> None:
    task_id, indicator = both
    half = Share(indicator_id=indicator, amount=HALF)
    with pytest.raises(SharesOutOfRangeError):
        do(story, ShareTask(task_id=task_id, shares=(half, half)), "do")
    unknown = Share(indicator_id=task_id, amount=HALF)
    with pytest.raises(NotPursuedError):
        do(story, ShareTask(task_id=task_id, shares=(unknown,)), "do")
    with pytest.raises(NotYourUnitError):
        do(story, ShareTask(task_id=task_id, shares=(half,)), "hung")
    with pytest.raises(NotYourUnitError):
        do(story, ShareTask(task_id=task_id, shares=(half,)), "khai")


def test_an_old_page_changes_nothing(story: Story, both: tuple[UUID, UUID]) -> None:
    task_id, indicator = both
    do(story, Acknowledge(task_id=task_id), "khai")
    half = Share(indicator_id=indicator, amount=HALF)
    with pytest.raises(ChangedMeanwhileError):
        do(story, ShareTask(task_id=task_id, shares=(half,), seen=1), "do")


def test_the_page_adds_and_drops_one_at_a_time(story: Story, both: tuple[UUID, UUID]) -> None:
    task_id, indicator = both
    head, path = browse(story, "do"), f"nhiem-vu/{task_id}/chi-tieu"
    typed = head.get(path).form("/chi-tieu") | {"indicator": str(indicator), "amount": "101"}
    refused = head.post(path, typed)
    assert refused.errors == [
        "Phần đóng góp: Mỗi phần lớn hơn 0, tổng các phần không quá 100% (đang 101%)."
    ]
    done = head.follow(head.post(path, typed | {"amount": "62,5"}))
    assert done.messages == ["Đã ghi chỉ tiêu mà nhiệm vụ phục vụ."]
    assert "62,5% nhiệm vụ" in done.text
    [version] = {str(field["value"]) for field in done.soup.select('input[name="seen"]')}
    gone = head.post(path, {"seen": version, "bo": str(indicator), "command_id": str(uuid4())})
    assert gone.status == 303
    assert shares(story, task_id) == ()
    assert "Bước này không còn làm được" in browse(story, "khai").get(path).text
    assert browse(story, "hung").get(path).status == 404
