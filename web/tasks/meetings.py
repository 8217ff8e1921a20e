"""Pages: the meetings, and one of them with what became of each of its conclusions."""

from uuid import UUID, uuid5

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import CommandReusedError, RefusedError
from events.meetings import HeldInTheFutureError, NothingConcludedError
from service.tasks import meetings
from service.tasks.concluding import NoteConclusions, RecordMeeting
from service.tasks.meetings import MeetingState
from service.tasks.state import TaskState
from service.tasks.urgency import status_code
from tenants.access import Permission
from web import as_of
from web.choices import Choices, options
from web.forms import ChoiceField, DayField, Form, LongTextField, TextField
from web.htmx import page
from web.paging import cut
from web.session import actor, carry_out, db, register, requires, sight, today
from web.tasks.attempt import REUSED
from web.words import say

bp_meetings = Blueprint(
    "meetings", __name__, url_prefix="/x/<code>/cuoc-hop", template_folder="templates"
)
PAGE = 30
BESIDE = {NothingConcludedError: "conclusions", HeldInTheFutureError: "held_on"}


class ConclusionsForm(Form):
    """What was concluded, one conclusion a line."""

    conclusions = LongTextField(
        "Kết luận, mỗi dòng một kết luận", required="Hãy ghi ít nhất một kết luận."
    )

    def lines(self) -> tuple[str, ...]:
        """Give the conclusions one by one."""
        return tuple((self.conclusions.data or "").splitlines())


class MeetingForm(ConclusionsForm):
    """Which meeting it was."""

    title = TextField("Tên cuộc họp", required="Hãy ghi tên cuộc họp.")
    held_on = DayField("Ngày họp", required="Hãy ghi ngày họp.")
    number = TextField("Số thông báo kết luận", most=60)
    chair = ChoiceField("Người chủ trì")


@bp_meetings.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the meetings with how many conclusions are settled, and the form of a new one."""
    return _list(_form())


@bp_meetings.post("")
@requires(Permission.GIVE_TASKS)
def record() -> ResponseReturnValue:
    """Record a meeting, and show it."""
    form = _form(typed=True)
    if not form.validate():
        return _list(form, 422)
    command = RecordMeeting(
        title=form.title.data,
        held_on=form.held_on.day,
        conclusions=form.lines(),
        chair_post_id=Choices(register(), today()).post_of(form.chair.data),
        number=form.number.data or "",
    )
    try:
        made = carry_out(command)
    except (RefusedError, CommandReusedError) as refusal:
        return _list(form, _refused(form, refusal))
    flash("Đã ghi cuộc họp. Hãy giao từng kết luận.", "success")
    return redirect(url_for(".show", meeting_id=uuid5(made, "meeting")), 303)


@bp_meetings.get("/<uuid:meeting_id>")
@requires(Permission.WORK)
def show(meeting_id: UUID) -> ResponseReturnValue:
    """Show one meeting."""
    return _one(meeting_id, ConclusionsForm())


@bp_meetings.post("/<uuid:meeting_id>")
@requires(Permission.GIVE_TASKS)
def conclude(meeting_id: UUID) -> ResponseReturnValue:
    """Note further conclusions."""
    meetings.one(db(), meeting_id, None)
    form = ConclusionsForm(request.form)
    if not form.validate():
        return _one(meeting_id, form, 422)
    try:
        carry_out(NoteConclusions(meeting_id=meeting_id, conclusions=form.lines()))
    except (RefusedError, CommandReusedError) as refusal:
        return _one(meeting_id, form, _refused(form, refusal))
    flash("Đã ghi thêm kết luận.", "success")
    return redirect(url_for(".show", meeting_id=meeting_id), 303)


def _form(*, typed: bool = False) -> MeetingForm:
    form = MeetingForm(request.form if typed else None, meta={"today": today()})
    form.chair.choices = options(Choices(register(), today()).posts(), empty="Không ghi")
    form.chair.flags.optional = True
    return form


def _refused(form: Form, refusal: RefusedError | CommandReusedError) -> int:
    """Show a refusal beside its field; gives how the request is answered."""
    if isinstance(refusal, CommandReusedError):
        form.form_errors = [REUSED]
        return 409
    form[BESIDE[type(refusal)]].errors = [say(refusal)]
    return 422


def _list(form: MeetingForm, status: int = 200) -> Response:
    at = as_of.instant()
    made = meetings.followed_up(db(), None, at)
    here = cut(meetings.every(db(), at), request.args.get("trang", ""), PAGE)
    return page(
        "tasks/meetings.html",
        block="main",
        status=status,
        rows=[(meeting, _settled(meeting, made)) for meeting in here.rows],
        here=here,
        page_url=as_of.link("meetings.index", {"trang": ""}) + "{page}",
        form=form if _records() else None,
        at=as_of.past_day(),
        today=today(),
    )


def _one(meeting_id: UUID, form: ConclusionsForm, status: int = 200) -> Response:
    at = as_of.instant()
    meeting = meetings.one(db(), meeting_id, at)
    made = meetings.followed_up(db(), meeting_id, at)
    return page(
        "tasks/meeting.html",
        block="main",
        status=status,
        meeting=meeting,
        chair=register().post(meeting.chair_post_id) if meeting.chair_post_id else "",
        conclusions=[
            (number, text, [_line(task) for task in made.get((meeting_id, number), [])])
            for number, text in enumerate(meeting.conclusions, 1)
        ],
        form=form if _records() else None,
        at=as_of.past_day(),
        today=today(),
    )


def _records() -> bool:
    return actor().may(Permission.GIVE_TASKS) and as_of.past_day() is None


def _line(task: TaskState) -> tuple[TaskState, str, str, bool]:
    """Say who owes a task that a conclusion became, how it stands, whether it can be opened."""
    clarity = task.clarity
    who = register().person(clarity.person_id) or register().unit(clarity.lead_unit_id)
    return task, who, status_code(task, as_of.day()), sight().sees(task)


def _settled(
    meeting: MeetingState, made: dict[tuple[UUID, int], list[TaskState]]
) -> tuple[int, int]:
    """Count the conclusions that were given, and those whose tasks are all done or stopped."""
    given = [
        tasks
        for number in range(1, len(meeting.conclusions) + 1)
        if (tasks := made.get((meeting.meeting_id, number)))
    ]
    return len(given), sum(not any(task.open for task in tasks) for tasks in given)
