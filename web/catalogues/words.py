"""The words of work catalogues: labels, states, and how refusals and faulty rows are said."""

from events import catalogues as events
from service.catalogues.choosing import UnknownWorkCodeError
from service.catalogues.states import Status
from service.imports import work_catalogue
from service.imports.work_catalogue import SheetFault
from web.words import say

STATUSES: dict[Status, tuple[str, str, str]] = {  # text, tone, shape
    "draft": ("Bản nháp", "plain", "ring"),
    "waiting": ("Chờ đến ngày áp dụng", "info", "diamond"),
    "in_force": ("Đang áp dụng", "good", "dot"),
    "superseded": ("Đã thay thế", "plain", "back"),
}
COLUMNS = {
    "code": "Mã CV",
    "task": "Nhiệm vụ",
    "work": "Công việc chi tiết",
    "product": "Sản phẩm đầu ra",
    "room": "Phòng",
    "group": "Nhóm",
    "frame": "Khung điểm",
    "points": "Điểm chấm",
    "coefficient": "Hệ số quy đổi",
}
MOST_SHOWN = 100  # faults of one sheet on the page; the rest is counted


def fault_words(fault: SheetFault) -> str:
    """Say what is wrong in a cell, and what would be right."""
    said, other = fault.text, fault.other
    return {
        "no_code": "Chưa có mã.",
        "same_code": f"Mã {said} đã có ở dòng {other}.",
        "no_task": "Chưa có nhiệm vụ hay công việc.",
        "no_product": "Chưa có sản phẩm đầu ra.",
        "group": f"Nhóm “{said}” không phải từ 1 đến 5.",
        "points": f"Điểm chấm “{said}” không phải số lớn hơn 0.",
        "frame": f"Điểm chấm {said} ngoài khung {other} của nhóm.",
        "frame_unread": f"Khung điểm “{said}” không đọc được, ví dụ đúng: 11-50.",
        "frames_differ": f"Khung điểm “{said}” khác khung {other} của nhóm ở dòng trên.",
        "coefficient": f"Hệ số ghi “{said}”, tính từ điểm chấm là {other.replace('.', ',')}.",
    }[fault.flaw]


@say.register
def _(refusal: work_catalogue.CatalogueFaultsError) -> str:
    return (
        f"Tệp có {len(refusal.faults)} lỗi, chưa nạp dòng nào. "
        "Hãy sửa trong Excel các dòng dưới đây rồi nạp lại."
    )


@say.register
def _(refusal: work_catalogue.NoCatalogueTableError) -> str:
    names = ", ".join(COLUMNS[name] for name in refusal.lacking)
    return (
        f"Không tìm thấy bảng danh mục: thiếu cột {names}. Hãy xem tên các cột rồi nạp lại."
        if names
        else "Bảng danh mục chưa có dòng sản phẩm nào."
    )


@say.register
def _(refusal: work_catalogue.TooManyItemsError) -> str:
    return f"Danh mục có hơn {refusal.most} dòng. Hãy kiểm tra lại tệp."


@say.register
def _(refusal: UnknownWorkCodeError) -> str:
    return f"Danh mục đang áp dụng không có mã {refusal.code}. Hãy xem lại mã trong danh mục."


@say.register
def _(refusal: events.UnsoundCatalogueError) -> str:
    return f"Có {len(refusal.faults)} mục chưa đúng. Hãy kiểm tra lại tệp."


@say.register
def _(_refusal: events.EmptyCatalogueError) -> str:
    return "Hãy ghi tên danh mục, và nạp tệp có ít nhất một sản phẩm."


@say.register
def _(_refusal: events.StandardOutOfRangeError) -> str:
    return "Điểm của sản phẩm chuẩn phải từ 0,01 trở lên, thường là 5."


@say.register
def _(_refusal: events.CatalogueDecidedError) -> str:
    return "Danh mục này không còn là bản nháp nên không đổi được nữa."


@say.register
def _(_refusal: events.DecisionWithoutNumberError) -> str:
    return "Hãy ghi số quyết định."


@say.register
def _(refusal: events.DecisionDayError) -> str:
    if refusal.decided_on > refusal.today:
        return f"Ngày quyết định {refusal.decided_on:%d/%m/%Y} chưa tới."
    return (
        f"Ngày áp dụng {refusal.effective_from:%d/%m/%Y} "
        f"trước ngày quyết định {refusal.decided_on:%d/%m/%Y}."
    )


@say.register
def _(_refusal: events.CatalogueNotInForceError) -> str:
    return "Danh mục trước vừa được thay thế. Hãy xem lại danh sách."


@say.register
def _(refusal: events.CataloguesOverlapError) -> str:
    return (
        "Danh mục hiện có của nhóm này áp dụng từ "
        f"{refusal.effective_from:%d/%m/%Y}. Hãy chọn ngày áp dụng sau ngày đó."
    )
