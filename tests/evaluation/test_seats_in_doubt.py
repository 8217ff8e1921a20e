"""Who has no post in the period, and a unit with two heads: shown, never guessed."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from service.evaluation.seats import seating
from tenants.directory import Directory, Holding, Post, Unit
from tests.tasks.scenario import CENTRE, DO, DUNG, KHAI, LEADERS

FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)
SINCE = date(2026, 1, 1)
WHO = {DUNG: LEADERS, DO: CENTRE, KHAI: CENTRE}


def register(*holdings: Holding, heads: bool = False) -> Directory:
    posts: dict[UUID, Post] = {
        who.post_id: Post(who.post_id, unit, "Chức vụ", tuple(map(str, who.roles)))
        for who, unit in WHO.items()
    }
    if heads:
        posts[KHAI.post_id] = replace(posts[KHAI.post_id], roles=("unit_head",))
    units = {unit: Unit(unit, "Đơn vị", "department") for unit in (LEADERS, CENTRE)}
    return Directory(units, posts, {w.person_id: "Người" for w in WHO}, holdings)


def held(last: date | None = None) -> tuple[Holding, ...]:
    """Let everybody hold their post, Khải until a last day."""
    return tuple(
        Holding(who.post_id, who.person_id, SINCE, last if who == KHAI else None) for who in WHO
    )


def test_who_left_before_the_period_is_not_scored_in_it() -> None:
    assert KHAI.person_id not in seating(register(*held(date(2026, 5, 31))), FIRST, LAST).seats


def test_who_left_in_the_period_is_scored_from_the_post_that_they_held() -> None:
    seats = seating(register(*held(date(2026, 6, 10))), FIRST, LAST)
    assert seats.seats[KHAI.person_id].post_id == KHAI.post_id


def test_of_two_heads_the_higher_post_scores_the_unit_and_the_other_head() -> None:
    seats = seating(register(*held(), heads=True), FIRST, LAST)
    assert seats.scorers[KHAI.person_id] == DO.post_id
    assert seats.scorers[DO.person_id] == DUNG.post_id
