"""The columns of a sheet of tasks, and the mark by which a row is known again.

The last column is hidden: which task the row is, at which version, and a mark of the cells
that may be changed, so that a row that nobody touched is told from one that is out of date.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from service.imports.sources.table_rows import cell_of
from service.plans.annex.labels import Labels
from service.tasks.state import TaskState

NAME = "Nhiệm vụ"
CODE, CONTENT, UNIT, PERSON, DUE = (
    "Mã nhiệm vụ",
    "Nội dung",
    "Đơn vị chủ trì",
    "Người phụ trách",
    "Thời hạn",
)
QUANTITY, MEASURE, DONE, STATE, NOTE = (
    "Khối lượng",
    "Đơn vị tính",
    "Đã làm",
    "Trạng thái",
    "Ghi chú",
)
REASON, KEY = "Lý do đổi hạn", "Khóa dòng"
TITLES = (
    CODE, CONTENT, UNIT, PERSON, DUE, QUANTITY, MEASURE, DONE, STATE, NOTE, REASON, KEY,
)  # fmt: skip
WIDTHS = (15, 44, 24, 22, 13, 11, 11, 11, 18, 30, 24, 0)
MAY_CHANGE = (PERSON, DUE, DONE, NOTE)
NUMBERS = frozenset({QUANTITY, DONE})
_KEY = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})\.([0-9a-f]{8})")


class Key(NamedTuple):
    """What the hidden cell says: the task, its version, the mark of what stood there."""

    task_id: UUID
    version: int
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """A task as a row: words by title, and the hidden key."""

    cells: dict[str, str]

    @classmethod
    def of(cls, task: TaskState, labels: Labels, state: str) -> "Row":
        """Write a task; `state` are the words of its state."""
        clarity = task.clarity
        product, person = clarity.deliverable, clarity.person_id
        cells = {
            CODE: task.code,
            CONTENT: task.content,
            UNIT: labels.register.unit(clarity.lead_unit_id),
            PERSON: labels.people.get(person, "") if person else "",
            DUE: f"{task.due_on:%d/%m/%Y}" if task.due_on else "",
            QUANTITY: number_words(task.quantity),
            MEASURE: product.unit if product else "",
            DONE: number_words(task.amount),
            STATE: state,
            NOTE: task.note,
            REASON: "",
        }
        cells = {title: cell_of(words) for title, words in cells.items()}
        return cls(cells | {KEY: f"{task.task_id}.{task.version}.{mark_of(cells)}"})


def key_of(words: str) -> Key | None:
    """Read a hidden key; None for anything else."""
    found = _KEY.fullmatch(words.strip())
    return Key(UUID(found[1]), int(found[2]), found[3]) if found else None


def mark_of(cells: dict[str, str]) -> str:
    """Mark the cells that may be changed, and the reason for a new day."""
    said = "\x1f".join(cells.get(title, "") for title in (*MAY_CHANGE, REASON))
    return sha256(said.encode()).hexdigest()[:8]


def number_words(amount: Decimal) -> str:
    """Write a number as a sheet gives it back: 880 or 88,4."""
    return f"{amount.normalize():f}".replace(".", ",")
