"""Tries what a form on a task asks for, and says why it did not go through."""

from dataclasses import dataclass

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from web.session import carry_out
from web.tasks.act_form import ActForm
from web.words import say
from web.written import when_written

CHANGED = (
    "Vừa có người khác thay đổi nhiệm vụ này. Trang đang hiện bản mới nhất; hãy xem lại rồi"
    " gửi lại nếu vẫn cần."
)
REUSED = (
    "Biểu mẫu này đã được gửi trước đó với nội dung khác. Trang đang hiện bản mới nhất; hãy"
    " xem lại rồi gửi lại nếu vẫn cần."
)


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a form did not go through: the answer's status, and what no field is to blame for."""

    status: int
    problem: str = ""


def attempt(form: ActForm) -> Failed | None:
    """Carry out what a form asks for; None when it went through."""
    if not form.validate():
        return Failed(422)
    try:
        carry_out(form.command(), written_at=when_written(form.task_id))
    except RefusedError as refusal:
        return Failed(422, "" if form.refuse(refusal) else say(refusal))
    except ChangedMeanwhileError:
        return Failed(409, CHANGED)
    except CommandReusedError:
        return Failed(409, REUSED)
    return None
