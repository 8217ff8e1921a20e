"""The register of a past day, as the organisation's events tell of it."""

from datetime import date
from uuid import UUID

from events import organisation as said
from service.organisation.past import delegations_then, populations_then, register_then
from service.organisation.people import LeavePost
from tenants.directory import Directory, Holding, Post, Unit
from tests.past import Story, days_ago, local_day
from tests.web import Page, manage

UNIT, HEIR, POST, PERSON, OTHER = (UUID(int=n) for n in range(1, 6))
MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 30)
ADDED = [
    said.UnitAdded(unit_id=UNIT),
    said.PostAdded(post_id=POST, unit_id=UNIT, roles=()),
    said.PostFilled(post_id=POST, person_id=PERSON, first_day=MARCH),
]
TODAY = Directory(
    units={
        UNIT: Unit(UNIT, "Phòng Kinh tế", "department", JUNE, HEIR),
        HEIR: Unit(HEIR, "", ""),
    },
    posts={POST: Post(POST, UNIT, "Chuyên viên", ())},
    people={PERSON: "Ma Văn Khải", OTHER: "Lò Văn Hùng"},
    holdings=(Holding(POST, PERSON, MARCH, JUNE), Holding(POST, OTHER, JUNE, None)),
)


def test_what_came_later_is_not_in_the_register_of_a_past_day() -> None:
    then = register_then(TODAY, ADDED)
    assert then.units == {UNIT: Unit(UNIT, "Phòng Kinh tế", "department")}
    assert then.people == {PERSON: "Ma Văn Khải"}
    assert then.holdings == (Holding(POST, PERSON, MARCH, None),)


def test_an_end_that_was_told_of_stands() -> None:
    left = said.PostLeft(post_id=POST, person_id=PERSON, last_day=JUNE)
    ended = said.UnitEnded(unit_id=UNIT, last_day=JUNE, basis="", into=HEIR)
    then = register_then(TODAY, [*ADDED, left, ended])
    assert then.units == {UNIT: TODAY.units[UNIT]}
    assert then.holdings == TODAY.holdings[:1]


def test_a_delegation_and_a_population_are_as_they_were_told() -> None:
    given = said.Delegated(
        delegation_id=OTHER,
        post_id=POST,
        from_person_id=PERSON,
        to_person_id=HEIR,
        first_day=MARCH,
        last_day=JUNE,
        basis="07/GUQ-UBND",
    )
    ended = said.DelegationEnded(delegation_id=OTHER, last_day=MARCH)
    assert [one.last_day for one in delegations_then([given])] == [JUNE]
    assert [one.last_day for one in delegations_then([given, ended])] == [MARCH]
    cadre = said.PopulationSet(person_id=PERSON, population="cadre", from_day=MARCH)
    assert populations_then([given, cadre], PERSON) == [(MARCH, "cadre")]
    assert populations_then([cadre], OTHER) == []


def test_by_happening_an_end_counts_from_its_day_by_recording_from_when_it_was_told(
    story: Story,
) -> None:
    khai = story.actors["khai"]
    last_day = local_day(10)
    left = LeavePost(post_id=khai.post_id, person_id=khai.person_id, last_day=last_day)
    story.do(left, by="admin", at=days_ago(3))

    manager = manage(story)

    def page(path: str, clock: str, ago: int) -> Page:
        asked = {"tai_ngay": local_day(ago).isoformat(), "dong_ho": clock}
        return manager.get(path, asked)

    ended, one = f"đến {last_day:%d/%m/%Y}", f"nguoi/{khai.person_id}"
    for path in ("nguoi", one):
        assert ended in page(path, "xay-ra", 5).text
        assert ended not in page(path, "ghi-nhan", 5).text
        assert ended not in page(path, "xay-ra", 11).text
        assert not page(path, "xay-ra", 5).soup.select("main form, main .button")
    assert "Công chức một cửa" in page("quan-tri", "xay-ra", 5).text
    assert "Công chức một cửa" not in page("quan-tri", "ghi-nhan", 5).text
    assert "chưa ghi người này" in page(one, "ghi-nhan", 301).text
    assert "chưa có đơn vị nào" in page("nguoi", "ghi-nhan", 301).text
