"""Every address from the wrong tenant, by nobody, in the wrong role."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.routing import Rule

from service.clock import today
from service.ledgers import Instance
from service.organisation.founding import ZONE
from tests.isolation.dated import DATED
from tests.isolation.expected import EXPECTED
from tests.isolation.furnishing import Furnished, furnished
from tests.isolation.guards import EVERYONE
from tests.isolation.reviewing import OF_PARTY
from tests.people import make_commune
from tests.web import Browser, Page, app_of, browse, manage, settings, visit
from web.app import create_app

ASKED: tuple[tuple[str, dict[str, str]], ...] = (  # queries and headers that name a tenant
    ("", {}),
    ("", {"HX-Request": "true"}),
    ("code={b}", {"X-Tenant": "{b}"}),
    ("tai_ngay=2026-06-15", {"X-Forwarded-Prefix": "/x/{b}"}),
    ("tai_ngay=2026-06-15&tenant_id=1", {"HX-Request": "true", "X-Tenant": "{b}"}),
)
UNKNOWN = {
    "plan_id": uuid4(),
    "task_id": uuid4(),
    "unit_id": uuid4(),
    "post_id": uuid4(),
    "person_id": uuid4(),
    "entry_id": uuid4(),
    "indicator_id": uuid4(),
    "evidence_id": uuid4(),
    "upload_id": uuid4(),
    "delegation_id": uuid4(),
    "link_id": uuid4(),
    "directive_id": uuid4(),
    "copy_id": uuid4(),
    "reply_id": uuid4(),
    "set_id": uuid4(),
    "handover_id": uuid4(),
    "filter_id": uuid4(),
    "sheet_id": uuid4(),
    "catalogue_id": uuid4(),
    "version_id": uuid4(),
    "meeting_id": uuid4(),
    "conclusion_id": uuid4(),
    "merit_id": uuid4(),
    "addressee_id": uuid4(),
    "inspection_id": uuid4(),
    "mission_id": uuid4(),
    "round_id": uuid4(),
    "review_id": uuid4(),
    "report_id": uuid4(),
    "letter_id": uuid4(),
    "section": "khong-co",
    "count": "khong-co",
    "period_id": uuid4(),
    "score_sheet_id": uuid4(),
    "year_grade_id": uuid4(),
    "item_id": 999_999,
    "intake_id": uuid4(),
    "message_id": uuid4(),
    "number": 999_999,
    "token": "0" * 43,
    "sha256": "f" * 64,
}
COUNTED = {
    "position",
    "act",
    "part",
    "rule",
    "set_code",
    "year",
    "component",
    "commune",
    "form",
    "kind",
    "slug",
    "version",
}  # the same in every tenant: they name nothing of another's
OUTSIDE = {"start.choose", "start.health", "ui.static"}


def _rules() -> list[tuple[Rule, str]]:
    app = create_app(settings())
    ways = [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]
    return sorted(ways, key=lambda way: (str(way[0]), way[1]))


RULES = _rules()
INSIDE = [way for way in RULES if way[0].endpoint not in OUTSIDE]
GUARDED = [way for way in INSIDE if EXPECTED[way[0].endpoint].guard != EVERYONE]
NAMING = [way for way in GUARDED if way[0].arguments & UNKNOWN.keys()]
PIECES = {
    "report.progress",
    "report_part.show",
    "score_sheet.mine",
    "signals.counted",
}  # of a page; alone they lead to the whole one
SHOWING = [w for w in NAMING if w[1] == "GET" and w[0].endpoint not in OF_PARTY]
READING = [rule for rule, method in GUARDED if method == "GET" and "." not in str(rule)]
REFUSING = [way for way in GUARDED if EXPECTED[way[0].endpoint].wrong]


def named(way: tuple[Rule, str]) -> str:
    return f"{way[1]} {way[0]}"


def address(rule: Rule, code: str, ids: dict[str, object]) -> str:
    built = rule.build({"code": code} | {name: ids[name] for name in rule.arguments - {"code"}})
    assert built is not None
    return built[1]


@pytest.fixture(scope="module")
def ours(admin: Instance, instance: Instance) -> Furnished:
    return furnished(make_commune(admin, instance))


@pytest.fixture(scope="module")
def theirs(admin: Instance, instance: Instance) -> Furnished:
    return furnished(make_commune(admin, instance))


@pytest.fixture(scope="module")
def browsers(ours: Furnished) -> dict[str, Browser]:
    """One signed-in browser for each person of our commune."""
    others = ours.commune.actors.keys() - {"admin"}
    people = {login: browse(ours.commune, login) for login in others}
    return people | {"admin": manage(ours.commune)}


@pytest.fixture(scope="module", autouse=True)
def they_are_at_work_too(theirs: Furnished) -> None:
    browse(theirs.commune, "ha").get("ke-hoach")


def ask(browser: Browser, method: str, path: str, **headers: str) -> Page:
    return (
        browser.post(path, {}, **headers)
        if method == "POST"
        else browser.get(path, None, **headers)
    )


def without_chance(page: Page, path: str) -> str:
    """What was answered, but for the address asked for and what is new in every answer."""
    text = page.html.replace(path, "")
    return re.sub(r'name="command_id" value="[^"]*"', "", text)


def test_every_address_is_expected() -> None:
    assert {rule.endpoint for rule, _ in RULES} == EXPECTED.keys()


def test_every_view_carries_the_guard_that_is_expected() -> None:
    app = create_app(settings())
    guards = {
        name: getattr(app.view_functions[name], "guard", None)
        for name in EXPECTED
        if name != "ui.static"
    }
    wanted = {name: expected.guard for name, expected in EXPECTED.items() if name in guards}
    assert guards == wanted


def test_every_name_in_an_address_is_one_we_can_forge() -> None:
    names = {name for rule, _ in RULES for name in rule.arguments}
    assert names == UNKNOWN.keys() | COUNTED | {"code", "filename"}


@pytest.mark.parametrize("way", GUARDED, ids=named)
def test_nobody_is_let_in_unknown(ours: Furnished, way: tuple[Rule, str]) -> None:
    rule, method = way
    page = ask(visit(ours.commune), method, address(rule, ours.commune.tenant.code, ours.ids))
    assert page.status == (401 if method == "POST" else 303)
    assert ours.mark not in page.html
    assert "/dang-nhap" in (page.location or page.html)


@pytest.mark.parametrize("way", GUARDED, ids=named)
def test_a_person_of_one_tenant_is_nobody_in_another(
    browsers: dict[str, Browser], theirs: Furnished, way: tuple[Rule, str]
) -> None:
    rule, method = way
    path = address(rule, theirs.commune.tenant.code, theirs.ids)
    page = ask(browsers[EXPECTED[rule.endpoint].right], method, path)
    assert page.status == (401 if method == "POST" else 303)
    assert theirs.mark not in page.html


@pytest.mark.parametrize("way", NAMING, ids=named)
def test_what_is_theirs_is_answered_as_what_does_not_exist(
    browsers: dict[str, Browser], ours: Furnished, theirs: Furnished, way: tuple[Rule, str]
) -> None:
    rule, method = way
    code, browser = ours.commune.tenant.code, browsers[EXPECTED[rule.endpoint].right]
    for query, headers in ASKED:
        answers = []
        for ids in (theirs.ids, theirs.ids | UNKNOWN):
            path = address(rule, code, ids)
            asked = f"{path}?{query}".format(b=theirs.commune.tenant.code)
            told = {k: v.format(b=theirs.commune.tenant.code) for k, v in headers.items()}
            page = ask(browser, method, asked, **told)
            assert theirs.mark not in page.html + str(page.response.headers)
            answers.append((page.status, without_chance(page, path)))
        assert answers[0] == answers[1]
        to_the_present = 303 if "tai_ngay" in query else 404
        assert answers[0][0] in {404, to_the_present}


@pytest.mark.parametrize("way", REFUSING, ids=named)
def test_the_wrong_role_is_refused(
    browsers: dict[str, Browser], ours: Furnished, way: tuple[Rule, str]
) -> None:
    rule, method = way
    wrong = EXPECTED[rule.endpoint].wrong
    assert wrong is not None
    page = ask(browsers[wrong], method, address(rule, ours.commune.tenant.code, ours.ids))
    assert page.status in {403, 404}
    assert ours.mark not in page.html


@pytest.mark.parametrize("way", SHOWING, ids=named)
def test_the_right_person_does_see_what_is_theirs(
    browsers: dict[str, Browser], ours: Furnished, way: tuple[Rule, str]
) -> None:
    rule, _ = way
    path = address(rule, ours.commune.tenant.code, ours.ids)
    shown = 303 if rule.endpoint in PIECES else 200
    assert browsers[EXPECTED[rule.endpoint].right].get(path).status == shown


def off_the_day(page: Page, asked: str) -> list[str]:
    """Give the links of a past page that leave its day, but for its own thing as it is now."""
    ways = RULES[0][0].map.bind("localhost")
    links = [str(link["href"]).partition("?") for link in page.soup.select('main a[href^="/"]')]
    left = [path for path, _, query in links if "tai_ngay=" not in query]
    return [p for p in left if p.rpartition("/")[2] not in asked and ways.match(p)[0] in DATED]


def test_a_past_day_shows_nothing_of_later_and_a_page_without_one_says_so(
    browsers: dict[str, Browser], ours: Furnished
) -> None:
    """All was recorded today: on the day before, a page may call a thing by its name."""
    asked, seen = {"tai_ngay": (today(ZONE) - timedelta(days=1)).isoformat()}, set[str]()
    for rule in READING:
        path = address(rule, ours.commune.tenant.code, ours.ids)
        page = browsers[EXPECTED[rule.endpoint].right].get(path, asked)
        if page.status != 200 or page.response.mimetype != "text/html":
            continue
        for name in page.soup.select("h1, .lead"):
            name.decompose()
        if page.soup.select(".past"):
            seen.add(rule.endpoint)
            assert ours.mark not in str(page.soup.select("main")), rule
            assert not off_the_day(page, path), rule
        else:
            assert "không xem lại theo ngày được" in page.text, rule
            assert not page.soup.select("#asof"), rule
    assert seen >= DATED


def test_nothing_of_theirs_changes_whatever_we_try(
    browsers: dict[str, Browser], ours: Furnished, theirs: Furnished
) -> None:
    before = theirs.state()
    for rule, method in NAMING:
        if method == "POST":
            path = address(rule, ours.commune.tenant.code, theirs.ids)
            ask(browsers[EXPECTED[rule.endpoint].right], method, path)
    assert theirs.state() == before


def test_the_application_has_one_engine_and_its_role_is_the_poor_one(
    instance: Instance, ours: Furnished
) -> None:
    app: Flask = app_of(instance)
    with app.extensions["sauro"].instance.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT current_user").scalar_one() == "sauro_app"
