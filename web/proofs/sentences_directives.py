"""What events of directives tell, at the province and in the communes."""

from events import directive_copies as copies
from events import directive_receivers as receivers
from events import directive_replies as replies
from events import directives
from web.proofs.sentences import Known, told
from web.tasks.amounts import spoken_day

OUTCOMES = {
    "answered": "Trả lời",
    "nothing": "Trả lời không phát sinh",
    "objected": "Có ý kiến khác về",
}


@told.register
def drafted(event: directives.Drafted, _known: Known) -> str:
    """Say what it is about."""
    return f"Soạn văn bản chỉ đạo: {event.title}."


@told.register
def issued(event: directives.Issued, _known: Known) -> str:
    """Say the number."""
    return f"Ban hành văn bản chỉ đạo số {event.number}."


@told.register
def revised(event: directives.Revised, _known: Known) -> str:
    """Say until when."""
    day = spoken_day(event.due_on)
    return f"Sửa văn bản chỉ đạo, hạn trả lời {day}: {event.reason.rstrip('.')}."


@told.register
def recalled(event: directives.Recalled, _known: Known) -> str:
    """Say why."""
    return f"Thu hồi văn bản chỉ đạo: {event.reason.rstrip('.')}."


@told.register
def discarded(_event: directives.Discarded, _known: Known) -> str:
    """Say it."""
    return "Bỏ dự thảo văn bản chỉ đạo."


@told.register
def sent(event: copies.Sent, _known: Known) -> str:
    """Say in which letter."""
    return f"Gửi văn bản chỉ đạo tới một xã, thư số {event.number}, lần {event.revision}."


@told.register
def received_there(event: copies.Received, _known: Known) -> str:
    """Say by which post, when."""
    return f"Xã tiếp nhận văn bản chỉ đạo ngày {spoken_day(event.received_on)}: {event.post}."


@told.register
def progressed(_event: copies.Progressed, _known: Known) -> str:
    """Say it."""
    return "Đơn vị đầu tiên của xã đã trả lời văn bản chỉ đạo."


@told.register
def answered_there(event: copies.Answered, _known: Known) -> str:
    """Say what, and whether it was late."""
    late = ", trễ hạn" if event.late else ""
    return (
        f"Xã: {OUTCOMES[event.outcome].lower()} văn bản chỉ đạo, thư số {event.number}{late}."
    )


@told.register
def returned(event: copies.Returned, _known: Known) -> str:
    """Say why."""
    return f"Trả lại câu trả lời của xã: {event.reason.rstrip('.')}."


@told.register
def reminded(_event: copies.Reminded, _known: Known) -> str:
    """Say it."""
    return "Nhắc xã trả lời văn bản chỉ đạo."


@told.register
def passed_on(_event: copies.PassedOn, _known: Known) -> str:
    """Say it."""
    return "Chuyển văn bản chỉ đạo cho xã kế thừa trả lời."


@told.register
def arrived(event: replies.Arrived, _known: Known) -> str:
    """Say the number."""
    return f"Văn bản chỉ đạo số {event.number} đến: {event.title}."


@told.register
def revised_above(event: replies.Revised, _known: Known) -> str:
    """Say until when."""
    return f"Cấp trên sửa văn bản chỉ đạo, hạn trả lời {spoken_day(event.due_on)}."


@told.register
def recalled_above(event: replies.Recalled, _known: Known) -> str:
    """Say why."""
    return f"Cấp trên thu hồi văn bản chỉ đạo: {event.reason.rstrip('.')}."


@told.register
def received(event: replies.Received, _known: Known) -> str:
    """Say when."""
    return f"Tiếp nhận văn bản chỉ đạo ngày {spoken_day(event.received_on)}."


@told.register
def handed_down(event: replies.HandedDown, _known: Known) -> str:
    """Say to how many units."""
    return f"Giao {len(event.parts)} đơn vị trả lời văn bản chỉ đạo."


@told.register
def part_answered(event: replies.PartAnswered, _known: Known) -> str:
    """Say which item."""
    return f"Đơn vị trả lời nội dung {event.number} của văn bản chỉ đạo."


@told.register
def sent_up(event: replies.Sent, _known: Known) -> str:
    """Say what, in which letter, and whether it was late."""
    late = ", trễ hạn" if event.late else ""
    return f"{OUTCOMES[event.outcome]} văn bản chỉ đạo, thư số {event.number}{late}."


@told.register
def sent_back(event: replies.SentBack, _known: Known) -> str:
    """Say why."""
    return f"Cấp trên trả lại câu trả lời: {event.reason.rstrip('.')}."


@told.register
def reminded_above(_event: replies.Reminded, _known: Known) -> str:
    """Say it."""
    return "Cấp trên nhắc trả lời văn bản chỉ đạo."


@told.register
def named(_event: receivers.Named, _known: Known) -> str:
    """Say it."""
    return "Đặt đầu mối tiếp nhận văn bản chỉ đạo."


@told.register
def told_above(event: receivers.Told, _known: Known) -> str:
    """Say the post."""
    return f"Một xã báo đầu mối tiếp nhận: {event.post}."
