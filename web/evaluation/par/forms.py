"""Forms of the reform index: a figure with its reason, a survey, an appraisal, a conclusion."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from events.par_answers import Amount, Answer, Count, Met, Points, Rate, asked
from events.par_criteria import Node
from service.evaluation.par.figures import Offer
from service.evidence.states import ItemState
from web.choices import options
from web.evaluation.par.words import SURVEYS, answer_words
from web.forms import (
    AmountField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    RadioChoiceField,
    TextField,
)

BY_HAND = "nhap-tay"
LONGEST = 1000
FIELDS: dict[type[Answer] | None, tuple[str, ...]] = {
    Rate: ("numerator", "denominator"),
    Amount: ("value",),
    Count: ("times",),
    Met: ("met",),
    Points: ("given",),
    None: (),
}


class ScoreForm(Form):
    """Where the figure comes from, the figure, why it is typed, and what proves it."""

    source = RadioChoiceField("Lấy số liệu từ", default=BY_HAND)
    numerator = AmountField("Số liệu")
    denominator = AmountField("Tổng số")
    value = AmountField("Số liệu")
    times = AmountField("Số lần")
    met = RadioChoiceField("Kết quả", choices={"co": "Có", "khong": "Không"})
    given = AmountField("Điểm tự chấm")
    reason = LongTextField("Lý do nhập tay, nguồn số liệu", most=LONGEST)
    note = LongTextField("Ghi chú", most=LONGEST)
    evidence = ChoicesField("Tài liệu kiểm chứng")

    def of(
        self, node: Node, offered: Sequence[Offer], items: Sequence[ItemState]
    ) -> "ScoreForm":
        """Ask what a component asks for; what it does not ask for is left out."""
        drawn = {str(at): _said(offer) for at, offer in enumerate(offered)}
        self.source.choices = options(drawn | {BY_HAND: "Nhập tay"})
        self.evidence.choices = options({str(i.evidence_id): i.title for i in items})
        wanted = FIELDS[asked(node)]
        for name in {name for names in FIELDS.values() for name in names} - set(wanted):
            del self[name]
        if not offered:
            del self["source"]
            for name in wanted:
                self[name].flags.optional = False
        for name, label in (("numerator", node.numerator), ("denominator", node.denominator)):
            if name in self and label:
                self[name].label.text = label
        for name in ("value", "times"):
            if name in self and node.numerator:
                self[name].label.text = node.numerator
        return self

    def chosen(self, offered: Sequence[Offer]) -> Offer | None:
        """Give the figure that was chosen instead of typing one."""
        typed = str(self["source"].data) if "source" in self else BY_HAND
        return offered[int(typed)] if typed.isdigit() and int(typed) < len(offered) else None

    def answer(self, node: Node) -> Answer | None:
        """Give the figure that was typed; None when it is not whole, as is said beside it."""
        kind = asked(node)
        values = [self[name].data for name in FIELDS[kind]]
        for name, value in zip(FIELDS[kind], values, strict=True):
            if value in (None, "") and not self[name].errors:
                self[name].errors = ["Hãy điền mục này."]
        if "times" in FIELDS[kind] and values[0] is not None and values[0] % 1:
            self["times"].errors = ["Hãy gõ số nguyên."]
            return None
        return None if any(v in (None, "") for v in values) else _made(kind, values)

    def proofs(self) -> tuple[UUID, ...]:
        """Give the evidence that was ticked."""
        return tuple(UUID(one) for one in self.evidence.data or [])


class SurveyForm(Form):
    """What a survey came to, from where, as of which day."""

    survey = RadioChoiceField("Khảo sát", required="Hãy chọn khảo sát.", choices=SURVEYS)
    result = AmountField("Kết quả", required="Hãy ghi kết quả.")
    origin = TextField("Nguồn", required="Hãy ghi nguồn.")
    measured_on = DayField("Ngày của số liệu", required="Hãy ghi ngày của số liệu.")


class ExplainForm(Form):
    """What the commune says about points that were taken away."""

    explanation = LongTextField("Nội dung giải trình", required="Hãy ghi nội dung.", most=4000)


class JudgeForm(Form):
    """The points of a component, and why they differ."""

    points = AmountField("Điểm thẩm định", required="Hãy ghi điểm.")
    why = LongTextField("Lý do", most=LONGEST)


class RoundForm(Form):
    """Until when the commune may explain."""

    explain_by = DayField("Giải trình trước ngày", required="Hãy ghi hạn giải trình.")


class ConclusionForm(Form):
    """Bonus and deduction with their reasons, and the paper that concludes."""

    number = TextField("Số văn bản kết luận", required="Hãy ghi số văn bản.", most=60)
    concluded_on = DayField("Ngày kết luận", required="Hãy ghi ngày kết luận.")
    bonus = AmountField("Điểm thưởng", default=Decimal(0))
    bonus_reason = TextField("Lý do thưởng")
    deduction = AmountField("Điểm trừ", default=Decimal(0))
    deduction_reason = TextField("Lý do trừ")


class SetForm(Form):
    """What a sheet is read in as."""

    title = TextField("Tên bộ tiêu chí", required="Hãy ghi tên bộ tiêu chí.")
    year = AmountField("Năm", required="Hãy ghi năm.")


class SetDecisionForm(Form):
    """By which decision a set holds."""

    number = TextField("Số quyết định", required="Hãy ghi số quyết định.", most=60)
    decided_on = DayField("Ngày quyết định", required="Hãy ghi ngày quyết định.")


def typed_of(answer: Answer | None) -> dict[str, Any]:
    """Give an answer as the form's fields."""
    if answer is None:
        return {}
    values = [getattr(answer, name) for name in answer.__struct_fields__]
    if isinstance(answer, Met):
        values = ["co" if answer.met else "khong"]
    return dict(zip(FIELDS[type(answer)], values, strict=True))


def _made(kind: type[Answer] | None, values: list[Any]) -> Answer:
    if kind is Rate:
        return Rate(numerator=values[0], denominator=values[1])
    if kind is Amount:
        return Amount(value=values[0])
    if kind is Count:
        return Count(number=int(values[0]))
    if kind is Met:
        return Met(met=values[0] == "co")
    return Points(points=values[0])


def _said(offer: Offer) -> str:
    named = {
        "tasks_done": "Nhiệm vụ đã xong trên nhiệm vụ đến hạn",
        "tasks_on_time": "Nhiệm vụ xong đúng hạn trên nhiệm vụ đến hạn",
    }.get(offer.drawn.source, offer.name)
    return f"{named}: {answer_words(offer.answer)}"
