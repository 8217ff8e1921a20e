"""What people type about a mission: its order, one more commune, the paper that ends it."""

from typing import Any, ClassVar

from events import inspection_refusals as refusals
from events.missions.steps import Ordered, PlaceAdded
from service.exchange.letters import NoStandingLinkError
from web.choices import options
from web.forms import ChoiceField, Form, LongTextField, TextField
from web.inspections.visit_forms import NUMBER, WORDS, Beside, MandateForm
from web.inspections.visit_words import KINDS, LACKING

OUTSIDE = {kind: said for kind, said in KINDS.items() if kind not in {"internal", "self_check"}}


class PlaceForm(Form):
    """A commune, and what is looked at there, in its own words."""

    beside: ClassVar[Beside] = {
        NoStandingLinkError: "commune",
        refusals.PlaceNamedError: "commune",
    }
    commune = ChoiceField("Xã được kiểm tra", coerce=int, required="Hãy chọn xã.")
    units = LongTextField("Đơn vị của xã được kiểm tra", most=WORDS)
    plans = LongTextField("Kế hoạch của xã được xem", most=WORDS)

    def place(self) -> PlaceAdded:
        """Give the commune as typed, a unit and a plan a line."""
        return PlaceAdded(
            commune=self.commune.data, units=_lines(self.units), plans=_lines(self.plans)
        )


class MissionForm(MandateForm, PlaceForm):
    """The mandate of a mission, with the first commune that it goes to."""

    beside: ClassVar[Beside] = {**MandateForm.beside, **PlaceForm.beside}
    kind = ChoiceField("Loại", choices=options(OUTSIDE), required="Hãy chọn loại kiểm tra.")

    def ordered(self) -> Ordered:
        """Give the mandate as typed."""
        return Ordered(kind=self.kind.data, **self.said())


class VouchForm(Form):
    """A member and a person there are two: nothing is typed."""

    beside: ClassVar[Beside] = {}


class WithdrawForm(Form):
    """The number of the paper that withdraws the order."""

    beside: ClassVar[Beside] = {}
    document = TextField("Số văn bản rút quyết định", required=LACKING["document"], most=NUMBER)


def _lines(field: Any) -> tuple[str, ...]:
    typed = str(field.data or "").split("\n")
    return tuple(dict.fromkeys(line.strip() for line in typed if line.strip()))
