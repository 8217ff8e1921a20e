"""The pages of reports: five steps that save themselves, who finds what, and what is kept."""

from io import BytesIO

import pytest
from docx import Document

from service.reports.drafting import DrawFigures, SetDays
from tests.past import Story
from tests.reports.year import Reported, reported
from tests.web import browse


@pytest.fixture
def report(story: Story) -> Reported:
    return reported(story)


def test_the_steps_save_themselves_and_two_people_go_on(report: Reported) -> None:
    ha, hung = (browse(report.story, who) for who in ("ha", "hung"))
    path = f"bao-cao/{report.report_id}"
    opened = report.now().opened
    assert "Lưu và sang bước 2" in ha.get(f"{path}?buoc=1").text
    days = {
        "cut_off": f"{opened.cut_off:%d/%m/%Y}",
        "send_on": f"{opened.send_on:%d/%m/%Y}",
    }
    assert ha.post(f"{path}/ngay", days).status == 303
    wrong = ha.post(f"{path}/ngay", days | {"send_on": "01/01/2021"})
    assert wrong.status == 422
    assert "nối tiếp nhau" in wrong.text
    assert "Rà soát quy trình" in hung.get(f"{path}?buoc=2").text
    assert hung.post(f"{path}/so-lieu", {}).status == 303
    figures = ha.get(f"{path}?buoc=3")
    assert "88,4%" in figures.text
    assert "tối thiểu 90%" in figures.text
    text = ha.get(f"{path}?buoc=4")
    assert "Đã hoàn thành" in text.text
    assert "nguyên nhân: chưa nêu" in text.text
    mine = {"text": "Bản của Hà", "seen": "0"}
    assert ha.post(f"{path}/noi-dung/procedures", mine).status == 303
    met = hung.post(f"{path}/noi-dung/procedures", {"text": "Bản của Hùng", "seen": "0"})
    assert met.status == 409
    assert "Bản của Hà" in met.text
    assert "Bản của Hùng" in met.html
    assert hung.post(f"{path}/trinh", {}).status == 303
    assert "Bạn là người trình" not in ha.get(f"{path}?buoc=5").text


def test_another_pc_goes_on_where_the_first_stopped(report: Reported) -> None:
    path, opened = f"bao-cao/{report.report_id}", report.now().opened
    days = {"cut_off": opened.cut_off, "send_on": opened.send_on}
    report.do(SetDays(report_id=report.report_id, **days))
    report.do(DrawFigures(report_id=report.report_id))
    assert "Câu gợi ý lấy từ việc đã ghi" in browse(report.story, "ha").get(path).text
    report.do(report.write("Bản của Hà"))
    text = browse(report.story, "hung").get(path).text
    assert "Bản của Hà" in text
    assert "Trình báo cáo" in text


def test_a_figure_by_hand_stands_in_a_footnote(report: Reported) -> None:
    ha, path = browse(report.story, "ha"), f"bao-cao/{report.report_id}"
    report.do(DrawFigures(report_id=report.report_id))
    typed = {"figure": str(report.indicator_id), "value": "91", "reason": ""}
    unexplained = ha.post(f"{path}/nhap-tay", typed)
    assert unexplained.status == 422
    assert "lý do nhập tay" in unexplained.text
    assert ha.post(f"{path}/nhap-tay", typed | {"reason": "Hồ sơ chuyển tiếp"}).status == 303
    assert "theo sự kiện là 88,4%; lý do: Hồ sơ chuyển tiếp" in ha.get(f"{path}?buoc=3").text
    [count] = [one for one in report.now().figures if one.count == "given"]
    behind = ha.get(f"{path}/so/{count.count}")
    assert "Số hóa hồ sơ" in behind.text


@pytest.mark.parametrize("who", ["khai", "do", "tung"])
def test_a_draft_is_not_there_for_others(report: Reported, who: str) -> None:
    other, path = browse(report.story, who), f"bao-cao/{report.report_id}"
    assert other.get(path).status == 404
    assert other.get(f"{path}/bao-cao.docx").status == 404
    assert other.post(f"{path}/trinh", {}).status == 404
    assert str(report.report_id) not in other.get("bao-cao").html


def test_a_locked_report_is_read_by_who_sees_boards_and_written_by_nobody(
    report: Reported,
) -> None:
    report.locked()
    path = f"bao-cao/{report.report_id}"
    head, ha = browse(report.story, "do"), browse(report.story, "ha")
    assert "Đã chốt" in head.get(path).text
    assert browse(report.story, "khai").get(path).status == 404
    again = ha.post(f"{path}/noi-dung/procedures", {"text": "sửa", "seen": "1"})
    assert again.status == 422
    assert "hãy lập đính chính" in again.text


def test_the_paper_says_what_was_written_and_carries_the_signed_data(report: Reported) -> None:
    report.locked()
    answer = browse(report.story, "ha").get(f"bao-cao/{report.report_id}/bao-cao.docx")
    paper = Document(BytesIO(answer.response.data))
    words = "\n".join(line.text for line in paper.paragraphs)
    cells = "\n".join(c.text for t in paper.tables for row in t.rows for c in row.cells)
    signed = report.now().signature
    assert signed
    assert "Đã công khai thủ tục." in words
    assert "Số: 45/BC-UBND" in cells
    assert "88,4%" in cells
    assert signed.digest in cells
    assert signed.root in cells
