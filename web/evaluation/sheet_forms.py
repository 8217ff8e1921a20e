"""Forms of a score sheet; those with points have a field for each criterion of the rule set."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from events.score_values import Part
from service.evaluation.petitions import AnswerPetition, Petition
from service.evaluation.reckoning import Words
from service.evaluation.rules import RuleSet
from service.evaluation.sheets import AdjustScore, ConfirmScore, CorrectScore, SelfScore
from web.evaluation.sheet_words import PARTS
from web.forms import AmountField, DayField, Form, LongTextField, RadioChoiceField, TextField
from web.ui.typed import write_amount

LEVELS = {"whole": "100%", "half": "50%"}
REASON = 2_000  # characters


class PointsForm(Form):
    """Points by criterion, and for who leads which parts are whole."""

    rules: RuleSet
    parts: tuple[Part, ...]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that every criterion has points that it can have."""
        fine = super().validate(extra_validators)
        for item, field in zip(self.rules.common, self.points, strict=True):
            found = field.data
            if found is not None and (found > item.most or found % self.rules.common_step):
                field.errors = [f"Chấm từ 0 đến {hint(self.rules, item.most)}."]
                fine = False
        return bool(fine)

    @property
    def points(self) -> list[AmountField]:
        """The fields of the criteria, in the order of the rule set."""
        return [self[f"c{n}"] for n in range(len(self.rules.common))]

    @property
    def levels(self) -> list[RadioChoiceField]:
        """The fields of the parts that are picked."""
        return [self[f"p{n}"] for n in range(len(self.parts))]

    def words(self) -> Words:
        """Give what was said."""
        named = zip(self.rules.common, self.points, strict=True)
        picked = zip(self.parts, self.levels, strict=True)
        return Words(
            common={item.code: field.amount for item, field in named},
            picked={part: field.data == "whole" for part, field in picked if field.data},
        )


class SelfScoreForm(PointsForm):
    """What one says of oneself."""

    text = LongTextField("Ghi chú", most=REASON)

    def command(self, period_id: UUID, _person_id: UUID) -> SelfScore:
        """Score oneself as typed."""
        said = self.words()
        return SelfScore(
            period_id=period_id,
            common=said.common,
            picked=said.picked,
            note=self["text"].data,
        )


class ConfirmForm(PointsForm):
    """What the authority says."""

    text = LongTextField("Nhận xét", most=REASON)
    seen = TextField()

    def command(self, period_id: UUID, person_id: UUID) -> ConfirmScore:
        """Confirm as typed."""
        said = self.words()
        return ConfirmScore(
            person_id=person_id,
            period_id=period_id,
            common=said.common,
            picked=said.picked,
            comment=self["text"].data,
            seen=self["seen"].data,
        )


class CorrectForm(PointsForm):
    """A decision that supersedes a result."""

    number = TextField("Số quyết định", required="Hãy ghi số quyết định.", most=60)
    decided_on = DayField("Ngày quyết định", required="Hãy ghi ngày quyết định.")
    text = LongTextField("Lý do", required="Hãy ghi rõ lý do.", most=REASON)

    def command(self, period_id: UUID, person_id: UUID) -> CorrectScore:
        """Decide as typed."""
        said = self.words()
        return CorrectScore(
            person_id=person_id,
            period_id=period_id,
            common=said.common,
            picked=said.picked,
            number=self["number"].data,
            decided_on=self["decided_on"].day,
            reason=self["text"].data,
        )


class AdjustForm(PointsForm):
    """What was found after the closing."""

    text = LongTextField("Lý do điều chỉnh", required="Hãy ghi rõ lý do.", most=REASON)

    def command(self, period_id: UUID, person_id: UUID) -> AdjustScore:
        """Adjust as typed."""
        said = self.words()
        return AdjustScore(
            person_id=person_id,
            period_id=period_id,
            common=said.common,
            picked=said.picked,
            reason=self["text"].data,
        )


class AnswerForm(Form):
    """What one says to a loss."""

    text = LongTextField("Trả lời của bạn", required="Hãy ghi câu trả lời.", most=REASON)


class PetitionForm(Form):
    """What is wrong with a result."""

    text = LongTextField("Nội dung kiến nghị", required="Hãy ghi nội dung.", most=REASON)

    def command(self, period_id: UUID, _person_id: UUID) -> Petition:
        """Petition as typed."""
        return Petition(period_id=period_id, text=self.text.data)


class AnswerPetitionForm(Form):
    """Whether the result stays, and why."""

    outcome = RadioChoiceField(
        "Kết luận",
        required="Hãy chọn kết luận.",
        choices={"kept": "Giữ nguyên kết quả", "changed": "Sẽ sửa bằng quyết định"},
    )
    text = LongTextField("Trả lời", required="Hãy ghi câu trả lời.", most=REASON)

    def command(self, period_id: UUID, person_id: UUID) -> AnswerPetition:
        """Answer as typed."""
        return AnswerPetition(
            person_id=person_id,
            period_id=period_id,
            outcome=self.outcome.data,
            answer=self.text.data,
        )


def with_points(
    kind: type[PointsForm], rules: RuleSet, parts: Sequence[Part]
) -> type[PointsForm]:
    """Give a form its fields: one for each criterion, and one for each part that is picked."""
    fields: dict[str, Any] = {"rules": rules, "parts": tuple(parts)}
    for number, item in enumerate(rules.common):
        fields[f"c{number}"] = AmountField(
            f"{item.code} {item.name}", required="Hãy chấm tiêu chí này."
        )
    for number, part in enumerate(parts):
        required = "" if kind is SelfScoreForm else "Hãy chọn một mức."
        fields[f"p{number}"] = RadioChoiceField(PARTS[part], choices=LEVELS, required=required)
    return cast(type[PointsForm], type(kind.__name__, (kind,), fields))


def typed(words: Words, rules: RuleSet, parts: Sequence[Part]) -> dict[str, object]:
    """Give the fields' values of what was said before."""
    points = {f"c{n}": words.common.get(item.code) for n, item in enumerate(rules.common)}
    picked = {
        f"p{n}": "whole" if words.picked[part] else "half"
        for n, part in enumerate(parts)
        if part in words.picked
    }
    return {**points, **picked}


def hint(rules: RuleSet, most: Decimal) -> str:
    """Say the most points of a criterion, and the step."""
    return f"{write_amount(most)}, mỗi bước {write_amount(rules.common_step)}"
