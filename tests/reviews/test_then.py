"""Reviews as they stood: before they were opened, and before somebody said more."""

from service.clock import now
from service.reviews import states
from service.reviews.judging import GiveOpinion, WriteOfOneself
from tests.past import local_day
from tests.reviews.pair import NAME, Pair, reviewed, round_of
from tests.reviews.test_pages import OWN
from tests.web import browse


def test_a_review_is_known_as_it_stood(pair: Pair) -> None:
    round_id = round_of(pair.party)
    review_id = reviewed(pair, round_id)
    pair.party.do(WriteOfOneself(review_id=review_id, said=OWN), by="member")
    before = now()
    pair.party.do(GiveOpinion(review_id=review_id, text="Ý kiến", grade="completed"), by="khai")
    with pair.party.ledger.scope.begin() as connection:
        then, today = (states.one(connection, review_id, at) for at in (before, None))
        [listed] = states.every(connection, before)
    assert (then.own, then.opinions, len(today.opinions)) == (OWN, {}, 1)
    assert listed.step == "self_reviewed"
    browser, asked = browse(pair.party, "ha"), {"tai_ngay": local_day(1).isoformat()}
    for path in ("kiem-diem", f"kiem-diem/{review_id}", f"kiem-diem/dot/{round_id}"):
        [main] = browser.get(path, asked).soup.select("main")
        assert "hưa " in main.text  # chưa có đợt, chưa mở đợt
        assert NAME not in main.text
        assert not main.select("form")
