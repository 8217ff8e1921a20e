"""What stands in the way of a reminder, in Vietnamese."""

from events import urging
from web.session import local
from web.words import say


@say.register
def urged_lately(refusal: urging.UrgedLatelyError) -> str:
    """Say when the task may be urged again."""
    again = local(refusal.again_at)
    return f"Việc này vừa được nhắc. Có thể nhắc lại từ {again:%H:%M} ngày {again:%d/%m/%Y}."


@say.register
def urging_oneself(_refusal: urging.UrgingOneselfError) -> str:
    """Say that one's own work is not urged."""
    return "Đây là việc của chính bạn nên không cần nhắc."
