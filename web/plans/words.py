"""How the refusals of files, drafts and the issue are said."""

from events import plan_refusals
from service import files
from service.imports import refusals
from service.tasks import issuing
from web.words import say

_MEGABYTE = 1024 * 1024
_DETAILS = {
    "number": "số",
    "symbol": "ký hiệu",
    "signer": "người ký",
    "signer_post": "chức vụ người ký",
}
_PAPERS = {
    "minutes": "biên bản",
    "speech": "bài phát biểu",
    "form": "đơn hoặc mẫu phiếu",
    "invitation": "giấy mời",
    "review": "bản kiểm điểm, bản cam kết",
    "schedule": "lịch công tác",
    "rules": "quy chế, quy định",
    "list": "danh sách",
    "report": "báo cáo",
    "notice": "thông báo",
    "proposal": "tờ trình",
    "letter": "công văn",
    "resolution": "nghị quyết",
    "directive": "chỉ thị",
    "guidance": "hướng dẫn",
    "conclusion": "kết luận",
    "contract": "hợp đồng",
    "decision": "quyết định không kèm kế hoạch",
}
_KINDS = {
    "docx": "Word (.docx)",
    "xlsx": "Excel (.xlsx)",
    "pdf": "PDF",
    "txt": "văn bản thuần (.txt)",
    "csv": "bảng dạng chữ (.csv)",
}


@say.register
def _(refusal: files.EmptyUploadError) -> str:
    return f"Tệp {refusal.name} không có nội dung. Hãy chọn lại tệp đã lưu đầy đủ."


@say.register
def _(refusal: files.UploadTooLargeError) -> str:
    limit = refusal.limit // _MEGABYTE
    return (
        f"Tệp {refusal.name} quá lớn, hệ thống nhận đến {limit} MB. "
        "Hãy giảm dung lượng hoặc chia tệp rồi gửi lại."
    )


@say.register
def _(refusal: files.UploadKindError) -> str:
    return (
        f"Chưa nhận được loại tệp của {refusal.name}. "
        "Hãy gửi PDF, Word (.docx), Excel (.xlsx), ảnh PNG, JPEG hoặc tệp .txt."
    )


@say.register
def _(refusal: refusals.UnreadableFileError) -> str:  # noqa: ARG001 - a new kind of refusal
    return "Chưa đọc được tệp này. Hãy lưu lại thành tệp .docx rồi nạp lại."


@say.register
def _(refusal: refusals.EmptyFileError) -> str:  # noqa: ARG001
    return "Tệp không có chữ nào. Hãy mở tệp để kiểm tra, lưu lại rồi nạp lại."


@say.register
def _(refusal: refusals.FileTooLargeError) -> str:
    limit = refusal.limit // _MEGABYTE
    return (
        f"Tệp quá lớn, hệ thống đọc đến {limit} MB. "
        "Hãy bỏ bớt ảnh trong tệp, hoặc lưu lại thành .docx, rồi nạp lại."
    )


@say.register
def _(refusal: refusals.UnknownKindError) -> str:
    return (
        f"Tệp {refusal.name} không phải Word, PDF hay văn bản thuần. "
        "Hãy nạp tệp .docx, .pdf, .txt, .xlsx hoặc .csv."
    )


@say.register
def _(refusal: refusals.WrongExtensionError) -> str:
    found = _KINDS.get(refusal.found, refusal.found)
    return (
        f"Tên tệp ghi là {refusal.claimed} nhưng nội dung là {found}. "
        "Hãy đổi lại đuôi tên tệp cho đúng rồi nạp lại."
    )


@say.register
def _(refusal: refusals.OldWordFileError) -> str:  # noqa: ARG001
    return (
        "Đây là tệp Word đời cũ (.doc). "
        "Hãy mở bằng Word, chọn Lưu thành “Word Document (.docx)”, rồi nạp tệp mới."
    )


@say.register
def _(refusal: refusals.OldSheetFileError) -> str:  # noqa: ARG001
    return (
        "Đây là tệp Excel đời cũ (.xls). "
        "Hãy mở bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)”, rồi nạp tệp mới."
    )


@say.register
def _(refusal: refusals.EncryptedFileError) -> str:  # noqa: ARG001
    return "Tệp có đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi nạp lại."


@say.register
def _(refusal: refusals.MacroFileError) -> str:  # noqa: ARG001
    return (
        "Tệp có kèm chương trình (macro) nên không được nhận. "
        "Hãy lưu thành tệp .docx không có macro rồi nạp lại."
    )


