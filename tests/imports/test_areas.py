"""The area of what stands under a heading that names none, several, or one."""

import pytest

from service.imports.doubts import SURE
from service.imports.reader.compose import read_document
from service.imports.reading import Task
from service.imports.sources.text import read_text


def tasks(heading: str, *bullets: str) -> list[Task]:
    lines = "".join(f"- {bullet}\n" for bullet in bullets)
    text = (
        "KẾ HOẠCH\nCải cách hành chính năm 2026\nI. NHIỆM VỤ\n"
        f"1. {heading}\n{lines}II. TỔ CHỨC THỰC HIỆN\n"
        "1. Phòng Kinh tế\n- Chủ trì việc này.\n"
    )
    return list(read_document(read_text(text.encode())).tasks)


@pytest.mark.parametrize(
    ("sentence", "area"),
    [
        ("Giao ban hằng quý, gắn trách nhiệm người đứng đầu.", "steering"),
        ("Rà soát, bãi bỏ văn bản của các xã cũ không còn phù hợp.", "institutions"),
        ("Bố trí người hướng dẫn nộp hồ sơ tại quầy giao dịch.", "procedures"),
        ("Bố trí lại quy trình đón tiếp theo một chiều.", "procedures"),
        ("Sắp xếp các thôn có quy mô nhỏ.", "organisation"),
        ("Luân chuyển, bố trí cán bộ theo năng lực.", "civil_service"),
        ("Công khai dự toán, quyết toán hằng năm.", "public_finance"),
        ("Lắp wifi tại nhà văn hóa, xóa vùng lõm sóng.", "digital_government"),
        ("Tháo gỡ vướng mắc cho nhà đầu tư, hộ kinh doanh.", "investment_climate"),
    ],
)
def test_without_a_heading_the_words_tell_and_the_reader_says_so(
    sentence: str, area: str
) -> None:
    (found,) = tasks("Các việc cụ thể", sentence)
    assert found.reform_area == area
    assert found.rule == "tasks.sentence_by_words"
    assert found.confidence < 0.9


def test_where_no_word_stands_out_it_is_no_more_than_a_guess() -> None:
    (found,) = tasks("Các việc cụ thể", "Phối hợp với các ngành liên quan hằng quý.")
    assert found.confidence < SURE


def test_a_heading_decides_against_the_words() -> None:
    (found,) = tasks("Cải cách tài chính công", "Ứng dụng phần mềm kế toán dùng chung.")
    assert (found.reform_area, found.rule) == ("public_finance", "tasks.sentence")


def test_of_two_areas_in_a_heading_the_words_choose() -> None:
    one, other = tasks(
        "Cải cách tổ chức bộ máy, chế độ công vụ",
        "Sắp xếp các đơn vị trực thuộc cho tinh gọn.",
        "Đánh giá công chức hằng quý theo sản phẩm.",
    )
    assert (one.reform_area, other.reform_area) == ("organisation", "civil_service")
