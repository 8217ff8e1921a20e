from datetime import date

import pytest
from sqlalchemy import text

from events.errors import ChangedMeanwhileError
from service.organisation.people import FillPost
from tests.people import Commune
from tests.queries import counted
from tests.web import Browser, Page, browse, manage, visit


@pytest.fixture
def manager(commune: Commune) -> Browser:
    """The tenant's administrator, signed in."""
    return manage(commune)


def lost(*_: object) -> None:
    raise ChangedMeanwhileError


def sent(browser: Browser, path: str, **typed: object) -> Page:
    """Fill in a form as its page gives it."""
    return browser.post(path, browser.get(path).form(f"/{path}") | typed)


def topics(commune: Commune) -> list[str]:
    with commune.ledger.scope.begin() as connection:
        rows = connection.execute(text("SELECT topic FROM es.stored_events ORDER BY position"))
        return list(rows.scalars())


def test_everybody_at_work_sees_who_holds_which_post_since_when(commune: Commune) -> None:
    page = browse(commune, "hung").get("nguoi")
    assert page.heading == "Đơn vị và người"
    assert "Vàng A Sử từ 01/07/2025" in page.text
    assert "Thêm người" not in page.text
    assert not page.soup.select("main a[href*='/nguoi/']")


def test_the_administrator_begins_here_and_sees_no_plans(manager: Browser) -> None:
    assert manager.get("dang-nhap").location == manager.address("quan-tri")
    labels = [a.get_text(strip=True) for a in manager.get("nguoi").soup.select("nav.column a")]
    assert labels == ["Quản trị", "Người", "Tài khoản"]
    assert manager.get("ke-hoach").status == 403


def test_a_new_person_signs_in_once_with_the_password_shown_once(
    commune: Commune, manager: Browser
) -> None:
    post = str(commune.actors["hung"].post_id)
    shown = sent(manager, "nguoi/them", name="Lý Thị  Mỷ", post_id=post, login="my")
    assert shown.heading == "Đã thêm Lý Thị Mỷ"
    login, password = (dd.get_text() for dd in shown.soup.select("dd"))
    browser = visit(commune)
    assert browser.sign_in(login, password).location.endswith("/tai-khoan/mat-khau")
    assert browser.get("").location.endswith("/tai-khoan/mat-khau")
    new = {"new_password": "bon tu roi nhau", "again_password": "bon tu roi nhau"}
    assert browser.post("tai-khoan/mat-khau", {"password": password} | new).status == 303
    assert browser.get("tai-khoan").status == 200
    assert password not in manager.get("nguoi").html
    assert topics(commune)[-3:] == [
        "organisation.PersonAdded",
        "organisation.PostFilled",
        "organisation.AccountOpened",
    ]


def test_the_same_person_sent_twice_is_added_once_with_one_password(
    commune: Commune, manager: Browser
) -> None:
    fields = manager.get("nguoi/them").form("/nguoi/them")
    fields |= {
        "name": "Lý Thị Mỷ",
        "post_id": str(commune.actors["hung"].post_id),
        "login": "my",
    }
    first, second = (manager.post("nguoi/them", fields) for _ in range(2))
    assert first.status == second.status == 200
    assert first.soup.select("dd")[1] == second.soup.select("dd")[1]
    assert manager.get("nguoi").text.count("Lý Thị Mỷ") == 1


def test_a_form_used_again_for_another_person_is_refused(
    commune: Commune, manager: Browser
) -> None:
    fields = manager.get("nguoi/them").form("/nguoi/them")
    fields |= {
        "name": "Lý Thị Mỷ",
        "post_id": str(commune.actors["hung"].post_id),
        "login": "my",
    }
    assert manager.post("nguoi/them", fields).status == 200
    other = manager.post("nguoi/them", fields | {"name": "Ai Khác", "login": "ai"})
    assert (other.status, other.heading) == (409, "Biểu mẫu này đã được gửi")
    assert "Ai Khác" not in manager.get("nguoi").text


def test_a_login_that_is_taken_is_said_and_what_was_typed_stays(
    commune: Commune, manager: Browser
) -> None:
    post = str(commune.actors["hung"].post_id)
    refused = sent(manager, "nguoi/them", name="Lý Thị Mỷ", post_id=post, login="ha")
    assert refused.status == 422
    assert "đã có người dùng" in refused.errors[0]
    assert refused.form("/nguoi/them")["name"] == "Lý Thị Mỷ"
    assert "Lý Thị Mỷ" not in manager.get("nguoi").text


