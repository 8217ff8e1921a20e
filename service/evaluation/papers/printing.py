"""One person's sheet of one period in the shape that Mẫu số 01 prints."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from events.scoring import Confirmed, SelfScored
from events.store import Recorded
from service.evaluation.naming import period_name
from service.evaluation.papers.official import Official, PeriodSheet
from service.evaluation.papers.wording import groups_of
from service.evaluation.periods import Period
from service.evaluation.results import common_points, signed
from service.evaluation.rules import RuleSet
from service.evaluation.sheet_history import KeptSheet
from tenants.directory import Directory


def period_form(
    official: Official,
    period: Period,
    kept: KeptSheet,
    rules: RuleSet,
    register: Directory,
    zone: str,
) -> PeriodSheet:
    """Give what stands on a sheet; what nobody has said yet is left empty.

    The column is the person's own; the sums are those that were confirmed.
    """
    own, verdict = kept.sheet.self_scored, kept.sheet.verdict
    confirmed = _last(kept, Confirmed)
    common = common_points(verdict.common, rules) if verdict else None
    result = Fraction(verdict.result) if verdict and verdict.result else None
    return PeriodSheet(
        official=official,
        period=period_name(period),
        groups=groups_of(rules, own.common if own else {}),
        common=_points(common, rules),
        result=_points(
            result * Fraction(rules.result_most) if result is not None else None, rules
        ),
        total=verdict.signed if verdict else None,
        opinion=kept.sheet.confirmed.comment if kept.sheet.confirmed else "",
        scored_on=_day(_last(kept, SelfScored), zone),
        confirmed_on=_day(confirmed, zone),
        confirmed_by=register.person(confirmed.person_id) if confirmed else "",
    )


def _points(points: Fraction | None, rules: RuleSet) -> Decimal | None:
    return None if points is None else signed(points, rules)


def _last(kept: KeptSheet, kind: type[SelfScored | Confirmed]) -> Recorded | None:
    said = [one for one in kept.history if isinstance(one.event, kind)]
    return said[-1] if said else None


def _day(recorded: Recorded | None, zone: str) -> date | None:
    return recorded.recorded_at.astimezone(ZoneInfo(zone)).date() if recorded else None
