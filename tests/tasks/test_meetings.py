"""What a meeting concluded is given as tasks, and its page says what became of each."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4, uuid5

import pytest

from events.errors import WrongStreamError
from events.meetings import HeldInTheFutureError, NoSuchConclusionError, NothingConcludedError
from events.values import Origin
from service.clock import today
from service.tasks import meetings
from service.tasks.concluding import NoteConclusions, RecordMeeting
from service.tasks.judging import Accept
from service.tasks.working import Acknowledge, Submit
from tenants.access import AccessDeniedError
from tests.people import Commune
from tests.tasks.test_outside import wanted
from tests.web import browse

TITLE = "Họp giao ban tháng 6"


def held(commune: Commune, *conclusions: str, by: str = "su") -> UUID:
    command = RecordMeeting(
        title=TITLE,
        held_on=today(commune.tenant.zone),
        conclusions=conclusions,
        chair_post_id=commune.actors["su"].post_id,
        number="45/TB-UBND",
    )
    return uuid5(commune.do(command, by=by), "meeting")


def conclude(commune: Commune, meeting_id: UUID, item: int, *, by: str = "su") -> UUID:
    origin = Origin(kind="meeting", meeting_id=meeting_id, item=item)
    return uuid5(commune.do(wanted(commune, origin=origin), by=by), "task 1")


def test_each_conclusion_becomes_a_task_and_the_page_follows_it(commune: Commune) -> None:
    meeting_id = held(commune, "Rà soát thủ tục", "Niêm yết tại hai điểm")
    task_id = conclude(commune, meeting_id, 1)
    page = browse(commune, "su").get(f"cuoc-hop/{meeting_id}")
    lines = [" ".join(li.get_text(" ").split()) for li in page.soup.select("ol.work > li")]
    assert "Chưa bắt đầu Ma Văn Khải hạn 30/06/2099" in lines[0]
    assert "Chưa giao" in lines[1]
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    commune.do(Accept(task_id=task_id), by="dung")
    page = browse(commune, "su").get("cuoc-hop")
    cells = [cell.get_text(strip=True) for cell in page.soup.select("tbody tr td")]
    assert cells[-3:] == ["2", "1", "1"]
    task = browse(commune, "khai").get(f"nhiem-vu/{task_id}")
    assert "Kết luận số 1, Họp giao ban tháng 6 ngày" in task.text


def test_the_work_of_others_is_named_but_not_opened(commune: Commune) -> None:
    meeting_id = held(commune, "Rà soát thủ tục")
    task_id = conclude(commune, meeting_id, 1)
    page = browse(commune, "hung").get(f"cuoc-hop/{meeting_id}")
    assert page.status == 200
    assert not page.soup.select(f'a[href*="{task_id}"]')
    assert not page.soup.select('a[href*="giao-viec"]')
    assert browse(commune, "hung").get(f"nhiem-vu/{task_id}").status == 404


def test_a_meeting_is_refused_without_conclusions_or_before_it_was_held(
    commune: Commune,
) -> None:
    with pytest.raises(NothingConcludedError):
        held(commune, "  ", "")
    tomorrow = today(commune.tenant.zone) + timedelta(days=1)
    early = RecordMeeting(title=TITLE, held_on=tomorrow, conclusions=("Một",))
    with pytest.raises(HeldInTheFutureError):
        commune.do(early, by="su")
    with pytest.raises(NothingConcludedError):
        commune.do(replace(early, title=" ", held_on=today(commune.tenant.zone)), by="su")
    for stranger in ("khai", "tung"):
        with pytest.raises(AccessDeniedError):
            held(commune, "Một", by=stranger)


def test_further_conclusions_are_numbered_on(commune: Commune) -> None:
    meeting_id, again = held(commune, "Một"), uuid4()
    more = NoteConclusions(meeting_id=meeting_id, conclusions=("Hai", "", "Ba\nbốn"))
    for _ in range(2):
        commune.do(more, by="ha", command_id=again)
    with commune.ledger.scope.begin() as connection:
        assert meetings.one(connection, meeting_id, None).conclusions == (
            "Một",
            "Hai",
            "Ba\nbốn",
        )


def test_a_conclusion_that_is_not_there_is_not_given(commune: Commune) -> None:
    meeting_id = held(commune, "Một")
    for item in (0, 2):
        with pytest.raises(NoSuchConclusionError):
            conclude(commune, meeting_id, item)
    with pytest.raises(WrongStreamError):
        conclude(commune, uuid4(), 1)
    browser = browse(commune, "su")
    for asked in (f"{meeting_id}&ket_luan=2", f"{meeting_id}&ket_luan=x", "x", f"{uuid4()}"):
        assert browser.get(f"giao-viec?cuoc_hop={asked}").status == 404


def test_the_pages_record_a_meeting_and_offer_each_conclusion_as_a_task(
    commune: Commune,
) -> None:
    browser = browse(commune, "su")
    page = browser.get("cuoc-hop")
    typed = page.form("/cuoc-hop") | {"title": TITLE, "held_on": "1/6/2026"}
    refused = browser.post("cuoc-hop", typed)
    assert refused.status == 422
    assert len(refused.errors) == 1
    shown = browser.follow(browser.post("cuoc-hop", typed | {"conclusions": "Một\n\nHai"}))
    assert shown.messages == ["Đã ghi cuộc họp. Hãy giao từng kết luận."]
    assert [h.text for h in shown.soup.select("ol h3")] == ["1. Một", "2. Hai"]
    second = shown.soup.select("ol a.button")[1]
    asked = browser.get(str(second["href"]))
    assert asked.form("/giao-viec")["text"] == "Hai"
    assert "Theo kết luận số 2, Họp giao ban tháng 6 ngày 01/06/2026 ." in asked.text