@pytest.mark.parametrize("login", ["Hạ", "a", "a b", "a@b", "-a", "x" * 41, "ha/..", "<b>"])
def test_a_login_is_easy_to_type(commune: Commune, manager: Browser, login: str) -> None:
    post = str(commune.actors["hung"].post_id)
    refused = sent(manager, "nguoi/them", name="Lý Thị Mỷ", post_id=post, login=login)
    assert refused.status == 422


def test_a_unit_a_post_and_its_holder_are_added_and_left(
    commune: Commune, manager: Browser
) -> None:
    assert sent(manager, "nguoi/don-vi", name="Trạm Y tế", first_day="1/7/2026").status == 303
    page = manager.get("nguoi/chuc-vu")
    unit = page.soup.find("option", string="Trạm Y tế")
    assert unit is not None
    done = sent(
        manager,
        "nguoi/chuc-vu",
        title="Trạm trưởng",
        unit_id=str(unit["value"]),
        roles=["unit_head", "official"],
    )
    assert done.status == 303
    listed = manager.get("nguoi")
    link = listed.soup.select_one('a[aria-label="Giao chức vụ Trạm trưởng"]')
    assert link is not None
    path = str(link["href"]).removeprefix(manager.address(""))
    hung = str(commune.actors["hung"].person_id)
    assert sent(manager, path, person_id=hung, first_day="1/8/2026").status == 303
    assert "Trạm trưởng Lò Văn Hùng từ 01/08/2026" in manager.get("nguoi").text
    leaving = path.replace("/giao", "/thoi")
    assert sent(manager, leaving, person_id=hung, last_day="30/9/2026").status == 303
    assert "Lò Văn Hùng từ 01/08/2026 đến 30/09/2026" in manager.get("nguoi").text
    assert topics(commune)[-1] == "organisation.PostLeft"


def test_nobody_takes_a_post_twice_at_once(commune: Commune, manager: Browser) -> None:
    hung = commune.actors["hung"]
    path = f"nguoi/chuc-vu/{hung.post_id}/giao"
    refused = sent(manager, path, person_id=str(hung.person_id), first_day="1/8/2026")
    assert refused.status == 422
    assert "từ 01/07/2025" in refused.errors[0]


def test_nobody_leaves_a_post_before_taking_it(commune: Commune, manager: Browser) -> None:
    hung = commune.actors["hung"]
    path = f"nguoi/chuc-vu/{hung.post_id}/thoi"
    refused = sent(manager, path, person_id=str(hung.person_id), last_day="1/6/2025")
    assert refused.status == 422
    assert "01/07/2025" in refused.errors[0]


def test_a_post_of_nobody_cannot_be_left_by_somebody_else(
    commune: Commune, manager: Browser
) -> None:
    path = f"nguoi/chuc-vu/{commune.actors['hung'].post_id}/thoi"
    someone = str(commune.actors["su"].person_id)
    assert sent(manager, path, person_id=someone, last_day="1/9/2026").status == 422


def test_who_took_a_post_again_later_has_both_times_listed(
    commune: Commune, manager: Browser
) -> None:
    hung = commune.actors["hung"]
    leave = f"nguoi/chuc-vu/{hung.post_id}/thoi"
    assert (
        sent(manager, leave, person_id=str(hung.person_id), last_day="31/12/2025").status == 303
    )
    fill = FillPost(post_id=hung.post_id, person_id=hung.person_id, first_day=date(2026, 3, 1))
    commune.do(fill, by="admin")
    assert "từ 01/07/2025 đến 31/12/2025" in manager.get("nguoi").text
    assert "từ 01/03/2026" in manager.get("nguoi").text


def test_a_lost_race_keeps_what_was_typed(
    commune: Commune, manager: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.people.views.carry_out", lost)
    page = sent(manager, "nguoi/don-vi", name="Trạm Y tế")
    assert page.status == 409
    assert "Vừa có người khác thay đổi" in page.errors[0]
    assert page.form("/nguoi/don-vi")["name"] == "Trạm Y tế"


def test_the_pages_ask_the_database_little(commune: Commune, manager: Browser) -> None:
    for path in ("nguoi", "nguoi/them", "tai-khoan", "tai-khoan/mat-khau"):
        with counted() as statements:
            manager.get(path)
        assert len(statements) <= 12, path
