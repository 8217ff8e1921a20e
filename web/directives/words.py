"""The words of directives: kinds of answers, states, and how refusals are said."""

from events import directive_refusals as why
from events.directive_answers import (
    Answer,
    AnswerKind,
    Day,
    Files,
    Number,
    Share,
    Words,
    YesNo,
)
from events.directive_copies import Step
from events.directive_refusals import DirectiveStatus
from service.directives.receiving import OtherReceiverError
from service.directives.reply_states import ReplyStep
from web.ui.typed import write_amount
from web.words import say

Badge = tuple[str, str, str]  # text, tone, shape
KINDS: dict[AnswerKind, str] = {
    "number": "Số (kèm đơn vị tính)",
    "share": "Tỷ lệ (tử số / mẫu số)",
    "yes_no": "Có hoặc không",
    "text": "Bằng lời",
    "file": "Tệp",
    "day": "Ngày",
}
STATUSES: dict[DirectiveStatus, Badge] = {
    "draft": ("Dự thảo", "plain", "ring"),
    "issued": ("Đã ban hành", "info", "dot"),
    "recalled": ("Đã thu hồi", "plain", "cross"),
    "discarded": ("Đã bỏ", "plain", "cross"),
}
STEPS: dict[Step, Badge] = {
    "sent": ("Chưa tiếp nhận", "warn", "triangle"),
    "received": ("Đã tiếp nhận", "info", "diamond"),
    "in_progress": ("Đang thực hiện", "info", "diamond"),
    "answered": ("Đã trả lời", "good", "dot"),
    "returned": ("Đã trả lại, chờ trả lời lại", "warn", "back"),
    "passed_on": ("Xã kế thừa trả lời", "plain", "back"),
}
UNSENT: Badge = ("Chưa gửi được", "bad", "cross")
LATE: Badge = ("Trễ hạn", "bad", "triangle")
REPLIES: dict[ReplyStep, Badge] = {
    "arrived": ("Chờ tiếp nhận", "warn", "triangle"),
    "received": ("Đang thực hiện", "info", "diamond"),
    "sent": ("Đã gửi trả lời", "good", "dot"),
    "returned": ("Bị trả lại", "warn", "back"),
    "recalled": ("Đã thu hồi", "plain", "cross"),
}
OUTCOMES = {
    "answered": "Đã trả lời",
    "nothing": "Không phát sinh",
    "objected": "Có ý kiến khác",
}
STAGES = {
    "arrived": "Văn bản này chưa được tiếp nhận.",
    "received": "Văn bản này đã được tiếp nhận.",
    "recalled": "Cấp trên đã thu hồi văn bản này.",
}
DETAILS = {
    "title": "Hãy ghi trích yếu.",
    "number": "Hãy ghi số, ký hiệu văn bản.",
    "signer": "Hãy ghi người ký.",
}
DAYS = {
    "issued_on": "Ngày ban hành không được sau hôm nay.",
    "due_on": "Hạn trả lời không được trước hôm nay.",
}
NOTHING = "Không phát sinh"


def spoken(answer: Answer | None, unit: str = "") -> str:
    """Say an answer in words."""
    if answer is None:
        return NOTHING
    if isinstance(answer, YesNo):
        return "Có" if answer.yes else "Không"
    return _figure(answer, unit) if isinstance(answer, Number | Share) else _words(answer)


def _figure(answer: Number | Share, unit: str) -> str:
    if isinstance(answer, Number):
        return write_amount(answer.value, unit)
    whole = f"{write_amount(answer.numerator)}/{write_amount(answer.denominator)}"
    percent = answer.percent
    return whole if percent is None else f"{write_amount(percent)}% ({whole})"


def _words(answer: Words | Files | Day) -> str:
    match answer:
        case Words(text=text):
            return text
        case Day(on=on):
            return f"{on:%d/%m/%Y}"
    return "\n".join(f"{file.name} (SHA-256 {file.sha256[:12]}…)" for file in answer.files)


@say.register
def _(_refusal: why.EmptyQuestionError) -> str:
    return "Hãy ghi ít nhất một nội dung cần trả lời."


@say.register
def _(refusal: why.WrongAnswerKindError) -> str:
    return f"Câu trả lời không đúng kiểu mà nội dung này hỏi: {refusal.text}."


@say.register
def _(_refusal: why.NothingCountedError) -> str:
    return "Mẫu số bằng 0 thì tử số cũng phải bằng 0; số không được âm."


@say.register
def _(_refusal: why.EmptyAnswerError) -> str:
    return "Hãy ghi câu trả lời, hoặc chọn không phát sinh."


@say.register
def _(refusal: why.DirectiveDetailError) -> str:
    return DETAILS[refusal.field]


@say.register
def _(refusal: why.DirectiveDayError) -> str:
    return DAYS[refusal.field]


@say.register
def _(_refusal: why.NoAddresseeError) -> str:
    return "Hãy chọn ít nhất một xã đang có liên kết với đơn vị."


@say.register
def _(refusal: why.NotThatStatusError) -> str:
    return f"Văn bản này: {STATUSES[refusal.status][0].lower()}, không làm việc này được nữa."


@say.register
def _(_refusal: why.NothingRevisedError) -> str:
    return "Nội dung và hạn chưa có gì khác trước."


@say.register
def _(_refusal: why.UnexplainedDirectiveError) -> str:
    return "Hãy ghi lý do."


@say.register
def _(_refusal: why.NotAnsweredError) -> str:
    return "Xã này chưa có câu trả lời nào để trả lại."


@say.register
def _(_refusal: why.NothingToMoveError) -> str:
    return "Không còn việc nào của văn bản này mà bạn dời hạn hoặc dừng được."


@say.register
def _(_refusal: why.NothingOwedError) -> str:
    return "Không còn xã nào cần nhắc hôm nay: đã trả lời, hoặc đã được nhắc trong ngày."


@say.register
def _(_refusal: why.PassedOnError) -> str:
    return "Xã này đã có xã kế thừa trả lời thay."


@say.register
def _(_refusal: why.OlderRevisionError) -> str:
    return "Văn bản này cũ hơn bản đang có, nên không nhận."


@say.register
def _(refusal: why.ReplyStageError) -> str:
    return STAGES[refusal.stage]


@say.register
def _(_refusal: why.AlreadyHandedDownError) -> str:
    return "Có đơn vị đã được giao rồi. Hãy chọn đơn vị khác."


@say.register
def _(_refusal: why.NoSuchPartError) -> str:
    return "Đơn vị này không được giao trả lời."


@say.register
def _(refusal: why.NoSuchQuestionError) -> str:
    return f"Văn bản không có nội dung số {refusal.number}."


@say.register
def _(refusal: why.StillMissingError) -> str:
    return (
        f"Còn thiếu {refusal.count} câu trả lời của các đơn vị. "
        "Hãy chờ đủ, hoặc chọn gửi khi còn thiếu và ghi lý do."
    )


@say.register
def _(refusal: why.SameAnswerError) -> str:
    return f"Câu trả lời này đã gửi ngày {refusal.sent_on:%d/%m/%Y}, chưa có gì khác."


@say.register
def _(_refusal: OtherReceiverError) -> str:
    return "Đầu mối tiếp nhận của đơn vị là chức danh khác."
