"""What people type about a decision of praise or discipline."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from events.conclusions import merits as refusals
from events.conclusions.merits import Ground, MeritRecorded
from events.errors import RefusedError
from web.choices import options
from web.conclusions.merit_words import KINDS, LACKING, MEASURES
from web.forms import ChoiceField, DayField, Form, LongTextField, TextField, identity

NUMBER, WORDS = 60, 2_000  # characters
GROUNDS: tuple[Ground, ...] = ("conclusion", "inspection", "review")


class MeritForm(Form):
    """The decision: on whom, what, by which paper, why, and on which ground."""

    beside: ClassVar[Mapping[type[RefusedError], str]] = {
        refusals.MeritDayError: "decided_on",
        refusals.MeasureMisfitError: "measure",
        refusals.OwnMeritError: "person",
    }
    kind = ChoiceField("Loại", choices=options(KINDS), required="Hãy chọn loại.")
    measure = ChoiceField(
        "Hình thức", choices=options(MEASURES), required="Hãy chọn hình thức."
    )
    person = ChoiceField("Người", coerce=identity)
    unit = ChoiceField("Hoặc đơn vị", coerce=identity)
    number = TextField("Số quyết định", required=LACKING["number"], most=NUMBER)
    decided_on = DayField("Ngày quyết định", required="Hãy ghi ngày quyết định.")
    acted_on = DayField("Ngày lập thành tích hoặc vi phạm", required="Hãy ghi ngày.")
    reason = LongTextField("Lý do", required=LACKING["reason"], most=WORDS)
    ground = ChoiceField("Căn cứ trong hệ thống")
    cited = TextField("Hoặc văn bản khác làm căn cứ")
    same_act = ChoiceField("Cùng hành vi với kỷ luật đã ghi", coerce=identity)

    def recorded(self) -> MeritRecorded:
        """Give the decision as typed."""
        kind, _, ground_id = str(self.ground.data or "").partition(":")
        return MeritRecorded(
            kind=self.kind.data,
            measure=self.measure.data,
            number=str(self.number.data),
            decided_on=self.decided_on.day,
            acted_on=self.acted_on.day,
            reason=str(self.reason.data),
            ground=next((one for one in GROUNDS if one == kind), "other"),
            person_id=self.person.data,
            unit_id=self.unit.data,
            ground_id=UUID(ground_id) if ground_id else None,
            cited=str(self.cited.data or ""),
            same_act=self.same_act.data,
        )


class RevokeForm(Form):
    """The number of the decision that revokes another."""

    beside: ClassVar[Mapping[type[RefusedError], str]] = {}
    number = TextField("Số quyết định hủy", required=LACKING["number"], most=NUMBER)
