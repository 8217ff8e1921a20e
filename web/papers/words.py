"""Official papers in Vietnamese: kinds, fields, and what stands in the way of a template."""

from events.papers import NoSuchTemplateError, PaperKind
from service.papers.checking import Fault, TemplateFieldError
from service.papers.examining import (
    Foreign,
    TemplateForeignError,
    TemplateTooLargeError,
    TemplateUnreadableError,
)
from service.papers.pdf import NoPdfHereError, PdfFailedError
from service.papers.templates import TemplateWithoutFieldsError
from web.words import say

KINDS: dict[PaperKind, str] = {"minutes": "Biên bản kiểm tra", "report": "Báo cáo"}
SLUGS: dict[PaperKind, str] = {"minutes": "bien-ban", "report": "bao-cao"}
FIELDS = {
    "chi_so.cung_ky": "số cùng kỳ năm trước",
    "chi_so.ky_nay": "số của kỳ này",
    "chi_so.muc_tieu": "mục tiêu",
    "chi_so.nhom": "nhóm số liệu",
    "chi_so.noi_dung": "nội dung số liệu",
    "chi_so.so_voi_muc_tieu": "so với mục tiêu",
    "chi_so.stt": "số thứ tự",
    "chuc_vu": "chức vụ người ký",
    "co_quan": "tên cơ quan",
    "dau_kiem": "dấu kiểm của sổ sự kiện",
    "den_ngay": "ngày kết thúc kiểm tra",
    "dia_danh": "địa danh",
    "doan_kiem_tra": "thành viên đoàn",
    "don_vi": "đơn vị được kiểm tra",
    "giai_trinh": "ý kiến của đơn vị",
    "kien_nghi": "kiến nghị",
    "kinh_gui": "nơi kính gửi",
    "ky_bao_cao": "kỳ báo cáo",
    "ky_hieu": "ký hiệu văn bản",
    "mau": "mẫu đã chọn",
    "ngay": "ngày của văn bản",
    "ngay_quyet_dinh": "ngày quyết định kiểm tra",
    "nguoi_ky": "họ tên người ký",
    "noi_dung": "nội dung",
    "noi_nhan": "nơi nhận",
    "phat_hien": "phát hiện và căn cứ",
    "phat_hien.can_cu": "căn cứ của phát hiện",
    "phat_hien.giai_trinh": "ý kiến của đơn vị",
    "phat_hien.kien_nghi": "kiến nghị và hạn",
    "phat_hien.noi_dung": "nội dung phát hiện",
    "phat_hien.stt": "số thứ tự",
    "so_ky_hieu": "số, ký hiệu",
    "so_lieu": "số liệu",
    "so_quyet_dinh": "số quyết định kiểm tra",
    "ten_bao_cao": "tên báo cáo",
    "tu_ngay": "ngày bắt đầu kiểm tra",
    "viec.don_vi": "đơn vị chủ trì",
    "viec.han": "hạn",
    "viec.ket_qua": "kết quả đến ngày chốt",
    "viec.ma": "mã nhiệm vụ",
    "viec.nhom": "lĩnh vực",
    "viec.stt": "số thứ tự",
    "viec.ten": "tên nhiệm vụ",
}
FAULTS: dict[Fault, str] = {
    "unknown": "Không có trường “{name}” cho loại văn bản này",
    "misspelt": "Tên trường “{name}” viết sai: chỉ dùng chữ thường không dấu, số, gạch dưới",
    "unclosed": "Trường bắt đầu bằng “{name}” thiếu hai dấu ngoặc đóng",
    "unopened": "Trường kết thúc bằng “{name}” thiếu hai dấu ngoặc mở",
    "not_alone": "Trường “{name}” có nhiều dòng nên phải đứng một mình trong đoạn",
    "no_row": "Trường “{name}” lặp theo danh sách nên phải nằm trong một dòng của bảng",
    "two_lists": "Dòng có “{name}” dùng hai danh sách: mỗi dòng chỉ lặp theo một danh sách",
    "merged": "Dòng có “{name}” gộp ô theo chiều dọc nên không lặp được: hãy bỏ gộp ô",
}
FOREIGN: dict[Foreign, str] = {
    "macro": "có macro",
    "object": "có đối tượng nhúng",
    "outside": "có liên kết hoặc nội dung lấy từ ngoài tệp",
    "field": "có trường tự động của Word (chỉ nhận số trang)",
    "part": "có phần khai báo lạ",
}
PLACES = {"document": "thân văn bản", "header": "đầu trang", "footer": "chân trang"}


@say.register
def no_pdf_here(_refusal: NoPdfHereError) -> str:
    """Offer the Word file."""
    return "Máy chủ này chưa cài LibreOffice nên chưa tạo được PDF. Hãy tải bản Word."


@say.register
def pdf_failed(_refusal: PdfFailedError) -> str:
    """Offer the Word file."""
    return "Chưa tạo được PDF của văn bản này. Hãy tải bản Word, hoặc thử lại sau ít phút."


@say.register
def no_such_template(refusal: NoSuchTemplateError) -> str:
    """Name the version."""
    return f"Không có phiên bản {refusal.version} của mẫu này."


@say.register
def too_large(_refusal: TemplateTooLargeError) -> str:
    """Say how large it may be."""
    return "Tệp mẫu lớn hơn 1 MB. Hãy bỏ ảnh trong mẫu rồi tải lại."


@say.register
def unreadable(_refusal: TemplateUnreadableError) -> str:
    """Say which file is wanted."""
    return "Không đọc được tệp này. Mẫu là tệp Word .docx; hãy lưu lại dưới dạng .docx."


@say.register
def foreign(refusal: TemplateForeignError) -> str:
    """Say what has to be taken out, and where it is."""
    return f"Mẫu {FOREIGN[refusal.what]} ({refusal.where}). Hãy bỏ đi rồi tải lại."


@say.register
def without_fields(_refusal: TemplateWithoutFieldsError) -> str:
    """Say how a field is written."""
    return "Mẫu không có trường nào. Hãy đặt tên trường trong hai dấu ngoặc, ví dụ {{co_quan}}."


@say.register
def broken_field(refusal: TemplateFieldError) -> str:
    """Name the field, its place, and what is wrong with it."""
    bare = refusal.part.removeprefix("word/").removesuffix(".xml").rstrip("0123456789")
    place = PLACES.get(bare, bare)
    said = FAULTS[refusal.fault].format(name=refusal.name)
    where = f"bảng {refusal.table}, dòng {refusal.row}" if refusal.row else ""
    return f"{said} ({place}, {where or f'đoạn {refusal.paragraph}'})."
