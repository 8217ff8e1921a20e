"""A mission from its order to its conclusion, between two tenants, by commands and letters."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4, uuid5

import pytest
from sqlalchemy.exc import NoResultFound

from events import inspection_refusals as refusals
from events.errors import ChangedMeanwhileError
from service.clock import now
from service.exchange.letters import NoStandingLinkError, incoming
from service.exchange.links import RevokeLink
from service.inspections.changing import MoveLastDay, ReplaceMember
from service.inspections.missions import states
from service.inspections.missions.entering import EnterPlace
from service.inspections.missions.ordering import (
    AddPlace,
    ConcludeMission,
    MoveMission,
    ReplaceOnMission,
    Vouch,
    WithdrawMission,
)
from service.inspections.missions.papers import ORDER, inspection_id
from service.inspections.missions.taking_in import TakeMissionLetter
from service.inspections.ordering import CloseInspection
from service.ledgers import Instance
from tenants.access import AccessDeniedError
from tests.missions.pair import (
    CENTRE,
    Pair,
    day_of,
    guests_of,
    make_pair,
    ordering,
    scope,
)


def test_it_opens_an_inspection_there_and_its_findings_come_back(pair: Pair) -> None:
    mission = pair.order(units=(CENTRE.upper(),))
    opened = pair.inspection(mission).mandate
    assert opened.unit_ids == (pair.commune.units[CENTRE],)
    assert [guests_of(one) > 0 for one in (pair.commune, pair.province)] == [True, False]
    assert (opened.members, opened.document) == ((pair.guest(),), "88/QĐ-SNV")
    assert (pair.place(mission).state, pair.tasks()) == ("received", 1)
    pair.province.do(EnterPlace(mission_id=mission, commune=pair.number), by="may")
    pair.note(mission)
    pair.post()
    place = pair.place(mission)
    assert place.answer is not None
    assert (place.state, place.answer.findings) == ("looking", 1)
    before = now()
    pair.province.do(ConcludeMission(mission_id=mission, document="12/KL-SNV"), by="su")
    pair.post()
    place = pair.place(mission)
    assert place.answer is not None
    assert (place.state, place.answer.conclusion) == ("closed", "12/KL-SNV")
    with pair.province.ledger.scope.begin() as connection:
        known = [states.state(connection, mission, at).conclusion for at in (before, None)]
    assert known == ["", "12/KL-SNV"]
    assert (pair.inspection(mission).conclusion, pair.tasks()) == ("12/KL-SNV", 0)


def test_all_units_but_that_of_who_runs_the_system(pair: Pair) -> None:
    opened = pair.inspection(pair.order()).mandate
    assert set(opened.unit_ids) == set(pair.commune.units.values())


@pytest.mark.parametrize(
    ("facts", "reason"),
    [({"units": ("Phòng Không Có",)}, "no_unit"), ({"plans": ("9/KH-UBND",)}, "no_plan")],
)
def test_what_the_commune_does_not_know_is_declined_and_may_be_named_again(
    pair: Pair, facts: dict[str, tuple[str, ...]], reason: str
) -> None:
    mission = pair.order(**facts)
    answer = pair.place(mission).answer
    assert answer is not None
    assert (answer.state, answer.reason) == ("declined", reason)
    assert answer.names == next(iter(facts.values()))
    pair.province.do(AddPlace(mission_id=mission, place=scope(pair, (CENTRE,))), by="su")
    pair.post()
    assert pair.place(mission).state == "received"
    with pytest.raises(refusals.PlaceNamedError):
        pair.province.do(AddPlace(mission_id=mission, place=scope(pair)), by="su")


def test_a_namesake_of_the_inspected_is_kept_out_until_vouched_for(pair: Pair) -> None:
    mission = pair.order(members=(pair.member(), pair.member("trung")))
    answer = pair.place(mission).answer
    assert answer is not None
    assert (answer.reason, answer.members) == ("namesake", (pair.member("trung"),))
    assert (pair.tasks(), pair.tasks("trung")) == (1, 0)
    enter = EnterPlace(mission_id=mission, commune=pair.number)
    with pytest.raises(refusals.NotOpenThereError):
        pair.province.do(enter, by="trung")
    pair.province.do(Vouch(mission_id=mission, member=pair.member("trung")), by="su")
    pair.post()
    assert pair.tasks("trung") == 1
    pair.province.do(enter, by="trung")


def test_alone_a_namesake_opens_nothing(pair: Pair) -> None:
    mission = pair.order(members=(pair.member("trung"),))
    assert (pair.place(mission).state, pair.tasks("trung")) == ("declined", 0)


def test_days_and_members_follow_the_order(pair: Pair) -> None:
    mission = pair.order()
    paper = {"mission_id": mission, "document": "95/QĐ-SNV", "issued_on": day_of(pair.province)}
    longer = day_of(pair.province, 9)
    pair.province.do(MoveMission(last_day=longer, **paper), by="su")  # type: ignore[arg-type]
    swap = ReplaceOnMission(leaves=pair.member(), joins=pair.member("quan"), **paper)  # type: ignore[arg-type]
    pair.province.do(swap, by="su")
    pair.post()
    assert pair.inspection(mission).mandate.last_day == longer
    assert (pair.tasks(), pair.tasks("quan")) == (0, 1)
    today = day_of(pair.province)
    pair.province.do(MoveMission(last_day=today, **paper), by="su")  # type: ignore[arg-type]
    pair.post()
    assert pair.inspection(mission).mandate.last_day == today
    pair.province.do(WithdrawMission(mission_id=mission, document="97/QĐ"), by="su")
    pair.post()
    assert (pair.tasks("quan"), pair.place(mission).state) == (0, "closed")
    with pytest.raises(refusals.InspectionClosedError):
        pair.province.do(MoveMission(last_day=longer, **paper), by="su")  # type: ignore[arg-type]


def test_the_inspected_neither_change_nor_conclude_it(pair: Pair) -> None:
    mission = pair.order()
    name = inspection_id(pair.province.tenant.tenant_id, mission)
    day, su = day_of(pair.commune), pair.commune.actors["su"].person_id
    paper = {"inspection_id": name, "document": "1/QĐ", "issued_on": day}
    for command in (
        MoveLastDay(last_day=day, **paper),  # type: ignore[arg-type]
        ReplaceMember(leaves=pair.guest(), joins=su, **paper),  # type: ignore[arg-type]
        CloseInspection(inspection_id=name, document="1/KL"),
    ):
        with pytest.raises(refusals.OrderedElsewhereError):
            pair.commune.do(command, by="su")


def test_a_revoked_link_ends_it_in_the_database_and_lets_nothing_through(
    admin: Instance, instance: Instance
) -> None:
    pair = make_pair(admin, instance)
    mission = pair.order()
    moving = MoveMission(
        mission_id=mission,
        document="95/QĐ",
        issued_on=day_of(pair.province),
        last_day=day_of(pair.province, 8),
    )
    pair.province.do(moving, by="su")
    pair.commune.do(RevokeLink(link_id=pair.link_id, reason="Hết hiệu lực"), by="su")
    assert (pair.tasks(), pair.post()) == (0, 0)
    enter = EnterPlace(mission_id=mission, commune=pair.number)
    with pytest.raises(NoStandingLinkError):
        pair.province.do(enter, by="may")
    with pytest.raises(NoStandingLinkError):
        pair.province.do(ordering(pair), by="su")


def test_wrong_people_and_wrong_sides_are_refused(pair: Pair) -> None:
    mission = pair.order()
    for who in ("may", "ha"):
        with pytest.raises(AccessDeniedError):
            pair.province.do(ordering(pair), by=who)
    with pytest.raises(refusals.NotAMemberError):
        pair.province.do(EnterPlace(mission_id=mission, commune=pair.number), by="quan")
    with pytest.raises(refusals.NoSuchPlaceError):
        pair.province.do(EnterPlace(mission_id=mission, commune=1), by="may")
    upwards = ordering(pair, members=(pair.commune.actors["tung"].person_id,))
    with pytest.raises(NoStandingLinkError):
        pair.commune.do(upwards, by="su")
    with pair.commune.ledger.scope.begin() as connection:
        letter = incoming(connection, {ORDER})[-1]
    with pytest.raises(AccessDeniedError):
        pair.commune.do(TakeMissionLetter(letter_id=letter.letter_id), by="su")
    with pytest.raises(NoResultFound):
        pair.province.do(TakeMissionLetter(letter_id=letter.letter_id), by="service")


def test_before_its_days_it_opens_nothing(pair: Pair) -> None:
    first = day_of(pair.province, 2)
    mission = pair.order(first_day=first, last_day=first + timedelta(days=2))
    assert pair.tasks() == 0
    with pytest.raises(refusals.OutsideMandateError):
        pair.province.do(EnterPlace(mission_id=mission, commune=pair.number), by="may")


def test_a_resend_orders_one_and_two_at_once_end_it_once(pair: Pair) -> None:
    command, once = ordering(pair), uuid4()
    for _ in range(2):
        pair.province.do(command, by="su", command_id=once)
    pair.post()
    mission = uuid5(once, "mission")
    with pair.commune.ledger.scope.begin() as connection:
        about = [one.subject_id for one in incoming(connection, {ORDER})]
    assert about.count(mission) == 1

    def conclude(document: str) -> UUID | None:
        try:
            said = ConcludeMission(mission_id=mission, document=document)
            return pair.province.do(said, by="su")
        except (refusals.InspectionClosedError, ChangedMeanwhileError):
            return None

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(conclude, ("1/KL", "2/KL"))).count(None) == 1


def test_the_inspection_commission_goes_along_its_link_of_oversight(
    admin: Instance, instance: Instance
) -> None:
    pair = make_pair(admin, instance, kind="party")
    mission = pair.order(kind="thematic")
    assert (pair.place(mission).state, pair.tasks()) == ("received", 1)
