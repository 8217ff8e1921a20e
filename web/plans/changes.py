"""How the changes between two days are said: one sentence each, grouped by kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from events.values import Target
from service.evidence.proofs import Proof
from service.indicators.figures import PeriodFigure
from service.indicators.periods import Period
from service.indicators.reckoning import value_of
from service.indicators.states import IndicatorState
from service.inspections.compare import KINDS, Change, Kind
from service.tasks.state import TaskState
from tenants.directory import Directory
from web.plans.labels import figure
from web.ui.typed import write_amount

TITLES: dict[Kind, str] = {
    "added": "Thêm",
    "gone": "Rút",
    "person": "Đổi người",
    "deadline": "Đổi hạn",
    "target": "Đổi mục tiêu",
    "status": "Đổi trạng thái",
    "evidence": "Thêm, gỡ minh chứng",
    "progress": "Tiến độ",
    "figure": "Số liệu",
}
WHAT: dict[Kind, str] = {
    "added": "thêm",
    "gone": "rút",
    "person": "người phụ trách",
    "deadline": "thời hạn",
    "target": "mục tiêu",
    "status": "trạng thái",
    "evidence": "minh chứng",
    "progress": "đã làm",
    "figure": "số liệu",
}
STATUSES = {
    "awaiting": "chờ điều kiện",
    "issued": "chờ đơn vị tiếp nhận",
    "received": "chờ phân công",
    "assigned": "chưa bắt đầu",
    "acknowledged": "đã nhận việc",
    "in_progress": "đang thực hiện",
    "submitted": "chờ duyệt",
    "returned": "trả lại",
    "accepted": "hoàn thành",
    "rated": "hoàn thành, đã đánh giá",
    "locked": "hoàn thành, đã khóa kỳ",
    "suspended": "tạm dừng",
    "refused_back": "từ chối nhận",
    "recalled": "thu hồi",
    "cancelled": "hủy",
    "superseded": "đã thay bằng kế hoạch khác",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A change as the list of differences shows it."""

    subject: str
    url: str
    what: str
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to say a change: names, the tenant's clock, and links in sight."""

    register: Directory
    local: Callable[[datetime], datetime]
    url: Callable[[Change], str]

    def said(self, change: Change) -> Said:
        """Say one change."""
        old, new = self._values(change)
        return Said(
            change.subject.code,
            self.url(change),
            WHAT[change.kind],
            old,
            new,
            self._why(change),
        )

    def _values(self, change: Change) -> tuple[str, str]:
        if change.kind == "added":
            return "", change.subject.content
        if change.kind == "gone":
            return change.subject.content, ""
        if change.kind == "evidence":
            return _title(change.old), _title(change.new)
        return self._value(change, change.old), self._value(change, change.new)

    def _value(self, change: Change, value: object) -> str:
        match value:
            case UUID():
                return self.register.person(value)
            case Decimal():
                return _done(change.subject, value)
            case PeriodFigure():
                return _measured(change.subject, value)
        return _plain(value)

    def _why(self, change: Change) -> str:
        if change.who is None or change.when is None:
            return ""
        by = f"{self.register.person(change.who)}, {self.local(change.when):%d/%m/%Y}"
        return f"{by}: {change.why}" if change.why else by


def by_kind(changes: Sequence[Change], telling: Telling) -> list[tuple[str, list[Said]]]:
    """Put the sentences under their kinds, in the fixed order of kinds."""
    return [
        (TITLES[kind], members)
        for kind in KINDS
        if (members := [telling.said(change) for change in changes if change.kind == kind])
    ]


def kind_tabs(
    changes: Sequence[Change], chosen: str, link: Callable[[dict[str, str]], str]
) -> list[tuple[str, str, bool, int]]:
    """Link to each kind of change with its number, when there is more than one kind."""
    counts = {kind: sum(change.kind == kind for change in changes) for kind in KINDS}
    kinds = [kind for kind in KINDS if counts[kind]]
    if len(kinds) < 2:
        return []
    everything = ("Tất cả", link({}), chosen not in kinds, len(changes))
    return [everything] + [
        (TITLES[kind], link({"loai": kind}), kind == chosen, counts[kind]) for kind in kinds
    ]


def _plain(value: object) -> str:
    match value:
        case date():
            return value.strftime("%d/%m/%Y")
        case Target():
            return figure(value)
        case str():
            return STATUSES[value]
    return "chưa có"


def _done(subject: TaskState | IndicatorState, value: Decimal) -> str:
    product = subject.clarity.deliverable if isinstance(subject, TaskState) else None
    if product is None or product.quantity == 1:
        return write_amount(value * 100, "%")
    return f"{write_amount(value)}/{write_amount(product.quantity, product.unit)}"


def _measured(subject: TaskState | IndicatorState, kept: PeriodFigure) -> str:
    period = Period(kept.last_day, kept.first_day).name
    if kept.withdrawn:
        return f"{period}: đã rút"
    target = subject.target if isinstance(subject, IndicatorState) else None
    unit = (target.unit if target else None) or ""
    return f"{period}: {write_amount(value_of(kept.figure, unit), unit)}"


def _title(value: object) -> str:
    return value.title if isinstance(value, Proof) else ""
