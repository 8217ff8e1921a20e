"""The words of the plans for what the records of a draft are made of."""

from events.plan_items import ItemState
from events.values import Deadline, Target
from service.plans import vocabulary
from web import clarity_words
from web.ui.typed import write_amount

AREAS = vocabulary.AREAS
KINDS = vocabulary.KINDS
STATES: dict[ItemState, tuple[str, str, str]] = {  # word, tone and shape of the badge
    "proposed": ("Chưa xem", "info", "diamond"),
    "accepted": ("Đã nhận", "good", "check"),
    "dropped": ("Đã bỏ", "plain", "cross"),
}
COMPARATORS = vocabulary.COMPARATORS
RHYTHMS = vocabulary.RHYTHMS
names = clarity_words.names

DOUBTS = {  # what the reader asks a person to look at, by its kind
    "absent_appendix": "Nhắc tới phụ lục nhưng tệp không có phụ lục",
    "contradiction": "Hai chỉ tiêu có thể trái nhau",
    "duplicate_target": "Chỉ tiêu có thể trùng",
    "ocr_noise": "Có thể đọc nhầm chữ",
    "inconsistent_name": "Tên được viết nhiều cách",
    "inconsistent_citation": "Văn bản được dẫn với ngày khác nhau",
    "stale_reference": "Nhắc tới cấp không còn",
    "open_ended": "Danh sách còn để ngỏ",
    "conditional_task": "Chỉ làm khi có hướng dẫn của cấp trên",
    "impossible_period": "Kỳ báo cáo không có trong thời gian của kế hoạch",
    "past_deadline": "Hạn trước ngày của kế hoạch",
    "late_deadline": "Hạn sau khi kế hoạch kết thúc",
    "missing_number": "Số còn để trống",
    "missing_date": "Ngày còn để trống",
}


def figure(target: Target | None) -> str:
    """Say the figure of an indicator: "tối thiểu 90% (2026-2027)"."""
    if target is None or target.value is None:
        return ""
    word = COMPARATORS.get(target.comparator or "", "")
    main = f"{word} {write_amount(target.value, target.unit or '')}".strip()
    return f"{main} ({target.phase})" if target.phase else main


def due(deadline: Deadline | None) -> str:
    """Say a deadline in a few words; nothing when there is none."""
    if deadline is None:
        return ""
    if deadline.condition:
        return clarity_words.condition_words(deadline)
    also = bool(deadline.terms and deadline.terms.on_request)
    return f"{_due(deadline)}, và khi có yêu cầu" if also else _due(deadline)


def _due(deadline: Deadline) -> str:
    day = deadline.on.strftime("%d/%m/%Y") if deadline.on else ""
    match deadline.kind:
        case "continuous":
            return "thường xuyên"
        case "on_request":
            return "khi có yêu cầu"
        case "relative":
            return f"{deadline.days} ngày kể từ ngày nhận"
        case "recurring":
            rhythm = RHYTHMS[deadline.rhythm] if deadline.rhythm else "định kỳ"
            return f"{rhythm}, lần đầu {day}" if day else rhythm
    return day
