"""Pages of messages: the bell, where one is written to, silence, and what went out."""

import pytest

from service.clock import now
from service.messages import outbox
from service.messages.contacts import contact
from service.messages.outbox import Message
from tests.messages.looking import kinds, outgoing, posted
from tests.past import Story, days_ago, duty, issued, local_day
from tests.people import Commune
from tests.tasks.given import CONTENT, given_task
from tests.web import Browser, Page, browse, manage, visit


def test_the_bell_counts_what_is_new_until_it_was_opened(commune: Commune) -> None:
    task_id = given_task(commune)
    browser = browse(commune, "khai")
    assert "1 mục mới" in browser.get("").text
    page = browser.get("thong-bao")
    assert "Trần Thị Hà giao việc cho bạn, hạn 30/06/2099" in page.text
    opened = browser.post("thong-bao/mo", {"subject_id": str(task_id)})
    assert opened.location.endswith(f"/nhiem-vu/{task_id}")
    assert "không có mục mới" in browser.get("").text


def test_everything_can_be_marked_as_read_at_once(commune: Commune) -> None:
    given_task(commune)
    given_task(commune)
    browser = browse(commune, "khai")
    done = browser.follow(browser.post("thong-bao/da-doc"))
    assert done.messages == ["Đã đánh dấu là đã đọc."]
    assert "Chưa đọc" not in done.text


@pytest.mark.parametrize("typed", ["", "khong-phai-ma", "0"])
def test_rubbish_opens_nothing(commune: Commune, typed: str) -> None:
    page = browse(commune, "khai").post("thong-bao/mo", {"subject_id": typed})
    assert page.location.endswith("/thong-bao")


def test_a_person_says_where_the_digest_goes_and_takes_it_back(commune: Commune) -> None:
    browser, khai = browse(commune, "khai"), commune.actors["khai"].person_id
    browser.post("nhan-tin", {"email": " khai@xa.example ", "digest": "y"})
    with commune.ledger.scope.begin() as connection:
        kept = contact(connection, khai)
    assert (kept.email, kept.digest) == ("khai@xa.example", True)
    browser.post("nhan-tin", {"email": ""})
    with commune.ledger.scope.begin() as connection:
        assert contact(connection, khai).email == ""


@pytest.mark.parametrize(
    ("email", "digest"), [("khai", ""), ("a@b", ""), ("a b@c.vn", ""), ("", "y")]
)
def test_an_address_that_cannot_be_is_refused_and_kept_in_the_field(
    commune: Commune, email: str, digest: str
) -> None:
    browser = browse(commune, "khai")
    page = browser.post("nhan-tin", {"email": email, "digest": digest})
    assert page.status == 422
    assert page.form("nhan-tin")["email"] == email
    assert len(page.errors) == 1


def test_a_calendar_reads_the_deadlines_until_its_address_is_taken_back(
    commune: Commune,
) -> None:
    given_task(commune)
    browser = browse(commune, "khai")
    page = browser.post("nhan-tin/lich")
    [address] = [p.get_text(strip=True) for p in page.soup.select(".code--long")]
    path = "/" + address.split("/", 3)[3]
    stranger = visit(commune)
    feed = stranger.get(path)
    assert feed.response.mimetype == "text/calendar"
    assert CONTENT[:20] in feed.html
    assert address not in browser.get("nhan-tin").text
    browser.post("nhan-tin/lich/thu-hoi")
    assert stranger.get(path).status == 404


def test_who_is_silent_is_listed_with_the_day_and_urged_together(story: Story) -> None:
    others = duty(story, 3, person="do")
    issued(story, [duty(story, 1), duty(story, 2), others], at=days_ago(30))
    browser = browse(story, "do")
    page = browser.get("im-lang")
    tasks = page.form("nhac")["task_id"]
    assert [legend.text for legend in page.soup.select("main legend")] == ["Ma Văn Khải"]
    assert f"chưa có cập nhật từ {days_ago(30):%d/%m/%Y}" in page.text
    done = browser.follow(browser.post("nhac", {"task_id": tasks, "note": "Cập nhật giúp"}))
    assert done.messages == ["Đã nhắc những người phụ trách."]
    assert kinds(story, "khai")[-2:] == ["urged", "urged"]
    again = browser.follow(browser.post("nhac", {"task_id": tasks}))
    assert "Việc này vừa được nhắc" in again.messages[0]


def test_the_head_of_a_unit_sees_the_silence_of_that_unit_only(story: Story) -> None:
    issued(story, [duty(story, 1), duty(story, 2, person="hung")], at=days_ago(30))
    page = browse(story, "do").get("im-lang")
    assert "Ma Văn Khải" in page.text
    assert "Lò Văn Hùng" not in page.text


def test_a_past_day_shows_who_was_silent_and_what_was_unread_then(story: Story) -> None:
    issued(story, [duty(story, 1)], at=days_ago(30))
    head, khai = browse(story, "do"), browse(story, "khai")
    khai.post("thong-bao/da-doc")

    def then(browser: Browser, path: str, ago: int) -> Page:
        page = browser.get(path, {"tai_ngay": local_day(ago).isoformat()})
        assert not page.soup.select("main form")
        return page

    assert "Không có ai im lặng" in then(head, "im-lang", 20).text
    assert "Ma Văn Khải" in then(head, "im-lang", 10).text
    assert "Chưa đọc" not in khai.get("thong-bao").text
    assert "Chưa đọc" in then(khai, "thong-bao", 10).text
    assert "không còn thông báo nào" in then(khai, "thong-bao", 31).text


def test_nothing_chosen_is_said_and_what_was_typed_stays(story: Story) -> None:
    issued(story, [duty(story, 1)], at=days_ago(30))
    page = browse(story, "ha").post("nhac", {"note": "Cập nhật giúp"})
    assert page.status == 422
    assert page.errors == ["Hãy chọn ít nhất một việc để nhắc."]
    assert page.form("nhac")["note"] == "Cập nhật giúp"


def test_the_administrator_sees_what_was_given_up_and_sends_it_again(commune: Commune) -> None:
    posted(commune, Message(channel="email", key="k", address="a@b.vn", subject="s", body="b"))
    [kept] = outgoing(commune)
    with commune.ledger.scope.begin() as connection:
        outbox.failed(connection, kept.message_id, "451 later", now())
    browser = manage(commune)
    page = browser.get("gui-tin")
    assert "Không gửi được" in page.text
    assert "451 later" in page.text
    done = browser.follow(browser.post(f"gui-tin/{kept.message_id}/gui-lai"))
    assert "Đang chờ" in done.text
    assert browser.post(f"gui-tin/{kept.message_id}/gui-lai").status == 404
