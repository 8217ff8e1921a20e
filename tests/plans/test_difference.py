"""A corrected file against a plan: what came, went, changed and moved, and nothing else."""

from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from events.plan_items import Item
from events.values import Clarity, Deadline, Place, Target
from service.plans.difference import (
    Difference,
    changed_fields,
    differences,
)
from service.plans.order import longest_rising
from tests.plans.annexes import INDICATORS, POSTS, UNITS, WORK

MANY = settings(max_examples=80, deadline=None)
PLAN = (
    Item(item_id=1, kind="indicator", text="Tối thiểu 85% hồ sơ nộp trực tuyến", section="II"),
    Item(item_id=2, kind="task", text="Niêm yết thủ tục tại hai điểm", section="III.1"),
    Item(item_id=3, kind="task", text="Số hóa hồ sơ giấy của năm trước", section="III.2"),
)


def numbered(items: list[Item]) -> list[Item]:
    return [replace(item, item_id=number) for number, item in enumerate(items, 1)]


PLANS = st.lists(INDICATORS | WORK, max_size=8).map(numbered)


def taken_over(old: list[Item], found: list[Difference]) -> list[Item]:
    """The plan once everything that the file wants was done."""
    numbers = count(1_000)
    items = {item.item_id: item for item in old}
    for one in found:
        wanted = one.wanted()
        if one.old is None and wanted:
            items[next(numbers)] = wanted
        elif one.old and wanted is None:
            del items[one.old.item_id]
        elif one.old and wanted:
            items[one.old.item_id] = wanted
    return list(items.values())


@MANY
@given(plan=PLANS)
def test_a_plan_does_not_differ_from_itself(plan: list[Item]) -> None:
    assert differences(plan, plan) == []


@MANY
@given(old=PLANS, new=PLANS)
def test_what_is_taken_over_differs_no_more(old: list[Item], new: list[Item]) -> None:
    found = differences(old, new)
    after = taken_over(old, found)
    assert sorted(i.text for i in after) == sorted(i.text for i in new)
    assert {type(one.key) for one in found} <= {str}
    assert len({one.key for one in found}) == len(found)


@MANY
@given(old=PLANS, new=PLANS)
def test_nothing_is_counted_twice_and_nothing_is_forgotten(
    old: list[Item], new: list[Item]
) -> None:
    found = differences(old, new)
    gone = [one.old.item_id for one in found if one.kind == "gone" and one.old]
    came = [one.new.item_id for one in found if one.kind == "added" and one.new]
    assert len(old) - len(gone) == len(new) - len(came)
    olds = [one.old.item_id for one in found if one.old]
    assert len(set(olds)) == len(olds)


@MANY
@given(item=WORK)
def test_a_field_that_the_file_does_not_say_stays(item: Item) -> None:
    bare = Item(item_id=1, kind=item.kind, text=item.text)
    assert changed_fields(item, bare) == ()


def test_words_that_were_corrected_are_a_change_of_the_same_record() -> None:
    text = "Niêm yết đủ thủ tục tại ba điểm"
    corrected = [PLAN[0], replace(PLAN[1], text=text), PLAN[2]]
    [one] = differences(PLAN, corrected)
    assert (one.kind, one.old, [f.name for f in one.fields]) == ("changed", PLAN[1], ["text"])
    assert one.wanted() == replace(PLAN[1], text=text)


def test_a_record_under_another_heading_has_moved() -> None:
    [one] = differences(PLAN, [*PLAN[:2], replace(PLAN[2], section="IV")])
    assert (one.kind, one.fields[0].old, one.fields[0].new) == ("moved", "III.2", "IV")


def placed(*letters: str) -> list[Item]:
    """Tasks with a place in a document, one a letter."""
    return [
        Item(
            item_id=number,
            kind="task",
            text=f"{letter * 3} là việc thứ {letter} của văn bản",
            place=Place(paragraph=number, start=0, end=9),
        )
        for number, letter in enumerate(letters, 1)
    ]


def told(old: list[Item], new: list[Item]) -> list[tuple[str, ...]]:
    return [
        (one.kind, *(item.text[0] if item else "" for item in (one.new, one.before, one.after)))
        for one in differences(old, new)
    ]


