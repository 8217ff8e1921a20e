"""Pages: where the indicators stand, and one of them with its figures; as of any past day."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from service.evidence import finding
from service.evidence.finding import Wanted
from service.evidence.states import ItemState
from service.indicators import standing
from service.indicators.measuring import may_measure
from service.indicators.periods import due, recent
from service.indicators.standing import Standing
from service.plans import states as plan_states
from service.tasks.sharing import serving
from service.tasks.state import TaskState
from service.tasks.urgency import status_code
from tenants.access import Permission
from web import as_of
from web.forms import Form
from web.htmx import page
from web.indicators.chart import chart
from web.indicators.forms import DeriveForm, DutyForm, JudgeForm, MeasureForm, UnderForm
from web.indicators.shown import figure_rows, target_words
from web.indicators.words import VERDICTS
from web.paging import cut
from web.session import actor, db, local, register, requires, sight, today

F = TypeVar("F", bound=Form)
bp = Blueprint(
    "indicators", __name__, url_prefix="/x/<code>/chi-tieu", template_folder="templates"
)
PAGE, MOST_PROOFS = 50, 20
FILTERS = {
    "": "Tất cả",
    "dat": "Đạt",
    "chua-dat": "Chưa đạt",
    "chua-do": "Chưa đo",
    "toi-nhap": "Tôi nhập",
}
KEEPS = {"dat": "reached", "chua-dat": "missed", "chua-do": "unmeasured"}
ONE_DAY = timedelta(days=1)


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the indicators that are pursued, with the last figure and the verdict."""
    stood = [one for one in standing.every(db(), as_of.instant()) if one.state.open]
    word = request.args.get("loc", "")
    chosen = word if word in FILTERS else ""
    here = cut(_chosen(stood, chosen), request.args.get("trang", ""), PAGE)

    def link(name: str, **more: str) -> str:
        return as_of.link("indicators.index", ({"loc": name} if name else {}) | more)

    return page(
        "indicators/list.html",
        block="main",
        rows=[(one, target_words(one), VERDICTS[one.verdict]) for one in here.rows],
        here=here,
        figures=[
            (label, link(name), name == chosen, len(_chosen(stood, name)))
            for name, label in FILTERS.items()
        ],
        page_url=link(chosen, trang="") + "{page}",
        at=as_of.past_day(),
        today=today(),
    )


@bp.get("/<uuid:indicator_id>")
@requires(Permission.WORK)
def show(indicator_id: UUID) -> ResponseReturnValue:
    """Show one indicator with its figures."""
    return shown(indicator_id)


