"""A version is drafted, decided, superseded; what was decided stays as it is."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from msgspec import structs

from events import catalogues as events
from events.catalogues import Frame, WorkCatalogue
from events.errors import ChangedMeanwhileError, RefusedError
from events.values import Population
from service.catalogues import states
from service.catalogues.difference import difference
from service.catalogues.versions import (
    DecideCatalogue,
    DiscardCatalogue,
    DraftCatalogue,
    version,
)
from service.clock import today
from service.ledgers import Instance
from tenants.access import AccessDeniedError
from tests.catalogues.sheets import drafted, read, sheet
from tests.people import Commune, make_commune

DAY = date(2026, 6, 1)
FOUND = read(sheet())


@pytest.fixture
def commune(admin: Instance, instance: Instance) -> Commune:
    return make_commune(admin, instance)


def draft(commune: Commune, population: Population = "civil_servant", by: str = "ha") -> UUID:
    said = structs.replace(drafted(FOUND), population=population)
    return uuid5(commune.do(DraftCatalogue(drafted=said), by=by), "catalogue")


def decide(
    commune: Commune, catalogue_id: UUID, since: date = DAY, by: str = "su", **facts: Any
) -> None:
    said = {"number": "45/QĐ-UBND", "decided_on": date(2026, 5, 31), **facts}
    command = DecideCatalogue(catalogue_id=catalogue_id, effective_from=since, **said)
    commune.do(command, by=by)


def stand(commune: Commune, day: date) -> dict[UUID, str]:
    with commune.ledger.scope.begin() as connection:
        return {s.catalogue_id: s.status(day) for s in states.every(connection, None)}


def test_the_next_version_ends_the_one_before_and_both_stay_readable(commune: Commune) -> None:
    first, second = draft(commune), draft(commune)
    decide(commune, first)
    assert stand(commune, DAY) == {first: "in_force", second: "draft"}
    decide(commune, second, date(2027, 1, 1))
    last = date(2026, 12, 31)
    assert stand(commune, last) == {first: "in_force", second: "waiting"}
    assert stand(commune, date(2027, 1, 1)) == {first: "superseded", second: "in_force"}
    with commune.ledger.scope.begin() as connection:
        kept = version(connection, first)
        assert [s.catalogue_id for s in states.in_force(connection, last)] == [first]
    assert kept.drafted.items == FOUND.items
    assert kept.superseded == events.Superseded(by=second, effective_to=last)


def test_each_population_has_a_version_of_its_own(commune: Commune) -> None:
    one, other = draft(commune), draft(commune, "cadre")
    decide(commune, one)
    decide(commune, other)
    assert set(stand(commune, DAY).values()) == {"in_force"}


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"number": " "}, events.DecisionWithoutNumberError),
        ({"since": date(2026, 5, 30)}, events.DecisionDayError),
        ({"decided_on": date(2099, 1, 1), "since": date(2099, 1, 2)}, events.DecisionDayError),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    commune: Commune, facts: dict[str, Any], refusal: type[RefusedError]
) -> None:
    one = draft(commune)
    with pytest.raises(refusal):
        decide(commune, one, **facts)
    assert stand(commune, DAY) == {one: "draft"}


def test_two_versions_never_hold_on_one_day(commune: Commune) -> None:
    first, second = draft(commune), draft(commune)
    decide(commune, first)
    with pytest.raises(events.CataloguesOverlapError) as caught:
        decide(commune, second, DAY)
    assert caught.value.effective_from == DAY
    assert stand(commune, DAY)[second] == "draft"


def test_two_people_at_once_let_one_version_hold(commune: Commune) -> None:
    both, together, said = [draft(commune), draft(commune)], Barrier(2), list[Exception]()

    def at_once(catalogue_id: UUID) -> None:
        together.wait()
        try:
            decide(commune, catalogue_id)
        except (RefusedError, ChangedMeanwhileError) as refusal:
            said.append(refusal)

    threads = [Thread(target=at_once, args=(one,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(stand(commune, DAY).values()) == ["draft", "in_force"]
    assert len(said) == 1


def test_what_was_decided_is_neither_decided_again_nor_given_up(commune: Commune) -> None:
    one = draft(commune)
    decide(commune, one)
    with pytest.raises(events.CatalogueDecidedError):
        decide(commune, one)
    with pytest.raises(events.CatalogueDecidedError):
        commune.do(DiscardCatalogue(catalogue_id=one), by="ha")


def test_a_draft_that_was_given_up_is_gone(commune: Commune) -> None:
    one = draft(commune)
    commune.do(DiscardCatalogue(catalogue_id=one), by="ha")
    assert stand(commune, DAY) == {}
    with pytest.raises(events.CatalogueDecidedError):
        decide(commune, one)


def test_sent_twice_it_is_drafted_and_decided_once(commune: Commune) -> None:
    again, command = uuid4(), DraftCatalogue(drafted=drafted(FOUND))
    commune.do(command, by="ha", command_id=again)
    commune.do(command, by="ha", command_id=again)
    [one] = stand(commune, DAY)
    since = today(commune.tenant.zone) + timedelta(days=1)
    decided = DecideCatalogue(
        catalogue_id=one, number="1", decided_on=DAY, effective_from=since
    )
    commune.do(decided, by="su", command_id=(twice := uuid4()))
    commune.do(decided, by="su", command_id=twice)
    assert stand(commune, since) == {one: "in_force"}


@pytest.mark.parametrize("by", ["khai", "do", "tung", "admin"])
def test_others_neither_draft_nor_decide(commune: Commune, by: str) -> None:
    one = draft(commune)
    with pytest.raises(AccessDeniedError):
        draft(commune, by=by)
    with pytest.raises(AccessDeniedError):
        decide(commune, one, by=by)
    with pytest.raises(AccessDeniedError):
        commune.do(DiscardCatalogue(catalogue_id=one), by=by)


def test_unsound_items_are_refused_with_all_their_faults() -> None:
    item = FOUND.items[0]
    items = (item, item, structs.replace(item, code="X1", coefficient=Decimal(2)))
    with pytest.raises(events.UnsoundCatalogueError) as caught:
        WorkCatalogue(uuid4()).draft(structs.replace(drafted(FOUND), items=items))
    assert [(f.at, f.flaw, f.other) for f in caught.value.faults] == [
        (1, "same_code", 0),
        (2, "coefficient", None),
    ]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"items": ()}, events.EmptyCatalogueError),
        ({"title": " "}, events.EmptyCatalogueError),
        ({"standard_points": Decimal(0)}, events.StandardOutOfRangeError),
        ({"frames": (Frame(group=1, least=Decimal(6), most=Decimal(9)),)},
         events.UnsoundCatalogueError),
    ],
)  # fmt: skip
def test_a_catalogue_that_says_nothing_is_refused(
    facts: dict[str, Any], refusal: type[RefusedError]
) -> None:
    with pytest.raises(refusal):
        WorkCatalogue(uuid4()).draft(structs.replace(drafted(FOUND), **facts))


def test_the_difference_names_each_item_and_field() -> None:
    same, dearer, gone, *rest = FOUND.items
    other = structs.replace(dearer, points=Decimal(4), coefficient=Decimal("0.8"))
    new = structs.replace(gone, code="DC.77")
    found = difference(FOUND.items, (same, other, *rest, new))
    assert (found.added, found.removed) == ((new,), (gone,))
    assert [(pair.after, pair.fields) for pair in found.changed] == [
        (other, ("points", "coefficient"))
    ]
    assert not difference(FOUND.items, FOUND.items)
