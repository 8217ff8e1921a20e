"""A link is the giver's to grant and revoke, has a basis, and keeps State and Party apart."""

from datetime import timedelta
from uuid import uuid4, uuid5

import psycopg
import pytest
from sqlalchemy.exc import NoResultFound

from events import exchange
from events.exchange import Link, LinkGranted
from service.db import driver
from service.exchange.links import (
    EnterLinkByLaw,
    GrantLink,
    RevokeLink,
    UnknownTenantError,
    every,
    standing,
)
from service.ledgers import Instance
from service.work import Order, execute
from tenants.access import AccessDeniedError, Actor
from tests.exchange.pairs import BASIS, link_of, linked, province_of
from tests.past import TODAY, Story, days_ago, local_day
from tests.people import SINCE, Commune, make_commune
from tests.web import browse


def granted(**facts: object) -> LinkGranted:
    said: dict[str, object] = {"taker": 2, "kind": "province", "ground": "granted"}
    return LinkGranted(**said | {"basis": BASIS, "first_day": SINCE} | facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "kinds", "refusal"),
    [
        ({"taker": 1}, ("commune", "commune"), exchange.LinkedToOneselfError),
        ({"basis": "  "}, ("commune", "province"), exchange.LinkWithoutBasisError),
        (
            {"last_day": SINCE - timedelta(days=1)},
            ("commune", "province"),
            exchange.LinkDaysError,
        ),
        ({}, ("commune", "party_committee"), exchange.StateAndPartyError),
        ({}, ("party_committee", "province"), exchange.StateAndPartyError),
        ({}, ("province", "commune"), exchange.NoProvinceAboveError),
        ({}, ("commune", "commune"), exchange.NoProvinceAboveError),
    ],
)
def test_a_link_that_may_not_be_is_refused(
    facts: dict[str, object], kinds: tuple[str, str], refusal: type[Exception]
) -> None:
    link = Link(uuid4())
    with pytest.raises(refusal):
        link.grant(granted(**facts), giver=1, kinds=kinds)
    assert not link.pending


def test_oversight_may_be_given_to_a_party_committee() -> None:
    link = Link(uuid4())
    link.grant(granted(kind="oversight"), giver=1, kinds=("commune", "party_committee"))
    assert link.granted is not None


def test_a_link_stood_between_its_recording_and_its_revocation_for_both(
    admin: Instance, instance: Instance, story: Story
) -> None:
    province = province_of(admin, instance)
    grant = GrantLink(code=province.tenant.code, kind="province", basis=BASIS, first_day=SINCE)
    link_id = uuid5(story.do(grant, by="su", at=days_ago(9)), "link")
    story.do(RevokeLink(link_id=link_id, reason="Sáp nhập"), by="su", at=days_ago(3))
    for side in (story, province):
        with side.ledger.scope.begin() as connection:
            known = [
                [one.status(local_day(ago)) for one in every(connection, days_ago(ago))]
                for ago in (10, 6, 1)
            ]
        assert known == [[], ["standing"], ["revoked"]]
    page = browse(story, "su").get("lien-ket", {"tai_ngay": local_day(6).isoformat()})
    assert province.tenant.name in page.text
    assert "thu hồi" not in page.text
    assert not page.soup.select("main form")


def test_a_link_is_seen_by_both_and_revoked_by_who_gave_it(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    province = province_of(admin, instance)
    link_id = linked(commune, province)
    mine, theirs = link_of(commune, link_id), link_of(province, link_id)
    assert (mine.ours, mine.other.code) == (True, province.tenant.code)
    assert (theirs.ours, theirs.other.code) == (False, commune.tenant.code)
    with pytest.raises(NoResultFound):
        province.do(RevokeLink(link_id=link_id, reason="Không cần"), by="su")
    with pytest.raises(exchange.UnexplainedRevocationError):
        commune.do(RevokeLink(link_id=link_id, reason=" "), by="su")
    commune.do(RevokeLink(link_id=link_id, reason="Sáp nhập"), by="su")
    assert link_of(province, link_id).status(TODAY) == "revoked"
    with pytest.raises(exchange.LinkRevokedError):
        commune.do(RevokeLink(link_id=link_id, reason="Lần nữa"), by="su")


def test_only_who_leads_grants_and_only_to_a_tenant_that_is_there(commune: Commune) -> None:
    command = GrantLink(code="khong-co", kind="oversight", basis=BASIS, first_day=SINCE)
    with pytest.raises(AccessDeniedError):
        commune.do(command, by="ha")
    with pytest.raises(UnknownTenantError):
        commune.do(command, by="su")


def test_what_the_law_gives_is_entered_by_the_instance_and_not_revoked_here(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    province = province_of(admin, instance)
    code = province.tenant.code
    command = EnterLinkByLaw(code=code, kind="province", basis=BASIS, first_day=SINCE)
    with pytest.raises(AccessDeniedError):
        commune.do(command, by="su")
    order = Order(actor=Actor.service(commune.tenant.tenant_id), command_id=uuid4())
    execute(command, order, commune.ledger)
    link_id = uuid5(order.command_id, "link")
    with commune.ledger.scope.begin() as connection:
        [found] = standing(connection, "province", SINCE)
    assert (found.link_id, found.ground) == (link_id, "law")
    with pytest.raises(exchange.LinkByLawError):
        commune.do(RevokeLink(link_id=link_id, reason="Không muốn"), by="su")


def test_the_database_keeps_state_and_party_apart_too(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    party = make_commune(admin, instance, kind="party_committee")
    row = (commune.tenant.tenant_id, party.tenant.tenant_id)
    with (
        commune.ledger.scope.begin() as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        driver(connection).execute(
            "INSERT INTO links VALUES (%s, gen_random_uuid(), %s, 'province', 'granted', 'x',"
            " '2026-01-01')",
            row,
        )


def test_a_leader_grants_and_revokes_on_the_page(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    province, browser = province_of(admin, instance), browse(commune, "su")
    typed = {"other": province.tenant.code, "kind": "province", "first_day": "01/07/2025"}
    wrong = browser.post("lien-ket", typed)
    assert wrong.status == 422
    assert wrong.form("/lien-ket")["other"] == province.tenant.code
    done = browser.follow(browser.post("lien-ket", typed | {"basis": BASIS}))
    assert province.tenant.name in done.text
    assert commune.tenant.name in browse(province, "ha").get("lien-ket").text
    [form] = [f for f in done.soup.find_all("form") if str(f["action"]).endswith("thu-hoi")]
    ended = browser.post(str(form["action"]), {"reason": "Đã xong việc"})
    assert "Đã thu hồi" in browser.follow(ended).text
