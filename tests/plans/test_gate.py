from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from events.plan_items import Item
from events.values import Clarity, Deadline, Deliverable
from service.plans.gate import Unclear, unclear
from tenants.directory import Directory, Holding, Post, Unit

DAY = date(2026, 6, 15)
UNIT, WORKER, HEAD, LEADER = (uuid4() for _ in range(4))
KHAI, DO = uuid4(), uuid4()
REGISTER = Directory(
    units={UNIT: Unit(UNIT, "Trung tâm", "department")},
    posts={post: Post(post, UNIT, "Chức vụ", ()) for post in (WORKER, HEAD, LEADER)},
    people={KHAI: "Khải", DO: "Dợ"},
    holdings=(
        Holding(WORKER, KHAI, date(2025, 7, 1), None),
        Holding(HEAD, DO, date(2025, 7, 1), date(2026, 6, 30)),
    ),
)
CLEAR = Clarity(
    person_id=KHAI,
    post_id=WORKER,
    lead_unit_id=UNIT,
    deadline=Deadline(kind="date", on=date(2026, 12, 31)),
    deliverable=Deliverable(name="Biên bản", quantity=Decimal(14), unit="biên bản"),
    accept_post_id=HEAD,
    extend_post_id=LEADER,
)


def missing(clarity: Clarity, text: str = "Niêm yết thủ tục", day: date = DAY) -> set[Unclear]:
    item = Item(item_id=1, kind="task", text=text, clarity=clarity)
    return set(unclear(item, REGISTER, day))


def test_work_with_all_six_is_clear() -> None:
    assert missing(CLEAR) == set()


def test_work_of_which_nothing_is_said_lacks_all_but_its_text() -> None:
    assert missing(Clarity()) == set(Unclear) - {Unclear.CONTENT, Unclear.OWN_WORK}


def test_work_without_words_is_no_work() -> None:
    assert missing(CLEAR, text=" \n ") == {Unclear.CONTENT}


@pytest.mark.parametrize(
    ("person", "post"), [(None, WORKER), (KHAI, None), (DO, WORKER), (KHAI, uuid4())]
)
def test_somebody_must_act_in_a_post_that_is_theirs(
    person: UUID | None, post: UUID | None
) -> None:
    assert Unclear.ASSIGNEE in missing(replace(CLEAR, person_id=person, post_id=post))


def test_a_post_that_was_left_counts_only_while_it_was_held() -> None:
    head = replace(CLEAR, person_id=DO, post_id=HEAD, accept_post_id=LEADER)
    assert missing(head) == set()
    assert missing(head, day=date(2026, 7, 1)) == {Unclear.ASSIGNEE}


@pytest.mark.parametrize("unit", [None, uuid4()])
def test_a_unit_of_the_tenant_leads(unit: UUID | None) -> None:
    assert missing(replace(CLEAR, lead_unit_id=unit)) == {Unclear.RESPONSIBILITY}


@pytest.mark.parametrize(
    "deadline",
    [
        None,
        Deadline(kind="date"),
        Deadline(kind="recurring", rhythm="yearly"),
        Deadline(kind="relative"),
        Deadline(kind="relative", days=0),
    ],
)
def test_a_deadline_says_when(deadline: Deadline | None) -> None:
    assert missing(replace(CLEAR, deadline=deadline)) == {Unclear.DEADLINE}


@pytest.mark.parametrize(
    "deadline",
    [
        Deadline(kind="continuous"),
        Deadline(kind="on_request"),
        Deadline(kind="relative", days=15),
        Deadline(kind="recurring", rhythm="quarterly", on=date(2026, 9, 30)),
    ],
)
def test_a_deadline_may_recur_run_from_receipt_or_be_openly_none(deadline: Deadline) -> None:
    assert missing(replace(CLEAR, deadline=deadline)) == set()


@pytest.mark.parametrize(
    "deliverable", [None, Deliverable(name="Biên bản", quantity=Decimal(0), unit="bản")]
)
def test_a_product_is_counted(deliverable: Deliverable | None) -> None:
    assert missing(replace(CLEAR, deliverable=deliverable)) == {Unclear.DELIVERABLE}


@pytest.mark.parametrize("field", ["accept_post_id", "extend_post_id"])
@pytest.mark.parametrize("post", [None, uuid4()])
def test_both_decisions_belong_to_a_post(field: str, post: UUID | None) -> None:
    assert missing(replace(CLEAR, **{field: post})) == {Unclear.AUTHORITY}


def test_nobody_accepts_their_own_work() -> None:
    assert missing(replace(CLEAR, accept_post_id=WORKER)) == {Unclear.OWN_WORK}
