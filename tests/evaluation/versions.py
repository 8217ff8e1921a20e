"""What tests do with a tenant's versions of the rules, and ask of them."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from events.values import Ruled
from service.evaluation import rule_states
from service.evaluation.choosing import Chosen, every_shipped, rules_for
from service.evaluation.rule_versions import (
    DraftRules,
    ReviewRules,
    SignRules,
    version_of,
)
from service.evaluation.rules import RuleSet, written
from tests.evaluation.examples import other
from tests.people import Commune

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
