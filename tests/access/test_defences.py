"""Every answer's headers, cookies, the host header, requests from elsewhere, large bodies."""

import pytest

from tests.people import PASSWORD, Commune
from tests.web import OURS, Page, app_of, browse, visit
from web.security import LARGEST_REQUEST, POLICY

SITE = "http://localhost"
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "cross-site", "Origin": SITE},
    {"Origin": "null"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:8080"},
    {"Origin": "localhost"},
    {"Origin": ""},
    {"Referer": f"{SITE}/"},
    {},
]
OWN = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Origin": SITE},
]
LOGIN = {"login": "ha", "password": PASSWORD}


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_form_from_elsewhere_is_refused(commune: Commune, headers: dict[str, str]) -> None:
    browser = visit(commune)
    address = browser.address("dang-nhap")
    response = browser.client.post(address, data=LOGIN, headers=headers)
    assert response.status_code == 403
    assert browser.client.get_cookie("sauro") is None


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_a_form_of_our_own_page_is_taken(commune: Commune, headers: dict[str, str]) -> None:
    browser = visit(commune)
    address = browser.address("dang-nhap")
    assert browser.client.post(address, data=LOGIN, headers=headers).status_code == 303


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_ways_of_writing_are_refused_too(commune: Commune, method: str) -> None:
    browser = browse(commune, "ha")
    response = browser.client.open(browser.address("tai-khoan"), method=method)
    assert response.status_code == 403


def test_with_https_a_form_of_a_page_without_it_is_refused(commune: Commune) -> None:
    browser = visit(commune, https=True)
    address = browser.address("dang-nhap")
    statuses = [
        browser.client.post(
            address, data=LOGIN, headers={"Origin": origin}, base_url="https://sauro.example"
        ).status_code
        for origin in ("http://sauro.example", "https://sauro.example")
    ]
    assert statuses == [403, 303]


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "dang-nhap", "khong-co", "/x/khong-co/", "tai-khoan"]
)
def test_every_answer_carries_the_headers(commune: Commune, path: str) -> None:
    headers = visit(commune).get(path).response.headers
    assert headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-store"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_with_https_browsers_are_told_to_keep_to_it(commune: Commune) -> None:
    headers = visit(commune, https=True).get("/healthz").response.headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_shared_files_are_kept_for_a_year_under_their_hash_only(commune: Commune) -> None:
    browser = visit(commune)
    links = browser.get("/").soup.select("link[rel=stylesheet]")
    address = str(links[0]["href"])
    bare, _, _ = address.partition("?")
    assert "immutable" in browser.get(address).response.headers["Cache-Control"]
    for other in (bare, address + "0"):
        assert "immutable" not in browser.get(other).response.headers["Cache-Control"]


def test_the_cookie_is_out_of_reach(commune: Commune) -> None:
    said = visit(commune).sign_in("ha").response.headers["Set-Cookie"]
    assert said.startswith("sauro=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(said.split("; "))
    assert "Domain" not in said


def test_with_https_the_cookie_is_bound_to_this_very_host(commune: Commune) -> None:
    browser = visit(commune, https=True)
    headers = {"Sec-Fetch-Site": "same-origin"}
    address = browser.address("dang-nhap")
    response = browser.client.post(
        address, data=LOGIN, headers=headers, base_url="https://sauro.example"
    )
    said = response.headers["Set-Cookie"]
    assert said.startswith("__Host-sauro=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(said.split("; "))
    assert "Domain" not in said


def test_shared_files_and_the_health_check_set_no_cookie(commune: Commune) -> None:
    browser = browse(commune, "ha")
    for path in ("/healthz", "/ui/sauro.css"):
        assert "Set-Cookie" not in browser.get(path).response.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "sauro.example.evil.example", "10.0.0.1", "a b"]
)
def test_a_host_that_is_not_ours_is_refused(commune: Commune, host: str) -> None:
    response = visit(commune).get("dang-nhap", Host=host)
    assert response.status == 400
    assert host not in response.html


def test_a_forwarded_host_changes_no_address(commune: Commune) -> None:
    page = visit(commune, https=True).get(
        "tai-khoan", X_Forwarded_Host="evil.example", Forwarded="host=evil.example"
    )
    assert page.location.startswith("/x/")


def test_too_large_a_request_is_answered_kindly(commune: Commune) -> None:
    browser = browse(commune, "ha")
    refused = Page(
        browser.client.post(
            browser.address("ke-hoach/nap"),
            data=b"x" * (LARGEST_REQUEST + 1),
            content_type="multipart/form-data; boundary=x",
            headers=OURS,
        )
    )
    assert refused.status == 413
    assert "25 MB" in refused.text


def test_a_paste_beyond_all_measure_is_answered_kindly(commune: Commune) -> None:
    refused = visit(commune).post("dang-nhap", LOGIN | {"giu.x": "đ" * 3_000_000})
    assert refused.status == 413


def test_the_health_check_asks_the_database(commune: Commune) -> None:
    assert visit(commune).get("/healthz").response.json == {"status": "ok"}


def test_pages_are_compressed(commune: Commune) -> None:
    page = visit(commune).get("dang-nhap", Accept_Encoding="gzip")
    assert page.response.headers["Content-Encoding"] == "gzip"


def test_what_went_wrong_is_told_to_htmx_as_a_message(commune: Commune) -> None:
    page = browse(commune, "ha").get("nguoi/them", HX_Request="true")
    assert page.status == 403
    assert page.response.headers["HX-Retarget"] == "#messages"
    assert len(page.messages) == 1


def test_an_unforeseen_failure_shows_nothing_of_the_inside(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, app = browse(commune, "ha"), app_of(commune.instance)
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.view_functions, "account.show", lambda: str(1 // 0))
    page = browser.get("tai-khoan")
    assert page.status == 500
    assert page.heading == "Hệ thống gặp lỗi"
    assert "ZeroDivision" not in page.html


def test_the_page_outside_every_tenant_leads_to_one(commune: Commune) -> None:
    browser = visit(commune)
    found = browser.get("/", {"ma": f" {commune.tenant.code.upper()} "})
    assert found.location == browser.address("dang-nhap")
    assert browser.get("/", {"ma": "khong-co"}).status == 404


def test_accounts_are_listed_in_the_demonstration_only(commune: Commune) -> None:
    assert "Mật khẩu chung" in visit(commune, demo=True).get("/").text
    assert "Mật khẩu chung" not in visit(commune).get("/").text
    assert visit(commune).get("/_mau").status == 404
