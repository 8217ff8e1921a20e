"""A recommendation goes to a linked commune as a directive, and its answer closes it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4, uuid5

import pytest

from events import inspection_refusals as refusals
from events.directive_answers import Day, Words
from events.errors import ChangedMeanwhileError, WrongStreamError
from service.clock import today
from service.db import together
from service.directives.following import ReturnAnswer
from service.exchange.letters import NoStandingLinkError
from service.exchange.links import RevokeLink
from service.inspections.across import (
    NotAnsweredThereError,
    SendRecommendation,
    Sent,
    sent,
)
from service.inspections.findings import GiveRepair, NoteFinding
from service.inspections.recommendations import open_of
from service.ledgers import Instance
from service.tasks import states
from tenants.access import AccessDeniedError
from tests.directives.pairs import OFFICE, Chain, fanned_out
from tests.inspections.mandate import Mandate, mandate
from tests.people import Commune, make_commune
from tests.web import browse


@pytest.fixture
def chain(admin: Instance, instance: Instance) -> Chain:
    """A province whose directive a commune answered."""
    made = fanned_out(admin, instance, 1)
    made.whole(0, 3, 4)
    made.carry()
    return made


@pytest.fixture
def visit(chain: Chain) -> Mandate:
    """An inspection of the province with a finding."""
    made = mandate(chain.province)
    note = NoteFinding(
        inspection_id=made.inspection_id,
        unit_id=made.unit,
        text="Xã trả hồ sơ muộn",
        positions=tuple(made.events[:1]),
        proposal="Trả hồ sơ đúng hạn",
    )
    chain.province.do(note, by="tung")
    return made


def recommending(chain: Chain, visit: Mandate, **facts: object) -> SendRecommendation:
    day = today(chain.province.tenant.zone)
    usual: dict[str, object] = {
        "inspection_id": visit.inspection_id,
        "finding": 1,
        "commune": chain.communes[0].tenant.tenant_id,
        "content": "Trả hồ sơ đúng hạn",
        "due_on": day + timedelta(days=10),
        "number": "9/KN-UBND",
        "issued_on": day,
        "signer": "Người Ký",
    }
    return SendRecommendation(**usual | facts)  # type: ignore[arg-type]


def followed(visit: Mandate) -> tuple[Sent, int]:
    """How the recommendation stands, and how many are open on the home page."""
    with visit.commune.ledger.scope.begin() as connection:
        [still] = together(connection, open_of(visit.commune.actors["su"]))
        return sent(connection, visit.inspection_id)[1], len(still)


def sent_by(chain: Chain, visit: Mandate) -> Chain:
    """Send it, with what the commune said as its grounds; gives the chain of that directive."""
    places = chain.copies()[0].lines[0].events
    made = chain.province.do(recommending(chain, visit, places=places), by="su")
    due = recommending(chain, visit).due_on
    onward = Chain(chain.province, chain.communes, chain.links, uuid5(made, "directive"), due)
    onward.carry()
    return onward


def answer(onward: Chain) -> None:
    said = (Words(text="Đã chấn chỉnh"), Day(on=onward.due_on - timedelta(days=10)))
    onward.receive(0, OFFICE)
    onward.answer(0, OFFICE, said, by="ha")
    onward.send(0)
    onward.carry()


def test_it_becomes_a_task_there_and_its_answer_closes_it(chain: Chain, visit: Mandate) -> None:
    onward = sent_by(chain, visit)
    [place, *_] = chain.copies()[0].lines[0].events
    asked = onward.reply().questions[0].text
    assert f"15/QĐ-UBND, phát hiện 1; sự kiện {place}" in asked
    now, still = followed(visit)
    assert (now.commune, now.answered, still) == (chain.communes[0].tenant.name, False, 1)
    answer(onward)
    with chain.communes[0].ledger.scope.begin() as connection:
        origins = [one.origin for one in states.listed(connection)]
    assert ("superior", "9/KN-UBND") in [(one.kind, one.number) for one in origins if one]
    now, still = followed(visit)
    assert (now.answered, still) == (True, 0)
    numbered = chain.communes[0].tenant.tenant_id
    back = ReturnAnswer(directive_id=onward.directive_id, commune=numbered, reason="Thiếu")
    chain.province.do(back, by="ha")
    assert followed(visit)[1] == 1


def test_what_does_not_hold_is_refused(
    chain: Chain, visit: Mandate, admin: Instance, instance: Instance
) -> None:
    province, stranger = chain.province, make_commune(admin, instance)
    refused: list[tuple[dict[str, object], type[Exception]]] = [
        ({"places": (999_999,)}, NotAnsweredThereError),
        ({"commune": stranger.tenant.tenant_id}, NoStandingLinkError),
        ({"finding": 9}, refusals.NoSuchFindingError),
    ]
    for facts, refusal in refused:
        with pytest.raises(refusal):
            province.do(recommending(chain, visit, **facts), by="su")
    with pytest.raises(AccessDeniedError):
        province.do(recommending(chain, visit), by="tung")
    with pytest.raises(WrongStreamError):
        stranger.do(recommending(chain, visit), by="su")
    sent_by(chain, visit)
    repair = GiveRepair(
        inspection_id=visit.inspection_id, finding=1, content="Sửa", due_on=chain.due_on
    )
    for again in (recommending(chain, visit), repair):
        with pytest.raises(refusals.RecommendationSentError):
            province.do(again, by="su")


def test_a_revoked_link_lets_nothing_new_through_and_what_went_stays(
    chain: Chain, visit: Mandate
) -> None:
    onward = sent_by(chain, visit)
    chain.communes[0].do(RevokeLink(link_id=chain.links[0], reason="Hết hiệu lực"), by="su")
    with pytest.raises(NoStandingLinkError):
        onward.receive(0, OFFICE)
    assert followed(visit)[0].number == "9/KN-UBND"
    note = NoteFinding(
        inspection_id=visit.inspection_id,
        unit_id=visit.unit,
        text="Vẫn muộn",
        positions=tuple(visit.events[:1]),
    )
    chain.province.do(note, by="tung")
    with pytest.raises(NoStandingLinkError):
        chain.province.do(recommending(chain, visit, finding=2), by="su")


def test_a_resend_sends_nothing_more(chain: Chain, visit: Mandate) -> None:
    command, once = recommending(chain, visit), uuid4()
    for _ in range(2):
        chain.province.do(command, by="su", command_id=once)
    chain.carry()
    assert len(chain.replies()) == 2


def test_two_at_once_send_one(chain: Chain, visit: Mandate) -> None:
    def go(number: str) -> UUID | None:
        try:
            return chain.province.do(recommending(chain, visit, number=number), by="su")
        except (refusals.RecommendationSentError, ChangedMeanwhileError):
            return None

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(go, ("1/KN", "2/KN")))
    assert made.count(None) == 1


def test_the_page_sends_it_and_shows_where_it_stands(chain: Chain, visit: Mandate) -> None:
    path = f"kiem-tra/{visit.inspection_id}"
    leader, member = browse(chain.province, "su"), browse(chain.province, "tung")
    typed = {
        "commune": str(chain.communes[0].tenant.tenant_id),
        "content": "Trả hồ sơ đúng hạn",
        "due_on": "01/12/2099",
        "number": "9/KN",
        "issued_on": "01/01/2026",
        "signer": "Ký",
    }
    assert "Gửi kiến nghị 1 tới xã" in leader.get(path).text
    wrong = leader.post(f"{path}/gui-xa/1", typed | {"places": "999999"})
    assert (wrong.status, "999999" in wrong.text) == (422, True)
    assert member.post(f"{path}/gui-xa/1", typed).status == 403
    assert browse(chain.communes[0], "su").post(f"{path}/gui-xa/1", typed).status == 404
    shown = leader.follow(leader.post(f"{path}/gui-xa/1", typed))
    assert "văn bản 9/KN" in shown.text
    assert "Đang khắc phục" in shown.text
    assert "Gửi kiến nghị 1 tới xã" not in shown.text
    chain.carry()
    [reply] = [one for one in chain.replies() if one.number == "9/KN"]
    assert "Thực hiện kiến nghị kiểm tra" in browse(chain.communes[0], "ha").get("chi-dao").text
    assert reply.due_on.year == 2099


def test_it_is_nobody_elses_commune(chain: Chain, visit: Mandate) -> None:
    """A commune has nobody below it, so that its page offers nothing."""
    own: Commune = chain.communes[0]
    made = mandate(own)
    assert "tới xã" not in browse(own, "su").get(f"kiem-tra/{made.inspection_id}").text
    assert visit.inspection_id != made.inspection_id
