"""The forms of a task's time and of what stands in its way, and how good its product is."""

from datetime import date
from typing import ClassVar, cast

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField

from events.tasks import refusals
from events.tasks.obstacles import ObstacleReported
from service.tasks.conditions import MeetCondition
from service.tasks.deadlines import (
    AskExtension,
    ExtendDeadline,
    RefuseExtension,
    Resume,
    Suspend,
)
from service.tasks.judging import Rate
from service.tasks.obstacles import AnswerObstacle
from service.tasks.rules import ExtensionTooLongError, TooManyExtensionsError
from service.tasks.state import TaskState
from service.work import Command
from web.forms import AmountField, DayField, TextField
from web.tasks.act_form import NOTE, ActForm, Beside
from web.tasks.reason_form import ReasonForm

WHOLE = 1


class AskExtensionForm(ActForm):
    """Until when, and why."""

    done: ClassVar[str] = "Đã gửi đề nghị gia hạn."
    beside: ClassVar[Beside] = {
        refusals.DeadlineNotLaterError: "wanted",
        refusals.AskedTooLateError: "wanted",
        refusals.MissingReasonError: "because",
        TooManyExtensionsError: "wanted",
        ExtensionTooLongError: "wanted",
    }
    wanted = DayField("Xin đến ngày", required="Hãy gõ ngày xin gia hạn, ví dụ 30/06/2026.")
    because = TextField("Lý do", required="Hãy ghi lý do xin gia hạn.", most=NOTE)

    def command(self) -> Command:
        """Ask for more time."""
        return AskExtension(
            task_id=self.task_id,
            due_on=self.wanted.day,
            reason=self.because.data,
            seen=self.seen,
        )


class ExtendForm(ActForm):
    """The new deadline, and why."""

    done: ClassVar[str] = "Đã gia hạn nhiệm vụ."
    beside: ClassVar[Beside] = {
        refusals.DeadlineNotLaterError: "due_on",
        refusals.MissingReasonError: "reason",
        TooManyExtensionsError: "due_on",
        ExtensionTooLongError: "due_on",
    }
    due_on = DayField("Hạn mới", required="Hãy gõ hạn mới, ví dụ 30/06/2026.")
    reason = TextField("Lý do", required="Hãy ghi lý do gia hạn.", most=NOTE)

    def command(self) -> Command:
        """Extend the deadline."""
        return ExtendDeadline(
            task_id=self.task_id,
            due_on=cast(date, self.due_on.data),
            reason=self.reason.data or "",
            seen=self.seen,
        )


class GrantForm(ExtendForm):
    """The deadline that was asked for, or a shorter one with its reason."""

    due_on = DayField("Đồng ý đến ngày", required="Hãy gõ hạn mới, ví dụ 30/06/2026.")
    reason = TextField("Ghi thêm một dòng", most=NOTE)

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(task, typed)
        if typed is None:
            self.due_on.data = task.asked


class RefuseExtensionForm(ReasonForm):
    """Why the deadline stays."""

    done: ClassVar[str] = "Đã trả lời: giữ nguyên thời hạn."
    says = RefuseExtension


class SuspendForm(ReasonForm):
    """Why the task rests."""

    done: ClassVar[str] = "Đã tạm dừng nhiệm vụ."
    says = Suspend


class BeginForm(ActForm):
    """Since when the condition holds, and what shows it."""

    done: ClassVar[str] = "Đã ghi nhận điều kiện. Nhiệm vụ bắt đầu."
    beside: ClassVar[Beside] = {
        refusals.NotTrueYetError: "met_on",
        refusals.MissingReasonError: "basis",
    }
    met_on = DayField("Điều kiện có từ ngày", required="Hãy ghi ngày điều kiện đã có.")
    basis = TextField("Căn cứ", required="Hãy ghi căn cứ, ví dụ số văn bản.", most=NOTE)

    def command(self) -> Command:
        """Begin the task."""
        return MeetCondition(
            task_id=self.task_id,
            met_on=self.met_on.day,
            basis=self.basis.data or "",
            seen=self.seen,
        )


class ResumeForm(ActForm):
    """Nothing to fill in: one button."""

    done: ClassVar[str] = "Đã cho tiếp tục. Thời hạn được lùi bằng số ngày tạm dừng."

    def command(self) -> Command:
        """Let the task go on."""
        return Resume(task_id=self.task_id, seen=self.seen)


class AnswerObstacleForm(ActForm):
    """The answer to the obstacle that waits longest; the button that was pressed decides."""

    done: ClassVar[str] = "Đã trả lời khó khăn."
    beside: ClassVar[Beside] = {refusals.MissingReasonError: "answer"}
    obstacle = IntegerField()
    answer = TextField("Ý kiến", most=NOTE)
    reported: ObstacleReported | None = None

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(task, typed)
        self.verdict = typed.get("verdict", "") if typed is not None else ""

    def about(self, number: int, reported: ObstacleReported) -> None:
        """Show the obstacle that is answered; `number` is the version that reported it."""
        self.obstacle.data, self.reported = number, reported

    def command(self) -> Command:
        """Answer the obstacle."""
        return AnswerObstacle(
            task_id=self.task_id,
            obstacle=self.obstacle.data or 0,
            verdict="confirmed"
            if self.verdict == "confirmed"
            else "refused"
            if self.verdict == "refused"
            else "answered",
            answer=self.answer.data or "",
            seen=self.seen,
        )


class RateForm(ActForm):
    """How good the accepted product is."""

    done: ClassVar[str] = "Đã đánh giá chất lượng."
    beside: ClassVar[Beside] = {
        refusals.QualityOutOfRangeError: "quality",
        refusals.MissingReasonError: "judgement",
    }
    quality = AmountField("Chất lượng", required="Hãy gõ chất lượng từ 0 đến 100 phần trăm.")
    judgement = TextField("Nhận xét", most=NOTE)

    def command(self) -> Command:
        """Rate the product; a part of a percent is out of range."""
        typed = self.quality.amount
        quality = int(typed) if typed % WHOLE == 0 else -1
        return Rate(
            task_id=self.task_id,
            quality=quality,
            note=self.judgement.data or "",
            seen=self.seen,
        )
