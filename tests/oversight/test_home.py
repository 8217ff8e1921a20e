"""A province begins with its communes; nobody else does."""

import gzip

from service.ledgers import Instance
from service.oversight.keeping import refresh
from tests.exchange.pairs import linked, province_of
from tests.past import Story, days_ago, duty, issued, local_day
from tests.queries import counted
from tests.web import browse


def test_the_first_three_blocks_are_of_the_communes(
    admin: Instance, instance: Instance, story: Story
) -> None:
    province = province_of(admin, instance)
    issued(story, [duty(story, 1, due=local_day(30))], at=days_ago(60))
    linked(story, province)
    with story.ledger.scope.begin() as connection:
        refresh(connection, story.tenant)
    browser = browse(province, "su")
    with counted() as sent:
        page = browser.get("")
    headings = [h.get_text(strip=True) for h in page.soup.select("#work h2")]
    assert headings[:3] == ["Xã cần hỗ trợ", "Thẩm định", "Chỉ tiêu chung"]
    assert "1 việc quá hạn, chưa nêu lý do" in page.text
    assert len(sent) <= 12, sent
    assert len(gzip.compress(page.response.data)) <= 14 * 1024
    for login, other in (("ha", province), ("su", story)):
        assert "Xã cần hỗ trợ" not in browse(other, login).get("").text
