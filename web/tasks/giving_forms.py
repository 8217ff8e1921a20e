"""The forms of giving a task: received, assigned inside, refused, moved, taken back."""

from typing import ClassVar

from werkzeug.datastructures import MultiDict

from service.tasks.giving import (
    AssignInside,
    Cancel,
    NotInThatPostError,
    Recall,
    ReceiveForUnit,
    RefuseBack,
    SoleJudgeError,
    Transfer,
)
from service.tasks.series import EndSeries
from service.tasks.state import TaskState
from service.work import Command
from web.choices import Choices, options
from web.forms import ChoiceField, TextField
from web.session import register, today
from web.tasks.act_form import NOTE, ActForm, Beside
from web.tasks.reason_form import ReasonForm
from web.vocabulary import spoken


class ReceiveForm(ActForm):
    """Nothing to fill in: one button."""

    done: ClassVar[str] = "Đã tiếp nhận cho đơn vị."

    def command(self) -> Command:
        """Receive the task for the unit."""
        return ReceiveForUnit(task_id=self.task_id, seen=self.seen)


class AssignForm(ActForm):
    """Who of the leading unit is in charge."""

    done: ClassVar[str] = "Đã phân công người phụ trách."
    beside: ClassVar[Beside] = {NotInThatPostError: "who", SoleJudgeError: "who"}
    who = ChoiceField("Người phụ trách", required="Hãy chọn người phụ trách.")
    word = TextField("Dặn thêm một dòng", most=NOTE)

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(task, typed)
        self.choices = Choices(register(), today())
        people = self.choices.people_of(task.clarity.lead_unit_id)
        self.who.choices = options(people, empty="Chưa chọn")

    def command(self) -> Command:
        """Put somebody in charge."""
        person, post = self.choices.assignee_of(self.who.data)
        return AssignInside(
            task_id=self.task_id,
            person_id=person or self.task_id,
            post_id=post or self.task_id,
            note=self.word.data or "",
            seen=self.seen,
        )


class RefuseBackForm(ReasonForm):
    """Why the task is not taken."""

    done: ClassVar[str] = "Đã từ chối nhận. Người giao sẽ quyết định."
    says = RefuseBack


class TransferForm(ReasonForm):
    """To which unit, or straight to a person of one, and why."""

    done: ClassVar[str] = "Đã chuyển nhiệm vụ."
    beside: ClassVar[Beside] = {
        **ReasonForm.beside,
        NotInThatPostError: "whom",
        SoleJudgeError: "whom",
    }
    unit = ChoiceField("Đơn vị nhận", required="Hãy chọn đơn vị nhận.")
    whom = ChoiceField("Giao thẳng cho")

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(task, typed)
        self.choices = Choices(register(), today())
        self.unit.choices = options(self.choices.units(), empty="Chưa chọn")
        self.whom.choices = options(self.choices.people(), empty=spoken("Đơn vị tự phân công"))

    def command(self) -> Command:
        """Move the task."""
        person, post = self.choices.assignee_of(self.whom.data or "")
        return Transfer(
            task_id=self.task_id,
            lead_unit_id=self.choices.unit_of(self.unit.data) or self.task_id,
            person_id=person,
            post_id=post,
            reason=self.why.data,
            seen=self.seen,
        )


class RecallForm(ReasonForm):
    """Why the task is taken back."""

    done: ClassVar[str] = "Đã thu hồi nhiệm vụ."
    says = Recall


class EndSeriesForm(ReasonForm):
    """Why a recurring duty comes round no more."""

    done: ClassVar[str] = "Đã kết thúc việc định kỳ. Kỳ này vẫn giữ nguyên."
    says = EndSeries


class CancelForm(ReasonForm):
    """Why nobody needs the task any more."""

    done: ClassVar[str] = "Đã hủy nhiệm vụ."
    says = Cancel
