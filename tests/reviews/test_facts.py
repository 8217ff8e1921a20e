"""Facts cross as figures alone, with the position and the root of the other side's log."""

from base64 import b64decode
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from events.reviews.facts import Facts
from events.reviews.refusals import (
    FactsAskedError,
    OtherSideClosedError,
    ReviewedAlreadyError,
    ReviewIncompleteError,
    ReviewsOneselfError,
)
from events.reviews.review import Review
from events.reviews.steps import FactsReceived
from service.db import driver
from service.exchange.letters import NoStandingLinkError
from service.exchange.links import RevokeLink
from service.ledgers import Instance
from service.log.proofs import root_at
from service.organisation.people import FillPost, LeavePost
from service.reviews import states
from service.reviews.crossing import AnswerQuestion
from service.reviews.limits import SendMarks
from service.reviews.opening import AddSubject, AskFacts, OpenRound
from service.reviews.places import NAMED
from service.reviews.sent import crossings
from tenants.access import AccessDeniedError
from tenants.register import close, reopen
from tenants.tables import letters
from tests.exchange.pairs import linked
from tests.past import TODAY, local_day
from tests.people import PEOPLE, Commune
from tests.reviews.pair import CENTRE, NAME, POST, Pair, make_pair, reviewed, round_of
from tests.web import browse


def loaded(pair: Pair, review_id: UUID) -> Review:
    with pair.party.ledger.scope.begin() as connection:
        return states.one(connection, review_id)


def facts_for(pair: Pair, **other: object) -> Facts:
    """What the commune answers about somebody."""
    review_id = reviewed(pair, round_of(pair.party), **other)
    pair.asked(review_id)
    known = loaded(pair, review_id).known
    assert known is not None
    return known


def test_the_answer_counts_the_tasks_of_the_unit_and_of_its_head(pair: Pair) -> None:
    facts = facts_for(pair)
    unit, own = facts.of_unit, facts.of_person
    assert unit is not None
    assert own is not None
    assert (unit.given, unit.done, unit.late, len(unit.events)) == (2, 0, 2, 2)
    assert (own.given, own.late, facts.lacking, facts.heads) == (1, 1, "", 1)
    assert set(own.events) < set(unit.events)


def test_the_answer_names_the_root_of_the_log_that_it_was_reckoned_from(pair: Pair) -> None:
    facts = facts_for(pair)
    with pair.commune.ledger.scope.begin() as connection:
        root = root_at(driver(connection), facts.up_to)
    assert b64decode(facts.root) == root
    assert max(facts.of_unit.events if facts.of_unit else ()) <= facts.up_to


def test_both_logs_have_the_letter_and_nobodys_name_is_in_it(pair: Pair) -> None:
    review_id = reviewed(pair, round_of(pair.party))
    pair.asked(review_id)
    [received] = loaded(pair, review_id).facts
    assert isinstance(received, FactsReceived)
    with pair.commune.ledger.scope.begin() as connection:
        sent = crossings(connection)[0]
        contents = connection.scalars(select(letters.c.content)).all()
    assert (sent.sha256, sent.number) == (received.sha256, received.number)
    others = [name for name, *_ in PEOPLE.values() if name != NAME]
    assert not [name for name in others for text in contents if name.encode() in text]
    assert any(NAME.encode() in text for text in contents)


@pytest.mark.parametrize(
    ("other", "lacking"),
    [
        ({"unit": "Phòng Không Có"}, "unit"),
        ({"post": "Giám đốc"}, "post"),
        ({"unit": " trung tâm  phục vụ hành chính công"}, ""),
    ],
)
def test_what_is_not_found_is_said_and_never_counted_as_nothing(
    pair: Pair, other: dict[str, object], lacking: str
) -> None:
    facts = facts_for(pair, **other)
    assert facts.lacking == lacking
    assert (facts.of_person is None) == bool(lacking)
    assert (facts.of_unit is None) == (lacking == "unit")


def test_somebody_else_in_the_post_is_not_the_person(pair: Pair) -> None:
    facts = facts_for(pair, person_id=pair.party.actors["do"].person_id)
    assert (facts.lacking, facts.of_person) == ("person", None)


def test_a_post_that_was_left_in_mid_quarter_counts_its_own_days_alone(
    admin: Instance, instance: Instance
) -> None:
    moved = make_pair(admin, instance)
    commune, day = moved.commune, local_day(1)
    do, ha = commune.actors["do"], commune.actors["ha"]
    before, at = day - timedelta(days=1), None
    commune.do(
        LeavePost(person_id=do.person_id, post_id=do.post_id, last_day=before),
        by="admin",
        at=at,
    )
    commune.do(
        FillPost(person_id=ha.person_id, post_id=do.post_id, first_day=day), by="admin", at=at
    )
    facts = facts_for(moved)
    [held] = facts.held
    assert held.last_day == before
    assert facts.heads == 2
    assert facts.of_person is not None
    assert facts.of_person.given == 0


