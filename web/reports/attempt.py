"""Carrying out what was typed about a report, or keeping it with what stands in the way."""

from collections.abc import Callable
from dataclasses import dataclass

from events.errors import ChangedMeanwhileError, RefusedError
from events.report_refusals import SectionChangedError
from service.work import Command
from web.reports.forms import ReportForm
from web.session import carry_out
from web.words import say

QUICKER = "Vừa có người khác ghi vào báo cáo này. Hãy xem lại rồi gửi lại nếu vẫn cần."


@dataclass(frozen=True, slots=True)
class Failed:
    """Why it was not done: the status of the answer, and another's text where there is one."""

    status: int
    theirs: SectionChangedError | None = None


def attempt(form: ReportForm, command: Callable[[], Command]) -> Failed | None:
    """Carry out a form's command; None when it is done, else the form says why not."""
    if not form.validate():
        return Failed(422)
    try:
        carry_out(command())
    except SectionChangedError as met:
        form.form_errors = [say(met)]
        return Failed(409, met)
    except RefusedError as refusal:
        beside(form, refusal)
        return Failed(422)
    except ChangedMeanwhileError:
        form.form_errors = [QUICKER]
        return Failed(409)
    return None


def beside(form: ReportForm, refusal: RefusedError) -> None:
    """Say a refusal beside its field, or above the form."""
    name = form.beside.get(type(refusal))
    if name:
        form[name].errors = [say(refusal)]
    else:
        form.form_errors = [say(refusal)]
