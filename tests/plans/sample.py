"""A plan of our own words, as it would come in a file, and a draft of it."""

import re
import time
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from uuid import UUID

from bs4 import Tag

from events.plan_items import Item
from events.plans import Plan
from service.imports.reading import Reading
from service.imports.sandbox import read
from service.plans.drafts import draft
from tests.people import Commune
from tests.web import Browser, Page, browse

TEXT = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ SUỐI NGÀN Độc lập - Tự do - Hạnh phúc

Số: /KH-UBND Suối Ngàn, ngày tháng 3 năm 2026

KẾ HOẠCH
Cải cách hành chính xã Suối Ngàn năm 2026

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể \
cải cách hành chính nhà nước giai đoạn 2021-2030;

Ủy ban nhân dân xã Suối Ngàn ban hành Kế hoạch cải cách hành chính năm 2026 như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

Giữ cho việc làm giấy tờ của bà con được nhanh, gọn, đúng hẹn.

II. MỤC TIÊU

1. Mục tiêu cụ thể

- Tối thiểu 90% hồ sơ trực tuyến được trả kết quả đúng hạn.

- Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính đạt 88%.

III. NHIỆM VỤ TRỌNG TÂM

1. Cải cách thủ tục hành chính

- Niêm yết, công khai đầy đủ thủ tục hành chính tại trụ sở và 14 nhà văn hóa thôn.

- Rà soát quy trình nội bộ, đề xuất cắt giảm thời gian giải quyết trước ngày 30/9/2026.

2. Xây dựng chính quyền số

- Tập huấn kỹ năng số cho công chức, viên chức của xã trong năm 2026.

IV. TỔ CHỨC THỰC HIỆN

1. Phòng Văn hoá – Xã hội

- Chủ trì, phối hợp với các cơ quan, đơn vị liên quan theo dõi, đôn đốc việc thực hiện \
Kế hoạch này.

- Tổng hợp, báo cáo kết quả thực hiện Kế hoạch gửi UBND tỉnh (qua Sở Nội vụ) trước ngày \
05/12 hằng năm.

2. Trung tâm Phục vụ hành chính công

- Thường xuyên hướng dẫn người dân nộp hồ sơ trực tuyến tại bộ phận một cửa.

Nơi nhận:
- Sở Nội vụ;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Vàng A Sử
"""


@cache
def reading() -> Reading:
    """What the reader finds in it; read once."""
    return read(TEXT.encode(), "ke-hoach.txt")


@dataclass(frozen=True)
class Desk:
    """Somebody reviewing an uploaded plan."""

    commune: Commune
    browser: Browser
    plan_id: UUID

    @property
    def review(self) -> str:
        return f"ke-hoach/{self.plan_id}/ra-soat"

    @property
    def gate(self) -> str:
        return f"ke-hoach/{self.plan_id}/ban-hanh"

    def plan(self) -> Plan:
        """The draft as it stands."""
        with self.commune.ledger.scope.begin() as connection:
            return draft(connection, self.plan_id)

    def ids(self, *kinds: str) -> list[int]:
        """The records of these kinds, in the plan's order."""
        return [item.item_id for item in self.plan().items.values() if item.kind in kinds]

    def item(self, item_id: int) -> Item:
        return self.plan().items[item_id]

    def record(self, item_id: int) -> Page:
        return self.browser.get(f"{self.review}/{item_id}")


def upload(browser: Browser, data: bytes, name: str, **more: str) -> Page:
    """Send a file and wait until it is read: then it leads on, or the page says why not."""
    sent = browser.post("ke-hoach/nap", {"file": (BytesIO(data), name), **more})
    return read_to_the_end(browser, sent)


def read_to_the_end(browser: Browser, sent: Page) -> Page:
    """Ask again and again, as the page does, until an upload is over."""
    if sent.status != 303:
        return sent
    page, patience = browser.get(sent.location), 600
    while page.status == 200 and patience:
        time.sleep(0.05)
        page, patience = browser.get(sent.location), patience - 1
    return page


def begun(page: Page) -> UUID:
    """The draft that an upload led to."""
    [plan_id] = re.findall(r"/ke-hoach/([0-9a-f-]{36})/", page.location)
    return UUID(plan_id)


def at_desk(commune: Commune, login: str = "ha") -> Desk:
    """Upload the plan as somebody."""
    browser = browse(commune, login)
    page = upload(browser, TEXT.encode(), "ke-hoach.txt")
    assert page.status == 303, page.text
    return Desk(commune, browser, begun(page))


def typed(page: Page, act: str) -> dict[str, object]:
    """The fields of the form that holds the button of an act, as they stand."""
    button = page.soup.find("button", value=act)
    assert isinstance(button, Tag), page.text
    form = button.find_parent("form")
    assert isinstance(form, Tag)
    alone = Page(page.response)
    alone.__dict__["soup"] = type(page.soup)(str(form), "html.parser")
    return {**alone.form(""), "act": act}


def filled(commune: Commune, desk: Desk, item_id: int) -> dict[str, object]:
    """The form of a record of work with all six filled in, as its lists offer them."""
    page = desk.record(item_id)
    fields = typed(page, "accept")
    return fields | {
        "assignee": chosen(page, "assignee", "Ma Văn Khải"),
        "lead": chosen(page, "lead", "Trung tâm"),
        "deadline_kind": "date",
        "due_on": "31/12/2026",
        "product": "Biên bản niêm yết",
        "quantity": "14",
        "unit": "biên bản",
        "accept_post": chosen(page, "accept_post", "Phó Giám đốc"),
        "extend_post": chosen(page, "extend_post", "Phó Chủ tịch"),
    }


def chosen(page: Page, field: str, label: str) -> str:
    """The value of the choice whose label begins so."""
    options = page.soup.select(f"select[name={field}] option")
    [value] = [str(o["value"]) for o in options if o.get_text(strip=True).startswith(label)]
    return value
