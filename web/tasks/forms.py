"""The forms of a task: what was typed becomes a command; they check shape, never rules."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, MultipleFileField, SelectChoice
from wtforms.validators import Optional

from events import evidence_refusals
from events.tasks import refusals
from service.evidence.states import ItemState
from service.tasks.judging import Accept, SendBack
from service.tasks.obstacles import ReportObstacle
from service.tasks.parts import OpenPartsError
from service.tasks.state import TaskState
from service.tasks.working import Acknowledge, ReportProgress, Submit
from service.work import Command
from web.described import BESIDE, STATES, DescribedForm
from web.forms import (
    AmountField,
    ChoicesField,
    LongTextField,
    RadioChoiceField,
    TextField,
    identity,
)
from web.tasks.act_form import NOTE, REASON, ActForm, Beside
from web.tasks.amounts import HUNDRED
from web.uploads import Brought

Choices = dict[UUID, str]


class AcknowledgeForm(ActForm):
    """Nothing to fill in: one button."""

    done: ClassVar[str] = "Đã nhận việc."

    def command(self) -> Command:
        """Receive the task."""
        return Acknowledge(task_id=self.task_id, seen=self.seen)


class ProgressForm(ActForm):
    """How much is done, and one line if need be."""

    done: ClassVar[str] = "Đã cập nhật tiến độ."
    beside: ClassVar[Beside] = {refusals.AmountOutOfRangeError: "amount"}
    amount = AmountField("Đã làm được", required="Hãy gõ số đã làm được, ví dụ 880.")
    note = TextField("Ghi thêm một dòng", most=NOTE)

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(task, typed)
        if typed is None:
            self.amount.data = Decimal(f"{task.amount.normalize():f}")

    @property
    def unit(self) -> str:
        """What stands after the box."""
        product = self.task.clarity.deliverable
        return product.unit if product else ""

    def command(self) -> Command:
        """Report the progress."""
        amount, note = self.amount.amount, self.note.data or ""
        return ReportProgress(task_id=self.task_id, amount=amount, note=note, seen=self.seen)


class StateForm(ActForm):
    """How a single thing goes: one choice, one line if need be; percent for who counts."""

    done: ClassVar[str] = "Đã cập nhật tiến độ."
    beside: ClassVar[Beside] = {refusals.AmountOutOfRangeError: "amount"}
    how = RadioChoiceField(
        "Tình hình",
        required="Hãy chọn tình hình.",
        choices=[
            SelectChoice("on_track", "Đúng tiến độ"),
            SelectChoice("trouble", "Có khó khăn"),
            SelectChoice("done", "Đã xong"),
        ],
    )
    amount = AmountField("Đã làm được")
    note = TextField("Ghi thêm một dòng", most=NOTE)

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(task, typed)
        if typed is None and task.amount:
            self.amount.data = Decimal(f"{(task.amount * HUNDRED).normalize():f}")

    def asks_more(self) -> ActForm | None:
        """Give the form of an obstacle, which one choice does not tell enough of."""
        if self.how.data != "trouble":
            return None
        said = {"obstacle": self.note.data or "", "seen": str(self.seen)}
        form = ObstacleForm(self.task, MultiDict(said))
        form.validate()
        return form

    def command(self) -> Command:
        """Report the progress."""
        typed = self.amount.data
        amount = self.task.amount if typed is None else typed / HUNDRED
        return ReportProgress(
            task_id=self.task_id,
            amount=self.task.quantity if self.how.data == "done" else amount,
            note=self.note.data or ("Đúng tiến độ." if self.how.data == "on_track" else ""),
            seen=self.seen,
        )


class FilesForm(ActForm):
    """A form with files, which are checked and stored before the command."""

    came = Brought()
    pointed_out: Sequence[str] = ()

    def went_through(self) -> Sequence[str]:
        """Let go of what was sent in parts; say which files prove something else already."""
        self.came.done()
        return self.pointed_out


class ObstacleForm(FilesForm):
    """What stands in the way, why, what would help, and files that show it."""

    done: ClassVar[str] = "Đã báo khó khăn."
    beside: ClassVar[Beside] = {**BESIDE, refusals.MissingReasonError: "obstacle"}
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
    files = MultipleFileField("Tệp chứng minh nguyên nhân", [Optional()], id="obstacle-files")

    def command(self) -> Command:
        """Report the obstacle."""
        return ReportObstacle(
            task_id=self.task_id,
            cause=self.cause.data,
            text=self.obstacle.data,
            proposal=self.proposal.data or "",
            evidence=self.came.files,
            seen=self.seen,
        )


class SubmitForm(FilesForm, DescribedForm):
    """A note, files and what is said of them, evidence that is there already."""

    done: ClassVar[str] = "Đã nộp sản phẩm."
    beside: ClassVar[Beside] = {
        **BESIDE,
        refusals.NothingHandedInError: "files",
        evidence_refusals.WrongStateError: "reused",
        OpenPartsError: "despite",
    }
    result = LongTextField("Kết quả, ghi chú", most=REASON)
    despite = BooleanField("Vẫn nộp dù còn việc con chưa xong")
    files = MultipleFileField("Tệp minh chứng", [Optional()])
    reused = ChoicesField("Minh chứng đã có", coerce=identity, validate_choice=False)

    def command(self) -> Command:
        """Hand in the product."""
        return Submit(
            task_id=self.task_id,
            note=self.result.data or "",
            evidence=self.came.files,
            despite_parts=self.despite.data,
            seen=self.seen,
            described=self.described(),
            reused=tuple(item for item in self.reused.data or () if item),
        )


def reusable(mine: Iterable[ItemState], others: Iterable[ItemState], day: date) -> Choices:
    """Name the items that may be handed in again, the task's own first."""
    items = [item for item in (*mine, *others) if item.status != "withdrawn"]
    return {item.evidence_id: _reusable(item, day) for item in items}


def _reusable(item: ItemState, day: date) -> str:
    facts = [f"{item.fact_on:%d/%m/%Y}", STATES[item.status].lower()]
    if item.expired(day):
        facts.append(f"hết hiệu lực từ {item.until:%d/%m/%Y}")
    return f"{item.title} ({', '.join(facts)})"


class AcceptForm(ActForm):
    """One line if need be."""

    done: ClassVar[str] = "Đã chấp nhận sản phẩm."
    remark = TextField("Ghi thêm một dòng", most=NOTE)

    def command(self) -> Command:
        """Accept the product."""
        return Accept(task_id=self.task_id, note=self.remark.data or "", seen=self.seen)


class SendBackForm(ActForm):
    """What is missing."""

    done: ClassVar[str] = "Đã trả lại để bổ sung."
    beside: ClassVar[Beside] = {refusals.MissingReasonError: "missing"}
    missing = LongTextField(
        "Cần bổ sung gì?", required="Hãy ghi rõ cần bổ sung gì.", most=REASON
    )
    major_error = BooleanField("Lỗi nội dung lớn (trừ điểm chất lượng)")

    def command(self) -> Command:
        """Return the product."""
        return SendBack(
            task_id=self.task_id,
            reason=self.missing.data,
            major_error=self.major_error.data,
            seen=self.seen,
        )
