"""What a product is worth is chosen in the review, copied when the task begins, kept then."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from msgspec import structs

from events.plan_items import Front, Item
from events.registry import ENCODER
from events.values import Clarity, Conversion, Deadline, Deliverable, Origin
from service.catalogues.choosing import UnknownWorkCodeError, kept, offered
from service.catalogues.versions import DecideCatalogue, DraftCatalogue
from service.clock import today
from service.ledgers import Instance
from service.plans.annex.reading import items_of
from service.plans.annex.writing import annex_of
from service.plans.assigning import Fill, FillClarity
from service.plans.drafting import StartDraft
from service.plans.drafts import draft
from service.tasks import states
from service.tasks.issuing import IssuePlan
from service.tasks.outside import GiveTask
from service.tasks.state import TaskState
from tenants.directory import directory
from tests.catalogues.sheets import ITEMS, WHOLE, drafted, in_force, read, sheet
from tests.people import SINCE, Commune, make_commune
from tests.plans.sample import at_desk, filled, typed
from tests.web import browse

FOUND = read(sheet())
SCANS = Deliverable(name="Hồ sơ đã số hóa", quantity=Decimal(1240), unit="hồ sơ số")
OLD = Conversion(code="VH.04", points=Decimal(1), coefficient=Decimal("0.2"))


@pytest.fixture
def commune(admin: Instance, instance: Instance) -> Commune:
    made = make_commune(admin, instance)
    in_force(made, FOUND)
    return made


def clarity(commune: Commune, product: Deliverable) -> Clarity:
    khai = commune.actors["khai"]
    return Clarity(
        person_id=khai.person_id,
        post_id=khai.post_id,
        lead_unit_id=khai.unit_id,
        deadline=Deadline(kind="continuous"),
        deliverable=product,
        accept_post_id=commune.actors["do"].post_id,
        extend_post_id=commune.actors["dung"].post_id,
    )


def start(commune: Commune, product: Deliverable) -> UUID:
    said = clarity(commune, product)
    item = Item(item_id=1, kind="task", state="accepted", text="Số hóa hồ sơ", clarity=said)
    command = StartDraft(
        file_sha256="0" * 64,
        file_name="ke-hoach.txt",
        reading_sha256="1" * 64,
        front=Front(title="Kế hoạch"),
        items=(item,),
    )
    return uuid5(commune.do(command, by="ha"), "plan")


def issue(commune: Commune, plan_id: UUID) -> TaskState:
    command = IssuePlan(
        plan_id=plan_id,
        number="7",
        symbol="KH-UBND",
        issued_on=today(commune.tenant.zone),
        signer="Vàng A Sử",
        signer_post="Chủ tịch",
    )
    commune.do(command, by="ha")
    return task_of(commune, plan_id)


def task_of(commune: Commune, plan_id: UUID) -> TaskState:
    with commune.ledger.scope.begin() as connection:
        [task] = states.of_plan(connection, plan_id, None)
    return task


def next_version(commune: Commune, points: object, coefficient: object) -> None:
    """Let a version hold from the second day of the commune's in which VH.04 is worth this."""
    scan = list(WHOLE[-2])
    scan[8], scan[9] = points, coefficient
    found = read(sheet([*ITEMS, scan] if points else [*ITEMS]))
    done = commune.do(DraftCatalogue(drafted=drafted(found, "Danh mục mới")), by="ha")
    decide = DecideCatalogue(
        catalogue_id=uuid5(done, "catalogue"),
        number="90/QĐ-UBND",
        decided_on=SINCE,
        effective_from=SINCE + timedelta(days=1),
    )
    commune.do(decide, by="su")


def worth(task: TaskState) -> Conversion | None:
    assert task.clarity.deliverable is not None
    return task.clarity.deliverable.conversion


def test_the_code_is_typed_in_the_review_and_the_task_says_what_it_is_worth(
    commune: Commune,
) -> None:
    desk = at_desk(commune)
    item_id = desk.ids("task")[0]
    fields = filled(commune, desk, item_id) | {"work_code": "vh.04"}
    assert desk.browser.post(f"{desk.review}/{item_id}", fields).status == 303
    product = desk.item(item_id).clarity.deliverable
    assert product is not None
    assert product.conversion is not None
    assert (product.conversion.code, product.conversion.coefficient) == (
        "VH.04",
        Decimal("1.5"),
    )
    assert "Hệ số 1,5" in desk.record(item_id).text
    later = [str(n) for n in desk.plan().items if n != item_id]
    desk.browser.post(desk.review, {"act": "drop", "item": later})
    issue(commune, desk.plan_id)
    task = task_of(commune, desk.plan_id)
    page = browse(commune, "khai").get(f"nhiem-vu/{task.task_id}")
    assert "14 biên bản, hệ số 1,5 (VH.04)" in page.text


