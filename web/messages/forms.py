"""What people type about messages: where they are written to, and a word with a reminder."""

import re

from wtforms import BooleanField
from wtforms.validators import ValidationError

from service.messages.contacts import Contact
from service.messages.urging import LONGEST_NOTE
from web.forms import Form, TextField

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
LONGEST_ADDRESS = 254  # characters, RFC 5321


class ContactForm(Form):
    """Where the morning's digest goes."""

    email = TextField("Địa chỉ thư điện tử", most=LONGEST_ADDRESS)
    digest = BooleanField("Gửi cho tôi bản tin mỗi sáng khi có việc mới")

    def validate_email(self, field: TextField) -> None:
        """Refuse what cannot be an address."""
        if field.data and not _EMAIL.fullmatch(field.data):
            raise ValidationError("Địa chỉ chưa đúng dạng, ví dụ khai@xa.gov.vn.")

    def validate_digest(self, field: BooleanField) -> None:
        """Refuse a digest without an address."""
        if field.data and not self.email.data:
            raise ValidationError("Hãy ghi địa chỉ để nhận bản tin, hoặc bỏ chọn ô này.")

    def contact(self) -> Contact:
        """Give what was typed."""
        return Contact(self.email.data or "", bool(self.digest.data))


class UrgeForm(Form):
    """A word that goes with a reminder."""

    note = TextField("Lời nhắn kèm theo", most=LONGEST_NOTE)
