"""What is prescribed for each part of a paper, to be compared with what is measured.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (domain rules 3); Hướng dẫn 05-HD/VPTW (2.2).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letters:
    """A part, the words that show it, and its letters: points, bold, italic."""

    part: str
    words: str
    least: int
    most: int
    bold: bool = False
    italic: bool = False


STATE = (
    Letters("1 Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 13, bold=True),
    Letters("1 Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", 13, 14, bold=True),
    Letters("2 Cơ quan chủ quản", "UBND TỈNH LÀO CAI", 12, 13),
    Letters("2 Cơ quan ban hành", "UBND XÃ SUỐI NGÀN", 12, 13, bold=True),
    Letters("3 Số, ký hiệu", "Số: 05/BC-UBND", 13, 13),
    Letters("4 Địa danh, ngày", "Suối Ngàn, ngày 05 tháng 02 năm 2026", 13, 14, italic=True),
    Letters("5a Tên loại", "BÁO CÁO", 13, 14, bold=True),
    Letters("5a Trích yếu", "Kết quả cải cách hành chính quý III năm 2026", 13, 14, bold=True),
    Letters("6 Căn cứ", "Luật Tổ chức chính quyền địa phương;", 13, 14, italic=True),
    Letters("6 Chương", "Chương I", 13, 14, bold=True),
    Letters("6 Tên chương", "QUY ĐỊNH CHUNG", 13, 14, bold=True),
    Letters("6 Mục", "I. KẾT QUẢ", 13, 14, bold=True),
    Letters("6 Khoản có tiêu đề", "1. Chỉ đạo, điều hành", 13, 14, bold=True),
    Letters("6 Khoản", "2. Không có vướng mắc", 13, 14),
    Letters("6 Điểm", "đ) Điều chỉnh", 13, 14),
    Letters("6 Điều", "Điều 1. Hiệu lực", 13, 14, bold=True),
    Letters("6 Lời văn", "Trên đây là kết quả, kính báo cáo./.", 13, 14),
    Letters("7a Quyền hạn", "TM. ỦY BAN NHÂN DÂN", 13, 14, bold=True),
    Letters("7a Ký thay", "KT. CHỦ TỊCH", 13, 14, bold=True),
    Letters("7b Họ tên", "Tráng A Sử", 13, 14, bold=True),
    Letters("9a Kính gửi", "Kính gửi: Sở Nội vụ tỉnh Lào Cai", 13, 14),
    Letters("9b Nơi nhận", "Nơi nhận:", 12, 12, bold=True, italic=True),
    Letters("9b Danh sách", "- Lưu: VT, VP.", 11, 11),
    Letters("Phụ lục", "Phụ lục I", 14, 14, bold=True),
    Letters("Tên phụ lục", "BIỂU SỐ LIỆU", 13, 14, bold=True),
    Letters(
        "Kèm theo",
        "(Kèm theo Báo cáo số ...../BC-UBND ngày ..... tháng ..... năm ......"
        " của UBND xã Suối Ngàn)",
        13,
        14,
        italic=True,
    ),
)
PARTY = (
    Letters("Tiêu đề", "ĐẢNG CỘNG SẢN VIỆT NAM", 15, 15, bold=True),
    Letters("Cấp trên", "ĐẢNG BỘ TỈNH LÀO CAI", 14, 14),
    Letters("Cơ quan ban hành", "ĐẢNG ỦY XÃ SUỐI NGÀN", 14, 14, bold=True),
    Letters("Dấu sao", "*", 14, 14),
    Letters("Số, ký hiệu", "Số 05-BC/ĐU", 14, 14),
    Letters("Địa danh, ngày", "Suối Ngàn, ngày 05 tháng 02 năm 2026", 14, 14, italic=True),
    Letters("Tên loại", "BÁO CÁO", 15, 16, bold=True),
    Letters("Trích yếu", "Kết quả cải cách hành chính quý III năm 2026", 14, 15, bold=True),
    Letters("Dưới trích yếu", "-----", 14, 14),
    Letters("Căn cứ", "- Luật Tổ chức chính quyền địa phương;", 14, 15),
    Letters("Mục", "I- Kết quả", 14, 15, bold=True),
    Letters("Khoản", "1. Chỉ đạo, điều hành", 14, 15, bold=True),
    Letters("Điểm", "đ) Điều chỉnh", 14, 15),
    Letters("Lời văn", "Trên đây là kết quả, kính báo cáo.", 14, 15),
    Letters("Quyền hạn", "T/M BAN THƯỜNG VỤ", 14, 14, bold=True),
    Letters("Chức vụ", "PHÓ BÍ THƯ", 14, 14),
    Letters("Họ tên", "Vàng Thị Mỷ", 14, 14, bold=True),
    Letters("Nơi nhận", "Nơi nhận:", 14, 14),
    Letters("Danh sách", "- Lưu Văn phòng Đảng ủy.", 12, 12),
    Letters("Phụ lục", "Phụ lục II", 14, 14, bold=True),
)
EDGES = {  # millimetres of a page: least and most; the text's own edges
    "State": {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)},
    "Party": {"top": (20, 20), "bottom": (20, 20), "left": (30, 30), "right": (15, 15)},
}
FIRST_LINE = {"State": (10, 12.7), "Party": (10, 10)}  # millimetres
LINES = {"State": (1.0, 1.5), "Party": (18 / 14, 19 / 14)}  # of the letters' size, at least
