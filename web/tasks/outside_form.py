"""The form of a task outside the plan: where it comes from, and what it asks."""

from wtforms import SelectChoice

from events.values import Origin
from service.plans.vocabulary import AREAS
from service.tasks.outside import PAPER, GiveTask, PaperMissingError
from service.work import Command
from web.choices import options
from web.forms import ChoiceField, DayField, LongTextField, RadioChoiceField, TextField
from web.tasks.duty_form import LONGEST, DutyForm
from web.words import say

OPTIONAL = ("document", "number", "issued_on", "issuer", "quoted", "area")


class GiveForm(DutyForm):
    """A duty with its origin; a conclusion of a meeting names that itself."""

    origin = RadioChoiceField(
        "Việc này từ đâu?",
        default="leader",
        choices=[
            SelectChoice("leader", "Lãnh đạo giao trực tiếp"),
            SelectChoice("superior", "Văn bản của cấp trên"),
        ],
    )
    document = TextField("Loại văn bản", most=60)
    number = TextField("Số, ký hiệu", most=60)
    issued_on = DayField("Ngày văn bản")
    issuer = TextField("Cơ quan ban hành", most=200)
    quoted = LongTextField("Trích nội dung giao", most=LONGEST)
    area = ChoiceField("Lĩnh vực")

    def offer_everything(self, only: frozenset[object]) -> None:
        """Fill the lists; the paper is needed only when there is one."""
        self.offer_register(only)
        self.area.choices = options(AREAS, empty="Không thuộc lĩnh vực nào")
        for name in OPTIONAL:
            self[name].flags.optional = True

    def command(self, origin: Origin | None) -> Command:
        """Say what was typed as a command; the origin where the form did not ask for it."""
        return GiveTask(
            content=self.text.data or "",
            clarity=self.clarity(),
            origin=origin or self._origin(),
            area=self.area.data or None,
            quoted=self.quoted.data or "",
        )

    def validate(self, extra_validators: object = None) -> bool:
        """Check each field, and that a superior's document is named in full."""
        good = super().validate(extra_validators)
        named = self.origin.data == "superior"
        missing = [
            name for name in PAPER if named and not (self[name].data or self[name].errors)
        ]
        for name in missing:
            self[name].errors = [*self[name].errors, say(PaperMissingError(name))]
        return good and not missing

    def _origin(self) -> Origin:
        if self.origin.data == "leader":
            return Origin(kind="leader")
        return Origin(
            kind="superior",
            document=self.document.data or "",
            number=self.number.data or "",
            issued_on=self.issued_on.data,
            issuer=self.issuer.data or "",
        )
