"""One plan: its card, its tasks by reform area, its filters, and what is out of sight."""

import gzip
from datetime import timedelta
from uuid import UUID

import pytest

from service.tasks.working import Acknowledge, Submit
from tests.past import TODAY, Story, days_ago, drafted, duty, issued, target
from tests.people import Commune
from tests.queries import counted
from tests.web import browse, files_of

MANY = 300


@pytest.fixture
def plan(story: Story) -> UUID:
    """A plan of three tasks and a target: one late, one without a date, one of another unit."""
    items = [
        target(1),
        duty(story, 2, due=TODAY - timedelta(days=30)),
        duty(story, 3),
        duty(story, 4, person="hung", due=TODAY + timedelta(days=200)),
    ]
    return issued(story, items, at=days_ago(60))


def test_the_card_says_what_the_paper_says(story: Story, plan: UUID) -> None:
    page = browse(story, "khai").get(f"ke-hoach/{plan}")
    assert page.heading == "Kế hoạch cải cách hành chính"
    for said in ("12/KH-UBND", "Vàng A Sử, Chủ tịch", "năm 2026", "UBND xã Suối Ngàn"):
        assert said in page.text
    assert "Căn cứ (2 văn bản)" in page.text


def test_tasks_stand_under_their_reform_area_with_person_unit_and_deadline(
    story: Story, plan: UUID
) -> None:
    page = browse(story, "ha").get(f"ke-hoach/{plan}")
    groups = [row.get_text(strip=True) for row in page.soup.select(".table__group")]
    assert groups == ["Cải cách thủ tục hành chính", "Xây dựng chính quyền số", "Lĩnh vực khác"]
    late = page.soup.select_one(".due--late")
    assert late is not None
    assert "quá hạn" in late.get_text()
    assert "Ma Văn Khải" in page.text
    assert "Trung tâm Phục vụ hành chính công" in page.text
    assert "thường xuyên" in page.text


def test_a_task_out_of_sight_is_text_and_not_a_link(story: Story, plan: UUID) -> None:
    theirs = next(task for task in story.tasks(plan) if "đợt 4" in task.content)
    for login, linked in (("khai", False), ("hung", True), ("ha", True)):
        page = browse(story, login).get(f"ke-hoach/{plan}")
        assert theirs.content in page.text
        links = [str(a["href"]) for a in page.soup.select("main a[href]")]
        assert any(str(theirs.task_id) in link for link in links) == linked


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"tinh_trang": "qua-han"}, ["đợt 2"]),
        ({"tinh_trang": "dang-lam"}, ["đợt 2", "đợt 3", "đợt 4"]),
        ({"linh_vuc": "procedures"}, ["đợt 4"]),
        ({"linh_vuc": "khac"}, ["đợt 3"]),
        ({"linh_vuc": "procedures", "tinh_trang": "qua-han"}, []),
        ({"tinh_trang": "<b>", "linh_vuc": "'; --", "trang": "9" * 5000}, ["2", "3", "4"]),
    ],
)
def test_filters_are_links_with_their_counts(
    story: Story, plan: UUID, query: dict[str, str], left: list[str]
) -> None:
    page = browse(story, "ha").get(f"ke-hoach/{plan}", query)
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("tbody th[scope=row]")]
    assert len(rows) == len(left)
    assert all(any(want in row for row in rows) for want in left)
    if not left:
        assert "Bộ lọc đang giấu 3 nhiệm vụ." in page.text


def test_a_filter_by_unit_keeps_the_other_filters(story: Story, plan: UUID) -> None:
    page = browse(story, "ha").get(f"ke-hoach/{plan}", {"tinh_trang": "qua-han"})
    [link] = [a for a in page.soup.select("details a") if "Trung tâm" in a.get_text()]
    assert "tinh_trang=qua-han" in str(link["href"])
    narrowed = browse(story, "ha").get(str(link["href"]))
    assert "đợt 2" in narrowed.text
    assert "đợt 3" not in narrowed.text


