"""People talk about a task: those who may see it, to those who may see it."""

import gzip
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import NoResultFound

from events.discussions import Discussion, NotYourCommentError
from service.discussions import comments
from service.discussions.talking import (
    CannotSeeError,
    FollowTask,
    Say,
    WithdrawComment,
    stream_of,
)
from service.tasks.working import Acknowledge, Submit
from service.work import Work
from tests.messages.looking import bell, kinds
from tests.people import Commune
from tests.queries import counted
from tests.tasks.given import given_task
from tests.tasks.test_budget import MOST_QUERIES, PAGE
from tests.web import browse


def said(commune: Commune, task_id: UUID) -> list[str]:
    with commune.ledger.scope.begin() as connection:
        found = comments.of_task(connection, task_id, None, before=10**9, most=100)
    return [one.text for one in found]


def test_who_is_named_is_told_and_who_follows_hears_that_it_moved(commune: Commune) -> None:
    task_id, do = given_task(commune), commune.actors["do"].person_id
    commune.do(FollowTask(task_id=task_id, follow=True), by="su")
    commune.do(Say(task_id=task_id, text="Chị xem giúp", mentions=(do,)), by="khai")
    assert (kinds(commune, "do"), kinds(commune, "su")) == (["mentioned"], ["followed"])
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    assert kinds(commune, "su") == ["followed", "followed"]
    assert kinds(commune, "do") == ["mentioned", "handed_in"]


def test_whoever_speaks_follows_and_may_stop_following(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Say(task_id=task_id, text="Cần thêm gì không?"), by="su")
    commune.do(Say(task_id=task_id, text="Cần hai ảnh"), by="ha")
    assert kinds(commune, "su") == ["followed"]
    for follow in (False, False, True, True, False):
        commune.do(FollowTask(task_id=task_id, follow=follow), by="su")
    commune.do(Say(task_id=task_id, text="Cảm ơn"), by="ha")
    assert kinds(commune, "su") == ["followed"]


def test_somebody_who_may_not_see_the_task_is_not_named(commune: Commune) -> None:
    task_id, hung = given_task(commune), commune.actors["hung"].person_id
    with pytest.raises(CannotSeeError) as refused:
        commune.do(Say(task_id=task_id, text="Anh xem", mentions=(hung,)), by="khai")
    assert refused.value.people == (hung,)
    assert said(commune, task_id) == []
    assert bell(commune, "hung") == []


def test_a_task_out_of_sight_looks_missing(commune: Commune) -> None:
    task_id = given_task(commune)
    for wanted in (task_id, uuid4()):
        with pytest.raises(NoResultFound):
            commune.do(Say(task_id=wanted, text="Tôi đây"), by="hung")


def test_what_one_said_one_takes_back_and_nobody_else_does(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Say(task_id=task_id, text="Nhầm"), by="khai")
    with pytest.raises(NotYourCommentError):
        commune.do(WithdrawComment(task_id=task_id, number=1), by="su")
    commune.do(WithdrawComment(task_id=task_id, number=1), by="khai")
    assert said(commune, task_id) == [""]
    page = browse(commune, "ha").get(f"nhiem-vu/{task_id}/trao-doi")
    assert "Ý kiến này đã được thu hồi." in page.text
    assert "Nhầm" not in page.text


def test_the_page_takes_a_comment_and_offers_only_those_who_may_see_the_task(
    commune: Commune,
) -> None:
    task_id = given_task(commune)
    browser = browse(commune, "khai")
    page = browser.get(f"nhiem-vu/{task_id}/trao-doi")
    assert "Lò Văn Hùng" not in page.text
    assert "Giàng Thị Dợ" in page.text
    done = browser.follow(
        browser.post(f"nhiem-vu/{task_id}/trao-doi", {"text": "<b>Xong\nhai dòng</b>"})
    )
    assert done.messages == ["Đã gửi ý kiến."]
    assert [p.get_text() for p in done.soup.select(".said")] == ["<b>Xong\nhai dòng</b>"]


def test_an_empty_or_endless_comment_is_refused_and_kept(commune: Commune) -> None:
    task_id = given_task(commune)
    browser, path = browse(commune, "khai"), f"nhiem-vu/{given_task(commune)}/trao-doi"
    for text in ("  ", "x" * 2_001):
        page = browser.post(path, {"text": text})
        assert (page.status, len(page.errors)) == (422, 1)
        assert page.form("trao-doi")["text"] == text.strip()
    assert said(commune, task_id) == []


@dataclass(frozen=True, kw_only=True)
class SayOften:
    """Say so many things at once, as no page lets anybody."""

    task_id: UUID
    times: int

    def decide(self, work: Work) -> None:
        discussion = Discussion(stream_of(self.task_id))
        for n in range(self.times):
            discussion.comment(self.task_id, f"ý kiến {n}", (), by=work.actor.person_id)
        work.save(discussion)


def test_a_thousand_comments_are_read_fifty_at_a_time(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(SayOften(task_id=task_id, times=1_000), by="khai")
    browser, path = browse(commune, "khai"), f"nhiem-vu/{task_id}/trao-doi"
    seen, pages = list[str](), 0
    while path:
        with counted() as sent:
            page = browser.get(path)
        assert len(sent) <= MOST_QUERIES
        assert len(page.html.encode()) < 120_000
        seen += [p.get_text() for p in page.soup.select(".said")]
        older = page.soup.find("a", string="Xem ý kiến cũ hơn")
        path, pages = str(older["href"]) if older else "", pages + 1
    assert seen == [f"ý kiến {n}" for n in reversed(range(1_000))]
    assert pages == 20
    task = browser.get(f"nhiem-vu/{task_id}")
    assert len(gzip.compress(task.response.data)) <= PAGE


def test_a_forged_mention_of_somebody_who_may_not_see_the_task_says_nothing(
    commune: Commune,
) -> None:
    task_id, hung = given_task(commune), commune.actors["hung"].person_id
    browser, path = browse(commune, "khai"), f"nhiem-vu/{task_id}/trao-doi"
    page = browser.post(path, {"text": "Anh xem", "to": str(hung), "mentions": str(hung)})
    assert page.status in {303, 422}
    assert bell(commune, "hung") == []
    with commune.ledger.scope.begin() as connection:
        found = comments.of_task(connection, task_id, None, before=10**9, most=100)
    assert not [one for one in found if hung in one.mentions]


def test_a_resend_is_said_once(commune: Commune) -> None:
    task_id, command_id = given_task(commune), uuid4()
    for _ in range(3):
        commune.do(Say(task_id=task_id, text="Một lần"), by="khai", command_id=command_id)
    assert said(commune, task_id) == ["Một lần"]
