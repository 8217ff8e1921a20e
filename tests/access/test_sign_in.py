from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from service.clock import now
from service.organisation.people import AddPost, FillPost, LeavePost
from tenants.access import Role
from tests.people import PASSWORD, SINCE, Commune
from tests.web import browse, visit


def test_name_and_password_let_in_and_lead_to_ones_work(commune: Commune) -> None:
    browser = visit(commune)
    assert browser.get("dang-nhap").heading == "Đăng nhập"
    done = browser.sign_in("ha")
    assert (done.status, done.location) == (303, browser.address(""))
    assert "Trần Thị Hà" in browser.get("tai-khoan").text


def test_capitals_and_spaces_in_the_name_do_not_matter(commune: Commune) -> None:
    assert visit(commune).sign_in(" HA ").status == 303


def test_unknown_name_and_wrong_password_are_answered_alike(commune: Commune) -> None:
    unknown = visit(commune).sign_in("khong-co", "sai")
    wrong = visit(commune).sign_in("ha", "sai")
    assert unknown.status == wrong.status == 422
    assert unknown.errors == wrong.errors != []
    assert unknown.html.replace("khong-co", "ha") == wrong.html


def test_the_same_work_is_done_for_an_unknown_name(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes: list[bool] = []
    monkeypatch.setattr(
        "tenants.accounts.matches", lambda known, _: hashes.append(known is None)
    )
    for login in ("khong-co", "ha"):
        visit(commune).sign_in(login, "sai")
    assert hashes == [True, False]


def test_a_closed_account_is_answered_like_a_wrong_password(commune: Commune) -> None:
    with commune.ledger.scope.begin() as connection:
        connection.execute(text("UPDATE accounts SET disabled = true WHERE login = 'ha'"))
    assert visit(commune).sign_in("ha").errors == visit(commune).sign_in("x", "y").errors


def test_a_person_without_a_post_today_is_told_so(commune: Commune) -> None:
    hung = commune.actors["hung"]
    commune.do(
        LeavePost(post_id=hung.post_id, person_id=hung.person_id, last_day=SINCE), by="admin"
    )
    refused = visit(commune).sign_in("hung")
    assert refused.status == 422
    assert "không giữ chức vụ" in refused.errors[0]


def test_who_leaves_a_post_is_signed_out_of_it(commune: Commune) -> None:
    browser, hung = browse(commune, "hung"), commune.actors["hung"]
    assert browser.get("tai-khoan").status == 200
    commune.do(
        LeavePost(post_id=hung.post_id, person_id=hung.person_id, last_day=SINCE), by="admin"
    )
    assert browser.get("tai-khoan").status == 303


def test_who_holds_two_posts_chooses_the_one_to_act_in(commune: Commune) -> None:
    ha, command = commune.actors["ha"], uuid4()
    unit_id = commune.units["Lãnh đạo UBND"]
    extra = AddPost(unit_id=unit_id, title="Ủy viên UBND", roles=(Role.LEADER,), rank=9)
    commune.do(extra, by="admin", command_id=command)
    with commune.ledger.scope.begin() as connection:
        found = connection.execute(
            text("SELECT post_id FROM posts WHERE title = 'Ủy viên UBND'")
        ).scalar_one()
    fill = FillPost(post_id=found, person_id=ha.person_id, first_day=SINCE)
    commune.do(fill, by="admin")
    browser = browse(commune, "ha")
    assert "Ủy viên UBND" in browser.get("tai-khoan").soup.select_one(".top__me").get_text()  # type: ignore[union-attr]
    done = browser.post("tai-khoan/chuc-vu", {"post_id": str(ha.post_id)})
    assert done.status == 303
    assert "Trưởng phòng" in browser.get("tai-khoan").soup.select_one(".top__me").get_text()  # type: ignore[union-attr]


def test_nobody_acts_in_a_post_of_somebody_else(commune: Commune) -> None:
    browser = browse(commune, "hung")
    wanted = {"post_id": str(commune.actors["su"].post_id)}
    assert browser.post("tai-khoan/chuc-vu", wanted).status == 422
    assert "Chuyên viên" in browser.get("tai-khoan").text


def test_a_password_given_by_others_is_changed_before_anything_else(commune: Commune) -> None:
    with commune.ledger.scope.begin() as connection:
        connection.execute(text("UPDATE accounts SET one_time = true WHERE login = 'ha'"))
    browser = visit(commune)
    assert browser.sign_in("ha").location.endswith("/tai-khoan/mat-khau")
    assert browser.get("").location.endswith("/tai-khoan/mat-khau")
    new = {"new_password": "bon tu roi nhau", "again_password": "bon tu roi nhau"}
    done = browser.post("tai-khoan/mat-khau", {"password": PASSWORD} | new)
    assert (done.status, browser.get("tai-khoan").status) == (303, 200)


@pytest.mark.parametrize(
    ("new", "again"),
    [
        ("ngan qua", "ngan qua"),
        ("a" * 20, "a" * 20),
        ("bon tu roi nhau", "bon tu roi nha"),
        (PASSWORD, PASSWORD),
        ("x" * 500, "x" * 500),
        ("", ""),
    ],
)
def test_a_poor_new_password_is_refused(commune: Commune, new: str, again: str) -> None:
    typed = {"password": PASSWORD, "new_password": new, "again_password": again}
    refused = browse(commune, "ha").post("tai-khoan/mat-khau", typed)
    assert refused.status == 422
    assert refused.errors
    assert visit(commune).sign_in("ha").status == 303


def test_a_new_password_needs_the_present_one(commune: Commune) -> None:
    new = {"new_password": "bon tu roi nhau", "again_password": "bon tu roi nhau"}
    refused = browse(commune, "ha").post("tai-khoan/mat-khau", {"password": "sai"} | new)
    assert (refused.status, len(refused.errors)) == (422, 1)


def test_a_session_begun_now_lasts_the_working_day(commune: Commune) -> None:
    browse(commune, "ha")
    with commune.ledger.scope.begin() as connection:
        ends_at = connection.execute(text("SELECT ends_at FROM sessions")).scalar_one()
    assert timedelta(hours=11) < ends_at - now() <= timedelta(hours=12)
