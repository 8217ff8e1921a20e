from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from sqlalchemy import text

from service.clock import now
from tenants import throttle
from tests.people import Commune
from tests.web import visit

MINUTE = timedelta(minutes=1)


def admitted(commune: Commune, login: str, network: str, at: datetime) -> datetime | None:
    with commune.ledger.scope.begin() as connection:
        return throttle.admit(connection, login, network, at)


def test_five_wrong_passwords_and_then_one_waits(commune: Commune) -> None:
    browser = visit(commune)
    assert [browser.sign_in("ha", "sai").status for _ in range(6)] == [422] * 5 + [429]
    refused = browser.sign_in("ha")
    assert refused.status == 429
    assert "phút" in refused.errors[0]
    assert 0 < int(refused.response.headers["Retry-After"]) <= 60


def test_an_unknown_name_waits_as_a_known_one_does(commune: Commune) -> None:
    tried = {
        login: [visit(commune).sign_in(login, "sai") for _ in range(7)]
        for login in ("ha", "x9")
    }
    known, unknown = ([page.status for page in pages] for pages in tried.values())
    assert known == unknown
    assert tried["ha"][-1].errors == tried["x9"][-1].errors


def test_eight_at_once_get_no_more_than_five_tries(commune: Commune) -> None:
    at = now()
    with ThreadPoolExecutor(8) as threads:
        tries = threads.map(lambda _: admitted(commune, "ha", "10.0.0.1", at), range(64))
    assert sum(blocked is None for blocked in tries) == 5


def test_the_wait_doubles_up_to_half_an_hour(commune: Commune) -> None:
    at, waits = now(), []
    for _ in range(5):
        assert admitted(commune, "ha", "10.0.0.1", at) is None
    for _ in range(8):
        until = admitted(commune, "ha", "10.0.0.1", at)
        assert until is not None
        waits.append((until - at) / MINUTE)
        assert admitted(commune, "ha", "10.0.0.1", until) is None
        at = until
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_right_password_forgets_the_wrong_ones(commune: Commune) -> None:
    browser = visit(commune)
    for _ in range(3):
        assert [browser.sign_in("ha", "sai").status for _ in range(4)] == [422] * 4
        assert browser.sign_in("ha").status == 303


def test_tries_of_yesterday_are_forgotten(commune: Commune) -> None:
    at = now()
    for _ in range(5):
        admitted(commune, "ha", "10.0.0.1", at)
    tomorrow = at + timedelta(days=1)
    assert [admitted(commune, "ha", "10.0.0.1", tomorrow) for _ in range(5)] == [None] * 5


def test_one_address_cannot_try_name_after_name(commune: Commune) -> None:
    at = now()
    tries = [admitted(commune, f"name{n}", "10.0.0.9", at) for n in range(60)]
    assert sum(blocked is None for blocked in tries) == throttle.NETWORK_LIMIT
    assert admitted(commune, "ha", "10.0.0.8", at) is None


def test_one_person_locked_out_does_not_lock_out_the_office(commune: Commune) -> None:
    at = now()
    for _ in range(200):
        admitted(commune, "ha", "10.0.0.1", at)
    assert admitted(commune, "khai", "10.0.0.1", at) is None


def test_other_people_of_the_tenant_sign_in_meanwhile(commune: Commune) -> None:
    browser = visit(commune)
    for _ in range(6):
        browser.sign_in("ha", "sai")
    assert browser.sign_in("khai").status == 303


def test_the_table_of_tries_keeps_no_password(commune: Commune) -> None:
    visit(commune).sign_in("ha", "mat khau that")
    with commune.ledger.scope.begin() as connection:
        rows = connection.execute(text("SELECT sign_in_tries::text FROM sign_in_tries")).all()
    assert rows
    assert not [row for row in rows if "mat khau" in row[0]]
