"""What stands in the way of talking about a task, in Vietnamese."""

from events import discussions
from service.discussions import talking
from web.session import register
from web.words import say


@say.register
def nothing_said(_refusal: discussions.NothingSaidError) -> str:
    """Ask for words."""
    return "Hãy gõ nội dung muốn trao đổi."


@say.register
def too_long(refusal: discussions.TooLongError) -> str:
    """Say how long it is and how long it may be."""
    return f"Đang dài {refusal.length} ký tự, nhiều nhất {refusal.limit}. Hãy viết gọn lại."


@say.register
def not_your_comment(_refusal: discussions.NotYourCommentError) -> str:
    """Say that only who said it takes it back."""
    return "Chỉ người viết mới thu hồi được ý kiến của mình."


@say.register
def no_such_comment(_refusal: discussions.NoSuchCommentError) -> str:
    """Say that it is gone."""
    return "Ý kiến này không còn, có thể đã được thu hồi."


@say.register
def cannot_see(refusal: talking.CannotSeeError) -> str:
    """Name the people who would not see the task."""
    names = ", ".join(register().person(person) for person in refusal.people)
    return (
        f"{names} không xem được nhiệm vụ này nên chưa nhắc tên được. Hãy bỏ chọn rồi gửi lại."
    )
