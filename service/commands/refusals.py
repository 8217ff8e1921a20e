"""Says on the command line why a file is not read; pages have their own, longer words."""

from functools import singledispatch

from service.imports import refusals as why


@singledispatch
def said(_refusal: why.UnreadableFileError) -> str:
    """Say why a file is refused, and what to do about it."""
    return "Không đọc được tệp này."


@said.register
def _(_refusal: why.EmptyFileError) -> str:
    return "Tệp trống, không có chữ nào."


@said.register
def _(refusal: why.FileTooLargeError) -> str:
    size, limit = refusal.size / 1e6, refusal.limit / 1e6
    return f"Tệp quá lớn: {size:.1f} MB, giới hạn {limit:.0f} MB."


@said.register
def _(_refusal: why.UnknownKindError) -> str:
    return "Không phải tệp Word (.docx), Excel (.xlsx), PDF hay văn bản thuần."


@said.register
def _(refusal: why.WrongExtensionError) -> str:
    return f"Tên tệp ghi .{refusal.claimed} nhưng nội dung là {refusal.found}."


@said.register
def _(_refusal: why.OldWordFileError) -> str:
    return "Tệp .doc đời cũ; hãy mở bằng Word rồi lưu thành .docx."


@said.register
def _(_refusal: why.OldSheetFileError) -> str:
    return "Tệp .xls đời cũ; hãy mở bằng Excel rồi lưu thành .xlsx."


@said.register
def _(_refusal: why.EncryptedFileError) -> str:
    return "Tệp có mật khẩu; hãy bỏ mật khẩu trước."


@said.register
def _(_refusal: why.MacroFileError) -> str:
    return "Tệp chứa macro hoặc mã chạy; hãy lưu lại thành .docx không macro."


@said.register
def _(refusal: why.ScanWithoutTextError) -> str:
    return f"Bản quét {refusal.pages} trang không có lớp chữ; cần bản Word hoặc PDF có chữ."


@said.register
def _(_refusal: why.GarbledTextError) -> str:
    return "Lớp chữ của tệp bị hỏng; cần bản Word hoặc PDF khác."


@said.register
def _(_refusal: why.BrokenFileError) -> str:
    return "Tệp hỏng hoặc bị cắt cụt."


@said.register
def _(_refusal: why.BombError) -> str:
    return "Tệp nở ra quá lớn khi mở; không đọc."


@said.register
def _(_refusal: why.ForbiddenMarkupError) -> str:
    return "Tệp khai báo thực thể XML, điều Word không bao giờ làm; không đọc."


@said.register
def _(_refusal: why.NotAPlanError) -> str:
    return "Văn bản này không phải kế hoạch."


@said.register
def _(refusal: why.ReadingTookTooLongError) -> str:
    return f"Đọc quá {refusal.seconds} giây nên đã dừng."
