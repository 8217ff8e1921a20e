"""What events of reviews tell: the step that was taken, never what was said."""

from collections.abc import Callable

from events import review_rounds, review_rules
from events.reviews import steps
from events.stream import Event
from web.proofs.sentences import Known, told
from web.tasks.amounts import spoken_day

STEPS: dict[type[Event], str] = {
    steps.FactsReckoned: "Lấy số liệu từ nhật ký của cấp ủy.",
    steps.SelfReviewed: "Gửi bản tự kiểm điểm.",
    steps.OpinionGiven: "Một thành viên cho ý kiến.",
    steps.Objected: "Người được kiểm điểm có ý kiến về kết luận.",
    steps.ObjectionAnswered: "Trả lời ý kiến về kết luận.",
    steps.Closed: "Xong việc kiểm điểm.",
    review_rules.LowResultsSet: "Đặt giới hạn kết quả thấp.",
    review_rules.MarksSent: "Cho gửi điểm và xếp loại theo liên kết.",
    review_rules.MarksKept: "Thôi gửi điểm và xếp loại theo liên kết.",
}


def _saying(words: str) -> Callable[[Event, Known], str]:
    return lambda _event, _known: words


for kind, words in STEPS.items():
    told.register(kind, _saying(words))


@told.register
def round_opened(event: review_rounds.Opened, _known: Known) -> str:
    """Say by which paper."""
    return f"Mở đợt kiểm điểm theo văn bản số {event.document}."


@told.register
def opened(event: steps.Opened, _known: Known) -> str:
    """Say of which place."""
    return f"Mở kiểm điểm: {', '.join(filter(None, (event.post, event.unit)))}."


@told.register
def asked(event: steps.FactsAsked, _known: Known) -> str:
    """Say by which letter."""
    return f"Hỏi số liệu theo liên kết giám sát, thư số {event.number}."


@told.register
def received(event: steps.FactsReceived, _known: Known) -> str:
    """Say by which letter."""
    return f"Nhận số liệu của bên được giám sát, thư số {event.number}."


@told.register
def concluded(event: steps.Concluded, _known: Known) -> str:
    """Say by which paper."""
    day = spoken_day(event.concluded_on)
    return f"Kết luận kiểm điểm, văn bản số {event.document}, ngày {day}."


@told.register
def told_of(event: steps.Told, _known: Known) -> str:
    """Say when."""
    return f"Thông báo kết luận cho người được kiểm điểm ngày {spoken_day(event.told_on)}."
