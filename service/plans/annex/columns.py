"""The columns of the annex tables that are written here, and that are known again when read.

The order is that of annexes as communes print them (STT, nhiệm vụ, chủ trì, phối hợp, thời
gian, sản phẩm), then what they leave out and the six clarities need: person and authority.
"""

from typing import NamedTuple

TITLE_ROW = "PHỤ LỤC"
WORK_NAME, TARGETS_NAME = "Nhiệm vụ", "Chỉ tiêu"


class WorkRow(NamedTuple):
    """One piece of work, cell for cell; a group row has a Roman number and a name only."""

    order: str
    text: str
    lead: str = ""
    cooperating: str = ""
    deadline: str = ""
    product: str = ""
    person: str = ""
    accepts: str = ""
    extends: str = ""
    kind: str = ""
    section: str = ""


class TargetRow(NamedTuple):
    """One indicator, cell for cell; a group row has a Roman number and a name only."""

    order: str
    text: str
    comparator: str = ""
    value: str = ""
    unit: str = ""
    phase: str = ""
    baseline: str = ""
    section: str = ""


WORK_TITLES = WorkRow(
    "STT",
    "Nhiệm vụ",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Thời gian hoàn thành",
    "Sản phẩm",
    "Người thực hiện",
    "Người duyệt",
    "Người cho gia hạn",
    "Loại",
    "Mục",
)
TARGET_TITLES = TargetRow(
    "STT", "Chỉ tiêu", "So sánh", "Giá trị", "Đơn vị tính", "Giai đoạn", "So với", "Mục"
)
WORK_WIDTHS = WorkRow(*map(str, (4, 34, 16, 16, 14, 16, 18, 16, 16, 9, 14)))
TARGET_WIDTHS = TargetRow(*map(str, (5, 60, 14, 10, 14, 16, 18, 22)))


class Annex(NamedTuple):
    """The two tables of an annex, without their titles."""

    work: tuple[WorkRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
