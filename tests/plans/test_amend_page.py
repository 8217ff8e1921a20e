"""Amending a plan on the page: choose, type, and see it told."""

from datetime import date
from uuid import uuid4

import pytest

from tests.past import Story, days_ago, drafted, local_day, target
from tests.plans.test_amend import FLOOD, Standing, standing
from tests.queries import counted
from tests.web import Browser, Page, browse

__all__ = ["standing"]


def address(standing: Standing) -> str:
    return f"ke-hoach/{standing.plan_id}/sua-doi"


def asked(standing: Standing, query: str, login: str = "ha") -> tuple[Browser, Page]:
    browser = browse(standing.story, login)
    return browser, browser.get(f"{address(standing)}?{query}")


SIGNED = {
    "number": "58",
    "symbol": "KH-UBND",
    "dated": f"{local_day(3):%d/%m/%Y}",
    "in_force_on": f"{local_day(3):%d/%m/%Y}",
}


def test_what_was_accepted_is_offered_to_be_changed(standing: Standing) -> None:
    browser = browse(standing.story, "ha")
    boxes = browser.get(address(standing)).soup.select("input[name=muc]")
    assert [str(box["value"]) for box in boxes] == ["1", "2", "3", "4"]


def test_a_person_amends_on_the_page_and_sees_it_told(standing: Standing) -> None:
    browser, page = asked(standing, "muc=1&muc=4&them=1")
    fields = page.form("/sua-doi") | SIGNED
    fields |= {"i1-value": "80", "i1-reason": FLOOD, "i4-withdraw": "y", "i4-reason": "Trùng"}
    fields |= {"n0-kind": "task", "n0-text": "Dọn bùn ở một cửa", "n0-reason": "Sau lũ"}
    done = browser.post(address(standing), fields)
    assert done.status == 303, done.errors
    told = browser.follow(done)
    assert "58/KH-UBND" in told.text
    lines = [" ".join(li.get_text(" ").split()) for li in told.soup.select(".card .diff li")]
    assert len(lines) == 3
    assert f"({FLOOD})" in lines[0]
    assert "tối thiểu 85%" in lines[0]
    assert "tối thiểu 80%" in lines[0]
    again = browser.post(address(standing), fields)
    assert (again.status, again.location) == (303, done.location)
    assert len(standing.plan().amendments) == 1
    table = browser.get(f"ke-hoach/{standing.plan_id}", {"xem": "chi-tieu"})
    assert f"Từ {local_day(3):%d/%m/%Y}: tối thiểu 80% (trước đó: tối thiểu 85%)" in table.text
    assert "Thôi thực hiện" in table.text
    then = {"xem": "chi-tieu", "tai_ngay": local_day(5).isoformat()}
    assert "80%" not in browser.get(f"ke-hoach/{standing.plan_id}", then).text


def test_what_was_typed_stays_beside_what_is_missing(standing: Standing) -> None:
    browser, page = asked(standing, "muc=1&them=1")
    fields = page.form("/sua-doi") | {
        "number": "58",
        "i1-text": "Chữ mới",
        "n0-text": "Việc mới",
    }
    refused = browser.post(address(standing), fields)
    assert refused.status == 422
    assert {"Hãy ghi ký hiệu", "Lý do: Hãy ghi lý do."} <= {
        e.split(": ", 1)[-1].split(",")[0] if "ký hiệu" in e else e for e in refused.errors
    }
    kept = refused.form("/sua-doi")
    assert (kept["i1-text"], kept["n0-text"], kept["number"]) == ("Chữ mới", "Việc mới", "58")


@pytest.mark.parametrize("query", ["muc=x", "them=-1", "them=y", "muc=99999999999"])
def test_rubbish_in_the_address_asks_again(standing: Standing, query: str) -> None:
    _, page = asked(standing, query)
    assert page.status == 200
    assert page.soup.select("input[name=muc]")


def test_a_draft_leads_to_its_review_and_a_plan_of_nobody_is_missing(story: Story) -> None:
    draft = drafted(story, [target(1)], at=days_ago(9))
    browser = browse(story, "ha")
    page = browser.get(f"ke-hoach/{draft}/sua-doi", {"muc": "1"})
    assert (page.status, page.soup.select("input[name=muc]")) == (200, [])
    assert browser.post(f"ke-hoach/{draft}/sua-doi", {"muc": "1"}).status == 404
    assert browser.get(f"ke-hoach/{uuid4()}/sua-doi").status == 404


def test_days_before_the_issue_are_refused_in_words(standing: Standing) -> None:
    browser, page = asked(standing, "muc=1")
    fields = page.form("/sua-doi") | SIGNED | {"i1-value": "80", "i1-reason": FLOOD}
    early = date(2021, 1, 1)
    refused = browser.post(address(standing), fields | {"in_force_on": f"{early:%d/%m/%Y}"})
    assert (refused.status, "trước ngày ban hành" in refused.errors[0]) == (422, True)


def test_a_refused_amendment_that_came_by_htmx_is_whole(standing: Standing) -> None:
    browser, page = asked(standing, "muc=1&them=1")
    part = browser.post(address(standing), page.form("/sua-doi"), HX_Request="true")
    assert part.status == 422
    assert part.soup.select("#sua-doi [name=i1-value]")


def test_an_amended_plan_is_compared_with_few_questions(standing: Standing) -> None:
    standing.amend(standing.lowered())
    browser = browse(standing.story, "ha")
    browser.get("ke-hoach")
    with counted() as sent:
        page = browser.get(f"ke-hoach/{standing.plan_id}/so-sanh", {"so_voi": "ban-hanh"})
    assert FLOOD in page.text
    assert len(sent) <= 12, [query[:90] for query in sent]
