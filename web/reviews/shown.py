"""What the page of one review shows, and which of its forms the person may use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from events.grading.steps import Grade as GradeName
from events.reviews.facts import Facts, Measured, Tally
from events.reviews.review import Review
from service.evaluation.grades import Grade
from service.exchange import links
from service.exchange.links import LinkFacts
from service.inspections import looks
from service.reports.wording import measured
from service.reviews.bands import band_of
from service.tasks import states as task_states
from service.tasks.urgency import status_code
from web import as_of
from web.forms import Form
from web.reviews.forms import AnswerForm, ConcludeForm, ObjectForm, OpinionForm, SelfForm
from web.reviews.opened import Opened
from web.reviews.words import GRADES, LACKED, REACHED, STEPS, SUBJECTS, period_words
from web.session import actor, db, local, register, today

BANDS: dict[Grade, GradeName] = {
    Grade.EXCELLENT: "excellent",
    Grade.GOOD: "good",
    Grade.COMPLETED: "completed",
    Grade.NOT_COMPLETED: "not_completed",
}
COMPARED = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}
ROWS = (
    ("given", "Đến hạn trong kỳ"),
    ("done", "Đã xong"),
    ("late", "Quá hạn"),
    ("excused", "Quá hạn, có nguyên nhân được xác nhận"),
    ("returns", "Lần bị trả lại"),
    ("extensions", "Lần được gia hạn"),
    ("causes", "Nguyên nhân khách quan được xác nhận"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """How the link stands along which the facts come."""

    name: str
    stands: bool
    why: str


def shown(found: Opened, tried: Mapping[str, Form]) -> dict[str, Any]:
    """Give what the template needs; forms that were tried stay as typed."""
    review, sight, present = found.review, found.sight, as_of.past_day() is None
    subject, facts = review.subject, review.known
    step = review.step
    if sight.own and step in {"judged", "concluded"}:
        step = "judged"
    received = review.facts[-1] if review.facts else None
    return {
        "review": review,
        "subject": subject,
        "kind": SUBJECTS[subject.kind],
        "person": register().person,
        "of": found.of,
        "period": period_words(found.of.kind, found.of.year, found.of.number),
        "badge_of": STEPS[step],
        "facts": facts,
        "letter": received if received and subject.link_id else None,
        "lacked": LACKED.get(facts.lacking, "") if facts else "",
        "tallies": tallies(facts),
        "aims": [aim(one) for one in facts.indicators] if facts else [],
        "link": _link(subject.link_id),
        "band": _band(facts),
        "grades": GRADES,
        "own": review.own,
        "opinions": list(review.opinions.values()) if sight.reviews else None,
        "conclusions": [(one, _tasks(one.tasks)) for one in reversed(found.conclusions)],
        "sight": sight,
        "looked": _looks(review) if sight.own and present else [],
        "forms": _forms(found, tried) if present else {},
    }


def tallies(facts: Facts | None) -> list[tuple[str, str, str]]:
    """Give the figures of unit and person line by line; nothing where none are known."""
    if facts is None or facts.of_unit is None:
        return []
    return [
        (words, _figure(facts.of_unit, name), _figure(facts.of_person, name))
        for name, words in ROWS
    ]


def aim(one: Measured) -> tuple[str, str, str, str]:
    """Give an indicator: what, the target, the figure of the period, how they compare."""
    target, unit = one.target, (one.target.unit if one.target else None) or ""
    wanted = "–"
    if target and target.value is not None:
        sign = COMPARED.get(target.comparator or ">=", "")
        wanted = f"{sign} {measured(target.value, unit)}".strip()
    value = "–" if one.value is None else measured(one.value, unit)
    return f"{one.code} {one.content}".strip(), wanted, value, REACHED[one.verdict]


def _figure(tally: Tally | None, name: str) -> str:
    return "không rõ" if tally is None else str(getattr(tally, name))


def _link(link_id: UUID | None) -> Link | None:
    if link_id is None:
        return None
    every = links.every(db(), as_of.instant())
    first = next(one for one in every if one.link_id == link_id)
    same = [one for one in every if one.other == first.other and one.kind == first.kind]
    day = as_of.day()
    stands = any(one.status(day) == "standing" and not one.ours for one in same)
    return Link(
        first.other.name, stands and not first.closed(day), _why(first, day, stands=stands)
    )


def _why(link: LinkFacts, day: date, *, stands: bool) -> str:
    if link.closed(day):
        return f"đã sáp nhập hoặc chuyển đi ngày {link.other.closed_on:%d/%m/%Y}"
    if stands:
        return ""
    if link.status(day) == "revoked":
        return f"đã thu hồi liên kết ngày {link.revoked_on:%d/%m/%Y}"
    return "liên kết đã hết hạn hoặc chưa đến ngày"


def _band(facts: Facts | None) -> tuple[str, bool] | None:
    found = band_of(facts)
    if found is None:
        return None
    return (GRADES[BANDS[found.grade]] if found.grade else "", found.scored)


def _tasks(given: Sequence[UUID]) -> list[tuple[Any, str]]:
    if not given:
        return []
    mine = task_states.table.c.task_id.in_(given)
    found = task_states.listed(db(), mine, at=as_of.instant())
    return [(task, status_code(task, as_of.day())) for task in found]


def _looks(review: Review) -> list[tuple[str, str, bool, datetime]]:
    known = register()
    return [
        (known.person(one.person_id), known.post(one.post_id), one.refused, local(one.at))
        for one in looks.at_subject(db(), "review", review.id)
    ]


def _forms(found: Opened, tried: Mapping[str, Form]) -> dict[str, Form | bool]:
    """Give the forms that may be used now, by act; True where nothing is typed."""
    review, sight, step = found.review, found.sight, found.review.step
    begun = {"opened", "asked", "facts_in", "self_reviewed", "judged"}
    offered: dict[str, tuple[bool, Any]] = {
        "hoi-so-lieu": (sight.prepares and step in begun and not review.waiting, bool),
        "tu-kiem-diem": (
            sight.own and step in begun and not review.opinions,
            lambda: SelfForm(data=_typed(review.own)),
        ),
        "y-kien": (
            (sight.member or sight.decides) and step in begun,
            lambda: OpinionForm(data=_typed(review.opinions.get(actor().person_id))),
        ),
        "ket-luan": (
            sight.decides and bool(review.opinions) and not review.closed,
            lambda: ConcludeForm(data={"concluded_on": today()}),
        ),
        "thong-bao": (sight.prepares and step == "concluded", bool),
        "khong-dong-y": (sight.own and step in {"told", "answered"}, ObjectForm),
        "tra-loi": (sight.decides and step == "objected", AnswerForm),
        "dong": (sight.prepares and step in {"told", "answered"}, bool),
    }
    return {
        act: tried.get(act) or make() or True
        for act, (may, make) in offered.items()
        if may or act in tried
    }


def _typed(said: Any) -> dict[str, Any]:
    return {name: getattr(said, name) for name in said.__struct_fields__} if said else {}
