"""A version of the work catalogue as it stood on a past day."""

from uuid import uuid5

from service.catalogues.versions import DecideCatalogue, DraftCatalogue
from tests.catalogues.sheets import drafted, read, sheet
from tests.past import Story, days_ago, local_day
from tests.web import Browser, browse


def test_a_version_is_shown_as_it_stood_to_who_may_see_it(story: Story) -> None:
    draft = DraftCatalogue(drafted=drafted(read(sheet())))
    catalogue_id = uuid5(story.do(draft, by="ha", at=days_ago(9)), "catalogue")
    decide = DecideCatalogue(
        catalogue_id=catalogue_id,
        number="45/QĐ-UBND",
        decided_on=local_day(4),
        effective_from=local_day(4),
    )
    story.do(decide, by="su", at=days_ago(3))

    leader, official = (browse(story, who) for who in ("su", "khai"))

    def main(browser: Browser, days: int, more: str = "") -> str:
        asked = {"tai_ngay": local_day(days).isoformat()}
        return browser.get(f"danh-muc/{catalogue_id}{more}", asked).text

    assert "chưa có danh mục này" in main(leader, 10)
    assert "chưa có danh mục này" in main(leader, 10, "/so-sanh")
    draft_then = main(leader, 5)
    assert "Bản nháp, chưa dùng để giao việc" in draft_then
    assert "Đưa vào áp dụng" not in draft_then
    assert "chưa có danh mục này" in main(official, 5)
    assert "45/QĐ-UBND" in main(official, 2)
