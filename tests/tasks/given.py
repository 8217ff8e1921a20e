"""A plan with one task, made by the commands that people use, for tests that need both."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from events.plan_items import Front, Item
from events.values import Clarity, Deadline, Deliverable, Place
from service.clock import today
from service.plans.drafting import StartDraft
from service.tasks.issuing import IssuePlan
from tests.people import Commune

CONTENT = "Số hóa hồ sơ giấy của năm trước"
DUE = date(2099, 6, 30)


def given_task(
    commune: Commune,
    *,
    deadline: Deadline | None = None,
    product: tuple[int, str] = (1240, "hồ sơ"),
    person: str = "khai",
    content: str = CONTENT,
    reading_sha256: str = "1" * 64,
) -> UUID:
    """Issue a plan with one task; Dợ accepts its product, Dũng may extend its deadline."""
    doer = commune.actors[person]
    clarity = Clarity(
        person_id=doer.person_id,
        post_id=doer.post_id,
        lead_unit_id=doer.unit_id,
        deadline=deadline or Deadline(kind="date", on=DUE),
        deliverable=Deliverable(name="Sản phẩm", quantity=Decimal(product[0]), unit=product[1]),
        accept_post_id=commune.actors["do"].post_id,
        extend_post_id=commune.actors["dung"].post_id,
    )
    place = Place(paragraph=7, start=0, end=20, line=41, page=3)
    item = Item(
        item_id=1, kind="task", text=content, state="accepted", clarity=clarity, place=place
    )
    return uuid5(commune.do(_issue(commune, item, reading_sha256), by="ha"), "task 1")


def _issue(commune: Commune, item: Item, reading_sha256: str) -> IssuePlan:
    draft = StartDraft(
        file_sha256="0" * 64,
        file_name="ke-hoach.docx",
        reading_sha256=reading_sha256,
        front=Front(title="Kế hoạch cải cách hành chính năm"),
        items=(item,),
    )
    return IssuePlan(
        plan_id=uuid5(commune.do(draft, by="ha"), "plan"),
        number="12",
        symbol="KH-UBND",
        issued_on=today(commune.tenant.zone),
        signer="Vàng A Sử",
        signer_post="Chủ tịch",
    )
