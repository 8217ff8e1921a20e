"""Who carries how much: each person in charge, by unit, as of any day."""

from tests.past import Story, days_ago, duty, issued, local_day
from tests.web import browse


def lines(story: Story, login: str, **query: str) -> list[list[str]]:
    page = browse(story, login).get("don-vi/nguoi", query)
    assert page.status == 200
    for ways in page.soup.select("tbody .no-print"):
        ways.decompose()
    rows = page.soup.select("tbody tr")
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in rows
    ]


def given(story: Story) -> None:
    items = [
        duty(story, 1, due=local_day(10)),
        duty(story, 2, due=local_day(-200)),
        duty(story, 3, person="hung", due=local_day(-1)),
    ]
    issued(story, items, at=days_ago(30))


def test_the_most_pressed_person_is_first_with_late_soon_and_silent(story: Story) -> None:
    given(story)
    [khai, hung] = lines(story, "su")
    assert khai[:2] == ["Ma Văn Khải", "2"]
    assert khai[2].startswith("1 lâu nhất")
    assert (khai[5], hung[:4]) == ("2", ["Lò Văn Hùng", "1", "0", "1"])


def test_a_unit_is_chosen_by_a_link_and_its_head_sees_no_other(story: Story) -> None:
    given(story)
    unit = str(story.actors["hung"].unit_id)
    assert [row[0] for row in lines(story, "su", **{"don-vi": unit})] == ["Lò Văn Hùng"]
    assert [row[0] for row in lines(story, "do", **{"don-vi": unit})] == ["Ma Văn Khải"]
    assert len(lines(story, "su", **{"don-vi": "rac"})) == 2


def test_before_anything_was_given_nobody_carries_anything(story: Story) -> None:
    given(story)
    assert lines(story, "su", tai_ngay=local_day(60).isoformat()) == []
