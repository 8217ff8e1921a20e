"""Evidence as forms and pages of several contexts know it: what is said of files, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events import evidence, evidence_refusals
from events.errors import RefusedError
from events.evidence import Kind
from events.evidence_refusals import State
from service import files
from service.evidence.finding import Use
from service.evidence.states import ItemState
from service.tasks.bringing import Described
from tenants.directory import Directory
from web.forms import ChoiceField, DayField, Form, TextField
from web.uploads import NotWholeError

KINDS: Mapping[Kind, str] = {
    "document": "Văn bản",
    "minutes": "Biên bản",
    "photo": "Hình ảnh",
    "figures": "Số liệu",
    "other": "Khác",
}
STATES: Mapping[State, str] = {
    "handed_in": "Đã nộp",
    "accepted": "Đã chấp nhận",
    "returned": "Trả lại",
    "withdrawn": "Đã rút",
}
TONES: Mapping[State, tuple[str, str]] = {  # tone and shape of a state's badge
    "handed_in": ("info", "diamond"),
    "accepted": ("good", "check"),
    "returned": ("warn", "back"),
    "withdrawn": ("plain", "cross"),
}
BESIDE: Mapping[type[RefusedError], str] = {  # a refusal: the field it is shown at
    evidence_refusals.NoFilesError: "files",
    evidence_refusals.UntitledError: "proof_title",
    evidence_refusals.ProvesTheFutureError: "fact_on",
    evidence_refusals.EndsBeforeError: "valid_until",
    NotWholeError: "files",
    files.EmptyUploadError: "files",
    files.UploadTooLargeError: "files",
    files.UploadKindError: "files",
    files.UploadNameError: "files",
    files.TooManyUploadsError: "files",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An item in a line; `badge` is its state's words, tone and shape."""

    item: ItemState
    kind: str
    badge: tuple[str, str, str]
    expired: bool
    by: str
    uses: Sequence[Use]


def line(item: ItemState, register: Directory, day: date, uses: Sequence[Use] = ()) -> Line:
    """Say an item in a line."""
    badge = (STATES[item.status], *TONES[item.status])
    by = register.person(item.brought_by)
    here = [use for use in uses if not use.withdrawn]
    return Line(item, KINDS[item.kind], badge, item.expired(day), by, here)


class DaysForm(Form):
    """The day that files speak for, and how long they are valid."""

    fact_on = DayField("Ngày chứng minh")
    valid_until = DayField("Có hiệu lực đến")


class DescribedForm(DaysForm):
    """Title, kind and number, and the days."""

    proof_title = TextField("Tên minh chứng", most=evidence.LONGEST_TITLE)
    proof_kind = ChoiceField("Loại", choices={"": "Theo tệp", **KINDS})
    proof_number = TextField("Số, ký hiệu văn bản", most=60)

    def described(self) -> Described:
        """Give what was said; an unknown kind was refused by the form."""
        chosen = self.proof_kind.data
        return Described(
            title=self.proof_title.data or "",
            kind=chosen if chosen in KINDS else None,
            number=self.proof_number.data or "",
            fact_on=self.fact_on.data,
            until=self.valid_until.data,
        )
