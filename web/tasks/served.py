"""The indicators that a task serves, as its page names them: where each stands, which share."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from events.tasks.shares import percent
from service.indicators import standing
from service.tasks.state import TaskState
from web.session import db
from web.ui.typed import write_amount

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Served:
    """One indicator: its name, where it stands in words, and the share of the task."""

    indicator_id: UUID
    code: str
    content: str
    stands: str
    percent: Decimal
    share: str


def served(task: TaskState, at: datetime | None) -> list[Served]:
    """List what a task serves, as it stood at an instant; no query when it serves none."""
    if not task.shares:
        return []
    known = {one.state.indicator_id: one for one in standing.every(db(), at)}
    product = task.clarity.deliverable
    found = list[Served]()
    for share in task.shares:
        part = percent(share, task.quantity)
        said = f"{write_amount(part.quantize(TENTH).normalize())}% nhiệm vụ"
        if share.of == "quantity" and product:
            said = f"{write_amount(share.amount, product.unit)}, {said}"
        one = known.get(share.indicator_id)
        if one:
            state = one.state
            found.append(
                Served(state.indicator_id, state.code, state.content, _stands(one), part, said)
            )
    return found


def _stands(one: standing.Standing) -> str:
    if one.quality:
        return ""
    return "chưa đo" if one.value is None else f"đang {write_amount(one.value, one.unit)}"
