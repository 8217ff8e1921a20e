"""The fields of the six clarities, on the form of one record and of many at once."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec
from msgspec import UNSET
from wtforms import Field

from events.values import (
    Clarity,
    Conversion,
    Deadline,
    DeadlineKind,
    Deliverable,
    Rhythm,
    Terms,
)
from service.plans.vocabulary import RHYTHMS
from web.choices import Choices, key, options
from web.clarity_words import DEADLINES
from web.clarity_worth import conversion_of
from web.forms import AmountField, ChoiceField, ChoicesField, DayField, Form, TextField
from web.ui.typed import write_amount

MOST_DAYS = 3650


class ClarityForm(Form):
    """Who, led by whom, until when, what product, and who decides; the work is the text."""

    assignee = ChoiceField("Người phụ trách")
    lead = ChoiceField("Đơn vị chủ trì")
    cooperating = ChoicesField("Đơn vị phối hợp")
    addressees = ChoicesField("Giao chung, mỗi đơn vị một nhiệm vụ và tự phân công")
    deadline_kind = ChoiceField("Loại thời hạn")
    due_on = DayField("Ngày đến hạn")
    rhythm = ChoiceField("Nhịp lặp lại")
    days = AmountField("Số ngày")
    condition = TextField("Chỉ bắt đầu khi", most=200)
    product = TextField("Sản phẩm")
    quantity = AmountField("Số lượng")
    unit = TextField("Đơn vị tính", most=60)
    work_code = TextField("Mã trong danh mục sản phẩm", most=60)
    accept_post = ChoiceField("Người duyệt sản phẩm")
    extend_post = ChoiceField("Người cho gia hạn")
    cause_post = ChoiceField("Người xác nhận nguyên nhân khách quan")
    follower_post = ChoiceField("Người theo dõi, đôn đốc")
    helpers = ChoicesField("Người phối hợp")

    more = (
        "condition",
        "work_code",
        "cause_post",
        "follower_post",
        "helpers",
    )  # not needed to be clear in all six
    printed = ""
    stood = Clarity()  # its further facts have no fields here
    kept: Deadline | None = None  # what stood, which is left as it is unless it is changed
    conversion: Conversion | None = None  # what the code is worth
    likely = "Để trống nếu danh mục chưa có"  # which codes are offered

    def offer(self, choices: Choices, *, empty: str) -> None:
        """Fill the lists; `empty` labels the first choice of each, which has no value."""
        self.choices = choices
        self.assignee.choices = options(choices.people(), empty=empty)
        self.lead.choices = options(choices.units(), empty=empty)
        self.cooperating.choices = options(choices.units())
        self.addressees.choices = self.cooperating.choices
        self.deadline_kind.choices = options(DEADLINES, empty=empty)
        self.rhythm.choices = options(RHYTHMS, empty=empty)
        self.accept_post.choices = options(choices.posts(), empty=empty)
        self.extend_post.choices = self.accept_post.choices
        self.cause_post.choices = self.follower_post.choices = self.accept_post.choices
        self.helpers.choices = options(choices.persons())
        for name in self._fields:
            # needed before the issue, though not yet
            self[name].flags.optional = name in self.more

    def show(self, clarity: Clarity) -> None:
        """Fill the fields with what is clear already."""
        self.assignee.data = self.choices.assignee(clarity.person_id, clarity.post_id)
        self.lead.data = key(clarity.lead_unit_id)
        self.cooperating.data = [key(unit) for unit in clarity.cooperating]
        self.addressees.data = [key(unit) for unit in clarity.addressees]
        self.stood = clarity
        self.accept_post.data = key(clarity.accept_post_id)
        self.extend_post.data = key(clarity.extend_post_id)
        self.cause_post.data = key(clarity.cause_post_id)
        self.follower_post.data = key(clarity.follower_post_id)
        self.helpers.data = [key(person) for person in clarity.helpers]
        if due := clarity.deadline:
            self.deadline_kind.data, self.rhythm.data = due.kind, due.rhythm or ""
            self.due_on.data = due.on
            self.days.data = None if due.days is None else Decimal(due.days)
            self.condition.data = due.condition
        if made := clarity.deliverable:
            self.product.data, self.quantity.data, self.unit.data = (
                made.name,
                made.quantity,
                made.unit,
            )
            self.conversion = made.conversion
            self.work_code.data = made.conversion.code if made.conversion else ""

    def clarity(self) -> Clarity:
        """Give what the fields say; they were validated."""
        person, post = self.choices.assignee_of(self.assignee.data or "")
        units = (self.choices.unit_of(chosen) for chosen in self.cooperating.data or [])
        lead = self.choices.unit_of(self.lead.data or "")
        helping = (self.choices.person_of(chosen) for chosen in self.helpers.data or [])
        together = (self.choices.unit_of(chosen) for chosen in self.addressees.data or [])
        return msgspec.structs.replace(
            self.stood,
            person_id=person,
            post_id=post,
            lead_unit_id=lead,
            cooperating=tuple(unit for unit in units if unit and unit != lead),
            addressees=tuple(unit for unit in together if unit),
            deadline=self._deadline(),
            deliverable=self._deliverable(),
            accept_post_id=self.choices.post_of(self.accept_post.data or ""),
            extend_post_id=self.choices.post_of(self.extend_post.data or ""),
            cause_post_id=self.choices.post_of(self.cause_post.data or ""),
            follower_post_id=self.choices.post_of(self.follower_post.data or ""),
            helpers=tuple(one for one in helping if one and one != person),
        )

    @property
    def worth_hint(self) -> str:
        """Say what the chosen item is worth, or how a code looks."""
        chosen = self.conversion
        return f"Hệ số {write_amount(chosen.coefficient)}" if chosen else self.likely

    def validate_work_code(self, field: TextField) -> None:
        """Find what the code is worth in the catalogue that holds today."""
        self.conversion = conversion_of(field.data) if field.data else None

    def validate(self, extra_validators: object = None) -> bool:
        """Check each field, then those that need one another."""
        good = bool(super().validate(extra_validators))
        for field, said in self._together():
            if not field.errors:
                field.errors = [said]
                good = False
        return good

    def _together(self) -> Iterator[tuple[Field, str]]:
        if not self._unchanged():
            yield from self._half_said(self._kind())
        parts = [self.product.data, self.quantity.data, self.unit.data]
        if any(parts) and not all(parts):
            yield self.product, "Sản phẩm cần đủ tên, số lượng (lớn hơn 0) và đơn vị tính."
        if self.work_code.data and not any(parts):
            yield self.product, "Hãy ghi sản phẩm của mã trong danh mục."

    def _half_said(self, kind: DeadlineKind | None) -> Iterator[tuple[Field, str]]:
        if kind in {"date", "recurring"} and not self.due_on.data:
            yield self.due_on, "Hãy gõ ngày đến hạn; nếu định kỳ thì ngày đến hạn lần đầu."
        if kind == "recurring" and not self.rhythm.data:
            yield self.rhythm, "Hãy chọn nhịp lặp lại."
        if kind == "recurring" and self.condition.data:
            yield self.condition, "Việc định kỳ không chờ điều kiện. Hãy bỏ trống ô này."
        if kind == "relative" and not _whole_days(self.days.data):
            yield self.days, f"Hãy gõ số ngày kể từ ngày nhận, từ 1 đến {MOST_DAYS}."

    def _unchanged(self) -> bool:
        """Tell whether the deadline is left as it stood, clear or not: the gate asks later."""
        due = self.kept
        typed = (self._kind(), self.due_on.data, self.rhythm.data or None, self.days.data)
        waits = self.condition.data or ""
        stood = (due.kind, due.on, due.rhythm, due.days) if due else None
        return due is not None and typed == stood and waits == due.condition

    def _kind(self) -> DeadlineKind | None:
        chosen: DeadlineKind | None = self.deadline_kind.data or None
        if chosen or self.due_on.data:
            return chosen or "date"
        return "on_request" if self.condition.data else None

    def _deadline(self) -> Deadline | None:
        kind = self._kind()
        if kind is None or self._unchanged():
            return self.kept if kind else None
        rhythm: Rhythm | None = self.rhythm.data or None
        return Deadline(
            kind=kind,
            printed=self.printed,
            on=self.due_on.data if kind in {"date", "recurring"} else None,
            days=int(self.days.data or 0) if kind == "relative" else None,
            rhythm=rhythm if kind == "recurring" else None,
            terms=Terms(condition=self.condition.data) if self.condition.data else UNSET,
        )

    def _deliverable(self) -> Deliverable | None:
        if not (self.product.data and self.quantity.data and self.unit.data):
            return None
        return Deliverable(
            name=self.product.data,
            quantity=self.quantity.data,
            unit=self.unit.data,
            conversion=self.conversion,
        )


def _whole_days(typed: Decimal | None) -> bool:
    return typed is not None and typed == typed.to_integral_value() and 1 <= typed <= MOST_DAYS