def test_scores_go_only_by_a_paper_of_the_commune(pair: Pair) -> None:
    assert facts_for(pair).marks is None
    paper = SendMarks(link_id=pair.link_id, basis="15/QĐ-UBND")
    with pytest.raises(AccessDeniedError):
        pair.commune.do(paper, by="ha")
    with pytest.raises(NoResultFound):
        pair.party.do(paper, by="su")
    pair.commune.do(paper, by="su")
    known = facts_for(pair).marks
    assert known is not None
    assert (known.basis, known.score) == ("15/QĐ-UBND", None)
    pair.commune.do(SendMarks(link_id=pair.link_id, basis=""), by="su")
    assert facts_for(pair).marks is None


def test_a_question_is_put_and_answered_once(pair: Pair) -> None:
    review_id = reviewed(pair, round_of(pair.party))
    pair.post()
    ask, again = AskFacts(review_id=review_id), uuid4()
    for _ in range(2):
        pair.party.do(ask, by="ha", command_id=again)
    with pytest.raises(FactsAskedError):
        pair.party.do(ask, by="ha")
    assert pair.post() == 2
    assert pair.post() == 0
    assert len(loaded(pair, review_id).facts) == 1


def test_nobody_answers_by_hand(pair: Pair) -> None:
    with pytest.raises(AccessDeniedError):
        pair.commune.do(AnswerQuestion(letter_id=uuid4()), by="su")


def test_without_a_link_there_are_no_new_facts_and_what_came_stays(
    admin: Instance, instance: Instance
) -> None:
    cut = make_pair(admin, instance)
    review_id = reviewed(cut, round_of(cut.party))
    cut.asked(review_id)
    cut.party.do(AskFacts(review_id=review_id), by="ha")
    cut.commune.do(RevokeLink(link_id=cut.link_id, reason="Hết đợt"), by="su")
    assert cut.post() == 0
    with pytest.raises(NoStandingLinkError):
        cut.party.do(AskFacts(review_id=review_id), by="ha")
    assert loaded(cut, review_id).known is not None
    linked(cut.commune, cut.party, "oversight")
    cut.asked(review_id)
    assert len(loaded(cut, review_id).facts) == 2


def test_a_body_that_was_merged_is_not_asked(pair: Pair, admin: Instance) -> None:
    review_id = reviewed(pair, round_of(pair.party))
    number = pair.commune.tenant.tenant_id
    with admin.scope(number).begin() as connection:
        close(connection, number, TODAY)
    try:
        with pytest.raises(OtherSideClosedError):
            pair.party.do(AskFacts(review_id=review_id), by="ha")
    finally:
        with admin.scope(number).begin() as connection:
            reopen(connection, number)


def test_who_is_reviewed_in_a_round_is_named_once_and_never_by_themselves(
    pair: Pair, commune: Commune
) -> None:
    round_id = round_of(pair.party)
    reviewed(pair, round_id)
    with pytest.raises(ReviewedAlreadyError):
        reviewed(pair, round_id, unit=CENTRE.upper())
    with pytest.raises(ReviewsOneselfError):
        reviewed(pair, round_id, person_id=pair.party.actors["ha"].person_id)
    with pytest.raises(ReviewIncompleteError):
        reviewed(pair, round_id, person_id=uuid4())
    with pytest.raises(ReviewIncompleteError):
        reviewed(pair, round_id, link_id=None)
    with pytest.raises(NoResultFound):
        reviewed(pair, round_id, link_id=uuid4())
    with pytest.raises(AccessDeniedError):
        pair.party.do(
            AddSubject(round_id=round_id, kind="head", person_id=uuid4(), unit="x"), by="khai"
        )
    with pytest.raises(NoResultFound):
        round_of(commune)


def test_leaders_of_our_own_are_reckoned_from_our_own_log(pair: Pair) -> None:
    who = pair.party.actors["su"]
    review_id = reviewed(
        pair,
        round_of(pair.party),
        kind="leader",
        person_id=who.person_id,
        unit="Thường trực Đảng ủy",
        post="Bí thư Đảng ủy",
        link_id=None,
    )
    pair.party.do(AskFacts(review_id=review_id), by="ha")
    known = loaded(pair, review_id).known
    assert known is not None
    assert (known.lacking, known.of_person and known.of_person.given) == ("", 0)


def test_the_facts_read_back_as_they_were_written() -> None:
    facts = Facts(up_to=1, root="AA==", on=TODAY, lacking="holder")
    assert msgspec.json.decode(msgspec.json.encode(facts), type=Facts) == facts
    assert OpenRound.__name__


def test_the_other_side_names_its_units_and_posts_and_nobody(pair: Pair) -> None:
    round_id = round_of(pair.party)
    path = f"kiem-diem/dot/{round_id}"
    pair.post()
    options = {one.get_text() for one in browse(pair.party, "ha").get(path).soup("option")}
    assert {CENTRE, POST, pair.commune.tenant.name} <= options
    with pair.commune.ledger.scope.begin() as connection:
        said = connection.scalars(select(letters.c.content).where(letters.c.kind == NAMED))
        assert not [
            name for text in said for name, *_ in PEOPLE.values() if name.encode() in text
        ]
    assert "Đã gửi danh sách cơ quan" in browse(pair.commune, "su").get("da-gui-cap-uy").text
    assert POST not in browse(pair.party, "khai").get(path).html
