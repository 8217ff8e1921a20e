"""A form that asks for nothing but the reason."""

from collections.abc import Callable
from typing import ClassVar

from werkzeug.datastructures import MultiDict

from events.tasks import refusals
from service.tasks.state import TaskState
from service.work import Command
from web.forms import LongTextField
from web.tasks.act_form import REASON, ActForm, Beside


class ReasonForm(ActForm):
    """Why; `says` is the command that takes a task, its version and a reason."""

    beside: ClassVar[Beside] = {refusals.MissingReasonError: "why"}
    says: ClassVar[Callable[..., Command]]
    why = LongTextField("Lý do", required="Hãy ghi rõ lý do.", most=REASON)

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(task, typed)
        self.why.id = f"why-{type(self).__name__}"  # several stand on one page

    def command(self) -> Command:
        """Say the reason."""
        return self.says(task_id=self.task_id, reason=self.why.data, seen=self.seen)
