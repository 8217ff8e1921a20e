"""The administrator sets the tenant's rules of tasks on a page; what was said before stays."""

from datetime import timedelta

import pytest

from service.tasks.rules import on
from tests.past import TODAY
from tests.people import Commune
from tests.web import browse, manage

PAGE = "quan-tri/quy-tac"
TYPED = {
    "from_day": f"{TODAY:%d/%m/%Y}",
    "basis": "Quyết định số 12/QĐ-UBND",
    "extensions_most": "1",
    "extension_days_most": "",
    "lower_days_before": "2",
    "written_days_most": "",
}


def test_rules_hold_from_their_day_and_the_ones_before_are_kept(commune: Commune) -> None:
    browser = manage(commune)
    assert "Chưa đặt quy tắc riêng" in browser.get(PAGE).text
    done = browser.follow(browser.post(PAGE, TYPED))
    assert "Gia hạn nhiều nhất 1 lần." in done.text
    assert "trước cấp trên 2 ngày làm việc" in done.text
    assert done.form("quy-tac")["extensions_most"] == "1"
    later = f"{TODAY + timedelta(days=9):%d/%m/%Y}"
    done = browser.follow(
        browser.post(PAGE, TYPED | {"from_day": later, "extensions_most": ""})
    )
    assert f"Từ ngày {later} sắp áp dụng" in done.text
    with commune.ledger.scope.begin() as connection:
        holding = on(connection, TODAY)
    assert holding
    assert (holding.extensions_most, holding.lower_days_before) == (1, 2)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"basis": ""}, "Hãy ghi văn bản làm căn cứ."),
        ({"extensions_most": "1,5"}, "Hãy gõ số nguyên."),
        ({"extensions_most": "5000"}, "Hãy gõ số từ 0 đến 1.000."),
        ({"extensions_most": "một"}, ""),
        ({"from_day": "32/13"}, ""),
    ],
)
def test_rubbish_is_refused_and_kept(
    commune: Commune, changed: dict[str, str], said: str
) -> None:
    page = manage(commune).post(PAGE, TYPED | changed)
    assert page.status == 422
    assert said in page.text
    [(name, value)] = changed.items()
    assert page.form("quy-tac")[name] == value
    with commune.ledger.scope.begin() as connection:
        assert on(connection, TODAY) is None


def test_nobody_else_sets_rules(commune: Commune) -> None:
    for login in ("su", "ha"):
        assert browse(commune, login).post(PAGE, TYPED).status == 403
