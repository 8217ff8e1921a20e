"""What the events of one task count as, for one person and one period."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec import structs

from events.tasks.amending import Amended
from events.tasks.deadlines import Resumed, Suspended
from service.evaluation.facts import Kin
from tests.evaluation.examples import LETTER, other
from tests.evaluation.histories import (
    JULY,
    answered,
    folded,
    given,
    handed_in,
    history,
    june,
    obstacle,
    period,
    product,
    returned,
    taken,
)
from tests.evaluation.judged import BEGUN, LEADER, excluded, extended, found, nothing


def test_a_product_in_time_counts_whole_and_every_number_opens() -> None:
    got = found(BEGUN, handed_in(june(18)), taken(june(19)))
    assert (got.product.quantity, got.product.coefficient) == (Decimal(1), Decimal(12))
    assert got.state == "done"
    assert (int(got.product.done), got.product.late_times) == (1, 0)
    assert (got.submitted, got.accepted, got.due) == (june(18), june(19), june(20))
    assert got.events == {"assigned": (1,), "due": (1,), "done": (2, 3)}


def test_what_is_not_taken_is_not_done() -> None:
    assert found(BEGUN).state == "unfinished"
    waiting = found(BEGUN, handed_in(june(18)))
    assert waiting.state == "waiting"
    assert waiting.product.done == Fraction(0)


@pytest.mark.parametrize(("day", "late"), [(20, 0), (21, 1)])
def test_lateness_is_judged_by_the_day_of_the_hand_in(day: int, late: int) -> None:
    got = found(BEGUN, handed_in(june(day)), taken(june(30)))
    assert got.product.late_times == late


def test_each_late_hand_in_counts_and_days_late_are_working_days() -> None:
    twice = (handed_in(june(22)), returned(june(23), major=False), handed_in(june(29)))
    got = found(BEGUN, *twice, taken(june(30)))
    assert (got.product.late_times, got.product.working_days_late) == (2, 6)
    assert got.events["late_times"] == (2, 4)


def test_an_extension_moves_the_deadline_that_counts() -> None:
    got = found(BEGUN, extended(june(19), june(25)), handed_in(june(25)), taken(june(26)))
    assert (got.due, got.product.late_times) == (june(25), 0)


def test_a_confirmed_cause_excuses_the_lateness_after_it() -> None:
    late = (obstacle(june(15)), handed_in(june(25)), taken(june(26)))
    assert found(BEGUN, *late).product.late_excused == 0
    assert found(BEGUN, *late, answered(june(27), 2, "refused")).product.late_excused == 0
    got = found(BEGUN, *late, answered(june(27), 2))
    assert (got.product.late_times, got.product.late_excused) == (1, 1)
    assert got.events["late_excused"] == (5,)


def test_a_cause_reported_after_the_lateness_excuses_nothing() -> None:
    said = (handed_in(june(22)), returned(june(23)), obstacle(june(24)), answered(june(24), 4))
    got = found(
        BEGUN, *said, extended(june(24), june(28)), handed_in(june(26)), taken(june(27))
    )
    assert (got.product.late_times, got.product.late_excused) == (1, 0)


def test_only_a_major_error_fails_a_review() -> None:
    small = found(BEGUN, handed_in(june(1)), returned(june(2), major=False), handed_in(june(3)))
    assert small.product.failed_reviews == 0
    got = found(
        BEGUN, handed_in(june(1)), returned(june(2)), handed_in(june(3)), taken(june(4))
    )
    assert (got.product.failed_reviews, got.product.reviews_excused) == (1, 0)
    assert got.events["failed_reviews"] == (3,)


def test_a_cause_reported_between_a_failed_review_and_the_next_hand_in_excuses_it() -> None:
    said = (handed_in(june(1)), returned(june(2)), obstacle(june(3)), answered(june(4), 4))
    got = found(BEGUN, *said, handed_in(june(5)), taken(june(6)))
    assert (got.product.failed_reviews, got.product.reviews_excused) == (1, 1)
    again = (handed_in(june(5)), returned(june(6)), handed_in(june(7)), taken(june(8)))
    assert found(BEGUN, *said, *again).product.reviews_excused == 1


def test_a_product_belongs_to_the_period_of_its_last_deadline() -> None:
    moved = extended(june(19), date(2026, 7, 5))
    assert excluded(BEGUN, moved) == "extended"
    assert found(BEGUN, moved, when=JULY).state == "unfinished"
    assert nothing(BEGUN, handed_in(june(1)), taken(june(2)), when=JULY)


def test_a_product_without_deadline_belongs_to_the_period_of_its_hand_in() -> None:
    undated = (date(2026, 5, 20), given(None))
    assert excluded(undated) == "not_handed_in"
    assert nothing(undated, handed_in(date(2026, 7, 2)), taken(date(2026, 7, 3)))
    got = found(undated, handed_in(june(9)), taken(date(2026, 7, 1)))
    assert (got.state, got.due, got.product.late_times) == ("done", None, 0)


def test_what_is_handed_in_after_the_cut_off_is_unfinished_and_counts_nowhere_else() -> None:
    late = (BEGUN, handed_in(date(2026, 7, 2)), taken(date(2026, 7, 3)))
    assert found(*late).state == "unfinished"
    assert excluded(*late, when=JULY) == "carried_over"
    grace = period(cut_off=date(2026, 7, 5), due=date(2026, 7, 9))
    assert found(*late, when=grace).state == "done"


def test_what_is_still_owed_from_an_earlier_period_is_shown_and_not_counted() -> None:
    assert excluded(BEGUN, when=JULY) == "carried_over"
    assert nothing(BEGUN, handed_in(june(3)), taken(june(4)), when=JULY)


def test_what_is_due_after_an_early_cut_off_belongs_to_the_next_period() -> None:
    early = period(cut_off=june(10), due=june(14))
    after = period(JULY.start, JULY.end, counted_from=june(11))
    in_time = (BEGUN, handed_in(june(9)), taken(june(12)))
    assert found(*in_time, when=early).state == "done"
    assert nothing(*in_time, when=after)
    assert excluded(BEGUN, when=early) == "after_cut_off"
    assert found(BEGUN, when=after).state == "unfinished"


def test_what_rests_counts_nothing_until_it_goes_on() -> None:
    rests = (june(10), Suspended(suspended_on=june(10), reason="Chờ văn bản"))
    assert excluded(BEGUN, rests) == "suspended"
    goes_on = (june(12), Resumed(resumed_on=june(12), due_on=june(22)))
    assert found(BEGUN, rests, goes_on).due == june(22)


def test_a_coefficient_is_never_guessed() -> None:
    bare = (june(1), given(owed=product(coefficient=None)))
    assert excluded(bare) == "no_coefficient"
    assert excluded(bare, kin=Kin(whole_counts=True)) == "in_whole"


@pytest.mark.parametrize("amount", ["0", "-2"])
def test_an_impossible_quantity_is_shown(amount: str) -> None:
    assert excluded((june(1), given(owed=product(amount)))) == "impossible_quantity"


def test_an_amended_product_counts_as_it_is_now() -> None:
    clarity = given(june(25), owed=product("2", "5")).clarity
    amended = Amended(
        content="Lập hai báo cáo",
        area=None,
        clarity=clarity,
        due_on=june(25),
        in_force_on=june(5),
        reason="Văn bản mới",
    )
    got = found(BEGUN, (june(5), amended))
    assert (got.title, got.due, int(got.product.weight)) == ("Lập hai báo cáo", june(25), 10)
    assert got.events["assigned"] == (1, 2)


def test_a_set_that_counts_the_acceptance_finds_it_late() -> None:
    got = found(BEGUN, handed_in(june(20)), taken(june(22)))
    assert got.under(LETTER).late_times == 0
    assert got.under(other(late_when="accepted")).late_times == 1


def test_a_day_begins_at_midnight_in_the_tenant_s_zone() -> None:
    [said] = history((june(1), given(origin=LEADER)))
    evening = said.happened_at.replace(month=5, day=31, hour=17)
    [begun] = folded([structs.replace(said, happened_at=evening)]).values()
    assert begun.begun.day == june(1)
