"""What stands in the way of giving a task outside the plan, or a part of one, in Vietnamese."""

from events import meetings
from events.tasks import refusals
from service.tasks import outside, parts, sharing, splitting
from web.clarity_words import names
from web.tasks.amounts import spoken_day
from web.ui.typed import write_amount
from web.words import say

PAPER = {
    "number": "Hãy ghi số, ký hiệu của văn bản cấp trên.",
    "issued_on": "Hãy ghi ngày của văn bản cấp trên.",
    "issuer": "Hãy ghi cơ quan ban hành văn bản.",
}


@say.register
def still_unclear(refusal: outside.StillUnclearError) -> str:
    """Name what is missing of the six."""
    return f"Chưa đủ 6 rõ, còn thiếu: {', '.join(names(refusal.missing))}."


@say.register
def outside_your_unit(_refusal: outside.OutsideYourUnitError) -> str:
    """Say where a head gives tasks."""
    return (
        "Trưởng đơn vị chỉ giao việc trong đơn vị mình; việc của đơn vị khác do lãnh đạo giao."
    )


@say.register
def comes_round_outside(_refusal: outside.ComesRoundOutsideError) -> str:
    """Say where recurring duties live."""
    return "Việc lặp lại theo kỳ cần nằm trong kế hoạch, để có ngày kết thúc."


@say.register
def paper_missing(refusal: outside.PaperMissingError) -> str:
    """Ask for what names the document."""
    return PAPER[refusal.field]


@say.register
def shares_out_of_range(refusal: refusals.SharesOutOfRangeError) -> str:
    """Say what shares are possible."""
    total = write_amount(round(refusal.total, 1))
    return f"Mỗi phần lớn hơn 0, tổng các phần không quá 100% (đang {total}%)."


@say.register
def not_pursued(_refusal: sharing.NotPursuedError) -> str:
    """Say that it has ended."""
    return "Chỉ tiêu này không còn được theo đuổi. Hãy chọn lại."


@say.register
def part_of_part(_refusal: refusals.PartOfPartError) -> str:
    """Say how deep tasks are cut."""
    return "Việc con không tách thêm việc con; hãy tách từ nhiệm vụ gốc."


@say.register
def part_due_later(refusal: parts.PartDueLaterError) -> str:
    """Name the last day of a part."""
    return (
        f"Việc con cần có hạn, không sau hạn của nhiệm vụ gốc ({spoken_day(refusal.due_on)})."
    )


@say.register
def not_sharing(_refusal: splitting.NotSharingError) -> str:
    """Say who can have a part."""
    return "Việc con chỉ giao trong đơn vị chủ trì hoặc đơn vị phối hợp của nhiệm vụ gốc."


@say.register
def part_too_large(refusal: splitting.PartTooLargeError) -> str:
    """Say how much is left."""
    left = write_amount(refusal.left, refusal.unit)
    return f"Các việc con không vượt số lượng của nhiệm vụ gốc; còn lại {left}."


@say.register
def open_parts(refusal: parts.OpenPartsError) -> str:
    """Say what to do when parts are open."""
    return (
        f"Còn {refusal.count} việc con chưa xong. Nếu vẫn nộp, hãy đánh dấu xác nhận và ghi rõ"
        " lý do vào ô ghi chú."
    )


@say.register
def nothing_concluded(_refusal: meetings.NothingConcludedError) -> str:
    """Ask for the title and a conclusion."""
    return "Hãy ghi tên cuộc họp và ít nhất một kết luận."


@say.register
def held_in_the_future(refusal: meetings.HeldInTheFutureError) -> str:
    """Say when a meeting is recorded."""
    return f"Ngày {spoken_day(refusal.held_on)} chưa tới; cuộc họp được ghi sau khi họp."


@say.register
def no_such_conclusion(_refusal: meetings.NoSuchConclusionError) -> str:
    """Say that it is not there."""
    return "Cuộc họp không có kết luận này."
