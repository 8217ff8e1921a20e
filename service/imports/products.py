"""A printed product as a deliverable: how many, of what unit; a proposal, never a decision."""

import re
from decimal import Decimal

from events.values import Deliverable

COUNTED = re.compile(r"(\d{1,6})\s+(\w+(?:\s\w+)?)")
PAPERS = (
    "báo cáo",
    "kế hoạch",
    "quyết định",
    "tờ trình",
    "công văn",
    "biên bản",
    "danh mục",
    "chương trình",
    "thông báo",
    "văn bản",
    "hội nghị",
)
ANYTHING = "sản phẩm"
LONGEST = 300


def deliverable(printed: str | None) -> Deliverable | None:
    """Propose what must be handed in; one piece unless the plan counts."""
    name = " ".join((printed or "").split())[:LONGEST]
    if not name:
        return None
    counted = COUNTED.match(name)
    if counted and int(counted[1]) > 0:
        return Deliverable(name=name, quantity=Decimal(counted[1]), unit=counted[2].lower())
    first = name.lower()
    unit = next((paper for paper in PAPERS if first.startswith(paper)), ANYTHING)
    return Deliverable(name=name, quantity=Decimal(1), unit=unit)
