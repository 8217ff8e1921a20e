"""How a difference between a file and a plan is told: the record, and field by field."""

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from events.plan_items import Item
from events.values import Deliverable
from service.plans.difference import Difference, Field, FieldName, Kind
from tenants.directory import Directory
from web.clarity_worth import worth
from web.plans.labels import AREAS, KINDS, due, figure
from web.ui.typed import write_amount

SHORT = 80  # characters of the neighbour that a moved record is told by
KIND_WORDS: dict[Kind, str] = {
    "added": "Thêm",
    "gone": "Không còn trong tệp mới",
    "changed": "Sửa",
    "moved": "Chuyển mục",
    "reordered": "Đổi thứ tự",
}
FIELD_WORDS: dict[FieldName, str] = {
    "text": "nội dung",
    "kind": "loại",
    "section": "mục",
    "area": "lĩnh vực",
    "target": "mức phải đạt",
    "lead_unit_id": "đơn vị chủ trì",
    "cooperating": "phối hợp",
    "deadline": "thời hạn",
    "deliverable": "sản phẩm",
    "person_id": "người thực hiện",
    "post_id": "chức vụ",
    "accept_post_id": "người duyệt",
    "extend_post_id": "người cho gia hạn",
}


@dataclass(frozen=True, slots=True)
class ToldField:
    """One field in words."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Told:
    """A difference in words."""

    key: str
    kind: Kind
    said: str
    text: str
    fields: list[ToldField]


def told(one: Difference, register: Directory) -> Told:
    """Put a difference into words."""
    item = one.new or one.old
    fields = [_field(field, register) for field in one.fields]
    if one.kind == "reordered":
        fields = [ToldField("vị trí", _behind(one.before), _behind(one.after))]
    shown = one.old or item
    text = f"{KINDS[shown.kind]}: {shown.text}" if shown else ""
    return Told(one.key, one.kind, KIND_WORDS[one.kind], text, fields)


def _behind(item: Item | None) -> str:
    return f"sau “{shorten(item.text, SHORT, placeholder='…')}”" if item else "ở đầu"


def _field(field: Field, register: Directory) -> ToldField:
    say = _sayings(register)[field.name]
    old, new = (say(value) if value else "chưa có" for value in (field.old, field.new))
    return ToldField(FIELD_WORDS[field.name], old, new)


def _sayings(register: Directory) -> dict[FieldName, Callable[[Any], str]]:
    return {
        "text": str,
        "kind": KINDS.__getitem__,
        "section": str,
        "area": AREAS.__getitem__,
        "target": lambda target: figure(target) or "không có số",
        "lead_unit_id": register.unit,
        "cooperating": lambda units: ", ".join(map(register.unit, units)),
        "deadline": lambda deadline: due(deadline) or deadline.printed,
        "deliverable": _product,
        "person_id": register.person,
        "post_id": register.post,
        "accept_post_id": register.post,
        "extend_post_id": register.post,
    }


def _product(made: Deliverable) -> str:
    return f"{made.name} ({write_amount(made.quantity, made.unit)}{worth(made)})"