def test_a_handed_in_task_waits_and_is_not_late(story: Story, plan: UUID) -> None:
    late = next(task for task in story.tasks(plan) if "đợt 2" in task.content)
    story.do(Acknowledge(task_id=late.task_id), by="khai", at=days_ago(50))
    story.do(Submit(task_id=late.task_id, note="Xong"), by="khai", at=days_ago(10))
    page = browse(story, "ha").get(f"ke-hoach/{plan}", {"tinh_trang": "cho-duyet"})
    assert "Chờ duyệt" in page.text
    assert not page.soup.select(".due--late")


def test_targets_have_a_table_of_their_own(story: Story, plan: UUID) -> None:
    page = browse(story, "khai").get(f"ke-hoach/{plan}", {"xem": "chi-tieu"})
    assert "Tỷ lệ hồ sơ trả đúng hạn, nhóm 1" in page.text
    assert "tối thiểu 90%" in page.text
    assert "Chưa đo" in page.text


def test_the_stored_file_comes_back_as_it_was(story: Story) -> None:
    data = b"%PDF-1.7 of the tests"
    digest = files_of(story).put(data)
    item = duty(story, 1)
    plan_id = issued(story, [item], at=days_ago(3), file_sha256=digest)
    page = browse(story, "khai").get(f"ke-hoach/{plan_id}/tep")
    assert page.response.data == data
    assert page.response.headers["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_gone_is_a_page_that_is_not_there(story: Story, plan: UUID) -> None:
    assert browse(story, "khai").get(f"ke-hoach/{plan}/tep").status == 404


def test_a_draft_is_there_only_for_those_who_draft_and_issue(story: Story) -> None:
    plan_id = drafted(story, [duty(story, 1)], at=days_ago(2))
    assert "Rà soát" in browse(story, "ha").get(f"ke-hoach/{plan_id}").text
    leader = browse(story, "su").get(f"ke-hoach/{plan_id}")
    assert "Ban hành" in leader.text
    assert "Rà soát xong" in leader.text
    for path in (f"ke-hoach/{plan_id}", f"ke-hoach/{plan_id}/tep"):
        assert browse(story, "khai").get(path).status == 404


def test_a_page_of_many_tasks_is_light_and_asks_little(story: Story) -> None:
    long = "Rà soát, đơn giản hóa và số hóa thủ tục hành chính lĩnh vực đất đai, đợt "
    items = [target(1000 + n) for n in range(40)]
    items += [
        duty(story, n, due=TODAY + timedelta(days=n - 100), text=f"{long}{n}, {n * 7919}")
        for n in range(1, MANY + 1)
    ]
    plan_id = issued(story, items, at=days_ago(90))
    reader = browse(story, "ha")
    reader.get(f"ke-hoach/{plan_id}")
    for query in ({}, {"trang": "6"}, {"xem": "chi-tieu"}, {"tai_ngay": "2020-01-01"}):
        with counted() as sent:
            page = reader.get(f"ke-hoach/{plan_id}", query)
        assert page.status == 200
        assert len(sent) <= 12, sent
        assert len(gzip.compress(page.response.data)) <= 14 * 1024
    assert len(reader.get(f"ke-hoach/{plan_id}").soup.select("tbody th[scope=row]")) == 50


def test_what_people_typed_stays_text(story: Story) -> None:
    hostile = "<script>alert(1)</script> ' OR 1=1 -- 😀"
    plan_id = issued(story, [duty(story, 1, text=hostile)], title=hostile, at=days_ago(3))
    page = browse(story, "ha").get(f"ke-hoach/{plan_id}")
    assert hostile in page.text
    assert not [s for s in page.soup.find_all("script") if not s.has_attr("src")]


def test_a_plan_of_another_commune_is_not_there(story: Story, commune: Commune) -> None:
    theirs = issued(story, [duty(story, 1)], at=days_ago(3))
    assert browse(commune, "ha").get(f"ke-hoach/{theirs}").status == 404
