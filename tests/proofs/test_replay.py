"""Walking through a history: every event once and in order, its turns, the state after it."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from service.clock import now
from service.inspections.entries import positions
from service.inspections.kinds import Kind
from service.inspections.scope import Thing
from service.inspections.walk import Step, Turn, nearest, task_after, walk
from service.plans.states import every
from service.tasks.states import Sight
from tests.proofs.signed import Signed
from web.proofs.strip import LINE, MOST, QUIET, WIDE, WIDTH, strip

EVERYTHING = Sight(everything=True, person_id=UUID(int=0), units=frozenset(), posts=frozenset())


def steps(signed: Signed, kind: Thing, thing: UUID) -> list[Step]:
    with signed.commune.ledger.scope.begin() as connection:
        return walk(connection, kind, thing, EVERYTHING, lambda moment: moment.date())


def test_each_event_of_a_task_is_one_step_in_order(signed: Signed) -> None:
    signed.grow()
    found = steps(signed, "task", signed.task_id)
    with signed.commune.ledger.scope.begin() as connection:
        assert [step.position for step in found] == positions(connection, [signed.task_id])
        last = task_after(connection, found[-1])
        before = task_after(connection, found[-2])
    assert last is not None
    assert before is not None
    assert (before.amount, last.amount) == (Decimal(0), Decimal(5))


def test_a_plan_s_steps_hold_those_of_its_tasks(signed: Signed) -> None:
    with signed.commune.ledger.scope.begin() as connection:
        plan_id = every(connection, None)[0].plan_id
    of_plan = {step.position for step in steps(signed, "plan", plan_id)}
    of_task = {step.position for step in steps(signed, "task", signed.task_id)}
    assert of_task < of_plan


def test_pages_lead_from_step_to_step_and_prove_each(signed: Signed) -> None:
    signed.grow()
    khai = signed.browse("khai")
    first = khai.get(f"phat-lai/nhiem-vu/{signed.task_id}")
    assert first.heading == "Phát lại từng bước"
    assert "Bước 1 trên" in first.text
    assert "nằm trong lịch sử đã ký" in first.text
    last = khai.get(f"phat-lai/nhiem-vu/{signed.task_id}", {"buoc": "99999"})
    assert "Nhiệm vụ sau bước này" in last.text
    assert not last.soup.select('a[rel="next"]')
    assert last.soup.select('a[rel="prev"]')
    rubbish = khai.get(f"phat-lai/nhiem-vu/{signed.task_id}", {"buoc": "-3x"})
    assert "Bước 1 trên" in rubbish.text


def test_whoever_may_not_see_the_task_finds_no_replay(signed: Signed) -> None:
    assert signed.browse("hung").get(f"phat-lai/nhiem-vu/{signed.task_id}").status == 404


def test_a_unit_that_led_nothing_is_walked_through_in_no_step(signed: Signed) -> None:
    units, board = signed.commune.units, signed.browse("su")
    pages = [board.get(f"phat-lai/don-vi/{unit}") for unit in units.values()]
    assert {page.status for page in pages} == {200}
    assert sum("chưa có bước nào" in page.text for page in pages) == len(units) - 1
    assert board.get(f"phat-lai/don-vi/{signed.task_id}").status == 404


def test_a_past_day_is_walked_as_far_as_it_had_come(signed: Signed) -> None:
    long_ago = (now().date() - timedelta(days=30)).isoformat()
    page = signed.browse("khai").get(
        f"phat-lai/nhiem-vu/{signed.task_id}", {"tai_ngay": long_ago}
    )
    assert "chưa có bước nào" in page.text


def test_jumps_go_to_the_nearest_turn_on_either_side() -> None:
    turns: list[frozenset[Turn]] = [
        frozenset(),
        frozenset({"person"}),
        frozenset(),
        frozenset({"person"}),
    ]
    walked = [Step(n, UUID(int=1), now(), turns=each) for n, each in enumerate(turns, 1)]
    assert nearest(walked, 2, "person") == (1, 3)
    assert nearest(walked, 1, "person") == (None, 3)
    assert nearest(walked, 0, "late") == (None, None)


@pytest.mark.parametrize(
    ("days", "counts"),
    [
        ([date(2026, 3, 2)], [1]),
        ([date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 9)], [2, 1]),
        ([date(2026, 3, 2), date(2026, 6, 1), date(2026, 6, 2)], [1, 2]),
    ],
)
def test_a_bar_is_a_week_and_quiet_weeks_are_folded(
    days: list[date], counts: list[int]
) -> None:
    drawn = strip([(day, None) for day in days])
    assert [bar.count for bar in drawn.bars] == counts
    folded = any(
        b.monday - a.monday > timedelta(days=7)
        for a, b in zip(drawn.bars, drawn.bars[1:], strict=False)
    )
    assert drawn.bars[-1].x == WIDE * (len(counts) - 1) + (QUIET if folded else 0)


def test_a_bar_has_the_letter_of_what_turned_most_often() -> None:
    day = date(2026, 3, 2)
    kinds: list[Kind | None] = [None, None, None, "stop", "deadline", "stop"]
    [bar] = strip([(day, kind) for kind in kinds]).bars
    assert (bar.letter, bar.words) == ("X", "dừng, thu hồi")
    quiet = strip([(day, None)])
    assert quiet.legend == [("T", "tiến độ, việc khác")]


def test_years_of_weeks_are_rows_of_bars_and_the_oldest_are_left_out() -> None:
    days = [date(2023, 1, 2) + timedelta(weeks=n) for n in range(MOST + 9)]
    drawn = strip([(day, "hand_in") for day in days])
    assert (len(drawn.bars), drawn.cut, drawn.bars[0].first) == (MOST, True, 10)
    assert max(bar.x for bar in drawn.bars) + WIDE <= WIDTH
    assert drawn.height == LINE * -(-MOST // (WIDTH // WIDE))
