"""The forms of review and issue."""

from decimal import Decimal

from wtforms.validators import ValidationError

from events.plan_items import Front, Item
from web.choices import options
from web.clarity_form import ClarityForm
from web.forms import AmountField, ChoiceField, DayField, Form, LongTextField, TextField
from web.plans.labels import AREAS, KINDS
from web.plans.target_form import TargetForm

LONGEST_TEXT, LONGEST_SPLIT, MOST_PIECES = 5_000, 12_000, 30
EARLIEST_YEAR, LATEST_YEAR = 2020, 2100


class FrontForm(Form):
    """What the head and the foot of the document say."""

    title = TextField("Tên văn bản", required="Hãy ghi tên văn bản.", most=500)
    document_type = TextField("Loại văn bản", most=60)
    issuer = TextField("Cơ quan ban hành", most=200)
    number = TextField("Số", most=20)
    symbol = TextField("Ký hiệu", most=60)
    place = TextField("Nơi ban hành", most=100)
    dated = DayField("Ngày ghi trên văn bản")
    first_year = AmountField("Từ năm")
    last_year = AmountField("Đến năm")
    signer = TextField("Người ký", most=100)
    signer_post = TextField("Chức vụ người ký", most=100)
    supersedes = TextField("Thay thế văn bản", most=500)
    legal_bases = LongTextField("Căn cứ, mỗi dòng một văn bản")
    recipients = LongTextField("Nơi nhận, mỗi dòng một nơi", most=5_000)

    def quiet(self) -> None:
        """Leave out "optional" beside all but one of the labels: the page says it once."""
        for field in self:
            field.flags.optional = False

    def show(self, front: Front) -> None:
        """Fill the fields with what stands."""
        for name in ("title", "document_type", "issuer", "number", "symbol", "place", "dated"):
            self[name].data = getattr(front, name)
        for name in ("signer", "signer_post", "supersedes"):
            self[name].data = getattr(front, name)
        if front.period:
            self.first_year.data, self.last_year.data = map(Decimal, front.period)
        self.legal_bases.data = "\n".join(front.legal_bases)
        self.recipients.data = "\n".join(front.recipients)

    def front(self) -> Front:
        """Give what the fields say; they were validated."""
        first, last = self.first_year.data, self.last_year.data
        return Front(
            **{
                name: self[name].data or ""
                for name in ("title", "document_type", "issuer", "number", "symbol", "place")
            },
            dated=self.dated.data,
            period=(int(first), int(last)) if first and last else None,
            signer=self.signer.data or "",
            signer_post=self.signer_post.data or "",
            supersedes=self.supersedes.data or "",
            legal_bases=lines(self.legal_bases.data),
            recipients=lines(self.recipients.data),
        )

    def validate_first_year(self, field: AmountField) -> None:
        """Refuse a year that is none."""
        _require_year(field)

    def validate_last_year(self, field: AmountField) -> None:
        """Refuse an end without a beginning, or before it."""
        last = _require_year(field)
        if not self.first_year.data or last < self.first_year.data:
            raise ValidationError("Hãy ghi năm đầu, không sau năm cuối.")


class RecordForm(ClarityForm, TargetForm):
    """One record: its text, and either its figure or its six clarities."""

    text = LongTextField("Nội dung", required="Hãy ghi nội dung.", most=LONGEST_TEXT)
    kind = ChoiceField("Loại mục", choices=options(KINDS), required="Hãy chọn loại mục.")
    area = ChoiceField("Lĩnh vực", choices=options(AREAS, empty="Chưa rõ"))

    def show_item(self, item: Item) -> None:
        """Fill the fields with what stands."""
        self.text.data, self.kind.data, self.area.data = item.text, item.kind, item.area or ""
        self.show_target(item.target)
        self.show(item.clarity)


class SplitForm(Form):
    """The pieces of a record, one a line."""

    pieces = LongTextField(
        "Mỗi phần một dòng", required="Hãy ghi mỗi phần một dòng.", most=LONGEST_SPLIT
    )

    def validate_pieces(self, field: LongTextField) -> None:
        """Refuse a pasted list."""
        parts = lines(field.data)
        if len(parts) > MOST_PIECES:
            raise ValidationError(f"Tách nhiều nhất {MOST_PIECES} phần một lần.")
        if any(len(part) > LONGEST_TEXT for part in parts):
            raise ValidationError(f"Mỗi phần dài nhất {LONGEST_TEXT} ký tự.")


class MergeForm(Form):
    """The text of two records put together."""

    whole = LongTextField("Nội dung", required="Mục gộp chưa có nội dung.", most=LONGEST_TEXT)


class AddForm(Form):
    """A record that the reader did not find."""

    kind = ChoiceField("Loại mục", choices=options(KINDS), required="Hãy chọn loại mục.")
    text = LongTextField("Nội dung", required="Hãy ghi nội dung.", most=LONGEST_TEXT)
    area = ChoiceField("Lĩnh vực", choices=options(AREAS, empty="Chưa rõ"))


class IssueForm(Form):
    """What stands on the signed paper; typed by a person, never invented."""

    number = TextField("Số", required="Hãy ghi số văn bản.", most=20)
    symbol = TextField("Ký hiệu", required="Hãy ghi ký hiệu, ví dụ KH-UBND.", most=60)
    issued_on = DayField("Ngày ban hành", required="Hãy ghi ngày ban hành.")
    signer = TextField("Người ký", required="Hãy ghi họ tên người ký.", most=100)
    signer_post = TextField("Chức vụ người ký", required="Hãy ghi chức vụ.", most=100)


def lines(text: str | None) -> tuple[str, ...]:
    """Give the lines that say something."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def _require_year(field: AmountField) -> Decimal:
    typed = field.data
    if typed is None or typed != int(typed) or not EARLIEST_YEAR <= typed <= LATEST_YEAR:
        raise ValidationError(f"Hãy ghi năm từ {EARLIEST_YEAR} đến {LATEST_YEAR}.")
    return typed
