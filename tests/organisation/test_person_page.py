"""A person's page: the name corrected, what an erasure takes away, and the erasure itself."""

import pytest

from events.sealing import ERASED
from service.tasks.obstacles import ReportObstacle
from tests.organisation.test_erasing import WORDS, leave, positions, texts
from tests.organisation.test_people_pages import lost, sent, topics
from tests.people import Commune
from tests.queries import counted
from tests.tasks.given import given_task
from tests.web import Browser, browse, manage

GROUNDS = {"legal_basis": "Điều 14 Luật 91/2025/QH15", "reason": "Theo đơn", "sure": "y"}


@pytest.fixture
def manager(commune: Commune) -> Browser:
    return manage(commune)


def path(commune: Commune, login: str = "khai", end: str = "") -> str:
    return f"nguoi/{commune.actors[login].person_id}{end}"


def obstacle(commune: Commune) -> object:
    task_id = given_task(commune)
    said = ReportObstacle(task_id=task_id, cause="subjective", text=WORDS)
    commune.do(said, by="khai")
    return task_id


def test_the_page_shows_the_posts_and_is_found_from_the_list(
    commune: Commune, manager: Browser
) -> None:
    page = manager.get(path(commune))
    assert page.heading == "Ma Văn Khải"
    assert "Công chức một cửa, Trung tâm Phục vụ hành chính công từ 01/07/2025" in page.text
    link = manager.get("nguoi").soup.find("a", string="Ma Văn Khải")
    assert link is not None
    assert str(link["href"]) == manager.address(path(commune))


def test_only_the_administrator_sees_it(commune: Commune) -> None:
    for login in ("su", "khai", "ha"):
        browser = browse(commune, login)
        for end in ("", "/xoa"):
            assert browser.get(path(commune, end=end)).status == 403
        assert browser.get("nguoi/xoa-chu").status == 403


def test_a_name_is_corrected_everywhere(commune: Commune, manager: Browser) -> None:
    fields = manager.get(path(commune)).form("/ten") | {"name": " Ma  Văn Khởi "}
    done = manager.post(path(commune, end="/ten"), fields)
    assert manager.follow(done).heading == "Ma Văn Khởi"
    assert "Ma Văn Khải" not in manager.get("nguoi").text
    assert topics(commune)[-1] == "organisation.PersonRenamed"


@pytest.mark.parametrize("name", ["", " ", "x" * 121])
def test_a_name_that_is_none_is_refused_and_stays_in_the_form(
    commune: Commune, manager: Browser, name: str
) -> None:
    fields = manager.get(path(commune)).form("/ten") | {"name": name}
    refused = manager.post(path(commune, end="/ten"), fields)
    assert refused.status == 422
    assert refused.errors
    assert refused.heading == "Ma Văn Khải"


def test_an_erasure_says_first_what_goes_and_what_stays(
    commune: Commune, manager: Browser
) -> None:
    page = manager.get(path(commune, end="/xoa"))
    assert "Sẽ xóa, không lấy lại được" in page.text
    assert "Vẫn giữ" in page.text
    assert "mọi dấu kiểm cũ vẫn khớp" in page.text


def test_a_person_is_erased_from_the_page(commune: Commune, manager: Browser) -> None:
    task_id = obstacle(commune)
    leave(commune, "khai")
    done = sent(manager, path(commune, end="/xoa"), **GROUNDS)
    assert done.status == 303
    page = manager.follow(done)
    assert page.heading.startswith("Người đã xóa dữ liệu")
    assert page.messages == ["Đã xóa dữ liệu cá nhân. Việc xóa đã được ghi vào sổ."]
    assert texts(commune, task_id)[1] == ERASED  # type: ignore[arg-type]
    assert "Ma Văn Khải" not in manager.get("nguoi").text


@pytest.mark.parametrize("missing", ["legal_basis", "reason", "sure"])
def test_without_grounds_or_the_tick_nothing_is_erased(
    commune: Commune, manager: Browser, missing: str
) -> None:
    leave(commune, "khai")
    given = {name: value for name, value in GROUNDS.items() if name != missing}
    fields = manager.get(path(commune, end="/xoa")).form("/xoa") | {missing: ""}
    del fields[missing]
    refused = manager.post(path(commune, end="/xoa"), fields | given)
    assert refused.status == 422
    assert refused.form("/xoa")["legal_basis"] == given.get("legal_basis", "")
    assert manager.get(path(commune)).heading == "Ma Văn Khải"


def test_who_holds_a_post_leaves_it_first(commune: Commune, manager: Browser) -> None:
    refused = sent(manager, path(commune, end="/xoa"), **GROUNDS)
    assert refused.status == 422
    assert "còn giữ chức vụ" in refused.errors[0]


def test_a_text_is_erased_by_its_number(commune: Commune, manager: Browser) -> None:
    task_id = obstacle(commune)
    [place] = positions(commune, "tasks.ObstacleReported")
    done = sent(manager, "nguoi/xoa-chu", position=str(place), **GROUNDS)
    assert done.status == 303
    assert texts(commune, task_id)[1] == ERASED  # type: ignore[arg-type]
    again = sent(manager, "nguoi/xoa-chu", position=str(place), **GROUNDS)
    assert again.status == 422
    assert f"số {place} không có chữ nào xóa được" in again.errors[0]


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "1,5", "9" * 30, "1e99", "²"])
def test_what_numbers_no_event_is_refused(
    commune: Commune, manager: Browser, number: str
) -> None:
    assert sent(manager, "nguoi/xoa-chu", position=number, **GROUNDS).status == 422


def test_a_lost_race_keeps_what_was_typed(
    commune: Commune, manager: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(commune, "khai")
    monkeypatch.setattr("web.people.person.carry_out", lost)
    page = sent(manager, path(commune, end="/xoa"), **GROUNDS)
    assert page.status == 422
    assert page.form("/xoa")["reason"] == "Theo đơn"


def test_the_pages_ask_the_database_little(commune: Commune, manager: Browser) -> None:
    for asked in (path(commune), path(commune, end="/xoa"), "nguoi/xoa-chu"):
        with counted() as statements:
            manager.get(asked)
        assert len(statements) <= 12, asked


def test_an_erased_person_signs_in_no_more(commune: Commune, manager: Browser) -> None:
    khai = browse(commune, "khai")
    leave(commune, "khai")
    sent(manager, path(commune, end="/xoa"), **GROUNDS)
    assert khai.sign_in("khai").status == 422
