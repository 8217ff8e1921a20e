"""A tenant's rules: drafted, reviewed by another, signed, superseded; texts stay for ever."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from sqlalchemy import text as sql

from events import rule_sets as events
from events.errors import ChangedMeanwhileError, RefusedError
from events.values import Ruled
from service.evaluation import rule_states
from service.evaluation.choosing import Chosen, every_shipped, pinned, rules_for
from service.evaluation.rule_versions import (
    DiscardRules,
    DraftRules,
    ProposalNotSignedError,
    ReviewRules,
    SignRules,
    UnreadableRulesError,
    UnsoundRulesError,
    version_of,
)
from service.evaluation.rules import RuleSet, read, shipped, written
from service.ledgers import Instance
from service.work import Command
from tenants.access import AccessDeniedError
from tests.evaluation.examples import other
from tests.people import Commune, make_commune

DAY, NEXT = date(2026, 6, 1), date(2027, 1, 1)
LAST = date(2026, 12, 31)
OURS = other(quality_over="completed", binding="local")
LATER = other(progress_over="completed", binding="local")
DECREE = next(c.ref for c in every_shipped() if c.ref.code == "nd335-2025")


def draft(
    commune: Commune, rules: RuleSet = OURS, population: Ruled = "civil_servant", by: str = "ha"
) -> UUID:
    command = DraftRules(text=written(rules), population=population, based_on=DECREE)
    return uuid5(commune.do(command, by=by), "rules")


def mark(commune: Commune, version_id: UUID) -> str:
    with commune.ledger.scope.begin() as connection:
        return version_of(connection, version_id).drafted.sha256


def review(
    commune: Commune, version_id: UUID, by: str = "dung", agreed: bool = True, said: str = ""
) -> None:
    sha256 = mark(commune, version_id)
    command = ReviewRules(version_id=version_id, sha256=sha256, agreed=agreed, comment=said)
    commune.do(command, by=by)


def sign(
    commune: Commune, version_id: UUID, since: date = DAY, by: str = "su", **facts: Any
) -> None:
    said = {"number": "45/QĐ-UBND", "signed_on": date(2026, 5, 31), **facts}
    sha256 = mark(commune, version_id)
    command = SignRules(version_id=version_id, sha256=sha256, effective_from=since, **said)
    commune.do(command, by=by)


def signed(commune: Commune, rules: RuleSet = OURS, since: date = DAY) -> UUID:
    version_id = draft(commune, rules)
    review(commune, version_id)
    sign(commune, version_id, since)
    return version_id


def holds(commune: Commune, day: date, population: Ruled = "civil_servant") -> Chosen:
    with commune.ledger.scope.begin() as connection:
        return rules_for(connection, population, day)


def stand(commune: Commune, day: date = DAY) -> dict[UUID, str]:
    with commune.ledger.scope.begin() as connection:
        return {s.version_id: s.status(day) for s in rule_states.every(connection, None)}


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


def test_nobody_reviews_their_own_draft_while_others_may(commune: Commune) -> None:
    mine = draft(commune, by="su")
    with pytest.raises(events.OwnRulesReviewError):
        review(commune, mine, by="su")
    with pytest.raises(events.RulesNotReviewedError):
        sign(commune, mine, by="su")
    review(commune, mine, by="ha")
    sign(commune, mine, by="su")
    assert stand(commune) == {mine: "in_force"}


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


@pytest.mark.parametrize("act", ["review", "sign"])
def test_a_text_that_changed_meanwhile_is_neither_agreed_to_nor_signed(
    commune: Commune, act: str
) -> None:
    one = draft(commune)
    review(commune, one)
    read_then = mark(commune, one)
    again = DraftRules(
        text=written(LATER), population="civil_servant", based_on=DECREE, version_id=one
    )
    commune.do(again, by="ha")
    commands: dict[str, Command] = {
        "review": ReviewRules(version_id=one, sha256=read_then, agreed=True, comment=""),
        "sign": SignRules(
            version_id=one, sha256=read_then, number="1", signed_on=DAY, effective_from=DAY
        ),
    }
    with pytest.raises(ChangedMeanwhileError):
        commune.do(commands[act], by="dung")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"number": " "}, events.SignatureWithoutNumberError),
        ({"since": date(2026, 5, 30)}, events.SignatureDayError),
        ({"signed_on": date(2099, 1, 1), "since": date(2099, 1, 2)}, events.SignatureDayError),
    ],
)
def test_a_signature_that_cannot_be_is_refused(
    commune: Commune, facts: dict[str, Any], refusal: type[RefusedError]
) -> None:
    one = draft(commune)
    review(commune, one)
    with pytest.raises(refusal):
        sign(commune, one, **facts)
    assert stand(commune) == {one: "reviewed"}


def test_two_versions_never_hold_on_one_day(commune: Commune) -> None:
    signed(commune)
    second = draft(commune, LATER)
    review(commune, second)
    with pytest.raises(events.RulesOverlapError) as caught:
        sign(commune, second, DAY)
    assert caught.value.effective_from == DAY
    assert stand(commune)[second] == "reviewed"


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


@pytest.mark.parametrize(
    ("facts", "flaw"),
    [
        ({"staff_weights": (Decimal("0.5"), Decimal("0.3"), Decimal("0.3"))}, "weights"),
        ({"cap": Decimal(2)}, "bounds"),
        ({"bases": {}}, "basis"),
    ],
)
def test_an_unsound_set_is_no_draft(commune: Commune, facts: dict[str, Any], flaw: str) -> None:
    with pytest.raises(UnsoundRulesError) as caught:
        draft(commune, other(**facts))
    assert flaw in caught.value.flaws
    assert stand(commune) == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "truncated"),
        ("{}", "code"),
        (
            written(OURS).replace('"late_when":"submitted"', '"late_when":"eval(day)"'),
            "late_when",
        ),
        (written(OURS).replace('"cap":"0.20",', ""), "cap"),
    ],
)
def test_a_text_that_is_no_set_is_no_draft(commune: Commune, text: str, problem: str) -> None:
    with pytest.raises(UnreadableRulesError) as caught:
        commune.do(DraftRules(text=text, population="cadre", based_on=DECREE), by="ha")
    assert problem in caught.value.problem


def test_a_proposal_is_drafted_and_compared_and_never_signed(commune: Commune) -> None:
    one = draft(commune, shipped("kon-tum-2026"), "public_employee")
    review(commune, one)
    with pytest.raises(ProposalNotSignedError):
        sign(commune, one)


def test_what_was_signed_or_given_up_stays_as_it_is(commune: Commune) -> None:
    held, gone = signed(commune), draft(commune)
    commune.do(DiscardRules(version_id=gone), by="ha")
    again: list[Callable[[UUID], object]] = [
        lambda one: commune.do(DiscardRules(version_id=one), by="ha"),
        lambda one: review(commune, one),
        lambda one: sign(commune, one, NEXT),
    ]
    for one in (held, gone):
        for act in again:
            with pytest.raises(events.RuleSetClosedError):
                act(one)
    assert stand(commune) == {held: "in_force"}


def test_sent_twice_it_is_drafted_once(commune: Commune) -> None:
    again = uuid4()
    command = DraftRules(text=written(OURS), population="civil_servant", based_on=DECREE)
    commune.do(command, by="ha", command_id=again)
    commune.do(command, by="ha", command_id=again)
    assert len(stand(commune)) == 1


@pytest.mark.parametrize("by", ["khai", "do", "tung", "admin"])
def test_others_neither_draft_nor_review_nor_sign(commune: Commune, by: str) -> None:
    one = draft(commune)
    acts: list[Callable[[], object]] = [
        lambda: draft(commune, by=by),
        lambda: review(commune, one, by=by),
        lambda: sign(commune, one, by=by),
        lambda: commune.do(DiscardRules(version_id=one), by=by),
    ]
    for act in acts:
        with pytest.raises(AccessDeniedError):
            act()


def test_who_drafts_does_not_sign(commune: Commune) -> None:
    one = draft(commune)
    review(commune, one)
    with pytest.raises(AccessDeniedError):
        sign(commune, one, by="ha")


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
