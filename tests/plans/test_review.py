import unicodedata
from decimal import Decimal
from uuid import uuid4, uuid5

import pytest

from events.plan_items import Front, Item
from events.values import Clarity, Deadline, Terms
from service.plans.drafting import StartDraft
from tests.people import Commune
from tests.plans.sample import Desk, at_desk, filled, typed
from tests.web import browse
from web.choices import key

HOSTILE = "<script>alert('x')</script> '; DROP TABLE plans; -- 😀"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(commune: Commune) -> Desk:
    return at_desk(commune)


def test_a_record_stands_beside_its_marked_sentence(desk: Desk) -> None:
    [first, *_] = desk.ids("task")
    page = desk.record(first)
    here = page.soup.select("mark.here")
    assert [mark.get_text() for mark in here] == [desk.item(first).text]
    assert len(page.soup.select(".split__text mark a")) >= 2


def test_accepting_goes_on_to_the_next_record(desk: Desk) -> None:
    first, second, *_ = desk.ids("task")
    page = desk.browser.post(f"{desk.review}/{first}", typed(desk.record(first), "accept"))
    assert page.location.endswith(f"/ra-soat/{second}")
    assert desk.item(first).state == "accepted"


def test_the_last_record_leads_back_to_the_list(desk: Desk) -> None:
    [last] = desk.ids("report")
    page = desk.browser.post(f"{desk.review}/{last}?loc=bao-cao", {"act": "drop"})
    assert page.location.endswith("/ra-soat?loc=bao-cao")
    assert desk.item(last).state == "dropped"
    assert "Đã bỏ 1" in desk.browser.get(desk.review).text
    desk.browser.post(f"{desk.review}/{last}?loc=da-bo", {"act": "restore"})
    assert desk.item(last).state == "proposed"


def test_all_six_are_filled_in_on_the_form(commune: Commune, desk: Desk) -> None:
    [first, *_] = desk.ids("task")
    fields = filled(commune, desk, first)
    assert desk.browser.post(f"{desk.review}/{first}", fields).status == 303
    clarity = desk.item(first).clarity
    assert clarity.person_id == commune.actors["khai"].person_id
    assert clarity.accept_post_id == commune.actors["do"].post_id
    assert clarity.deliverable is not None
    assert (clarity.deliverable.quantity, clarity.deliverable.unit) == (Decimal(14), "biên bản")
    assert "Đủ 6 rõ" in desk.record(first).text


def test_who_follows_helps_and_confirms_is_filled_in_beside_the_six(
    commune: Commune, desk: Desk
) -> None:
    [first, *_] = desk.ids("task")
    hung, ha = commune.actors["hung"], commune.actors["ha"]
    more = {
        "follower_post": key(ha.post_id),
        "cause_post": key(ha.post_id),
        "helpers": [key(hung.person_id), "rubbish"],
    }
    wrong = desk.browser.post(f"{desk.review}/{first}", filled(commune, desk, first) | more)
    assert wrong.status == 422
    more["helpers"] = [key(hung.person_id)]
    desk.browser.post(f"{desk.review}/{first}", filled(commune, desk, first) | more)
    clarity = desk.item(first).clarity
    assert (clarity.follower_post_id, clarity.cause_post_id) == (ha.post_id, ha.post_id)
    assert clarity.helpers == (hung.person_id,)
    assert typed(desk.record(first), "accept")["helpers"] == key(hung.person_id)


