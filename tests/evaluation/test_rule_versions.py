"""A tenant's rules: drafted, reviewed by another, signed, superseded; texts stay for ever."""

from datetime import date
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text as sql

from events import rule_sets as events
from events.errors import ChangedMeanwhileError, RefusedError
from service.evaluation.choosing import pinned
from service.evaluation.rule_versions import (
    DraftRules,
    version_of,
)
from service.evaluation.rules import read, shipped, written
from service.ledgers import Instance
from tests.evaluation.examples import other
from tests.evaluation.versions import (
    DAY,
    DECREE,
    LAST,
    LATER,
    NEXT,
    OURS,
    draft,
    holds,
    review,
    sign,
    signed,
    stand,
)
from tests.people import Commune, make_commune


def test_a_signed_version_goes_before_the_law_and_its_text_is_found_for_ever(
    commune: Commune,
) -> None:
    first = signed(commune)
    before, after = holds(commune, date(2026, 5, 31)), holds(commune, DAY)
    assert before.ref == DECREE
    assert after.ref.version_id == first
    assert after.rules.quality_over == "completed"
    assert (after.rules.effective_from, after.rules.effective_to) == (DAY, None)
    second = signed(commune, LATER, NEXT)
    assert holds(commune, LAST).ref == after.ref
    assert holds(commune, LAST).rules.effective_to == LAST
    assert holds(commune, NEXT).ref.version_id == second
    assert stand(commune, NEXT) == {first: "superseded", second: "in_force"}
    with commune.ledger.scope.begin() as connection:
        assert pinned(connection, after.ref).quality_over == "completed"
        assert pinned(connection, DECREE) == shipped("nd335-2025")


def test_the_rules_of_one_population_leave_the_others_as_they_are(commune: Commune) -> None:
    signed(commune)
    assert holds(commune, DAY, "unit").ref == DECREE
    cadres = draft(commune, population="cadre")
    review(commune, cadres)
    sign(commune, cadres)
    assert holds(commune, DAY, "cadre").ref.version_id == cadres
    assert holds(commune, DAY, "cadre").rules.populations == ("cadre",)
    assert set(stand(commune).values()) == {"in_force"}


def test_who_is_alone_reviews_what_they_drafted(commune: Commune) -> None:
    mine, su = draft(commune, by="su"), commune.actors["su"].person_id
    with commune.ledger.scope.begin() as connection:
        gone = sql("UPDATE holdings SET last_day = :day WHERE person_id <> :su")
        connection.execute(gone, {"day": date(2025, 12, 31), "su": su})
    review(commune, mine, by="su")
    with commune.ledger.scope.begin() as connection:
        said = version_of(connection, mine).reviewed
    assert said is not None
    assert said.alone
    sign(commune, mine)


def test_an_objection_and_a_new_text_ask_for_another_review(commune: Commune) -> None:
    one = draft(commune)
    with pytest.raises(events.ObjectionWithoutReasonError):
        review(commune, one, agreed=False, said=" ")
    review(commune, one, agreed=False, said="Chưa có căn cứ")
    with pytest.raises(events.RulesNotReviewedError):
        sign(commune, one)
    review(commune, one)
    again = DraftRules(
        text=written(LATER), population="civil_servant", based_on=DECREE, version_id=one
    )
    commune.do(again, by="ha")
    assert stand(commune) == {one: "draft"}
    with pytest.raises(events.RulesNotReviewedError):
        sign(commune, one)


def test_two_leaders_at_once_let_one_version_hold(commune: Commune) -> None:
    both, together, said = [draft(commune), draft(commune)], Barrier(2), list[Exception]()
    for one in both:
        review(commune, one)

    def at_once(version_id: UUID) -> None:
        together.wait()
        try:
            sign(commune, version_id)
        except (RefusedError, ChangedMeanwhileError) as refusal:
            said.append(refusal)

    threads = [Thread(target=at_once, args=(one,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(stand(commune).values()) == ["in_force", "reviewed"]
    assert len(said) == 1


def test_sent_twice_it_is_drafted_once(commune: Commune) -> None:
    again = uuid4()
    command = DraftRules(text=written(OURS), population="civil_servant", based_on=DECREE)
    commune.do(command, by="ha", command_id=again)
    commune.do(command, by="ha", command_id=again)
    assert len(stand(commune)) == 1


def test_another_tenant_sees_nothing_of_it(
    commune: Commune, admin: Instance, instance: Instance
) -> None:
    signed(commune)
    ref = holds(commune, DAY).ref
    elsewhere = make_commune(admin, instance)
    assert stand(elsewhere) == {}
    assert holds(elsewhere, DAY).ref == DECREE
    with elsewhere.ledger.scope.begin() as connection, pytest.raises(LookupError):
        pinned(connection, ref)


def test_the_text_that_is_kept_is_the_whole_set(commune: Commune) -> None:
    one = draft(commune)
    with commune.ledger.scope.begin() as connection:
        kept = read(version_of(connection, one).drafted.text.encode())
    assert kept == other(
        quality_over="completed",
        binding="local",
        populations=("civil_servant",),
        scope="local",
    )
