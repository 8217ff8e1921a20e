"""The fields of a target's figure."""

from events.values import Target
from web.choices import options
from web.forms import AmountField, ChoiceField, Form, TextField
from web.plans.labels import COMPARATORS


class TargetForm(Form):
    """How a figure compares, how much, of what, until when, against what."""

    comparator = ChoiceField("So sánh", choices=options(COMPARATORS, empty="Không có"))
    value = AmountField("Giá trị")
    measure = TextField("Đơn vị đo", most=60)
    phase = TextField("Giai đoạn", most=60)
    baseline = TextField("So với", most=120)

    def show_target(self, target: Target | None) -> None:
        """Fill the fields with what stands."""
        if target:
            self.comparator.data, self.value.data = target.comparator or "", target.value
            self.measure.data, self.phase.data = target.unit, target.phase
            self.baseline.data = target.baseline

    def target(self) -> Target | None:
        """Give the figure; nothing when none was typed."""
        found = Target(
            comparator=self.comparator.data or None,
            value=self.value.data,
            unit=self.measure.data or None,
            phase=self.phase.data or None,
            baseline=self.baseline.data or None,
        )
        return None if found == Target() else found
