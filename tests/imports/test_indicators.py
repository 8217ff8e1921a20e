"""Targets as they are phrased: what is measured, compared how, against what, until when."""

import pytest

from service.imports.reader.compose import read_document
from service.imports.reading import Indicator
from service.imports.sources.text import read_text

Wanted = list[tuple[str | None, float | None, str, str | None]]


def targets(bullet: str) -> list[Indicator]:
    text = (
        "KẾ HOẠCH\nCải cách hành chính giai đoạn 2026-2030\nI. MỤC TIÊU CỤ THỂ\n"
        f"1. Cải cách thủ tục hành chính\n- {bullet}\nII. TỔ CHỨC THỰC HIỆN\n"
        "1. Phòng Kinh tế\n- Chủ trì việc này.\n"
    )
    return list(read_document(read_text(text.encode())).indicators)


@pytest.mark.parametrize(
    ("bullet", "wanted"),
    [
        ("Phấn đấu đến năm 2027, tỷ lệ nộp qua mạng đạt 80%, đến năm 2030 đạt 95%.",
         [("=", 80, "by 2027", None), ("=", 95, "by 2030", None)]),
        ("Tối thiểu 90% hồ sơ và 95% kết quả được quét, trong đó 100% kết quả mới.",
         [(">=", 90, "2026-2030", None), ("=", 95, "2026-2030", None),
          ("=", 100, "2026-2030", None)]),
        ("Giảm 10% thời gian và 15% chi phí so với năm 2025.",
         [("reduce_by=", 10, "2026-2030", "2025"), ("reduce_by=", 15, "2026-2030", "2025")]),
        ("Rút ngắn ít nhất 20% thời gian chờ so với giai đoạn 2021 - 2025.",
         [("reduce_by>=", 20, "2026-2030", "2021-2025")]),
        ("Tỷ lệ trả đúng hẹn đạt từ 98% trở lên.", [(">=", 98, "2026-2030", None)]),
        ("Trên 95% người dân hài lòng; dưới 2% hồ sơ quá hẹn.",
         [(">", 95, "2026-2030", None), ("<", 2, "2026-2030", None)]),
        ("Đạt 99,5% hồ sơ đúng hạn.", [("=", 99.5, "2026-2030", None)]),
        ("Mức hài lòng đạt từ 90% đến 95%.", [(">=", 90, "2026-2030", None)]),
        ("Trong năm 2026, quét xong 100% hồ sơ; giai đoạn 2027-2030 giữ 100%.",
         [("=", 100, "2026", None), ("=", 100, "2027-2030", None)]),
        ("Chỉ số của xã đạt từ 85 điểm trở lên.", [(">=", 85, "2026-2030", None)]),
        ("Hằng năm có ít nhất 02 sáng kiến được áp dụng.", [(">=", 2, "2026-2030", None)]),
        ("Tỷ lệ nộp qua mạng ≥ 85%; tỷ lệ trễ hẹn <= 2%; trả lại < 1%.",
         [(">=", 85, "2026-2030", None), ("<=", 2, "2026-2030", None),
          ("<", 1, "2026-2030", None)]),
        ("Tỷ lệ nộp qua mạng tăng từ 50% lên trên 75%.", [(">", 75, "2026-2030", None)]),
        ("Giảm tỷ lệ hồ sơ trễ hẹn xuống dưới 2%.", [("<", 2, "2026-2030", None)]),
        ("Rút ngắn thời gian chờ từ 30 phút xuống còn 15 phút.",
         [("=", 15, "2026-2030", None)]),
        ("Giảm từ 10% - 15% chi phí.", [("reduce_by>=", 10, "2026-2030", None)]),
        ("Chỉ số của xã tăng từ 3 đến 5 bậc so với năm 2025.",
         [(">=", 3, "2026-2030", "2025")]),
        ("Chỉ số của xã nằm trong nhóm 10 xã dẫn đầu tỉnh.", [("<=", 10, "2026-2030", None)]),
        ("Chỉ số của xã xếp thứ 12/95 xã, phường.", [("=", 12, "2026-2030", None)]),
        ("12/12 thôn có tổ công nghệ số.", [("=", 12, "2026-2030", None)]),
        ("Mức hài lòng đạt 98% (hiện nay: 91%).", [("=", 98, "2026-2030", None)]),
        ("Người dân hài lòng: trên 95%.", [(">", 95, "2026-2030", None)]),
        ("Chỉ số của xã giữ vững trong tốp 10.", [("<=", 10, "2026-2030", None)]),
        ("Số tài khoản mới gấp 2,5 lần năm 2025.", [("=", 2.5, "2026-2030", None)]),
        ("Mức hài lòng đạt trên hoặc bằng 95%.", [(">=", 95, "2026-2030", None)]),
        ("Số lần đi lại giảm tối thiểu một nửa (50%).",
         [("reduce_by>=", 50, "2026-2030", None)]),
        ("Giảm tối thiểu bình quân 10% chi phí; mỗi năm giảm trung bình 1% giấy tờ.",
         [("reduce_by>=", 10, "2026-2030", None), ("reduce_by=", 1, "2026-2030", None)]),
        ("Có ít nhất 02 thủ tục được đơn giản hóa, 01 mô hình mới được áp dụng.",
         [(">=", 2, "2026-2030", None), ("=", 1, "2026-2030", None)]),
        ("Rút ngắn 0,5 ngày đối với các thủ tục có thời hạn từ 03 ngày trở lên.",
         [("reduce_by=", 0.5, "2026-2030", None)]),
        ("Kiến nghị được xử lý trong vòng 24 giờ; vốn đăng ký 500 tỷ đồng.",
         [("<=", 24, "2026-2030", None), ("=", 500, "2026-2030", None)]),
        ("Còn 08 đơn vị sự nghiệp (giảm 03 đơn vị so với năm 2025).",
         [("=", 8, "2026-2030", None)]),
        ("Cắt giảm 30% thời gian so với năm 2024 vào năm 2027.",
         [("reduce_by=", 30, "2027", "2024")]),
        ("Không để người dân phải đi lại lần thứ hai.", [(None, None, "2026-2030", None)]),
        ("Viên chức có trình độ đại học trở lên, phù hợp vị trí việc làm.",
         [(None, None, "2026-2030", None)]),
    ],
)  # fmt: skip
def test_each_figure_is_one_target(bullet: str, wanted: Wanted) -> None:
    found = [(i.comparator, i.value, i.phase, i.baseline) for i in targets(bullet)]
    assert found == wanted


def test_a_qualifier_and_a_baseline_are_kept_beside_the_target() -> None:
    found = targets("Mức hài lòng đạt tối thiểu 92% (đo theo bộ câu hỏi của tỉnh mỗi năm).")
    assert found[0].text == "Mức hài lòng đạt tối thiểu 92%"
    assert found[0].qualifier == "đo theo bộ câu hỏi của tỉnh mỗi năm"
    against = targets("Giảm 10% chi phí tuân thủ so với quy định hiện hành.")[0]
    assert against.baseline_printed == "so với quy định hiện hành"


def test_dates_and_document_numbers_are_no_targets() -> None:
    found = targets("Thực hiện Quyết định số 12/QĐ-UBND ngày 5/3/2026 trước ngày 30/6/2026.")
    assert [i.value for i in found] == [None]
