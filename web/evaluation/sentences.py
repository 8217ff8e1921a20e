"""What the events of a score sheet tell, one sentence each."""

from functools import singledispatch

from events import scoring
from events.stream import Event
from web.ui.typed import write_amount


@singledispatch
def sentence(event: Event) -> str:
    """Say what an event of a sheet tells."""
    raise NotImplementedError(event)


@sentence.register
def _(_event: scoring.SelfScored) -> str:
    return "Tự chấm điểm."


@sentence.register
def _(_event: scoring.LineAnswered) -> str:
    return "Trả lời một điểm bị trừ."


@sentence.register
def _(event: scoring.Confirmed) -> str:
    return f"Xác nhận {_points(event)}."


@sentence.register
def _(event: scoring.Told) -> str:
    return f"Báo kết quả cho người được chấm ngày {event.told_on:%d/%m/%Y}."


@sentence.register
def _(event: scoring.Petitioned) -> str:
    return f"Gửi kiến nghị, hạn trả lời {event.due_on:%d/%m/%Y}."


@sentence.register
def _(event: scoring.PetitionAnswered) -> str:
    said = "giữ nguyên kết quả" if event.outcome == "kept" else "sẽ sửa bằng quyết định"
    return f"Trả lời kiến nghị: {said}."


@sentence.register
def _(event: scoring.Corrected) -> str:
    on = f"{event.decided_on:%d/%m/%Y}"
    return f"Quyết định số {event.number} ngày {on} thay kết quả trước: {_points(event)}."


@sentence.register
def _(event: scoring.Adjusted) -> str:
    return f"Điều chỉnh sau khi khóa kỳ: {_points(event)}, bên cạnh kết quả đã khóa."


def note(event: Event) -> str:
    """Give what somebody wrote in their own words; "" when nothing."""
    for name in sorted(event.FREE_TEXT):
        return str(getattr(event, name))
    return ""


def _points(event: scoring.Confirmed | scoring.Corrected | scoring.Adjusted) -> str:
    signed = event.verdict.signed
    return "chưa đủ cơ sở tính điểm" if signed is None else f"{write_amount(signed)} điểm"
