"""What is refused of rule sets: unsound ones, unread ones, one's own, two at once."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from events import rule_sets as events
from events.errors import ChangedMeanwhileError, RefusedError
from service.evaluation.rule_versions import (
    DiscardRules,
    DraftRules,
    ProposalNotSignedError,
    ReviewRules,
    SignRules,
    UnreadableRulesError,
    UnsoundRulesError,
)
from service.evaluation.rules import shipped, written
from service.work import Command
from tenants.access import AccessDeniedError
from tests.evaluation.examples import other
from tests.evaluation.versions import (
    DAY,
    DECREE,
    LATER,
    NEXT,
    OURS,
    draft,
    mark,
    review,
    sign,
    signed,
    stand,
)
from tests.people import Commune


def test_nobody_reviews_their_own_draft_while_others_may(commune: Commune) -> None:
    mine = draft(commune, by="su")
    with pytest.raises(events.OwnRulesReviewError):
        review(commune, mine, by="su")
    with pytest.raises(events.RulesNotReviewedError):
        sign(commune, mine, by="su")
    review(commune, mine, by="ha")
    sign(commune, mine, by="su")
    assert stand(commune) == {mine: "in_force"}


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
