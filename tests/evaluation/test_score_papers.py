"""A stored score as a file: the decree's form, and a workbook that reckons the same anew."""

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from service.ledgers import Instance
from tests.evaluation.recalculating import OFFICE, recalculated
from tests.evaluation.scored import Month, scored_month
from tests.past import make_story
from tests.web import browse


@pytest.fixture(scope="module")
def month(admin: Instance, instance: Instance) -> Month:
    """Khải's month and his head's, signed; Hùng's only begun."""
    made = scored_month(make_story(admin, instance))
    made.self_score("khai")
    made.confirm("khai", by="do")
    return made


def file(month: Month, whose: str, name: str, by: str) -> bytes:
    address = f"danh-gia/phieu/{month.period_id}/{month.person(whose)}/{name}"
    answer = browse(month.story, by).get(address)
    assert answer.status == 200
    return bytes(answer.response.data)


def test_the_form_prints_the_self_score_and_what_was_confirmed(month: Month) -> None:
    paper = docx.Document(BytesIO(file(month, "khai", "mau-01", "khai")))
    said = "\n".join(line.text for line in paper.paragraphs)
    assert "1. Điểm tiêu chí chung: 30" in said
    assert "2. Điểm tiêu chí kết quả thực hiện nhiệm vụ: 49,58" in said
    assert "3. Tổng điểm theo dõi, đánh giá công chức: 79,58" in said
    assert "Nhất trí." in said
    assert paper.tables[1].rows[-1].cells[3].text == "30"
    assert "Giàng Thị Dợ" in paper.tables[2].rows[0].cells[1].text


def test_a_form_that_nobody_filled_in_is_empty(month: Month) -> None:
    paper = docx.Document(BytesIO(file(month, "hung", "mau-01", "hung")))
    assert paper.tables[1].rows[-1].cells[3].text == ""


def test_the_files_are_hidden_from_others(month: Month) -> None:
    for name in ("mau-01", "xlsx"):
        address = f"danh-gia/phieu/{month.period_id}/{month.person('khai')}/{name}"
        assert browse(month.story, "hung").get(address).status == 404


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_another_program_reckons_the_signed_score_from_the_file(
    month: Month, tmp_path: Path
) -> None:
    books = {"signed": file(month, "khai", "xlsx", "do")}
    row = recalculated(books, tmp_path)["signed"]["Tổng hợp"]["R3"]
    assert str(row.value) == str(month.state("khai").signed)


def test_a_score_that_is_not_signed_says_so(month: Month) -> None:
    book = openpyxl.load_workbook(BytesIO(file(month, "hung", "xlsx", "hung")))
    assert "tạm tính" in book["Tổng hợp"]["A1"].value
