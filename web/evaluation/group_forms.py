"""Forms of a whole group: who met, and which grade each is given by one decision."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from events.grading.steps import TaskGroup
from service.evaluation.years.capping import Choice
from service.evaluation.years.deciding import DecideGroup
from service.evaluation.years.naming import grade_of
from service.evaluation.years.preparing import HoldMeeting
from service.evaluation.years.states import GradeState
from web.choices import key, options
from web.evaluation.year_words import SHORT
from web.forms import (
    AmountField,
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    TextField,
)

NUMBER, REASON = 60, 500  # characters
LATER = "Để sau"
_GRADES = {name: badge[0] for name, badge in SHORT.items()}


class DecisionForm(Form):
    """One decision on a group; `waiting` are those it may grade."""

    group: TaskGroup
    waiting: Sequence[GradeState]
    number = TextField("Số quyết định", required="Hãy ghi số quyết định.", most=NUMBER)
    decided_on = DayField("Ngày quyết định", required="Hãy ghi ngày quyết định.")
    outstanding = TextField("Văn bản công nhận cơ quan xuất sắc, nổi trội", most=NUMBER)

    def of(self, state: GradeState) -> tuple[Any, Any]:
        """Give the two fields of somebody: the grade, and why."""
        return self[f"g{key(state.subject_id)}"], self[f"r{key(state.subject_id)}"]

    def command(self, year: int) -> DecideGroup:
        """Decide for whomever a grade was chosen."""
        return DecideGroup(
            year=year,
            group=self.group,
            number=self.number.data,
            decided_on=self.decided_on.day,
            choices=tuple(self._choices()),
            outstanding=self.outstanding.data or "",
        )

    def _choices(self) -> Iterable[Choice]:
        for state in self.waiting:
            grade, reason = self.of(state)
            if grade.data:
                yield Choice(state.subject_id, grade_of(grade.data), reason.data or "")


class MeetingForm(Form):
    """A meeting at which several were judged."""

    people = ChoicesField("Người được nhận xét", required="Hãy chọn ít nhất một người.")
    held_on = DayField("Ngày họp", required="Hãy ghi ngày họp.")
    number = TextField("Số biên bản", required="Hãy ghi số biên bản.", most=NUMBER)
    present = AmountField("Số người dự", required="Hãy ghi số người dự.")
    note = LongTextField("Ý kiến chung", most=2_000)

    def command(self, year: int, people: Iterable[UUID]) -> HoldMeeting:
        """Note it in the year of each who was ticked."""
        ticked = set(self.people.data)
        return HoldMeeting(
            year=year,
            people=tuple(one for one in people if key(one) in ticked),
            held_on=self.held_on.day,
            number=self.number.data,
            present=int(self.present.amount),
            note=self.note.data or "",
        )


def decision_form(
    group: TaskGroup, waiting: Sequence[GradeState], suggested: Mapping[UUID, str]
) -> type[DecisionForm]:
    """Give a form its two fields for each who waits, with the suggested grade filled in."""
    fields: dict[str, Any] = {"group": group, "waiting": waiting}
    for state in waiting:
        name = key(state.subject_id)
        choices = options(_GRADES, empty=LATER)
        fields[f"g{name}"] = ChoiceField(
            "Mức", choices=choices, default=suggested.get(state.subject_id)
        )
        fields[f"r{name}"] = TextField("Lý do", most=REASON)
    return cast(type[DecisionForm], type("DecisionForm", (DecisionForm,), fields))