def test_an_unknown_code_is_refused_beside_the_field_and_kept(commune: Commune) -> None:
    desk = at_desk(commune)
    item_id = desk.ids("task")[0]
    fields = filled(commune, desk, item_id) | {"work_code": "VH.99"}
    answer = desk.browser.post(f"{desk.review}/{item_id}", fields)
    assert answer.status == 422
    assert "không có mã VH.99" in answer.errors[0]
    assert typed(answer, "accept")["work_code"] == "VH.99"


def test_the_review_offers_items_that_are_like_the_work(commune: Commune) -> None:
    desk = at_desk(commune)
    [report] = desk.ids("report")[:1]
    assert "DC.05" in desk.record(report).text


def test_a_later_version_changes_nothing_on_a_task(commune: Commune) -> None:
    plan_id = start(commune, structs.replace(SCANS, conversion=OLD))
    held = worth(issue(commune, plan_id))
    assert held is not None
    assert (held.points, held.coefficient) == (Decimal("7.5"), Decimal("1.5"))
    next_version(commune, 10, 2)
    assert worth(task_of(commune, plan_id)) == held
    with commune.ledger.scope.begin() as connection:
        now = offered(connection, today(commune.tenant.zone)).conversion("VH.04")
    assert now.coefficient == Decimal(2)
    assert now.catalogue_id != held.catalogue_id


def test_a_task_that_begins_later_has_what_the_later_version_says(commune: Commune) -> None:
    plan_id = start(commune, structs.replace(SCANS, conversion=OLD))
    next_version(commune, 10, 2)
    found = worth(issue(commune, plan_id))
    assert found is not None
    assert found.coefficient == Decimal(2)


def test_a_code_that_is_gone_holds_the_issue_back(commune: Commune) -> None:
    plan_id = start(commune, structs.replace(SCANS, conversion=OLD))
    next_version(commune, None, None)
    with pytest.raises(UnknownWorkCodeError) as caught:
        issue(commune, plan_id)
    assert caught.value.code == "VH.04"


def test_a_task_outside_the_plan_copies_it_as_it_is_given(commune: Commune) -> None:
    said = clarity(commune, structs.replace(SCANS, conversion=OLD))
    give = GiveTask(content="Số hóa hồ sơ", clarity=said, origin=Origin(kind="leader"))
    done = uuid5(commune.do(give, by="su"), "task 1")
    with commune.ledger.scope.begin() as connection:
        [task] = states.of_units(connection, [commune.actors["khai"].unit_id], None)
    assert task.task_id == done
    found = worth(task)
    assert found is not None
    assert found.coefficient == Decimal("1.5")
    gone = structs.replace(OLD, code="VH.99")
    unknown = clarity(commune, structs.replace(SCANS, conversion=gone))
    with pytest.raises(UnknownWorkCodeError):
        commune.do(
            GiveTask(content="Số hóa", clarity=unknown, origin=Origin(kind="leader")), by="su"
        )


def test_a_product_without_a_code_begins_as_before(commune: Commune) -> None:
    assert worth(issue(commune, start(commune, SCANS))) is None


def test_choosing_in_bulk_copies_the_item_too(commune: Commune) -> None:
    plan_id = start(commune, SCANS)
    empty = structs.replace(SCANS, conversion=OLD)
    with commune.ledger.scope.begin() as connection:
        bare = structs.replace(draft(connection, plan_id).items[1], clarity=Clarity())
    other = StartDraft(
        file_sha256="0" * 64,
        file_name="ke-hoach.txt",
        reading_sha256="1" * 64,
        front=Front(title="Kế hoạch sau"),
        items=(bare,),
    )
    second = uuid5(commune.do(other, by="ha"), "plan")
    fills = (Fill(item_id=1, clarity=clarity(commune, empty)),)
    commune.do(FillClarity(plan_id=second, fills=fills), by="ha")
    found = worth(issue(commune, second))
    assert found is not None
    assert found.coefficient == Decimal("1.5")


def test_an_amended_product_keeps_its_worth_while_the_same_item_is_meant() -> None:
    had = structs.replace(SCANS, conversion=structs.replace(OLD, coefficient=Decimal("1.5")))
    fewer = structs.replace(SCANS, quantity=Decimal(900), conversion=OLD)
    assert kept(had, fewer) == structs.replace(fewer, conversion=had.conversion)
    other = structs.replace(fewer, conversion=structs.replace(OLD, code="DC.01"))
    assert kept(had, other) == other
    assert kept(had, None) == had


@pytest.mark.parametrize("product", [SCANS, structs.replace(SCANS, conversion=OLD)])
def test_an_annex_carries_the_item_there_and_back(
    commune: Commune, product: Deliverable
) -> None:
    item = Item(item_id=1, kind="task", text="Số hóa", clarity=clarity(commune, product))
    with commune.ledger.scope.begin() as connection:
        register = directory(connection)
    [again] = items_of(annex_of([item], register), register)
    assert again.clarity == item.clarity


def test_a_product_without_an_item_is_stored_in_the_bytes_of_before() -> None:
    before = '{"name":"Hồ sơ đã số hóa","quantity":"1240","unit":"hồ sơ số"}'
    assert ENCODER.encode(SCANS) == before.encode()
