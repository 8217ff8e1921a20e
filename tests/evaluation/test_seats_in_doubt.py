"""Who has no post in the period, and a unit with two heads: shown, never guessed."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from service.evaluation.doubts import doubts
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


def test_two_heads_nobody_s_unit_and_people_without_a_post_are_named() -> None:
    assert doubts(register(*held()), FIRST, LAST) == []
    both = doubts(register(*held(), heads=True), FIRST, LAST)
    assert [(one.kind, one.unit_id) for one in both] == [("two_heads", CENTRE)]
    assert set(both[0].people) == {DO.person_id, KHAI.person_id}
    twice = Holding(DO.post_id, KHAI.person_id, SINCE, None)
    [shared] = doubts(register(*held(), twice), FIRST, LAST)
    assert (shared.kind, len(shared.people)) == ("two_heads", 2)
    headless = [one for one in held() if one.person_id != DO.person_id]
    kinds = [one.kind for one in doubts(register(*headless), FIRST, LAST)]
    assert kinds == ["no_head", "no_post"]


def test_who_left_is_not_in_doubt_and_a_unit_that_ended_in_the_period_is() -> None:
    gone = register(*held(date(2026, 5, 31)))
    assert doubts(gone, FIRST, LAST) == []
    units = dict(gone.units)
    units[CENTRE] = replace(units[CENTRE], last_day=date(2026, 6, 20))
    left = tuple(replace(one, last_day=date(2026, 6, 20)) for one in held())
    ended = doubts(replace(gone, units=units, holdings=left), FIRST, LAST)
    assert [one.kind for one in ended] == ["no_head", "ended"]
    assert doubts(replace(gone, units=units), date(2026, 6, 21), LAST) == []