@say.register
def _(refusal: refusals.ScanWithoutTextError) -> str:
    return (
        f"Tệp có {refusal.pages} trang ảnh chụp, không có chữ để đọc. "
        "Hãy nạp tệp Word gốc, hoặc bản quét đã nhận dạng chữ."
    )


@say.register
def _(refusal: refusals.GarbledTextError) -> str:
    return (
        f"Chữ trong tệp bị lỗi, ví dụ “{refusal.sample[:40]}”. "
        "Hãy nạp tệp Word gốc dùng phông Unicode."
    )


@say.register
def _(refusal: refusals.BrokenFileError) -> str:  # noqa: ARG001
    return "Tệp bị hỏng hoặc thiếu. Hãy mở lại tệp gốc, lưu lại rồi nạp lại."


@say.register
def _(refusal: refusals.BombError) -> str:  # noqa: ARG001
    return (
        "Tệp được nén bất thường nên không được mở. "
        "Hãy mở tệp gốc bằng Word, lưu thành .docx mới rồi nạp lại."
    )


@say.register
def _(refusal: refusals.ForbiddenMarkupError) -> str:  # noqa: ARG001
    return (
        "Tệp chứa khai báo lạ mà Word không tạo ra. "
        "Hãy mở tệp gốc bằng Word, lưu thành .docx mới rồi nạp lại."
    )


@say.register
def _(refusal: refusals.NotAPlanError) -> str:
    kind = _PAPERS.get(refusal.found_kind, "")
    found = f" (giống {kind})" if kind else ""
    return (
        f"Văn bản này không giống một kế hoạch{found}. "
        "Hãy nạp kế hoạch có phần nhiệm vụ và tổ chức thực hiện."
    )


@say.register
def _(refusal: refusals.NotASheetError) -> str:
    kind = _KINDS.get(refusal.found, refusal.found)
    return f"Đây là tệp {kind}. Hãy chọn tệp bảng Excel (.xlsx)."


@say.register
def _(refusal: refusals.ReadingTookTooLongError) -> str:
    return (
        f"Đọc tệp quá {refusal.seconds} giây nên đã dừng. "
        "Hãy tách phụ lục ra tệp riêng, hoặc lưu lại thành .docx, rồi nạp lại."
    )


@say.register
def _(refusal: plan_refusals.PlanClosedError) -> str:  # noqa: ARG001
    return "Kế hoạch đã ban hành nên không sửa được mục này nữa."


@say.register
def _(refusal: plan_refusals.NoSuchItemError) -> str:
    return (
        f"Mục {refusal.item_id} không còn trong bản rà soát, có thể vừa được tách, gộp "
        "hoặc đã giao. Hãy xem lại danh sách."
    )


@say.register
def _(refusal: plan_refusals.EmptyTextError) -> str:  # noqa: ARG001
    return "Mục này chưa có nội dung. Hãy ghi nội dung, hoặc bỏ mục này."


@say.register
def _(refusal: plan_refusals.SplitTooSmallError) -> str:  # noqa: ARG001
    return "Cần ít nhất hai phần. Hãy ghi mỗi phần trên một dòng."


@say.register
def _(refusal: plan_refusals.NothingToTakeBackError) -> str:  # noqa: ARG001
    return "Không có bước nào như vậy để hoàn tác. Hãy xem lại các bước đã làm."


@say.register
def _(refusal: plan_refusals.NotIssuedYetError) -> str:  # noqa: ARG001
    return "Kế hoạch chưa ban hành nên chưa giao việc được. Hãy ban hành trước."


@say.register
def _(refusal: issuing.NotClearError) -> str:
    return (
        f"Còn {len(refusal.missing)} việc chưa đủ 6 rõ. "
        "Hãy bổ sung từng việc dưới đây, hoặc đánh dấu giao sau."
    )


@say.register
def _(refusal: issuing.NothingToIssueError) -> str:  # noqa: ARG001
    return "Chưa có mục nào được nhận để ban hành. Hãy rà soát và nhận ít nhất một mục."


@say.register
def _(refusal: issuing.IssueDetailMissingError) -> str:
    return f"Còn thiếu {_DETAILS[refusal.field]}. Hãy ghi đúng như trên bản đã ký."


@say.register
def _(refusal: issuing.IssueDayImpossibleError) -> str:
    day = refusal.issued_on.strftime("%d/%m/%Y")
    return f"Ngày ban hành {day} chưa tới hoặc quá xa. Hãy ghi ngày trên bản đã ký."
