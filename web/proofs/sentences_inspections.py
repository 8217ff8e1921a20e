"""What events of inspections and of signals tell."""

from events import coverage, inspections, recommendations, signals
from web.proofs.sentences import Known, told
from web.tasks.amounts import spoken_day


@told.register
def ordered(event: inspections.Ordered, _known: Known) -> str:
    """Say by which paper, from when to when."""
    days = f"từ {spoken_day(event.first_day)} đến {spoken_day(event.last_day)}"
    return f"Lập cuộc kiểm tra theo {event.document}, {days}."


@told.register
def drawn(event: inspections.SampleDrawn, _known: Known) -> str:
    """Say how many of how many, by which seed."""
    return f"Chọn mẫu {len(event.task_ids)} trên {event.of} việc, số rút mẫu {event.seed}."


@told.register
def noted(event: inspections.FindingNoted, known: Known) -> str:
    """Say where, and by which events."""
    places = ", ".join(map(str, event.positions))
    unit = known.register.unit(event.unit_id)
    return f"Ghi phát hiện {event.finding} ở {unit}, căn cứ sự kiện {places}."


@told.register
def answered(event: inspections.FindingAnswered, _known: Known) -> str:
    """Say which finding was answered."""
    return f"Đơn vị giải trình phát hiện {event.finding}."


@told.register
def repair_given(event: inspections.RepairGiven, _known: Known) -> str:
    """Say which finding is repaired."""
    return f"Giao việc khắc phục phát hiện {event.finding}."


@told.register
def recommendation_sent(event: recommendations.RecommendationSent, _known: Known) -> str:
    """Say of which finding."""
    return f"Gửi kiến nghị của phát hiện {event.finding} tới xã bằng văn bản chỉ đạo."


@told.register
def recommendation_closed(event: recommendations.RecommendationClosed, _known: Known) -> str:
    """Say of which finding."""
    return f"Đóng kiến nghị của phát hiện {event.finding}."


@told.register
def closed(event: inspections.Closed, _known: Known) -> str:
    """Say with which conclusion."""
    return f"Kết luận cuộc kiểm tra: {event.document}."


@told.register
def coverage_set(event: coverage.CoverageSet, _known: Known) -> str:
    """Say how much is to be inspected."""
    every = "mỗi năm" if event.years == 1 else f"ít nhất một lần trong {event.years} năm"
    return f"Mục tiêu kiểm tra {event.percent}% số đơn vị mỗi năm, mỗi đơn vị {every}."


@told.register
def limits_set(_event: signals.SignalLimitsSet, _known: Known) -> str:
    """Say that limits are others."""
    return "Đặt giới hạn của các dấu hiệu cần xem."


@told.register
def signal_answered(event: signals.SignalAnswered, _known: Known) -> str:
    """Say at which event the signal points."""
    return f"Đơn vị trả lời dấu hiệu ở sự kiện {event.position}."
