from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import text

from tests.people import PASSWORD, Commune
from tests.web import Browser, Page, visit

NAME = "Tổ số hóa <b>lưu động</b>\n😀"
OUTSIDE = [
    "https://evil.example/x",
    "//evil.example/x/{code}/",
    "/\\evil.example",
    "/x/{code}/../../x/other/",
    "/x/{code}/..%2f..",
    "/x/other/ke-hoach",
    "/x/{code}",
    "javascript:alert(1)",
    "/x/{code}//evil.example",
    "/x/{code}/\nSet-Cookie: a=b",
    "/x/{code}/" + "a" * 5_000,
    "x/{code}/",
    "\t//evil.example",
]


def form(command_id: str) -> dict[str, str]:
    return {
        "command_id": command_id,
        "name": NAME,
        "kind": "department",
        "first_day": "01/7/2026",
        "rank": "7",
    }


def sign_in_with(browser: Browser, page: Page) -> Page:
    fields = page.form("/dang-nhap") | {"login": "quantri", "password": PASSWORD}
    return browser.post("dang-nhap", fields)


def expire(commune: Commune) -> None:
    with commune.ledger.scope.begin() as connection:
        connection.execute(text("DELETE FROM sessions"))


def units(commune: Commune) -> list[str]:
    with commune.ledger.scope.begin() as connection:
        return [row.name for row in connection.execute(text("SELECT name FROM units"))]


def test_what_was_typed_survives_the_end_of_a_session(
    commune: Commune, manager: Browser
) -> None:
    expire(commune)
    stopped = manager.post("nguoi/don-vi", form(str(uuid4())))
    assert stopped.status == 401
    assert stopped.heading == "Đăng nhập"
    asked = sign_in_with(manager, stopped)
    assert (asked.status, asked.heading) == (200, "Tiếp tục gửi")
    assert len(asked.soup.select("main button")) == 1
    done = manager.post("nguoi/don-vi", asked.form("/nguoi/don-vi"))
    assert done.status == 303
    assert "Tổ số hóa <b>lưu động</b> 😀" in units(commune)


def test_a_wrong_password_on_the_way_loses_nothing(commune: Commune, manager: Browser) -> None:
    expire(commune)
    stopped = manager.post("nguoi/don-vi", form(str(uuid4())))
    wrong = manager.post(
        "dang-nhap", stopped.form("/dang-nhap") | {"login": "x", "password": "y"}
    )
    assert wrong.status == 422
    asked = sign_in_with(manager, wrong)
    assert asked.form("/nguoi/don-vi")["name"] == NAME


def test_sending_on_twice_is_done_once(commune: Commune, manager: Browser) -> None:
    expire(commune)
    stopped = manager.post("nguoi/don-vi", form(str(uuid4())))
    fields = sign_in_with(manager, stopped).form("/nguoi/don-vi")
    statuses = [manager.post("nguoi/don-vi", fields).status for _ in range(2)]
    assert statuses == [303, 303]
    assert len([name for name in units(commune) if "Tổ số hóa" in name]) == 1


def test_htmx_gets_the_whole_sign_in_page(commune: Commune) -> None:
    stopped = visit(commune).post("nguoi/don-vi", form(str(uuid4())), HX_Request="true")
    assert stopped.status == 401
    assert stopped.response.headers["HX-Retarget"] == "body"
    assert stopped.form("/dang-nhap")["giu.name"] == NAME


def test_files_are_not_carried_and_the_page_says_so(commune: Commune) -> None:
    sent = {"title": "Kế hoạch", "file": (BytesIO(b"%PDF-1.7"), "ke-hoach.pdf")}
    stopped = visit(commune).post("ke-hoach/nap", sent)
    assert stopped.status == 401
    assert "Tệp đính kèm không giữ được" in stopped.text
    assert "PDF-1.7" not in stopped.html


def test_passwords_are_not_carried(commune: Commune) -> None:
    typed = {"password": "mat khau cu", "new_password": "mat khau moi"}
    stopped = visit(commune).post("tai-khoan/mat-khau", typed)
    assert stopped.status == 401
    assert "mat khau" not in stopped.html


def test_a_page_asked_for_is_reached_after_signing_in(commune: Commune) -> None:
    browser = visit(commune)
    sent = browser.get("nguoi?tai_ngay=2026-06-15")
    assert sent.status == 303
    asked = browser.follow(sent)
    done = browser.post(
        "dang-nhap", asked.form("/dang-nhap") | {"login": "ha", "password": PASSWORD}
    )
    assert done.location == browser.address("nguoi?tai_ngay=2026-06-15")


def test_a_fragment_asked_for_leads_the_whole_page_to_the_sign_in(commune: Commune) -> None:
    sent = visit(commune).get("tai-khoan", HX_Request="true")
    assert sent.status == 401
    assert "/dang-nhap" in sent.response.headers["HX-Redirect"]


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_way_leads_outside_the_tenant(commune: Commune, address: str) -> None:
    wanted = address.replace("{code}", commune.tenant.code)
    browser = visit(commune)
    typed = {"login": "ha", "password": PASSWORD, "tiep": wanted, "gui": "1", "giu.a": "b"}
    done = browser.post("dang-nhap", typed)
    assert (done.status, done.location) == (303, browser.address(""))
    again = browser.get("dang-nhap", {"tiep": wanted})
    assert again.location == browser.address("")


def test_a_link_cannot_bring_a_form_to_be_sent(commune: Commune) -> None:
    browser = visit(commune)
    crafted = {"tiep": browser.address("nguoi/don-vi"), "gui": "1", "giu.name": "x"}
    page = browser.get("dang-nhap", crafted)
    assert "giu.name" not in page.html
    assert "gui" not in page.form("/dang-nhap")
