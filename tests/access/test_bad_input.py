"""Whatever is typed: an answer that says what to do, nothing broken, nothing run."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from service.ledgers import Instance
from tests.people import PASSWORD, Commune, make_commune
from tests.web import Browser, browse, manage, visit

TYPED = {
    "nothing": "",
    "spaces": " \t\n\u00a0 ",
    "too long": "à" * 20_000,
    "many rows": "dòng\n" * 2_000,
    "decomposed": "Nguye\u0302\u0303n Thi\u0323 Ho\u0300a",
    "emoji": "👩🏽‍💻🇻🇳" * 5,
    "html": '"><script>alert(1)</script><img src=x onerror=alert(1)>',
    "sql": "'; DELETE FROM units; --",
    "template": "{{ 7 * 7 }}{% raw %}",
    "nul": "a\x00b",
    "controls": "\x01\x1b[31m\x7f",
    "right to left": "\u202egnp.exe",
    "a path": "../../../../etc/passwd",
    "a number": "1e309",
    "a day that is none": "31/02/2026",
    "a year far away": "01/01/3026",
    "an identifier": str(uuid4()),
}
each_text = pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
FORMS = {
    "nguoi/don-vi": ("name", "kind", "first_day", "rank"),
    "nguoi/chuc-vu": ("title", "unit_id", "roles", "rank"),
    "nguoi/them": ("name", "post_id", "first_day", "login"),
}


@pytest.fixture(scope="module")
def office(admin: Instance, instance: Instance) -> Commune:
    """One commune for all that is typed by people who have signed in."""
    return make_commune(admin, instance)


@pytest.fixture(scope="module")
def clerk(office: Commune) -> Browser:
    return browse(office, "ha")


@pytest.fixture(scope="module")
def keeper(office: Commune) -> Browser:
    """The tenant's administrator."""
    return manage(office)


@each_text
def test_the_sign_in_page_takes_any_text(commune: Commune, typed: str) -> None:
    browser = visit(commune)
    for fields in ({"login": typed, "password": PASSWORD}, {"login": "ha", "password": typed}):
        page = browser.post("dang-nhap", fields)
        assert page.status == 422
        assert page.errors
        assert "<script>alert" not in page.html


@each_text
@pytest.mark.parametrize("path", FORMS)
def test_the_administrators_forms_take_any_text(keeper: Browser, path: str, typed: str) -> None:
    for field in FORMS[path]:
        fields = keeper.get(path).form(f"/{path}") | {field: typed, "command_id": typed}
        page = keeper.post(path, fields)
        assert page.status in {303, 422}, field
        assert page.status == 303 or page.errors
        shown = keeper.get("nguoi").html if page.status == 303 else page.html
        assert "<script>alert" not in shown
        assert "<img" not in shown


@each_text
def test_addresses_take_any_text(clerk: Browser, typed: str) -> None:
    short = typed[:2_000]
    for query in ({"tai_ngay": short}, {"so_voi": short}, {"tiep": short}, {"ma": short}):
        assert clerk.get("nguoi", query).status == 200
        assert clerk.get("/", query).status in {200, 404}
    assert clerk.get(f"khong-co/{short.encode().hex()[:100]}").status == 404


@pytest.mark.parametrize("code", ["%00", "..", "'", "%27%20OR%201=1", "đ", "a" * 300, " ", "-"])
def test_a_made_up_tenant_is_a_page_unknown(office: Commune, code: str) -> None:
    assert visit(office).get(f"/x/{code}/dang-nhap").status == 404


def test_what_is_added_is_kept_composed_and_shown_as_text(
    office: Commune, keeper: Browser
) -> None:
    name = "<b>Pho\u0300ng</b> Kinh te\u0302\u0301 🏛️ '; DROP TABLE units; --"
    fields = keeper.get("nguoi/don-vi").form("/nguoi/don-vi") | {"name": name}
    assert keeper.post("nguoi/don-vi", fields).status == 303
    page = keeper.get("nguoi")
    assert "&lt;b&gt;Phòng&lt;/b&gt; Kinh tế 🏛️" in page.html
    with office.ledger.scope.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM units")).scalar_one() > 3
