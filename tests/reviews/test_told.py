"""Whose turn it is in a review finds it under the bell: once, and never who did it."""

from datetime import date, timedelta
from uuid import UUID

from service.clock import now
from service.messages import alerts, reminders
from service.reviews.concluding import AnswerObjection, ObjectTo, TellConclusion
from service.reviews.judging import GiveOpinion
from tenants.calendar import WorkingCalendar
from tenants.directory import directory
from tests.messages.looking import bell
from tests.past import TODAY
from tests.reviews.pair import Pair, reviewed, round_of
from tests.reviews.test_pages import conclusion, written
from tests.web import browse


def told(pair: Pair, login: str, review_id: UUID) -> list[str]:
    found = (one for one in bell(pair.party, login) if one.subject_id == review_id)
    return [one.kind.removeprefix("review_") for one in found][::-1]


def mornings(pair: Pair, day: date) -> None:
    """Let reminders of a working day go out twice."""
    with pair.party.ledger.scope.begin() as connection:
        days, known = WorkingCalendar({day: True}), directory(connection)
        for _ in range(2):
            alerts.alert(connection, reminders.due(connection, day, days, known), now())


def test_each_turn_is_told_to_who_has_it(pair: Pair) -> None:
    party, one = pair.party, reviewed(pair, round_of(pair.party))
    pair.asked(one)
    written(pair, one)
    party.do(GiveOpinion(review_id=one, text="Đã nghĩ lại"), by="khai")
    assert told(pair, "khai", one) == ["to_judge"]
    party.do(conclusion(one), by="su")
    party.do(TellConclusion(review_id=one), by="ha")
    party.do(ObjectTo(review_id=one, text="Có nguyên nhân"), by="member")
    party.do(AnswerObjection(review_id=one, outcome="kept", text="Giữ"), by="su")
    mornings(pair, TODAY + timedelta(days=30))
    assert told(pair, "ha", one) == ["facts", "repair_late"]
    assert told(pair, "su", one) == told(pair, "dung", one)
    assert told(pair, "su", one) == ["facts", "to_conclude", "objected", "repair_late"]
    assert told(pair, "member", one) == ["opened", "told", "answered"]
    assert told(pair, "do", one) == []
    page = browse(party, "su").get("thong-bao")
    assert "Các thành viên đã cho ý kiến, chờ bạn kết luận" in page.text
    assert "Kiểm điểm Phó Giám đốc," in page.text


def test_who_did_not_write_in_time_is_reminded_and_members_judge_without(pair: Pair) -> None:
    one = reviewed(pair, round_of(pair.party, self_by=TODAY))
    mornings(pair, TODAY)
    assert told(pair, "khai", one) == []
    mornings(pair, TODAY + timedelta(days=1))
    assert told(pair, "member", one) == ["opened", "due", "late"]
    assert told(pair, "khai", one) == ["to_judge"]
