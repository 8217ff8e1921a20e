"""One's own lost points on the home page: one line each, for nobody else, and no look kept."""

from uuid import uuid4

from service.inspections import looks
from tests.evaluation.scored import scored_month
from tests.past import Story
from tests.queries import counted
from tests.web import browse

HTMX = {"HX-Request": "true"}


def test_an_official_reads_each_lost_point_with_its_link(story: Story) -> None:
    month = scored_month(story)
    path, khai = f"danh-gia/phieu/{month.period_id}/cua-toi", browse(story, "khai")
    [lazy] = khai.get("").soup.select("[aria-labelledby=diem-toi] [hx-get]")
    assert str(lazy["hx-get"]).endswith(path)
    with counted() as sent:
        lost = khai.get(path, None, **HTMX)
    assert len(sent) <= 12
    sheet = khai.get(f"danh-gia/phieu/{month.period_id}/{month.person('khai')}")
    links = [str(one["href"]) for one in lost.soup.select("li a")]
    assert len(links) == len(sheet.soup.select("#bi-tru ~ ul > li")) > 0
    assert all(sheet.soup.select(f"#{link.partition('#')[2]}") for link in links)
    with story.ledger.scope.begin() as connection:
        assert not looks.at_subject(connection, "score_sheet", month.kept("khai").sheet.id)


def test_it_is_always_one_s_own_and_what_is_not_scored_is_not_there(story: Story) -> None:
    month = scored_month(story)
    path = f"danh-gia/phieu/{month.period_id}/cua-toi"
    assert "Đến nay không bị trừ điểm nào" in browse(story, "hung").get(path, None, **HTMX).text
    assert browse(story, "tung").get(path, None, **HTMX).status == 404
    for who in ("tung", "su", "do"):
        assert not browse(story, who).get("").soup.select("[aria-labelledby=diem-toi]")
    nothing = f"danh-gia/phieu/{uuid4()}/cua-toi"
    assert browse(story, "khai").get(nothing, None, **HTMX).status == 404
