"""What people type when they talk about a task."""

from events.discussions import LONGEST
from web.forms import ChoicesField, Form, LongTextField, identity


class SayForm(Form):
    """One comment, and the people it is addressed to."""

    text = LongTextField("Nội dung", required="Hãy gõ nội dung muốn trao đổi.", most=LONGEST)
    mentions = ChoicesField("Nhắc tên", coerce=identity)
