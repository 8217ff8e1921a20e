"""One report as it stood on a past day."""

from service.reports import states
from service.reports.missing import missing
from tenants.directory import directory
from tests.past import Story, days_ago, local_day
from tests.queries import counted
from tests.reports.year import reported
from tests.web import browse


def test_a_report_is_shown_as_it_stood_to_who_sees_it_today(story: Story) -> None:
    report = reported(story)
    report.locked()

    with story.ledger.scope.begin() as connection:
        state, known = states.state(connection, report.report_id), directory(connection)
        lacked = [
            {one.task_id for one in missing(connection, state, known, at, at).unfinished}
            for at in (days_ago(27), days_ago(1))
        ]
    assert lacked == [{*report.tasks[1:3]}, {report.tasks[2]}]

    def main(days: int, who: str = "ha") -> str:
        browser, asked = browse(story, who), {"tai_ngay": local_day(days).isoformat()}
        with counted() as sent:
            page = browser.get(f"bao-cao/{report.report_id}", asked)
        assert len(sent) <= 12, sent
        return page.text if page.status == 200 else str(page.status)

    assert "chưa mở báo cáo này" in main(10)
    assert "Đang lập" in main(4)
    assert "Đã ký, chờ số" in main(2)
    assert all(words in main(1) for words in ("Đã chốt", "45/BC-UBND", "Kính gửi: Sở Nội vụ"))
    assert "45/BC-UBND" not in main(2)
    assert all(words in main(2) for words in ("Đã công khai thủ tục.", "88,4%"))
    assert not any(words in main(3) for words in ("Đã công khai thủ tục.", "88,4%"))
    assert "Lập đính chính" not in main(1)
    assert "Lập đính chính" in main(0)
