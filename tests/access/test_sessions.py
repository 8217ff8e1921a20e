from datetime import timedelta

import pytest
from sqlalchemy import text

from service.ledgers import Instance
from tenants.sessions import IDLE, LONGEST
from tenants.tables import sessions
from tests.people import PASSWORD, Commune, make_commune
from tests.web import Browser, browse, visit

NEW = "bon tu roi nhau"


def age(commune: Commune, column: str, by: timedelta) -> None:
    with commune.ledger.scope.begin() as connection:
        kept = sessions.c[column]
        connection.execute(sessions.update().values({column: kept - by}))


def cookie(browser: Browser) -> str:
    kept = browser.client.get_cookie("sauro")
    return kept.value if kept else ""


def signed_in(browser: Browser) -> bool:
    return browser.get("tai-khoan").status == 200


def test_a_session_left_alone_for_an_hour_is_over(commune: Commune) -> None:
    browser = browse(commune, "ha")
    age(commune, "seen_at", IDLE - timedelta(seconds=30))
    assert signed_in(browser)
    age(commune, "seen_at", IDLE)
    assert not signed_in(browser)


def test_work_keeps_a_session_alive(commune: Commune) -> None:
    browser = browse(commune, "ha")
    for _ in range(3):
        age(commune, "seen_at", IDLE - timedelta(minutes=1))
        assert signed_in(browser)


def test_a_session_is_over_after_twelve_hours_whatever_happens(commune: Commune) -> None:
    browser = browse(commune, "ha")
    age(commune, "ends_at", LONGEST)
    assert not signed_in(browser)


def test_nobody_is_timed_out_within_twenty_minutes() -> None:
    assert timedelta(minutes=20) < IDLE < LONGEST


def test_signing_in_again_takes_a_new_token_and_ends_the_old_one(commune: Commune) -> None:
    browser = browse(commune, "ha")
    old = cookie(browser)
    assert browser.sign_in("ha").status == 303
    assert cookie(browser) != old
    thief = visit(commune)
    thief.client.set_cookie("sauro", old)
    assert not signed_in(thief)


def test_a_cookie_given_beforehand_is_worth_nothing(commune: Commune) -> None:
    attacker, victim = browse(commune, "khai"), visit(commune)
    victim.client.set_cookie("sauro", cookie(attacker))
    victim.sign_in("ha")
    assert cookie(victim) != cookie(attacker)
    assert "Trần Thị Hà" not in attacker.get("tai-khoan").text


@pytest.mark.parametrize("forged", ["", "x", "e30.x.y", "{}", "a" * 3_000])
def test_a_made_up_cookie_is_nobodys(commune: Commune, forged: str) -> None:
    browser = visit(commune)
    browser.client.set_cookie("sauro", forged)
    assert not signed_in(browser)


def test_signing_out_ends_the_session_in_the_database_too(commune: Commune) -> None:
    browser = browse(commune, "ha")
    kept = cookie(browser)
    assert browser.post("dang-xuat").status == 303
    browser.client.set_cookie("sauro", kept)
    assert not signed_in(browser)


def test_a_link_cannot_sign_anybody_out(commune: Commune) -> None:
    browser = browse(commune, "ha")
    assert browser.get("dang-xuat").status == 405
    assert signed_in(browser)


def test_signing_out_everywhere_reaches_every_browser_of_that_person_only(
    commune: Commune,
) -> None:
    office, phone, other = browse(commune, "ha"), browse(commune, "ha"), browse(commune, "khai")
    assert office.post("tai-khoan/thoat-het").status == 303
    assert [signed_in(browser) for browser in (office, phone, other)] == [False, False, True]


def test_one_sees_where_one_is_signed_in_and_can_end_one_place(commune: Commune) -> None:
    office, phone = visit(commune), visit(commune)
    login = {"login": "ha", "password": PASSWORD}
    phone.post("dang-nhap", login, User_Agent="Mozilla/5.0 (Linux; Android 14) Chrome/140")
    office.post("dang-nhap", login, User_Agent="Mozilla/5.0 (Windows NT 10.0) Edg/140")
    page = office.get("tai-khoan")
    assert "Chrome trên điện thoại Android" in page.text
    assert "Edge trên máy Windows (máy này)" in page.text
    assert office.post("tai-khoan/phien", page.form("/tai-khoan/phien")).status == 303
    assert [signed_in(browser) for browser in (office, phone)] == [True, False]


def test_nobody_ends_a_session_of_somebody_else(commune: Commune) -> None:
    mine, theirs = browse(commune, "ha"), browse(commune, "khai")
    with commune.ledger.scope.begin() as connection:
        key = connection.execute(
            text(
                "SELECT encode(session_hash, 'hex') FROM sessions"
                " JOIN accounts USING (account_id) WHERE login = 'khai'"
            )
        ).scalar_one()
    assert mine.post("tai-khoan/phien", {"phien": key}).status == 404
    assert signed_in(theirs)


def test_a_new_password_signs_out_everywhere_but_here(commune: Commune) -> None:
    office, phone = browse(commune, "ha"), browse(commune, "ha")
    old = cookie(office)
    typed = {"password": PASSWORD, "new_password": NEW, "again_password": NEW}
    assert office.post("tai-khoan/mat-khau", typed).status == 303
    assert [signed_in(browser) for browser in (office, phone)] == [True, False]
    assert cookie(office) != old
    assert visit(commune).sign_in("ha", PASSWORD).status == 422
    assert visit(commune).sign_in("ha", NEW).status == 303


def test_a_session_of_one_tenant_is_nobodys_in_another(
    commune: Commune, admin: Instance, instance: Instance
) -> None:
    other = make_commune(admin, instance)
    browser = browse(commune, "ha")
    there = Browser(browser.client, other.tenant.code)
    assert not signed_in(there)
    assert signed_in(browser)


def test_the_database_keeps_no_token(commune: Commune) -> None:
    browser = browse(commune, "ha")
    with browser.client.session_transaction() as kept:
        token = kept["_user_id"]
    with commune.ledger.scope.begin() as connection:
        [row] = connection.execute(text("SELECT sessions::text FROM sessions")).all()
    assert len(token) >= 43
    assert token not in row[0]
    assert token.encode().hex() not in row[0]
