"""Events of a review are seen by whoever sees the review; the person hears no opinion."""

from service.inspections.entries import positions
from service.reviews.concluding import TellConclusion
from tests.reviews.pair import Pair, reviewed, round_of
from tests.reviews.test_pages import conclusion, written
from tests.web import browse


def test_an_event_is_as_hidden_as_its_review(pair: Pair) -> None:
    round_id = round_of(pair.party)
    one = reviewed(pair, round_id)
    pair.asked(one)
    written(pair, one)
    pair.party.do(conclusion(one), by="su")
    with pair.party.ledger.scope.begin() as connection:
        [begun], every = positions(connection, [round_id]), positions(connection, [one])
    ha, member, do = (browse(pair.party, login) for login in ("ha", "member", "do"))
    told = [ha.get(f"kiem-chung/su-kien/{at}").text for at in every]
    for text, words in zip(
        told, ("Mở kiểm điểm", "Hỏi số liệu", "Nhận số liệu", "tự kiểm điểm",
               "Một thành viên cho ý kiến", "41-TB/ĐU"), strict=True,
    ):  # fmt: skip
        assert words in text
    seen = [member.get(f"kiem-chung/su-kien/{at}").status for at in every]
    assert seen == [200, 200, 200, 200, 404, 404]
    pair.party.do(TellConclusion(review_id=one), by="ha")
    assert member.get(f"kiem-chung/su-kien/{every[-1]}").status == 200
    assert "Ý kiến riêng" not in "".join(told)
    assert {do.get(f"kiem-chung/su-kien/{at}").status for at in (begun, *every)} == {404}
    assert "27-KH/ĐU" in ha.get(f"kiem-chung/su-kien/{begun}").text
