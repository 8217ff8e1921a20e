"""A plan goes out as an annex and comes in again with nothing lost."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import UUID

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from hypothesis import HealthCheck, example, given, settings
from msgspec import structs

from events.plan_items import Item
from events.plan_life import Paper, Wish
from events.values import Clarity, Deadline, Deliverable
from service.imports.own_annex import own_annex
from service.plans.annex import paper, sheet
from service.plans.annex.columns import WORK_TITLES, Annex
from service.plans.annex.deadlines import deadline_words, read_deadline_words
from service.plans.annex.headings import Heading
from service.plans.annex.reading import items_of
from service.plans.annex.writing import annex_of, roman
from service.plans.drafts import draft
from service.tasks.amending import AmendPlan
from tests.past import Story, days_ago, drafted, duty, issued, local_day, target
from tests.plans.annexes import DEADLINES, ITEMS, NASTY, POSTS, REGISTER, UNITS
from tests.plans.sample import upload
from tests.web import browse

HEADING = Heading("Kế hoạch =1+1", "(Kèm theo Kế hoạch số 12/KH-UBND)")
WRITERS = {"xlsx": sheet.workbook, "docx": paper.document}
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def numbered(items: list[Item]) -> list[Item]:
    return [structs.replace(item, item_id=number) for number, item in enumerate(items, 1)]


def there_and_back(items: list[Item], kind: str) -> list[Item]:
    data = WRITERS[kind](annex_of(items, REGISTER), HEADING)
    found = own_annex(data, kind)
    assert found is not None
    return items_of(found, REGISTER)


@pytest.mark.parametrize("kind", WRITERS)
@MANY
@given(items=ITEMS)
@example(
    items=[
        Item(item_id=0, kind="task", text=f"Việc {text}", rule="annex.row") for text in NASTY
    ]
)
def test_whatever_a_plan_says_comes_back_from_a_file(kind: str, items: list[Item]) -> None:
    if items:
        assert there_and_back(items, kind) == numbered(items)


@MANY
@given(deadline=DEADLINES)
def test_every_deadline_reads_back_from_its_words(deadline: Deadline) -> None:
    assert read_deadline_words(deadline_words(deadline)) == deadline


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (Deadline(kind="date", on=date(2026, 6, 30)), "30/06/2026"),
        (Deadline(kind="continuous"), "thường xuyên"),
        (Deadline(kind="on_request"), "khi có yêu cầu"),
        (
            Deadline(kind="recurring", rhythm="quarterly", on=date(2026, 3, 31)),
            "hằng quý, lần đầu 31/03/2026",
        ),
        (Deadline(kind="relative", days=15), "15 ngày kể từ ngày nhận"),
    ],
)
def test_a_deadline_is_said_as_people_write_it(deadline: Deadline, words: str) -> None:
    assert deadline_words(deadline) == words


@pytest.mark.parametrize(
    "words", ["", "quý II", "31/02/2026", "thường xuyên\nabc", "trước 5/12"]
)
def test_other_words_are_no_deadline_of_ours(words: str) -> None:
    assert read_deadline_words(words) is None


def test_words_that_nobody_here_wrote_are_kept_as_printed() -> None:
    work = Item(
        item_id=1, kind="task", text="Dọn bùn", lead_printed="Các thôn", rule="annex.row"
    )
    work = structs.replace(work, deadline_printed="khi nước rút")
    assert there_and_back([work], "xlsx") == [work]


def test_two_of_the_same_name_stay_two() -> None:
    items = [
        Item(
            item_id=number,
            kind="task",
            text="Việc",
            clarity=Clarity(lead_unit_id=unit, accept_post_id=post),
            rule="annex.row",
        )
        for number, (unit, post) in enumerate(((UNITS[0], POSTS[0]), (UNITS[4], POSTS[5])), 1)
    ]
    assert there_and_back(items, "docx") == items


def test_what_was_dropped_does_not_go_out() -> None:
    gone = Item(item_id=1, kind="task", text="Bỏ", state="dropped")
    assert annex_of([gone], REGISTER) == Annex()


def test_no_cell_of_the_workbook_computes() -> None:
    items = [Item(item_id=1, kind="task", text=text) for text in NASTY]
    data = sheet.workbook(annex_of(items, REGISTER), HEADING)
    book = openpyxl.load_workbook(BytesIO(data))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_the_document_is_landscape_with_the_official_columns_in_order() -> None:
    clarity = Clarity(
        lead_unit_id=UNITS[0],
        deliverable=Deliverable(name="Hồ sơ", quantity=Decimal(1240), unit="hồ sơ"),
    )
    item = Item(item_id=1, kind="task", text="Số hóa", area="procedures", clarity=clarity)
    made = docx.Document(BytesIO(paper.document(annex_of([item], REGISTER), HEADING)))
    [section] = made.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    [table] = made.tables
    head, group, row = ([cell.text for cell in r.cells] for r in table.rows)
    assert tuple(head) == WORK_TITLES
    assert group[:2] == ["I", "Cải cách thủ tục hành chính"]
    assert row[:6] == ["1", "Số hóa", "Phòng Văn hóa - Xã hội", "", "", "Hồ sơ\n1240 hồ sơ"]


def test_a_table_of_others_is_not_taken_for_ours() -> None:
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung", "Chủ trì"])
    out = BytesIO()
    book.save(out)
    assert own_annex(out.getvalue(), "xlsx") is None
    assert own_annex(b"...", "pdf") is None


def test_a_row_that_was_typed_with_numbers_and_days_is_understood() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(list(WORK_TITLES))
    page.append([1, "Sửa mái", "Trạm y tế", None, date(2026, 6, 30)])
    out = BytesIO()
    book.save(out)
    found = own_annex(out.getvalue(), "xlsx")
    assert found is not None
    [item] = items_of(found, REGISTER)
    assert (item.text, item.lead_printed) == ("Sửa mái", "Trạm y tế")
    assert item.clarity.deadline == Deadline(kind="date", on=date(2026, 6, 30))


@pytest.mark.parametrize(("number", "said"), [(1, "I"), (4, "IV"), (9, "IX"), (38, "XXXVIII")])
def test_groups_are_numbered_as_in_documents(number: int, said: str) -> None:
    assert roman(number) == said


def test_an_emptied_row_is_left_out() -> None:
    annex = annex_of([Item(item_id=1, kind="task", text="Việc")], REGISTER)
    emptied = replace_text(annex, " ")
    assert items_of(emptied, REGISTER) == []


def replace_text(annex: Annex, text: str) -> Annex:
    return annex._replace(work=tuple(row._replace(text=text) for row in annex.work))


@pytest.mark.parametrize("kind", WRITERS)
def test_a_plan_that_was_taken_out_comes_in_as_a_draft_by_the_door(
    story: Story, kind: str
) -> None:
    items = [target(1), duty(story, 2, due=date(2030, 6, 28)), duty(story, 3)]
    plan_id = drafted(story, items, at=days_ago(9))
    browser = browse(story, "ha")
    taken = browser.get(f"ke-hoach/{plan_id}/phu-luc/{kind}")
    assert taken.status == 200
    assert f"filename=phu-luc-du-thao.{kind}" in taken.response.headers["Content-Disposition"]
    page = upload(browser, taken.response.data, f"phu-luc.{kind}")
    assert page.status == 303, page.errors
    again = UUID(page.location.split("/")[page.location.split("/").index("ke-hoach") + 1])
    with story.ledger.scope.begin() as connection:
        found = draft(connection, again).items.values()
    clear = [(i.kind, i.text, i.area, i.target, i.clarity) for i in found]
    assert clear == [(i.kind, i.text, i.area, i.target, i.clarity) for i in items]


def test_an_issued_plan_goes_out_as_it_stood_on_the_day_that_is_shown(story: Story) -> None:
    plan_id = issued(story, [target(1, 85), duty(story, 2)], at=days_ago(60))
    lowered = structs.replace(target(1, 80))
    amend = AmendPlan(
        plan_id=plan_id,
        paper=Paper(number="58", symbol="KH-UBND", dated=local_day(10)),
        in_force_on=local_day(10),
        wishes=(Wish(1, lowered, "Lũ"),),
    )
    story.do(amend, by="ha", at=days_ago(10))
    browser = browse(story, "khai")
    for query, value in (({}, "80"), ({"tai_ngay": local_day(20).isoformat()}, "85")):
        page = browser.get(f"ke-hoach/{plan_id}/phu-luc/xlsx", query)
        annex = own_annex(page.response.data, "xlsx")
        assert annex is not None
        assert annex.targets[-1].value == value
    early = {"tai_ngay": local_day(90).isoformat()}
    assert "chưa" in browser.get(f"ke-hoach/{plan_id}/phu-luc/xlsx", early).text


def test_a_draft_goes_out_only_to_those_who_see_drafts(story: Story) -> None:
    plan_id = drafted(story, [target(1)], at=days_ago(9))
    assert browse(story, "khai").get(f"ke-hoach/{plan_id}/phu-luc/docx").status == 404
