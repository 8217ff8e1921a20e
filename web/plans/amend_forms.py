"""The forms of an amendment: the document, each record that it changes, each that it adds."""

from collections.abc import Iterable

from msgspec.structs import replace
from wtforms import BooleanField

from events.plan_items import Item
from events.plan_life import Paper, Wish
from events.values import Deadline
from web.choices import options
from web.forms import ChoiceField, DayField, LongTextField, TextField
from web.plans.forms import LONGEST_TEXT
from web.plans.labels import AREAS, KINDS
from web.plans.target_form import TargetForm
from web.ui.forms import PageForm


class PaperForm(PageForm):
    """The document that amends, as it stands on the signed paper."""

    number = TextField("Số", required="Hãy ghi số văn bản.", most=20)
    symbol = TextField("Ký hiệu", required="Hãy ghi ký hiệu, ví dụ KH-UBND.", most=60)
    dated = DayField("Ngày ký", required="Hãy ghi ngày ký.")
    in_force_on = DayField("Có hiệu lực từ", required="Hãy ghi ngày có hiệu lực.")
    subject = TextField("Trích yếu", most=500)

    def paper(self) -> Paper:
        """Give the document; the form was validated."""
        return Paper(
            number=self.number.data or "",
            symbol=self.symbol.data or "",
            dated=self.dated.day,
            subject=self.subject.data or "",
        )


class ChangeForm(TargetForm):
    """One record as the amendment wants it, and why."""

    text = LongTextField("Nội dung", required="Hãy ghi nội dung.", most=LONGEST_TEXT)
    due_on = DayField("Thời hạn mới")
    withdraw = BooleanField("Bãi bỏ mục này")
    reason = LongTextField("Lý do", required="Hãy ghi lý do.", most=2_000)

    def show(self, item: Item) -> None:
        """Fill the fields with what stands."""
        self.text.data = item.text
        self.show_target(item.target)

    def wish(self, item: Item) -> Wish:
        """Give what is wanted of a record; the form was validated."""
        if self.withdraw.data:
            return Wish(item.item_id, None, self.reason.data or "")
        target = self.target() if item.kind == "indicator" else item.target
        clarity = item.clarity
        if self.due_on.data:
            clarity = replace(clarity, deadline=Deadline(kind="date", on=self.due_on.data))
        wanted = replace(item, text=self.text.data or "", target=target, clarity=clarity)
        return Wish(item.item_id, wanted, self.reason.data or "")


class NewForm(TargetForm):
    """One record that the amendment adds."""

    kind = ChoiceField("Loại mục", choices=options(KINDS), required="Hãy chọn loại mục.")
    text = LongTextField("Nội dung", required="Hãy ghi nội dung.", most=LONGEST_TEXT)
    area = ChoiceField("Lĩnh vực", choices=options(AREAS, empty="Chưa rõ"))
    reason = LongTextField("Lý do", required="Hãy ghi lý do.", most=2_000)

    def wish(self) -> Wish:
        """Give the new record; the form was validated."""
        kind = self.kind.data
        item = Item(
            item_id=0,
            kind=kind,
            text=self.text.data or "",
            state="accepted",
            area=self.area.data or None,
            target=self.target() if kind == "indicator" else None,
            rule="amended",
        )
        return Wish(None, item, self.reason.data or "")


def all_valid(forms: Iterable[PageForm]) -> bool:
    """Validate every form, so that all of what is wrong is said at once."""
    return all([form.validate() for form in forms])  # noqa: C419 - none is skipped