def shown(
    indicator_id: UUID,
    *,
    tried: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    """Show one indicator; a form that did not go through keeps what was typed."""
    stood = standing.every(db(), as_of.instant())
    one = standing.of(stood, indicator_id)
    if one is None:
        abort(404)
    followed, me = one.followed, actor()
    derived = bool(followed and followed.rule)
    enters = not derived and may_measure(me, followed.post_id if followed else None)
    keeps = me.may(Permission.DRAFT_PLAN)
    past = as_of.past_day()
    target = one.state.target.value if one.state.target else None
    return page(
        "indicators/indicator.html",
        block="main",
        status=status,
        one=one,
        plan=plan_states.one(db(), one.state.plan_id, as_of.instant()),
        words=target_words(one),
        verdict=VERDICTS[one.verdict],
        chart=chart(one.points, target),
        rows=figure_rows(one, register(), local),
        parts=[o for o in (standing.of(stood, part) for part in _parts(one)) if o],
        under=[o for o in stood if o.followed and o.followed.whole_id == indicator_id],
        whole=standing.of(stood, followed.whole_id) if followed and followed.whole_id else None,
        same=_same(stood, one),
        tasks=_tasks(indicator_id),
        owed=_owed(one),
        measure=offer(_kept(tried, _begun(one)), one) if enters and not past else None,
        duty=offer_posts(_kept(tried, _duty(one))) if keeps and not past else None,
        judging=offer_proofs(_kept(tried, JudgeForm()), one)
        if one.quality and keeps and not past
        else None,
        derive=_kept(tried, _derived(stood, one)) if keeps and not past else None,
        stand_under=_kept(tried, _under(stood, one)) if keeps and not past else None,
        corrects=enters and not past,
        problem=problem,
        at=past,
        today=today(),
    )


def _kept(tried: Form | None, begun: F) -> F:
    """Give the form that did not go through, where it is of that kind."""
    return tried if isinstance(tried, type(begun)) else begun


def offer(form: MeasureForm, one: Standing) -> MeasureForm:
    """Offer the periods that have no figure yet."""
    rhythm = one.followed.rhythm if one.followed and one.followed.rhythm else "quarterly"
    known = {(f.first_day, f.last_day) for f in one.figures if not f.withdrawn}
    free = [p for p in recent(today(), rhythm) if (p.first_day, p.last_day) not in known]
    form.period.choices = {period.key: period.name for period in free}
    return form


def offer_posts(form: DutyForm) -> DutyForm:
    """Offer the posts that somebody holds."""
    known = register()
    held = dict.fromkeys(post for _, post in known.filled(today()))
    form.post_id.choices = {
        post: f"{known.post(post)} · {known.unit(known.posts[post].unit_id)}" for post in held
    }
    return form


def proofs_of(one: Standing) -> list[ItemState]:
    """List the evidence that was brought for an indicator and not withdrawn, latest first."""
    wanted = Wanted(code=one.state.code).conditions(today())
    found, _ = finding.listed(db(), sight(), wanted, None, most=MOST_PROOFS)
    return [item for item in found if item.status != "withdrawn"]


def offer_proofs(form: JudgeForm, one: Standing) -> JudgeForm:
    """Offer the evidence that was brought for the indicator."""
    form.proofs.choices = {item.evidence_id: item.title for item in proofs_of(one)}
    return form


def _begun(one: Standing) -> MeasureForm:
    source = one.followed.source if one.followed else ""
    last = one.figures[-1].figure.source if one.figures else ""
    return MeasureForm(data={"source": last or source, "measured_on": today()})


def _duty(one: Standing) -> DutyForm:
    followed = one.followed
    if followed is None or followed.post_id is None:
        return DutyForm()
    facts = {"post_id": followed.post_id, "rhythm": followed.rhythm, "origin": followed.source}
    return DutyForm(data=facts)


def _derived(stood: Sequence[Standing], one: Standing) -> DeriveForm:
    followed = one.followed
    if followed is None or followed.rule is None:
        return DeriveForm()
    parts = (standing.of(stood, part) for part in _parts(one))
    codes = ", ".join(part.state.code for part in parts if part)
    return DeriveForm(data={"rule": followed.rule, "codes": codes})


def _under(stood: Sequence[Standing], one: Standing) -> UnderForm:
    above = one.followed.whole_id if one.followed else None
    whole = standing.of(stood, above) if above else None
    return UnderForm(data={"whole": whole.state.code if whole else ""})


def _parts(one: Standing) -> tuple[UUID, ...]:
    return one.followed.parts if one.followed else ()


def _owed(one: Standing) -> str:
    """Name the period whose figure is owed; nothing when none is."""
    if not one.followed or not one.followed.rhythm or one.followed.rule or one.quality:
        return ""
    period = due(as_of.day(), one.followed.rhythm)
    known = {(f.first_day, f.last_day) for f in one.figures if not f.withdrawn}
    owed = period and (period.first_day, period.last_day) not in known
    return period.name if period and owed else ""


def _tasks(indicator_id: UUID) -> list[tuple[TaskState, str, bool]]:
    """List the tasks that serve it, how each stands, and whether the reader may open it."""
    found, mine = serving(db(), indicator_id, as_of.instant()), sight()
    return [(task, status_code(task, as_of.day()), mine.sees(task)) for task in found]


def _same(stood: Sequence[Standing], one: Standing) -> list[Standing]:
    """List what other plans ask of the same thing."""
    entry = one.state.entry_id
    return [o for o in stood if entry and o.state.entry_id == entry and o is not one]


def _chosen(stood: Sequence[Standing], name: str) -> list[Standing]:
    if name == "toi-nhap":
        mine = {actor().post_id, *actor().others}
        return [one for one in stood if one.followed and one.followed.post_id in mine]
    return [one for one in stood if not name or one.verdict == KEEPS[name]]
