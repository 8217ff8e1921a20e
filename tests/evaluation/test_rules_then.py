"""The rules of evaluation, and one version of them, as they stood on a past day."""

from uuid import UUID, uuid5

from service.evaluation.rule_versions import DraftRules, ReviewRules, SignRules
from service.evaluation.rules import written
from tests.evaluation.versions import DECREE, OURS, mark
from tests.past import Story, days_ago, local_day
from tests.web import browse


def _signed(story: Story) -> UUID:
    """Drafted nine days ago, agreed to six days ago, signed three days ago."""
    draft = DraftRules(text=written(OURS), population="civil_servant", based_on=DECREE)
    version_id = uuid5(story.do(draft, by="ha", at=days_ago(9)), "rules")
    read = {"version_id": version_id, "sha256": mark(story, version_id)}
    review = ReviewRules(**read, agreed=True, comment="Đúng Nghị định")  # type: ignore[arg-type]
    story.do(review, by="dung", at=days_ago(6))
    sign = SignRules(
        **read,  # type: ignore[arg-type]
        number="45/QĐ-UBND",
        signed_on=local_day(4),
        effective_from=local_day(3),
    )
    story.do(sign, by="su", at=days_ago(3))
    return version_id


def test_a_version_is_shown_as_it_stood_without_what_may_be_done_with_it(story: Story) -> None:
    version_id, browser = _signed(story), browse(story, "ha")

    def main(days: int, path: str = "") -> str:
        asked = {"tai_ngay": local_day(days).isoformat(), "voi": str(version_id)}
        return browser.get(f"danh-gia/quy-tac{path}", asked).text

    one = f"/{version_id}"
    assert "chưa có bản này" in main(10, one)
    assert "chưa có bản này" in main(10, "/so-sanh")
    assert "Bản nháp" in main(8, one)
    assert "Đúng Nghị định" not in main(8, one)
    assert "Đúng Nghị định" in main(5, one)
    assert not any(words in main(5, one) for words in ("45/QĐ-UBND", "Bỏ bản nháp", "Sửa bản"))
    assert "45/QĐ-UBND" in main(2, one)
    assert "Các bản của đơn vị" not in main(10)
    assert "Chưa ký" in main(5)
    assert "45/QĐ-UBND" in main(2)
