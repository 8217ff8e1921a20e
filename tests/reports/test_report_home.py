"""Reports on the home page: what an open one lacks, who is behind, and for nobody else."""

from dataclasses import replace

import pytest

from service.reports.drafting import DrawFigures
from service.reports.opening import OpenOnRequest
from tests.past import Story, days_ago, issued, local_day, target
from tests.queries import counted
from tests.reports.year import Reported, reported
from tests.web import Page, browse

HTMX = {"HX-Request": "true"}
MOST_QUERIES = 12


@pytest.fixture
def report(story: Story) -> Reported:
    return reported(story)


def block(page: Page, name: str) -> str:
    [found] = page.soup.select(f'section[aria-labelledby="{name}"]')
    return " ".join(found.get_text(" ").split())


def test_who_drafts_finds_the_open_report_its_steps_and_what_lacks(report: Reported) -> None:
    path = f"bao-cao/{report.report_id}/tien-do"
    for who in ("ha", "hung"):
        drafter = browse(report.story, who)
        with counted() as sent:
            page = drafter.get("")
        assert len(sent) <= MOST_QUERIES
        assert "gửi Sở Nội vụ" in block(page, "ky-bao-cao")
        [lazy] = page.soup.select("[aria-labelledby=ky-bao-cao] [hx-get]")
        assert str(lazy["hx-get"]).endswith(path)
    ha = browse(report.story, "ha")
    with counted() as sent:
        steps = ha.get(path, None, **HTMX)
    assert len(sent) <= MOST_QUERIES
    assert len(steps.soup.select("li a[href*=buoc]")) == 5
    assert "thiếu 1 việc đến hạn chưa có kết quả, 1 người chưa cập nhật" in steps.text
    assert "chưa lấy số liệu" in steps.text
    report.do(DrawFigures(report_id=report.report_id))
    report.do(report.write())
    later = ha.get(path, None, **HTMX).text
    assert "số liệu" in later
    assert "đã viết 1 mục" in later
    report.signed()
    assert "Đã ký, chờ số" in ha.get(path, None, **HTMX).text
    assert ha.get(path).status == 303


@pytest.mark.parametrize("who", ["khai", "do", "su", "tung"])
def test_others_are_not_shown_how_far_it_is(report: Reported, who: str) -> None:
    report.locked()
    other = browse(report.story, who)
    assert not other.get("").soup.select("[aria-labelledby=ky-bao-cao]")
    path = f"bao-cao/{report.report_id}/tien-do"
    assert other.get(path, None, **HTMX).status == 404


def test_a_head_sees_who_of_the_unit_is_behind_before_the_units_are_due(
    report: Reported,
) -> None:
    do = browse(report.story, "do")
    assert not do.get("").soup.select(
        "[aria-labelledby=truoc-ky]"
    )  # the units were due before today
    asked = OpenOnRequest(
        plan_id=report.plan_id,
        first_day=local_day(30),
        cut_off=local_day(-5),
        send_on=local_day(-20),
        due_on=local_day(-25),
        addressee="Sở Nội vụ",
    )
    report.do(asked)
    with counted() as sent:
        page = do.get("")
    assert len(sent) <= MOST_QUERIES
    said = block(page, "truoc-ky")
    assert "Ma Văn Khải : 2 việc chưa cập nhật hơn 14 ngày, 1 việc đến hạn trong kỳ" in said
    assert "Lò Văn Hùng" not in said
    [way] = page.soup.select("[aria-labelledby=truoc-ky] p a")
    part = str(way["href"]).partition("/bao-cao/")[2]
    theirs = do.get(f"bao-cao/{part}").text
    assert "Phần việc của đơn vị cho báo cáo" in theirs
    assert "Khảo sát hài lòng" in theirs
    mine = browse(report.story, "khai").get(f"bao-cao/{part}")
    assert "Phần việc của bạn" in mine.text
    assert browse(report.story, "tung").get(f"bao-cao/{part}").status == 404
    assert browse(report.story, "ha").get(f"bao-cao/{part}").status == 303
    more = [target(5)]  # a plan of which nobody is behind, due by the same day
    other = issued(report.story, more, title="Kế hoạch chuyển đổi số", at=days_ago(90))
    report.do(replace(asked, plan_id=other))
    assert "Ma Văn Khải" in block(do.get(""), "truoc-ky")
    assert "Kế hoạch chuyển đổi số" in block(browse(report.story, "ha").get(""), "ky-bao-cao")
    for who in ("khai", "ha", "su"):
        assert not browse(report.story, who).get("").soup.select("[aria-labelledby=truoc-ky]")
