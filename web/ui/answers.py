"""What a page says when it cannot do what was asked: what happened, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """One error page."""

    code: int
    title: str
    text: str
    todo: str


_ANSWERS = {
    answer.code: answer
    for answer in (
        Answer(
            400,
            "Yêu cầu chưa đọc được",
            "Trang hoặc biểu mẫu gửi lên không đúng dạng, có thể đã mở quá lâu.",
            "Hãy quay lại, tải lại trang rồi gửi một lần nữa.",
        ),
        Answer(
            401,
            "Cần đăng nhập lại",
            "Phiên làm việc đã hết hạn để giữ an toàn cho tài khoản.",
            "Hãy đăng nhập lại rồi làm tiếp.",
        ),
        Answer(
            403,
            "Mục này thuộc quyền của người khác",
            "Chức vụ hiện tại của bạn không mở được mục này.",
            "Nếu công việc cần đến, hãy báo cơ quan thường trực của đơn vị.",
        ),
        Answer(
            404,
            "Không thấy trang này",
            "Địa chỉ có thể gõ nhầm, hoặc mục này không có trong đơn vị của bạn.",
            "Hãy kiểm tra lại mã nhiệm vụ, số kế hoạch hoặc đi từ trang đầu.",
        ),
        Answer(
            405,
            "Cách mở trang chưa đúng",
            "Địa chỉ này chỉ nhận dữ liệu từ biểu mẫu.",
            "Hãy quay lại trang trước và dùng nút trên trang.",
        ),
        Answer(
            409,
            "Vừa có người thay đổi mục này",
            "Nội dung bạn gửi dựa trên bản cũ nên chưa được lưu.",
            "Hãy tải lại trang để xem bản mới nhất rồi quyết định lại.",
        ),
        Answer(
            413,
            "Tệp quá lớn",
            "Hệ thống nhận tệp đến 25 MB.",
            "Hãy giảm dung lượng ảnh hoặc chia tệp rồi gửi lại.",
        ),
        Answer(
            422,
            "Chưa lưu được",
            "Nội dung gửi lên còn chỗ chưa hợp lệ.",
            "Hãy quay lại, sửa chỗ được nêu rồi gửi lại.",
        ),
        Answer(
            429,
            "Quá nhiều lần thử",
            "Hệ thống tạm dừng nhận yêu cầu từ bạn trong ít phút.",
            "Hãy đợi khoảng năm phút rồi thử lại.",
        ),
        Answer(
            500,
            "Hệ thống gặp lỗi",
            "Việc bạn vừa làm chưa được lưu. Lỗi đã được ghi lại để sửa.",
            "Hãy thử lại sau ít phút. Nếu vẫn lỗi, hãy gọi số hỗ trợ ở cuối trang.",
        ),
        Answer(
            503,
            "Hệ thống đang bận hoặc bảo trì",
            "Dữ liệu của bạn vẫn an toàn.",
            "Hãy thử lại sau ít phút.",
        ),
    )
}


def answer(code: int) -> Answer:
    """Give the answer for an HTTP status; one not listed is said as 400 or as 500."""
    return _ANSWERS.get(code) or _ANSWERS[500 if code >= 500 else 400]
