"""The groups by urgency that lists of tasks are cut into: their words in addresses, titles."""

from collections.abc import Mapping

from service.tasks.grouping import Chosen
from service.tasks.urgency import Group

SECTIONS: dict[Group, tuple[str, str]] = {  # the word in the address, the heading
    "late": ("qua-han", "Quá hạn"),
    "soon": ("sap-den-han", "Đến hạn trong 3 ngày làm việc"),
    "later": ("con-han", "Còn thời gian"),
    "undated": ("khong-ghi-ngay", "Không ghi ngày đến hạn"),
    "waiting": ("cho-duyet", "Chờ duyệt"),
    "awaiting": ("cho-dieu-kien", "Chờ điều kiện"),
    "resting": ("tam-dung", "Tạm dừng"),
    "done": ("xong", "Đã hoàn thành"),
    "stopped": ("da-dung", "Đã thu hồi, hủy hoặc thay thế"),
}
SILENT, SILENT_TITLE = "im-lang", "Im lặng hơn 14 ngày"
GROUPS: Mapping[str, Chosen] = {w: g for g, (w, _) in SECTIONS.items()} | {SILENT: "silent"}
TITLES = dict(SECTIONS.values()) | {SILENT: SILENT_TITLE}
