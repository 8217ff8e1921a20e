"""The forms of a task: what was typed becomes a command; they check shape, never rules."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar, cast
from uuid import UUID, uuid4

from werkzeug.datastructures import MultiDict
from wtforms import MultipleFileField, SelectChoice
from wtforms.validators import Optional

from events.errors import RefusedError
from events.tasks import refusals
from events.values import Evidence
from service import files
from service.tasks.deadlines import ExtendDeadline
from service.tasks.judging import Accept, SendBack
from service.tasks.obstacles import ReportObstacle
from service.tasks.states import TaskState
from service.tasks.working import Acknowledge, ReportProgress, Submit
from service.work import Command
from web.forms import AmountField, DayField, Form, LongTextField, RadioChoiceField, TextField
from web.tasks.amounts import HUNDRED, counted_in_percent
from web.words import say

NOTE, REASON = 300, 2_000  # characters
NEVER_SEEN = -1
VERSION = re.compile(r"\d{1,9}", re.ASCII)
Beside = Mapping[type[RefusedError], str]  # a refusal: the field it is shown at


class ActForm(Form):
    """A form for one act on a task.

    `beside` says at which field a refusal is shown; `command_id` makes a resend harmless, and
    `seen` is the version of the task that the person looked at.
    """

    beside: ClassVar[Beside] = {}

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        self.task = task
        self.command_id = uuid4()
        seen = VERSION.fullmatch(typed.get("seen", "") if typed is not None else "")
        self.seen = int(seen[0]) if seen else NEVER_SEEN

    def command(self) -> Command:
        """Say what was typed as a command."""
        raise NotImplementedError

    def refuse(self, refusal: RefusedError) -> bool:
        """Show a refusal beside its field; tells whether it has one here."""
        if name := self.beside.get(type(refusal)):
            self[name].errors = [*self[name].errors, say(refusal)]
        return bool(name)

    def typed(self) -> list[str]:
        """List the texts that were typed, so that none is lost when the form is gone."""
        texts = (field.data for field in self)
        return [text for text in texts if isinstance(text, str) and text.strip()]

    @property
    def task_id(self) -> UUID:
        """The task that the form is about."""
        return self.task.task_id


class AcknowledgeForm(ActForm):
    """Nothing to fill in: one button."""

    def command(self) -> Command:
        """Receive the task."""
        return Acknowledge(task_id=self.task_id, seen=self.seen)


class ProgressForm(ActForm):
    """How much is done, and one line if need be."""

    beside: ClassVar[Beside] = {refusals.AmountOutOfRangeError: "amount"}
    amount = AmountField("Đã làm được", required="Hãy gõ số đã làm được, ví dụ 880.")
    note = TextField("Ghi thêm một dòng", most=NOTE)

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(task, typed)
        if typed is None:
            done = (task.amount * self.scale).normalize()
            self.amount.data = Decimal(f"{done:f}")

    @property
    def scale(self) -> Decimal:
        """How many of what is typed make one of the quantity: percent of a single thing."""
        return HUNDRED if counted_in_percent(self.task.quantity) else Decimal(1)

    @property
    def unit(self) -> str:
        """What stands after the box."""
        product = self.task.clarity.deliverable
        return "%" if self.scale == HUNDRED else product.unit if product else ""

    def command(self) -> Command:
        """Report the progress."""
        amount = (self.amount.data or Decimal(0)) / self.scale
        note = self.note.data or ""
        return ReportProgress(task_id=self.task_id, amount=amount, note=note, seen=self.seen)


class ObstacleForm(ActForm):
    """What stands in the way, why, and what would help."""

    beside: ClassVar[Beside] = {refusals.MissingReasonError: "obstacle"}
    cause = RadioChoiceField(
        "Nguyên nhân",
        required="Hãy chọn một nguyên nhân.",
        choices=[
            SelectChoice("objective", "Khách quan"),
            SelectChoice("subjective", "Chủ quan"),
            SelectChoice("waiting", "Đang chờ nơi khác"),
        ],
    )
    obstacle = LongTextField("Khó khăn gì?", required="Hãy ghi khó khăn gặp phải.", most=REASON)
    proposal = TextField("Đề nghị", most=NOTE)

    def command(self) -> Command:
        """Report the obstacle."""
        return ReportObstacle(
            task_id=self.task_id,
            cause=self.cause.data,
            text=self.obstacle.data,
            proposal=self.proposal.data or "",
            seen=self.seen,
        )


class SubmitForm(ActForm):
    """A note and files; the files are checked and stored before the command."""

    beside: ClassVar[Beside] = {
        refusals.NothingHandedInError: "files",
        files.EmptyUploadError: "files",
        files.UploadTooLargeError: "files",
        files.UploadKindError: "files",
        files.UploadNameError: "files",
        files.TooManyUploadsError: "files",
    }
    result = LongTextField("Kết quả, ghi chú", most=REASON)
    files = MultipleFileField("Tệp minh chứng", [Optional()])
    evidence: tuple[Evidence, ...] = ()

    def command(self) -> Command:
        """Hand in the product."""
        return Submit(
            task_id=self.task_id,
            note=self.result.data or "",
            evidence=self.evidence,
            seen=self.seen,
        )


class AcceptForm(ActForm):
    """One line if need be."""

    remark = TextField("Ghi thêm một dòng", most=NOTE)

    def command(self) -> Command:
        """Accept the product."""
        return Accept(task_id=self.task_id, note=self.remark.data or "", seen=self.seen)


class SendBackForm(ActForm):
    """What is missing."""

    beside: ClassVar[Beside] = {refusals.MissingReasonError: "missing"}
    missing = LongTextField(
        "Cần bổ sung gì?", required="Hãy ghi rõ cần bổ sung gì.", most=REASON
    )

    def command(self) -> Command:
        """Return the product."""
        return SendBack(task_id=self.task_id, reason=self.missing.data, seen=self.seen)


class ExtendForm(ActForm):
    """The new deadline, and why."""

    beside: ClassVar[Beside] = {
        refusals.DeadlineNotLaterError: "due_on",
        refusals.MissingReasonError: "reason",
    }
    due_on = DayField("Hạn mới", required="Hãy gõ hạn mới, ví dụ 30/6/2026.")
    reason = TextField("Lý do", required="Hãy ghi lý do gia hạn.", most=NOTE)

    def command(self) -> Command:
        """Extend the deadline."""
        return ExtendDeadline(
            task_id=self.task_id,
            due_on=cast(date, self.due_on.data),
            reason=self.reason.data,
            seen=self.seen,
        )
