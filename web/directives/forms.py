"""What people type about directives: a draft and its items, a receipt, answers, reasons."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from wtforms import BooleanField

from events import directive_refusals as why
from events.directive_answers import Question
from events.errors import RefusedError
from service.directives.receiving import Handing
from web.choices import options
from web.directives.words import DETAILS, KINDS
from web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    TextField,
    identity,
)

NUMBER, UNIT, WORDS = 60, 40, 2_000  # characters
MOST_QUESTIONS = 30
Beside = Mapping[type[RefusedError], str]


class ItemsForm(Form):
    """Items: which are dropped, and one that is added."""

    drop = ChoicesField("Bỏ nội dung", coerce=int)
    ask = TextField("Thêm nội dung cần trả lời", most=WORDS)
    kind = ChoiceField("Trả lời bằng", choices=options(KINDS))
    unit = TextField("Đơn vị tính", most=UNIT)

    def offer(self, questions: tuple[Question, ...]) -> None:
        """Offer the items that there are to be dropped."""
        named = {number: one.text for number, one in enumerate(questions, 1)}
        self.drop.choices = options(named)

    def changed(self, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        """Give the items as they are after this form."""
        dropped = set(self.drop.data or ())
        kept = [one for number, one in enumerate(questions, 1) if number not in dropped]
        if self.ask.data:
            unit = str(self.unit.data or "") if self.kind.data == "number" else ""
            kept.append(Question(text=self.ask.data, kind=self.kind.data, unit=unit))
        return tuple(kept[:MOST_QUESTIONS])


class DraftForm(ItemsForm):
    """A draft whole: what it is about, until when, to whom, and its items."""

    beside: ClassVar[Beside] = {why.NoAddresseeError: "communes"}
    title = TextField("Trích yếu", required=DETAILS["title"])
    due_on = DayField("Hạn trả lời", required="Hãy ghi hạn trả lời.")
    communes = ChoicesField("Nơi nhận", coerce=int)


class IssueForm(Form):
    """What stands on the signed paper."""

    beside: ClassVar[Beside] = {why.NoAddresseeError: "", why.DirectiveDayError: "issued_on"}
    number = TextField("Số, ký hiệu", required=DETAILS["number"], most=NUMBER)
    issued_on = DayField("Ngày ban hành", required="Hãy ghi ngày ban hành.")
    signer = TextField("Người ký", required=DETAILS["signer"])


class ReviseForm(ItemsForm):
    """A new deadline, other items, and why."""

    beside: ClassVar[Beside] = {why.DirectiveDayError: "due_on"}
    due_on = DayField("Hạn trả lời mới", required="Hãy ghi hạn trả lời.")
    reason = TextField("Lý do sửa", required="Hãy ghi lý do.", most=WORDS)


class ReasonForm(Form):
    """Why."""

    beside: ClassVar[Beside] = {}
    why = TextField("Lý do", required="Hãy ghi lý do.", most=WORDS)


class HeirForm(Form):
    """Which commune answers in the place of one that was merged."""

    beside: ClassVar[Beside] = {}
    heir = ChoiceField("Xã kế thừa", coerce=int, required="Hãy chọn xã kế thừa.")


class ReceiverForm(Form):
    """Which post receives."""

    beside: ClassVar[Beside] = {}
    post = ChoiceField(
        "Chức danh tiếp nhận", coerce=identity, required="Hãy chọn chức danh tiếp nhận."
    )


class HandingForm(Form):
    """To which units, and who accepts their work and may move its day."""

    beside: ClassVar[Beside] = {}
    content = TextField("Việc giao cho đơn vị", required="Hãy ghi việc giao.")
    product = TextField("Sản phẩm", required="Hãy ghi sản phẩm phải nộp.")
    units = ChoicesField("Đơn vị trả lời", coerce=identity)
    accepts = ChoiceField("Người duyệt sản phẩm", coerce=identity)
    extends = ChoiceField("Người cho gia hạn", coerce=identity)

    def handing(self) -> Handing | None:
        """Give what was chosen; None while no unit was."""
        units: tuple[UUID, ...] = tuple(self.units.data or ())
        if not units:
            return None
        return Handing(
            unit_ids=units,
            accept_post_id=self.accepts.data,
            extend_post_id=self.extends.data,
            content=str(self.content.data),
            product=str(self.product.data),
        )


class SendForm(Form):
    """What is sent: the answer, or why there is none."""

    beside: ClassVar[Beside] = {why.UnexplainedDirectiveError: "reason"}
    outcome = ChoiceField(
        "Gửi lên cấp trên",
        choices=options(
            {
                "answered": "Kết quả tổng hợp dưới đây",
                "nothing": "Không phát sinh",
                "objected": "Ý kiến khác, kèm lý do",
            }
        ),
    )
    despite = BooleanField("Gửi khi còn đơn vị chưa trả lời đủ (phải ghi lý do)")
    reason = LongTextField("Lý do hoặc ghi chú", most=WORDS)


def beside(form: Any, refusal: RefusedError, said: str) -> None:
    """Say a refusal beside its field, or above the form."""
    name = form.beside.get(type(refusal))
    if name:
        form[name].errors = [said]
    else:
        form.form_errors = [said]
