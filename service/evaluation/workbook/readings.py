"""The sheet of rules: each parameter of the set in a named cell that the formulas read.

Whoever changes a cell sees the month in another reading; the signed one stays where it is.
"""

from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter import Workbook

from service.evaluation.rules import RuleSet
from service.evaluation.workbook.cells import Page, Value, at

NAME, FIRST = "Quy tắc", 3
YES, NO = "có", "không"
EXTRA = {"numerator": "chỉ tử số", "both": "cả hai vế", "nowhere": "không tính"}
OVER = {"assigned": "được giao", "completed": "hoàn thành"}
UNFINISHED = {"undone": "như chưa làm", "by_share": "theo tỷ lệ"}
STAYS = {"stay": "ở lại", "stays": "ở lại", "leave": "bỏ ra", "leaves": "bỏ ra"}


def write_rules(book: Workbook, rules: RuleSet, title: str) -> None:
    """Write the sheet, and give its cells their names."""
    page = Page(book, NAME, (52, 16, 12))
    page.title(title)
    page.text(1, 0, rules.name)
    page.heads(2, ("Tham số", "Giá trị", "Tên trong công thức"))
    for row, (name, words, value) in enumerate(_parameters(rules), FIRST):
        page.row(row, (words, value, name))
        place = f"='{NAME}'!${at(row, 1)[0]}${row + 1}"
        book.define_name(name, place)


def _parameters(rules: RuleSet) -> list[tuple[str, str, Value]]:
    return [
        *_of_products(rules),
        *_of_scores(rules),
        *_tiers(rules),
        *_listed("muc", "Mức còn lại", sorted(rules.snapped_to, reverse=True)),
        *_listed("nv", "Trọng số của nhân viên", rules.staff_weights),
        *_listed("ld", "Trọng số của người lãnh đạo", rules.leader_weights),
    ]


def _of_products(rules: RuleSet) -> list[tuple[str, str, Value]]:
    excused = YES if rules.excuse == "confirmed" else NO
    return [
        ("mien_giam", "Việc được miễn: ở lại hay bỏ ra khỏi hai vế", STAYS[rules.exempted]),
        ("viec_them", "Việc thêm: tính vào đâu", EXTRA[rules.extra]),
        ("tra_lai", "Việc trả lại: ở lại hay bỏ ra", STAYS[rules.handed_back]),
        ("do_dang", "Việc dở dang: tính thế nào", UNFINISHED[rules.unfinished]),
        ("khach_quan", "Nguyên nhân khách quan đã xác nhận có được trừ ra không", excused),
        ("tran", "Tỷ lệ cao nhất của a, b, c (để trống: không chặn)", rules.share_most),
        ("chia_chat_luong", "Chất lượng chia cho", OVER[rules.quality_over]),
        ("chia_tien_do", "Tiến độ chia cho", OVER[rules.progress_over]),
        ("tru_chat_luong", "Mỗi lần không đạt trừ", rules.failed_review_loss),
        ("tru_tien_do", "Mỗi lần trễ trừ", rules.late_loss),
    ]


def _of_scores(rules: RuleSet) -> list[tuple[str, str, Value]]:
    bands = rules.bands
    return [
        ("diem_ket_qua", "Điểm cao nhất của kết quả", rules.result_most),
        ("thuong_phan", "Thưởng: phần của việc thêm đã quy đổi", rules.bonus_share),
        ("thuong_nhieu", "Thưởng nhiều nhất", rules.bonus_most),
        ("nua", "Mức một nửa của d, đ, e", rules.half_credit),
        ("nguong_d", "Điểm thấp nhất để d trọn vẹn", rules.unit_least),
        ("so_le", "Số chữ số thập phân khi ký", rules.signed_places),
        ("xuat_sac", "Xuất sắc từ", bands.excellent),
        ("tot", "Tốt từ", bands.good),
        ("hoan_thanh", "Hoàn thành từ", bands.completed),
    ]


def _tiers(rules: RuleSet) -> list[tuple[str, str, Value]]:
    found: list[tuple[str, str, Value]] = []
    for number, tier in enumerate(rules.late_tiers, 1):
        days: Value = "trở lên" if tier.days is None else Decimal(tier.days)
        found += [
            (f"tre_ngay_{number}", f"Bậc trễ {number}: đến mấy ngày làm việc", days),
            (f"tre_con_{number}", f"Bậc trễ {number}: còn lại", tier.credit),
        ]
    return found


def _listed(name: str, words: str, values: Sequence[Decimal]) -> list[tuple[str, str, Value]]:
    return [(f"{name}_{n}", f"{words} {n}", value) for n, value in enumerate(values, 1)]