def test_a_record_of_another_kind_asks_for_other_things(desk: Desk) -> None:
    [first, *_] = desk.ids("task")
    fields = typed(desk.record(first), "accept") | {"kind": "indicator"}
    desk.browser.post(f"{desk.review}/{first}", fields)
    page = desk.record(first)
    assert page.soup.select("#comparator")
    assert not page.soup.select("#assignee")
    measured = {"comparator": ">=", "value": "88,4", "measure": "%", "phase": "2026-2027"}
    desk.browser.post(f"{desk.review}/{first}", typed(page, "accept") | measured)
    target = desk.item(first).target
    assert target is not None
    assert (target.value, target.unit, target.phase) == (Decimal("88.4"), "%", "2026-2027")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": "   "}, "Hãy ghi nội dung."),
        ({"text": "a" * 6000}, "nhiều nhất 5.000"),
        ({"deadline_kind": "date", "due_on": "31/02/2026"}, "không có ngày 31"),
        ({"deadline_kind": "date", "due_on": "1/1/3026"}, "Năm 3026"),
        ({"deadline_kind": "date", "due_on": "mai"}, "ngày/tháng/năm"),
        ({"deadline_kind": "date", "due_on": ""}, "Hãy gõ ngày đến hạn"),
        ({"deadline_kind": "recurring", "due_on": "1/9/2026"}, "nhịp lặp lại"),
        ({"deadline_kind": "relative", "days": "1,5"}, "số ngày"),
        ({"deadline_kind": "relative", "days": ""}, "số ngày"),
        ({"deadline_kind": "bao giờ"}, "Hãy chọn"),
        ({"product": "Biên bản"}, "số lượng"),
        ({"product": "Biên bản", "quantity": "0", "unit": "bản"}, "lớn hơn 0"),
        ({"quantity": "nhiều"}, "Hãy gõ số"),
        ({"assignee": "ai.do"}, "Hãy chọn"),
        ({"kind": "poem"}, "Hãy chọn"),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_stays(
    desk: Desk, wrong: dict[str, str], said: str
) -> None:
    [first, *_] = desk.ids("task")
    before = desk.item(first)
    fields = typed(desk.record(first), "accept") | {"due_on": "", "deadline_kind": ""} | wrong
    page = desk.browser.post(f"{desk.review}/{first}", fields)
    assert page.status == 422
    assert any(said in problem for problem in page.errors), page.errors
    back = typed(page, "accept")
    kept = {name: str(back[name]).strip() for name in wrong if name in {"product", "due_on"}}
    assert kept.items() <= wrong.items()
    assert desk.item(first) == before


def test_decomposed_letters_markup_and_statements_are_only_text(desk: Desk) -> None:
    [first, *_] = desk.ids("task")
    text = unicodedata.normalize("NFD", "Niêm yết đầy đủ ") + HOSTILE
    fields = typed(desk.record(first), "accept") | {"text": text}
    assert desk.browser.post(f"{desk.review}/{first}", fields).status == 303
    assert desk.item(first).text == f"Niêm yết đầy đủ {HOSTILE}"
    for path in (desk.review, f"{desk.review}/{first}", desk.gate):
        page = desk.browser.get(path)
        assert page.status == 200
        assert "<script>alert" not in page.html


def test_two_people_on_one_record_do_not_overwrite_each_other(desk: Desk) -> None:
    first, second, *_ = desk.ids("task")
    mine, other = desk.record(first), desk.record(second)
    theirs = typed(mine, "accept") | {"text": "Bản của người kia", "command_id": str(uuid4())}
    desk.browser.post(f"{desk.review}/{first}", theirs)
    page = desk.browser.post(
        f"{desk.review}/{first}", typed(mine, "accept") | {"text": "Bản của tôi"}
    )
    assert page.status == 409
    assert "Vừa có người khác thay đổi" in page.errors[0]
    assert typed(page, "accept")["text"] == "Bản của tôi"
    assert desk.item(first).text == "Bản của người kia"
    assert desk.browser.post(f"{desk.review}/{first}", typed(page, "accept")).status == 303
    assert desk.item(first).text == "Bản của tôi"
    assert desk.browser.post(f"{desk.review}/{second}", typed(other, "accept")).status == 303


def test_the_same_form_sent_twice_is_one_change(desk: Desk) -> None:
    [first, *_] = desk.ids("task")
    fields = typed(desk.record(first), "accept") | {"text": "Một lần"}
    first_answer = desk.browser.post(f"{desk.review}/{first}", fields)
    version = desk.plan().version
    again = desk.browser.post(f"{desk.review}/{first}", fields)
    assert (again.status, again.location) == (303, first_answer.location)
    assert desk.plan().version == version


def test_a_record_is_split_at_its_lines(desk: Desk) -> None:
    [first, *_] = desk.ids("task")
    lines = {"act": "split", "pieces": "Niêm yết tại trụ sở\r\n\r\nNiêm yết tại thôn"}
    page = desk.browser.post(f"{desk.review}/{first}", lines)
    assert page.status == 303
    pieces = [i for i in desk.plan().items.values() if i.text.startswith("Niêm yết tại")]
    assert [piece.text for piece in pieces] == ["Niêm yết tại trụ sở", "Niêm yết tại thôn"]
    assert page.location.endswith(f"/{pieces[0].item_id}")
    gone = desk.record(first)
    assert (gone.status, gone.location.endswith("/ra-soat")) == (303, True)


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ("", "mỗi phần một dòng"),
        ("Một phần", "ít nhất hai phần"),
        ("dòng\n" * 10_000, "nhiều nhất 12.000"),
        ("dòng\n" * 40, "nhiều nhất 30 phần"),
        (f"a\n{'b' * 6000}", "dài nhất"),
    ],
    ids=["empty", "one", "pasted", "many", "long"],
)
def test_a_split_that_is_none_is_refused(desk: Desk, pieces: str, said: str) -> None:
    [first, *_] = desk.ids("task")
    page = desk.browser.post(f"{desk.review}/{first}", {"act": "split", "pieces": pieces})
    assert page.status == 422
    assert any(said in problem for problem in page.errors), page.errors
    assert first in desk.plan().items


