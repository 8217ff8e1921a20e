"""A report of a Party committee: its own words, its own layout, up to the locked paper."""

from io import BytesIO

from docx import Document

from service.ledgers import Instance
from service.reports.deciding import ApproveReport, SignReport
from service.reports.drafting import SubmitReport
from tests.past import make_story
from tests.reports.year import reported
from tests.web import browse


def test_a_party_committee_reports_in_its_own_words_and_layout(
    admin: Instance, instance: Instance
) -> None:
    report = reported(make_story(admin, instance, kind="party_committee"))
    path, ha = f"bao-cao/{report.report_id}", browse(report.story, "ha")
    assert "Ban Thường vụ Tỉnh ủy" in ha.get(f"bao-cao/lich/{report.plan_id}").html
    assert "Ưu điểm, hạn chế, nguyên nhân" in ha.get(f"{path}?buoc=4").text
    mine = {"text": "Đã lãnh đạo, chỉ đạo kịp thời.", "seen": "0"}
    assert ha.post(f"{path}/so-lieu", {}).status == 303
    assert ha.post(f"{path}/noi-dung/assessment", mine).status == 303
    report.do(SubmitReport(report_id=report.report_id), by="ha")
    report.do(ApproveReport(report_id=report.report_id), by="dung")
    report.do(SignReport(report_id=report.report_id), by="su")
    report.do(report.lock(symbol="BC-ĐU"), by="ha", ago=1)
    assert "Đã chốt" in ha.get(path).text
    paper = Document(BytesIO(ha.get(f"{path}/bao-cao.docx").response.data))
    cells = [c.text for table in paper.tables for row in table.rows for c in row.cells]
    said = "\n".join([*cells, *(line.text for line in paper.paragraphs)])
    assert "Cộng hòa" not in said
    for words in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 45-BC/ĐU",
        "T/M Ban Thường vụ",
        "Tráng Seo Lìn",
        "Lưu Đảng ủy",
        "Ưu điểm, hạn chế, nguyên nhân",
    ):
        assert words.lower() in said.lower()
    assert browse(report.story, "khai").get(path).status == 404
