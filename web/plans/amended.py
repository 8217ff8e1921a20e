"""How an amendment is told: its document, and each record as it was and as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from events.plan_items import Item
from events.plan_life import ChangeKind
from service.plans.amendments import Amendment, Changed
from service.plans.numbers import full_number
from tenants.directory import Directory
from web.plans.labels import KINDS, figure

KIND_WORDS: dict[ChangeKind, str] = {"revised": "sửa", "added": "thêm", "withdrawn": "bãi bỏ"}


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One record of an amendment in words, in the form of the list of differences."""

    subject: str
    what: str
    old: str
    new: str
    why: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ToldAmendment:
    """A document that changed the plan, in words."""

    number: str
    subject: str
    dated: date
    in_force_on: date
    recorded: str
    changes: list[ToldChange]


def told(
    amendment: Amendment, register: Directory, local: Callable[[datetime], datetime]
) -> ToldAmendment:
    """Put an amendment into words."""
    paper = amendment.paper
    by = register.person(amendment.recorded_by)
    return ToldAmendment(
        full_number(paper.number, paper.symbol),
        paper.subject,
        paper.dated,
        amendment.in_force_on,
        f"{by} ghi ngày {local(amendment.recorded_at):%d/%m/%Y}",
        [_change(change) for change in amendment.changes],
    )


def _change(change: Changed) -> ToldChange:
    item = change.new or change.old
    kind = KINDS[item.kind] if item else ""
    old, new = _said(change.old), _said(change.new)
    return ToldChange(kind, KIND_WORDS[change.kind], old, new, change.reason)


def _said(item: Item | None) -> str:
    if item is None:
        return ""
    said = figure(item.target)
    return f"{item.text} ({said})" if said else item.text