def test_what_stands_elsewhere_is_told_with_its_neighbours() -> None:
    plan = placed("A", "B", "C", "D", "E")
    assert told(plan, placed("A", "C", "D", "B", "E")) == [("reordered", "B", "A", "D")]
    assert told(plan, placed("E", "A", "B", "C", "D")) == [("reordered", "E", "D", "")]
    assert told(plan, placed("B", "A", "C", "E", "D")) == [
        ("reordered", "B", "A", ""),
        ("reordered", "E", "D", "C"),
    ]


def test_an_insertion_or_a_removal_moves_nothing_else() -> None:
    plan = placed("A", "B", "C", "D")
    assert told(plan, placed("X", "A", "B", "C", "D")) == [("added", "X", "", "")]
    assert told(plan, placed("A", "C", "D")) == [("gone", "", "", "")]


def test_targets_and_work_have_orders_of_their_own() -> None:
    tasks = placed("A", "B")
    targets = [replace(i, item_id=i.item_id + 2, kind="indicator") for i in placed("C", "D")]
    assert told([*tasks, *targets], [*targets, *tasks]) == []


def test_what_a_person_added_at_the_end_of_a_draft_has_not_moved() -> None:
    plan = placed("A", "B", "C")
    plan[1:] = [plan[2], replace(plan[1], place=None)]
    assert told(plan, placed("A", "B", "C")) == []


@MANY
@given(order=st.permutations(range(9)))
def test_what_is_left_after_the_moved_ones_is_in_order(order: list[int]) -> None:
    kept = longest_rising(order)
    rising = [order[place] for place in sorted(kept)]
    assert rising == sorted(rising)
    best = [1] * 9
    for at, number in enumerate(order):
        best[at] += max((best[b] for b in range(at) if order[b] < number), default=0)
    assert len(kept) == max(best)


def test_what_came_and_what_went_are_told() -> None:
    new = Item(item_id=9, kind="task", text="Dọn bùn ở trụ sở sau lũ")
    found = differences(PLAN, [PLAN[0], PLAN[1], new])
    assert [(one.kind, one.key) for one in found] == [("added", "0-9"), ("gone", "3-0")]


def test_a_figure_and_a_deadline_are_compared_as_values() -> None:
    lower = replace(PLAN[0], target=Target(comparator=">=", value=Decimal(80), unit="%"))
    later = replace(PLAN[1], clarity=Clarity(deadline=Deadline(kind="continuous")))
    found = differences(PLAN, [lower, later, PLAN[2]])
    assert [[f.name for f in one.fields] for one in found] == [["target"], ["deadline"]]


def test_a_target_is_never_paired_with_work() -> None:
    work = replace(PLAN[0], kind="task")
    found = differences(PLAN[:1], [work])
    assert [one.kind for one in found] == ["added", "gone"]


def test_what_a_person_dropped_is_not_offered_again() -> None:
    dropped = replace(PLAN[1], state="dropped")
    assert differences([PLAN[0], dropped, PLAN[2]], PLAN) == []
    assert differences([*PLAN[:1], dropped], PLAN[:1]) == []


@pytest.mark.parametrize("sections", [("A", "B"), ("B", "A")])
def test_two_of_the_same_words_keep_to_their_headings(sections: tuple[str, str]) -> None:
    twins = [
        Item(item_id=n, kind="task", text="Báo cáo kết quả", section=section)
        for n, section in enumerate("AB", 1)
    ]
    new = [replace(twins[0], item_id=n, section=s) for n, s in enumerate(sections, 1)]
    assert not [one for one in differences(twins, new) if one.kind != "reordered"]


def test_people_and_authority_of_our_own_annex_are_taken_over() -> None:
    clear = Clarity(lead_unit_id=UNITS[1], accept_post_id=POSTS[2])
    [one] = differences(PLAN, [*PLAN[:2], replace(PLAN[2], clarity=clear)])
    assert {field.name for field in one.fields} == {"lead_unit_id", "accept_post_id"}
