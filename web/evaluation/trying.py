"""Page: what a signed score would be by another reading, or without a confirmed cause."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from events.score_values import Part, Verdict
from events.values import RuleRef
from service.evaluation.assembling import Recomputed, recomputed
from service.evaluation.choosing import Chosen
from service.evaluation.naming import period_name
from service.evaluation.what_if import Supposed, confirmations, readings, supposed
from tenants.access import Permission
from web.evaluation.opened import Opened, looked, opened
from web.evaluation.places import places
from web.evaluation.sheet_words import PARTS
from web.htmx import page
from web.session import db, register, requires
from web.ui.typed import write_amount

bp_trying = Blueprint(
    "score_trying",
    __name__,
    url_prefix="/x/<code>/danh-gia/phieu",
    template_folder="templates",
)
PLACES = Decimal("0.0001")
LONGEST = 15  # digits of a position


@bp_trying.get("/<uuid:period_id>/<uuid:person_id>/thu")
@requires(Permission.WORK)
def show(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Show the signed score and the supposed one beside each other; nothing is kept of it."""
    found = opened(period_id, person_id)
    looked(found)
    verdict = found.kept.sheet.verdict
    return page(
        "evaluation/trying.html",
        block="main",
        opened=found,
        name=register().person(person_id),
        period_name=period_name(found.period),
        places=places(),
        **(_beside(found, verdict) if verdict else {"stored": None}),
    )


def _beside(found: Opened, verdict: Verdict) -> dict[str, Any]:
    """Set what is supposed beside what was signed."""
    stored = recomputed(db(), found.person_id, found.period, verdict)
    choices = readings(db(), verdict.population)
    what = _asked(choices, verdict)
    tried = _tried(found, verdict, what)
    return {
        "stored": stored,
        "tried": tried,
        "lines": _lines(stored, tried) if tried else [],
        "difference": _difference(verdict, tried) if tried else "",
        "choices": [(one.ref, one.rules.name) for one in choices],
        "what": what,
        "causes": confirmations(stored.facts.products),
    }


def _asked(choices: list[Chosen], verdict: Verdict) -> Supposed:
    """Read what is supposed; what is no reading or no position supposes nothing."""
    wanted = request.args.get("quy_tac", "")
    refs: list[RuleRef] = [one.ref for one in choices if one.ref.sha256 == wanted]
    typed = (one for one in request.args.getlist("bo") if one.isdecimal())
    without = frozenset(int(one) for one in typed if one.isascii() and len(one) <= LONGEST)
    return Supposed(refs[0] if refs else verdict.rules, without)


def _tried(found: Opened, verdict: Verdict, what: Supposed) -> Recomputed | None:
    """Reckon it; None where the points that were given cannot be by the other reading."""
    try:
        return supposed(db(), found.person_id, found.period, verdict, what)
    except ValueError:
        return None


def _lines(stored: Recomputed, tried: Recomputed) -> list[tuple[str, str, str]]:
    """Set each part of the result beside the same part as supposed."""
    both: dict[Part, None] = dict.fromkeys((*stored.reckoned.parts, *tried.reckoned.parts))
    return [(PARTS[part], _share(stored, part), _share(tried, part)) for part in both]


def _share(one: Recomputed, part: Part) -> str:
    value = one.reckoned.parts.get(part)
    if value is None:
        return "không có"
    return write_amount((Decimal(value.numerator) / value.denominator).quantize(PLACES))


def _difference(verdict: Verdict, tried: Recomputed) -> str:
    before, after = verdict.signed, tried.reckoned.signed
    if before is None or after is None:
        return "Không đổi." if before == after else "Một bên chưa đủ cơ sở để có điểm."
    if before == after:
        return "Không đổi."
    word = "tăng" if after > before else "giảm"
    return f"Tổng điểm {word} {write_amount(abs(after - before))} điểm."
