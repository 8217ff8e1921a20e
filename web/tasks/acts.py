"""Which form asks for which act, and the word of the act in the address."""

from collections.abc import Mapping

from events.tasks.life import Act
from service.tasks.state import TaskState
from web.tasks.act_form import ActForm
from web.tasks.amounts import counted_in_percent
from web.tasks.forms import (
    AcceptForm,
    AcknowledgeForm,
    ObstacleForm,
    ProgressForm,
    SendBackForm,
    StateForm,
    SubmitForm,
)
from web.tasks.giving_forms import (
    AssignForm,
    CancelForm,
    EndSeriesForm,
    RecallForm,
    ReceiveForm,
    RefuseBackForm,
    TransferForm,
)
from web.tasks.time_forms import (
    AnswerObstacleForm,
    AskExtensionForm,
    BeginForm,
    ExtendForm,
    GrantForm,
    RateForm,
    RefuseExtensionForm,
    ResumeForm,
    SuspendForm,
)

FORMS: Mapping[Act, type[ActForm]] = {
    "receive": ReceiveForm,
    "assign": AssignForm,
    "begin": BeginForm,
    "begin_to_person": BeginForm,
    "acknowledge": AcknowledgeForm,
    "progress": ProgressForm,
    "submit": SubmitForm,
    "obstacle": ObstacleForm,
    "ask_extension": AskExtensionForm,
    "refuse_back": RefuseBackForm,
    "accept": AcceptForm,
    "send_back": SendBackForm,
    "rate": RateForm,
    "extend": ExtendForm,
    "refuse_extension": RefuseExtensionForm,
    "answer_obstacle": AnswerObstacleForm,
    "resume": ResumeForm,
    "suspend": SuspendForm,
    "transfer": TransferForm,
    "recall": RecallForm,
    "cancel": CancelForm,
    "end_series": EndSeriesForm,
}
ACTS: Mapping[str, Act] = {
    "tiep-nhan": "receive",
    "phan-cong": "assign",
    "bat-dau": "begin",
    "nhan": "acknowledge",
    "tien-do": "progress",
    "nop": "submit",
    "kho-khan": "obstacle",
    "xin-gia-han": "ask_extension",
    "tu-choi": "refuse_back",
    "chap-nhan": "accept",
    "tra-lai": "send_back",
    "danh-gia": "rate",
    "gia-han": "extend",
    "khong-gia-han": "refuse_extension",
    "tra-loi": "answer_obstacle",
    "tiep-tuc": "resume",
    "tam-dung": "suspend",
    "chuyen": "transfer",
    "thu-hoi": "recall",
    "huy": "cancel",
    "dung-dinh-ky": "end_series",
}


def form_of(act: Act, task: TaskState) -> type[ActForm]:
    """Give the form of an act: what was asked for is granted, a single thing is not counted."""
    if act == "progress" and counted_in_percent(task.quantity):
        return StateForm
    return GrantForm if act == "extend" and task.asked else FORMS[act]
