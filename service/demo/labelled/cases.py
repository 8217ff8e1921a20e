"""The labelled work as data: what was done, how, and whether a rule has to name it."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.signals import SignalRule
from service.demo.courses import Course, Duty
from service.demo.labelled.label import Label
from service.demo.labelled.turns import (
    accepted_after,
    cut_off,
    handed_over,
    mended_and_accepted,
    moved,
    noted,
    paper_came_later,
    plain,
    put_on,
    used_again,
    without_paper,
)

FIRST, APART, ROUND, LASTS = (
    280,
    3,
    66,
    24,
)  # days: the first begins, the next, its like, its due


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of work, when it begins, and what it is under a rule."""

    rule: SignalRule
    label: Label
    duty: Duty
    begins: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Likes of one case: the rule, their label, how they go and what they are.

    `shows` is whose paper is handed in where it is not their own.
    """

    rule: SignalRule
    label: Label
    who: str
    courses: tuple[Course, ...]
    what: tuple[str, ...]
    shows: str = ""


SENH, PANG, BUN, MO = (
    f"{who}, huong" for who in ("senh -> lua", "pang -> lua", "bun -> yen", "mo -> yen")
)
KINDS = (
    Kind(
        "same_file",
        "innocent",
        SENH,
        (plain(),) * 3,
        ("Chụp quầy sau sửa chữa", "Ghi ảnh bảng niêm yết", "Chụp kho hồ sơ sau sắp xếp"),
        "bản chụp quầy",
    ),
    Kind(
        "same_file",
        "innocent",
        BUN,
        (plain(),) * 3,
        ("Họp dân về nhà văn hóa", "Họp tổ chuyển đổi số", "Họp ban vận động"),
        "biên bản họp",
    ),
    Kind(
        "recorded_late",
        "guilty",
        SENH,
        (noted(5), noted(8), noted(11)),
        ("Thống kê hộ chưa có mã định danh", "Đếm hồ sơ tồn tại quầy", "Rà biển chỉ dẫn"),
    ),
    Kind(
        "recorded_late",
        "innocent",
        BUN,
        (noted(1), noted(2), noted(3)),
        ("Phát loa bản Huổi Sỏi", "Hướng dẫn nộp hồ sơ ở bản Pá Khoang", "Dán lịch tiếp dân"),
    ),
    Kind(
        "recorded_late",
        "innocent",
        MO,
        (cut_off(6), cut_off(9), cut_off(7)),
        ("Khảo sát bản Lọng Khem", "Tập huấn tổ số ở bản Pa Hốc", "Rà hộ nghèo bản Tin Lán"),
    ),
    Kind(
        "no_evidence",
        "guilty",
        PANG,
        (without_paper,) * 3,
        ("Kiểm kê máy quét", "Đối chiếu sổ thu phí", "Rà mã hồ sơ trùng"),
    ),
    Kind(
        "no_evidence",
        "innocent",
        BUN,
        (paper_came_later,) * 3,
        ("Lập danh sách người có công", "Chốt số học sinh bỏ học", "Lập sổ thiết chế văn hóa"),
    ),
    Kind(
        "same_file",
        "guilty",
        PANG,
        (plain(),) * 3,
        ("Chụp quầy sau khi lau dọn", "Ghi ảnh bảng phí", "Chụp kho sau chống ẩm"),
        "bản chụp quầy",
    ),
    Kind(
        "same_file",
        "innocent",
        BUN,
        (used_again,) * 3,
        ("Lấy ý kiến về nước sạch", "Phân công trực tổ số", "Chốt mức đóng góp"),
        "biên bản họp",
    ),
    Kind(
        "same_file",
        "innocent",
        MO,
        (plain(),),
        ("Thông báo giờ mở nhà văn hóa",),
        "biên bản họp",
    ),
    Kind(
        "extended_late",
        "guilty",
        SENH,
        (moved(2), moved(3), moved(5)),
        ("Số hóa hồ sơ đất đai", "Nhập sổ hộ tịch cũ", "Chuyển dữ liệu chứng thực"),
    ),
    Kind(
        "extended_late",
        "innocent",
        PANG,
        (moved(-3, 4), moved(-1, 3), moved(0, 5)),
        ("Lắp bảng lấy số", "Nối mạng điểm trực", "Cài phần mềm đánh giá"),
    ),
    Kind(
        "extended_late",
        "innocent",
        MO,
        (moved(1, 2), moved(2, 3), moved(4, 1)),
        ("Xin ý kiến về hương ước", "Lập dự toán thư viện", "Chờ mẫu phiếu của Sở"),
    ),
    Kind(
        "owner_changed",
        "guilty",
        SENH,
        (put_on("pang", 2), put_on("pang", 4), put_on("pang", 6)),
        ("Trả lời phản ánh về phí", "Gỡ hồ sơ treo", "Xử lý hồ sơ liên thông chậm"),
    ),
    Kind(
        "owner_changed",
        "innocent",
        BUN,
        (handed_over("mo", None, 0),) * 3,
        ("Tổng hợp lễ hội", "Rà di tích", "Báo cáo gia đình văn hóa"),
    ),
    Kind(
        "owner_changed",
        "innocent",
        MO,
        (handed_over("bun", 8, 1), handed_over("bun", 9, 2), handed_over("bun", None, 1)),
        ("Điều tra lao động", "Cập nhật bảo trợ", "Chi trả trợ cấp đợt cuối"),
    ),
    Kind(
        "quick_accept",
        "guilty",
        PANG,
        (accepted_after(9), accepted_after(25), accepted_after(55)),
        ("Báo cáo hồ sơ trước hạn", "Danh sách xin lỗi", "Bảng chấm trực"),
    ),
    Kind(
        "quick_accept",
        "innocent",
        SENH,
        (accepted_after(90), accepted_after(240), accepted_after(1500)),
        ("Lịch trực trong tuần", "Giấy mời họp tổ", "Phiếu đề nghị vật tư"),
    ),
    Kind(
        "quick_accept",
        "innocent",
        BUN,
        (mended_and_accepted(50), mended_and_accepted(200), mended_and_accepted(900)),
        ("Biên bản đo đạc sân", "Danh sách già làng", "Phiếu khảo sát nhà văn hóa"),
    ),
)


def cases() -> Iterator[Case]:
    """Give every case, the kinds one after the other and their likes a quarter later."""
    for number, kind in enumerate(KINDS):
        for turn, (course, what) in enumerate(zip(kind.courses, kind.what, strict=True)):
            begins = FIRST - APART * number - ROUND * turn
            shows = f"{kind.shows} {turn + 1}" if kind.shows else ""
            duty = Duty(
                what,
                kind.who,
                f"20 hồ sơ: {what.lower()}",
                f"d-{begins - LASTS}",
                course,
                shows=shows,
            )
            yield Case(kind.rule, kind.label, duty, f"d-{begins}")
