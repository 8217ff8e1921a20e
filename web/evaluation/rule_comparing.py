"""Page: two rule sets side by side: parameters that differ, and who would change grade."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue

from service.evaluation.choosing import Chosen, every_shipped
from service.evaluation.parameters import Differing, differing
from service.evaluation.rule_states import RuleSetState
from service.evaluation.rules import RuleSet
from tenants.access import Permission
from web import as_of, stood
from web.evaluation.parameter_words import RULES, described, said_of
from web.evaluation.rule_facts import NOT_TRIED, on_facts
from web.evaluation.rules import readable, shipped_as
from web.htmx import page
from web.session import requires, today

FIRST, SECOND = "tu", "voi"
LAW = "nd335-2025"
bp_rule_compare = Blueprint(
    "rule_compare",
    __name__,
    url_prefix="/x/<code>/danh-gia/quy-tac/so-sanh",
    template_folder="templates",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One parameter that differs: its rule, its name, how each of the two says it."""

    rule: str
    label: str
    before: str
    after: str


@bp_rule_compare.get("")
@requires(Permission.WORK)
def compare() -> ResponseReturnValue:
    """Show in what two sets differ, now or then; now also what a period's facts would give."""
    _both(readable())
    missing = stood.Stood(
        title="So sánh hai bộ quy tắc",
        url=url_for("rule_compare.compare"),
        crumbs=[("Quy tắc đánh giá", as_of.link("rules.index")), ("So sánh", "")],
        missing="chưa có bản này",
    )
    return stood.or_missing(_compare, missing)


def _compare() -> Response:
    versions = readable(as_of.instant())
    one, other = _both(versions)
    found = differing(one.rules, other.rules)
    return page(
        "evaluation/rule_compare.html",
        block="main",
        one=one,
        other=other,
        choices=_choices(versions),
        facts=NOT_TRIED if as_of.past_day() else on_facts(one, other),
        at=as_of.past_day(),
        today=today(),
        lines=[_line(differs, one.rules, other.rules) for differs in found],
    )


def _both(versions: Sequence[RuleSetState]) -> tuple[Chosen, Chosen]:
    return _asked(FIRST, versions), _asked(SECOND, versions)


def _asked(name: str, versions: Sequence[RuleSetState]) -> Chosen:
    asked = request.args.get(name) or LAW
    own = (s for s in versions if str(s.version_id) == asked)
    return next((Chosen(s.rules, s.ref) for s in own), None) or shipped_as(asked)


def _choices(versions: Sequence[RuleSetState]) -> list[tuple[str, str]]:
    """Give what may be compared: the tenant's versions, then the sets that come along."""
    own = [(str(s.version_id), f"{s.number or 'Bản nháp'}: {s.rules.name}") for s in versions]
    return own + [(c.ref.code, c.rules.name) for c in every_shipped()]


def _line(found: Differing, one: RuleSet, other: RuleSet) -> Line:
    before, after = (
        _said(found.name, rules, value)
        for rules, value in ((one, found.before), (other, found.after))
    )
    label = described(found.name, other if found.before is None else one).label
    return Line(f"{found.row}. {RULES[found.row]}", label, before, after)


def _said(name: str, rules: RuleSet, value: object) -> str:
    if value is None and name.startswith("common."):
        return "không có tiêu chí này"
    return said_of(described(name, rules), value)
