"""A form for one act on a task: it checks shape, never rules, and becomes a command."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID, uuid4

from werkzeug.datastructures import MultiDict

from events.errors import RefusedError
from service.tasks.state import TaskState
from service.work import Command
from web.forms import Form
from web.words import say

NOTE, REASON = 300, 2_000  # characters
NEVER_SEEN = -1
VERSION = re.compile(r"\d{1,9}", re.ASCII)
Beside = Mapping[type[RefusedError], str]  # a refusal: the field it is shown at


class ActForm(Form):
    """A form for one act on a task.

    `done` is said when it went through. `beside` says at which field a refusal is shown;
    `command_id` makes a resend harmless, and `seen` is the version of the task that the person
    looked at.
    """

    beside: ClassVar[Beside] = {}
    done: ClassVar[str] = "Đã lưu."

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(typed)
        self.task = task
        self.command_id = uuid4()
        seen = VERSION.fullmatch(typed.get("seen", "") if typed is not None else "")
        self.seen = int(seen[0]) if seen else NEVER_SEEN

    def command(self) -> Command:
        """Say what was typed as a command."""
        raise NotImplementedError

    def asks_more(self) -> "ActForm | None":
        """Give another form to fill in first, where this one does not tell enough."""
        return None

    def went_through(self) -> Sequence[str]:
        """Do what is left to do, and give what is to be pointed out beside `done`."""
        return ()

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