def test_a_record_is_merged_with_the_next(desk: Desk) -> None:
    first, second, *_ = desk.ids("task")
    whole = f"{desk.item(first).text} {desk.item(second).text}"
    page = desk.browser.post(f"{desk.review}/{first}", typed(desk.record(first), "merge"))
    assert page.status == 303
    items = desk.plan().items
    assert not {first, second} & items.keys()
    assert [item.text for item in items.values()].count(whole) == 1


def test_the_last_record_has_nothing_to_merge_with(desk: Desk) -> None:
    [last] = desk.ids("report")
    page = desk.browser.post(f"{desk.review}/{last}", {"act": "merge"})
    assert page.status == 422
    assert page.errors


def test_htmx_gets_the_part_that_changed(desk: Desk) -> None:
    [first, *_] = desk.ids("task")
    part = desk.browser.get(f"{desk.review}/{first}", None, **HTMX)
    assert "<html" not in part.html
    assert part.soup.select("#ra-soat .split__record")
    assert part.soup.select("#messages")
    [last] = desk.ids("report")
    end = desk.browser.post(f"{desk.review}/{last}?loc=bao-cao", {"act": "drop"}, **HTMX)
    assert end.response.headers["HX-Redirect"].endswith("/ra-soat?loc=bao-cao")


def test_a_past_day_leads_to_the_draft_of_today(desk: Desk) -> None:
    page = desk.browser.get(desk.review, {"tai_ngay": "2026-01-01"})
    assert page.location.endswith(desk.review)


@pytest.mark.parametrize("login", ["khai", "su", "tung"])
def test_only_who_drafts_plans_reviews_them(desk: Desk, login: str) -> None:
    other = browse(desk.commune, login)
    [first, *_] = desk.ids("task")
    for path in (desk.review, f"{desk.review}/{first}", f"{desk.review}/van-ban"):
        assert other.get(path).status == 403
        assert other.post(path, {"act": "drop", "item": first}).status == 403
    assert desk.item(first).state == "proposed"


def test_a_printed_deadline_is_kept_beside_the_decided_one(desk: Desk) -> None:
    item = next(i for i in desk.plan().items.values() if "30/9/2026" in i.deadline_printed)
    fields = typed(desk.record(item.item_id), "accept") | {"due_on": "15/9/2026"}
    desk.browser.post(f"{desk.review}/{item.item_id}", fields)
    decided = desk.item(item.item_id).clarity.deadline
    assert isinstance(decided, Deadline)
    assert decided.on is not None
    assert (decided.on.day, decided.printed) == (15, item.deadline_printed)


def test_a_deadline_half_understood_is_accepted_as_it_is_and_keeps_its_terms(
    commune: Commune,
) -> None:
    half = Deadline(kind="recurring", printed="hằng quý", terms=Terms(count=1))
    desk = one_task(commune, half)
    page = desk.record(1)
    assert desk.browser.post(f"{desk.review}/1", typed(page, "accept")).status == 303
    item = desk.item(1)
    assert (item.state, item.clarity.deadline) == ("accepted", half)
    assert "thời hạn" in desk.record(1).text  # the gate still asks
    changed = typed(page, "accept") | {
        "rhythm": "yearly",
        "command_id": str(uuid4()),
        "was": "",
    }
    assert desk.browser.post(f"{desk.review}/1", changed).status == 422


def one_task(commune: Commune, deadline: Deadline) -> Desk:
    clarity = Clarity(deadline=deadline)
    item = Item(item_id=1, kind="task", text="Báo cáo kết quả", clarity=clarity)
    start = StartDraft(
        file_sha256="0" * 64,
        file_name="a.txt",
        reading_sha256="1" * 64,
        front=Front(title="Một việc"),
        items=(item,),
    )
    plan_id = uuid5(commune.do(start, by="ha"), "plan")
    return Desk(commune, browse(commune, "ha"), plan_id)
