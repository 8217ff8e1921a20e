"""The fields that a template of each kind of paper may name, with sample data to try it with.

A name with a dot is a column of a list: all columns of one list are of one length.
"""

from events.papers import PaperKind
from service.papers.fields import Value

SAMPLES: dict[PaperKind, dict[str, Value]] = {
    "minutes": {
        "co_quan": "UBND xã Suối Ngàn",
        "dia_danh": "Suối Ngàn",
        "ky_hieu": "BB-UBND",
        "so_quyet_dinh": "15/QĐ-UBND",
        "ngay_quyet_dinh": "01/09/2026",
        "noi_dung": "Kiểm tra cải cách hành chính",
        "tu_ngay": "07/09/2026",
        "den_ngay": "11/09/2026",
        "doan_kiem_tra": ("Lù Văn Tùng, Chuyên viên", "Giàng Thị Dợ, Chuyên viên"),
        "don_vi": ("Trung tâm Phục vụ hành chính công: Sùng A Đô, Giám đốc",),
        "mau": ("Chọn 2 trên 12 việc, số rút mẫu 58: NV-2026-001, NV-2026-007",),
        "phat_hien": ("1. Ghi nhận muộn nhiều ngày. Căn cứ: sự kiện số 565.",),
        "phat_hien.stt": ("1", "2"),
        "phat_hien.noi_dung": ("Ghi nhận muộn nhiều ngày.", "Sản phẩm chưa có minh chứng."),
        "phat_hien.can_cu": ("Căn cứ: sự kiện số 565.", "Căn cứ: sự kiện số 571."),
        "phat_hien.giai_trinh": ("Bản mất sóng.", ""),
        "phat_hien.kien_nghi": ("Ghi nhận trong ngày, hạn 30/09/2026.", ""),
        "giai_trinh": ("1. Bản mất sóng.",),
        "kien_nghi": ("1. Ghi nhận trong ngày, hạn 30/09/2026.",),
        "dau_kiem": ("vi-du/t/1", "1240", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="),
    },
    "report": {
        "co_quan": "UBND xã Suối Ngàn",
        "dia_danh": "Suối Ngàn",
        "ngay": "ngày 15 tháng 9 năm 2026",
        "so_ky_hieu": "05/BC-UBND",
        "ten_bao_cao": "Kết quả cải cách hành chính quý III năm 2026",
        "ky_bao_cao": "Quý III năm 2026",
        "kinh_gui": "Sở Nội vụ tỉnh Lào Cai",
        "noi_dung": ("I. Kết quả", "Đã hoàn thành 12 trên 14 việc.", "II. Khó khăn", "Không."),
        "so_lieu": ("Tỷ lệ hồ sơ trả đúng hạn: 98,5%",),
        "chi_so.stt": ("1", "2", "3"),
        "chi_so.nhom": ("Nhiệm vụ", "Nhiệm vụ", "Chỉ tiêu"),
        "chi_so.noi_dung": ("Nhiệm vụ trong kỳ", "Hoàn thành đúng hạn", "Hồ sơ đúng hạn"),
        "chi_so.ky_nay": ("14", "12", "98,5%"),
        "chi_so.cung_ky": ("10", "8", ""),
        "chi_so.muc_tieu": ("", "", "tối thiểu 95%"),
        "chi_so.so_voi_muc_tieu": ("", "", "Đạt"),
        "viec.stt": ("1", "2"),
        "viec.nhom": ("Cải cách thể chế", "Cải cách thủ tục hành chính"),
        "viec.ma": ("NV-2026-001", "NV-2026-007"),
        "viec.ten": ("Rà soát văn bản", "Niêm yết thủ tục"),
        "viec.don_vi": ("Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công"),
        "viec.han": ("30/06/2026", "15/09/2026"),
        "viec.ket_qua": ("Hoàn thành đúng hạn", "Chưa hoàn thành, còn hạn"),
        "noi_nhan": ("- Như trên;", "- Lưu: VT."),
        "chuc_vu": "Chủ tịch",
        "nguoi_ky": "Tráng A Sử",
        "dau_kiem": ("vi-du/t/1", "1240", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="),
    },
}
