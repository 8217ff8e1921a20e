"""The list of plans: drafts for those who draft, issued plans with their counts."""

import gzip
from datetime import timedelta

from service.tasks.judging import Accept
from service.tasks.working import Submit
from tests.past import TODAY, Story, days_ago, drafted, duty, issued, local_day
from tests.queries import counted
from tests.web import browse


def test_a_commune_without_plans_is_told_how_to_begin(story: Story) -> None:
    page = browse(story, "ha").get("ke-hoach")
    assert "Bạn có thể bắt đầu từ tệp Word hoặc PDF" in page.text
    assert page.soup.select_one("main a[href$='/ke-hoach/nap']")
    other = browse(story, "khai").get("ke-hoach")
    assert "Chưa có kế hoạch nào được ban hành." in other.text
    assert not other.soup.select("main a[href$='/ke-hoach/nap']")


def test_drafts_are_listed_for_those_who_may_see_them(story: Story) -> None:
    drafted(story, [duty(story, 1)], title="Kế hoạch đang soạn", at=days_ago(2))
    assert browse(story, "ha").get("ke-hoach").soup.select_one("a[href$='/ra-soat']")
    leader = browse(story, "su").get("ke-hoach")
    assert "Kế hoạch đang soạn" in leader.text
    assert not leader.soup.select("a[href$='/ra-soat']")
    assert "Kế hoạch đang soạn" not in browse(story, "khai").get("ke-hoach").text


def test_an_issued_plan_says_number_day_signer_and_how_far_it_is(story: Story) -> None:
    items = [duty(story, n, due=TODAY - timedelta(days=9)) for n in (1, 2, 3)]
    plan_id = issued(story, items, at=days_ago(40))
    done = story.tasks(plan_id)[0].task_id
    story.do(Submit(task_id=done, note="Xong"), by="khai", at=days_ago(20))
    story.do(Accept(task_id=done), by="do", at=days_ago(19))
    page = browse(story, "khai").get("ke-hoach")
    issued_on = local_day(40).strftime("%d/%m/%Y")
    for said in ("12/KH-UBND", issued_on, "Vàng A Sử", "1/3 hoàn thành", "2 quá hạn"):
        assert said in page.text


def test_the_list_is_shown_as_of_a_past_day(story: Story) -> None:
    issued(story, [duty(story, 1)], title="Kế hoạch cũ", at=days_ago(40))
    issued(story, [duty(story, 1)], title="Kế hoạch mới", at=days_ago(10))
    reader = browse(story, "ha")
    then = reader.get("ke-hoach", {"tai_ngay": local_day(20).isoformat()})
    assert "Kế hoạch cũ" in then.text
    assert "Kế hoạch mới" not in then.text
    assert not then.soup.select("main form, main a[href$='/nap'], main a[href$='/ra-soat']")
    [link] = then.soup.select("main th a")
    assert f"tai_ngay={local_day(20).isoformat()}" in str(link["href"])
    before = reader.get("ke-hoach", {"tai_ngay": local_day(100).isoformat()})
    assert "chưa có kế hoạch nào được ban hành" in before.text


def test_a_draft_of_that_day_is_a_draft_on_that_day(story: Story) -> None:
    plan_id = drafted(story, [duty(story, 1)], title="Kế hoạch đang soạn", at=days_ago(9))
    page = browse(story, "ha").get("ke-hoach", {"tai_ngay": local_day(5).isoformat()})
    assert "Kế hoạch đang soạn" in page.text
    assert str(plan_id) not in page.html


def test_the_list_is_light_and_asks_little(story: Story) -> None:
    for n in range(20):
        issued(story, [duty(story, 1)], title=f"Kế hoạch số {n}", at=days_ago(40 - n))
    reader = browse(story, "ha")
    reader.get("ke-hoach")
    for query in ({}, {"tai_ngay": local_day(5).isoformat()}):
        with counted() as sent:
            page = reader.get("ke-hoach", query)
        assert len(sent) <= 12, sent
        assert len(gzip.compress(page.response.data)) <= 14 * 1024
