"""The forms of the tenant's administrator."""

import re

from wtforms import BooleanField
from wtforms.validators import ValidationError

from tenants.access import Role
from web.forms import (
    AmountField,
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    RadioChoiceField,
    Required,
    TextField,
    identity,
)
from web.populations import POPULATIONS

LONGEST_NAME = 120
LAST_RANK = 999
LONGEST_REASON = 1000
LAST_EVENT = 2**53
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


class Ranked(Form):
    """A thing with a place in a list."""

    rank = AmountField("Thứ tự trên trang", required="Hãy ghi thứ tự, ví dụ 3.")

    def validate_rank(self, field: AmountField) -> None:
        """Refuse what is no place in a list."""
        if field.data is not None and (field.data % 1 or field.data > LAST_RANK):
            raise ValidationError(f"Hãy ghi số nguyên từ 0 đến {LAST_RANK}.")


class UnitForm(Ranked):
    """A new unit."""

    name = TextField("Tên đơn vị", required="Hãy ghi tên đơn vị.", most=LONGEST_NAME)
    kind = ChoiceField("Loại đơn vị", required="Hãy chọn loại đơn vị.")
    first_day = DayField("Hoạt động từ ngày", required="Hãy ghi ngày bắt đầu.")


class PostForm(Ranked):
    """A new post in a unit."""

    title = TextField("Tên chức vụ", required="Hãy ghi tên chức vụ.", most=LONGEST_NAME)
    unit_id = ChoiceField("Đơn vị", required="Hãy chọn đơn vị.", coerce=identity)
    roles = ChoicesField("Được làm gì", required="Hãy chọn ít nhất một mục.")

    def chosen(self) -> tuple[Role, ...]:
        """Give the roles in the order in which they are declared, not ticked."""
        return tuple(role for role in Role if role in self.roles.data)


class PersonForm(Form):
    """A new person with post and name to sign in with."""

    name = TextField("Họ và tên", required="Hãy ghi họ và tên.", most=LONGEST_NAME)
    post_id = ChoiceField("Chức vụ", required="Hãy chọn chức vụ.", coerce=identity)
    first_day = DayField("Giữ chức vụ từ ngày", required="Hãy ghi ngày bắt đầu.")
    login = TextField("Tên đăng nhập", required="Hãy ghi tên đăng nhập.", most=40)

    def validate_login(self, field: TextField) -> None:
        """Refuse what is hard to type anywhere."""
        if not _LOGIN.fullmatch(field.data):
            raise ValidationError(
                "Chỉ dùng chữ thường không dấu, số, dấu chấm hoặc gạch, từ 2 đến 40 ký tự."
            )


class FillForm(Form):
    """A person for a post."""

    person_id = ChoiceField("Người giữ chức vụ", required="Hãy chọn người.", coerce=identity)
    first_day = DayField("Từ ngày", required="Hãy ghi ngày bắt đầu.")


class LeaveForm(Form):
    """The end of a person's time in a post."""

    person_id = ChoiceField(
        "Người thôi giữ chức vụ", required="Hãy chọn người.", coerce=identity
    )
    last_day = DayField("Ngày cuối cùng", required="Hãy ghi ngày cuối cùng.")


class EndUnitForm(Form):
    """The end of a unit, and the one that it goes into."""

    last_day = DayField("Ngày hoạt động cuối cùng", required="Hãy ghi ngày cuối cùng.")
    into = ChoiceField("Nhập vào đơn vị", coerce=identity)
    basis = TextField(
        "Theo quyết định số", required="Hãy ghi số quyết định.", most=LONGEST_NAME
    )


class NameForm(Form):
    """A person's name, corrected."""

    name = TextField("Họ và tên", required="Hãy ghi họ và tên.", most=LONGEST_NAME)


class PopulationForm(Form):
    """Which population a person belongs to, and since when."""

    population = RadioChoiceField("Nhóm", required="Hãy chọn nhóm.", choices=POPULATIONS)
    from_day = DayField("Từ ngày", required="Hãy ghi ngày bắt đầu.")


class EraseForm(Form):
    """The grounds of an erasure."""

    legal_basis = TextField("Căn cứ pháp lý", required="Hãy ghi căn cứ pháp lý.")
    reason = LongTextField("Lý do", required="Hãy ghi lý do.", most=LONGEST_REASON)
    sure = BooleanField(
        "Tôi hiểu là không lấy lại được", [Required("Hãy đánh dấu nếu chắc chắn.")]
    )


class EraseTextForm(EraseForm):
    """Which event's text is erased, and on which grounds."""

    position = AmountField("Số của sự kiện", required="Hãy ghi số, ví dụ 123.")

    def validate_position(self, field: AmountField) -> None:
        """Refuse what counts no event."""
        if field.data is not None and (field.data % 1 or not 0 < field.data < LAST_EVENT):
            raise ValidationError("Hãy ghi số nguyên từ 1.")
