"""What happened to a task, one Vietnamese sentence for each kind of event.

A promise test fails while an event of a task has no sentence here.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import singledispatch

from events.stream import Event
from events.tasks import (
    amending,
    conditions,
    deadlines,
    giving,
    judging,
    obstacles,
    outside,
    series,
    shares,
    taking_back,
    working,
)
from events.values import Cause, Clarity
from tenants.directory import Directory
from web.tasks.amounts import done_of, spoken_day
from web.told import Said

CAUSES: dict[Cause, str] = {
    "objective": "nguyên nhân khách quan",
    "subjective": "nguyên nhân chủ quan",
    "waiting": "đang chờ nơi khác",
}
VERDICTS: dict[obstacles.Verdict, str] = {
    "confirmed": "Xác nhận nguyên nhân khách quan.",
    "refused": "Không xác nhận nguyên nhân khách quan.",
    "answered": "Trả lời khó khăn đã báo.",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """What a sentence may need to know besides its event."""

    register: Directory
    clarity: Clarity

    @property
    def quantity(self) -> Decimal:
        """How much of the product is owed."""
        return self.clarity.deliverable.quantity if self.clarity.deliverable else Decimal(1)

    @property
    def unit(self) -> str:
        """The unit that the product is counted in."""
        return self.clarity.deliverable.unit if self.clarity.deliverable else ""


@singledispatch
def sentence(event: Event, _telling: Telling) -> Said:
    """Say what an event of a task tells.

    Raises:
        LookupError: nobody has worded that kind of event yet.
    """
    raise LookupError(type(event).TOPIC)


@sentence.register
def issued(event: giving.Issued | outside.Given, telling: Telling) -> Said:
    """Say to whom the task was given, and until when."""
    due = f", hạn {spoken_day(event.due_on)}" if event.due_on else ""
    clarity, names = event.clarity, telling.register
    whom = names.person(clarity.person_id) or names.unit(clarity.lead_unit_id)
    apart = isinstance(event, outside.Given) and event.parent_id is None
    return Said(f"Giao{' ngoài kế hoạch' if apart else ''} cho {whom}{due}.", "assign")


@sentence.register
def shared(event: shares.Shared, _telling: Telling) -> Said:
    """Say how many indicators it serves."""
    count = len(event.shares)
    return Said(f"Nối với {count} chỉ tiêu." if count else "Thôi nối với chỉ tiêu nào.")


@sentence.register
def split(event: outside.Split, _telling: Telling) -> Said:
    """Say that a part became a task of its own."""
    return Said(f"Tách việc con thứ {event.number}.", "assign")


@sentence.register
def acknowledged(event: working.Acknowledged, telling: Telling) -> Said:
    """Say that it was received, and the deadline that runs from it."""
    deadline = telling.clarity.deadline
    if event.due_on and deadline and deadline.kind == "relative":
        return Said(f"Nhận việc, hạn tính ra là {spoken_day(event.due_on)}.", "person")
    return Said("Nhận việc.", "person")


@sentence.register
def progressed(event: working.Progressed, telling: Telling) -> Said:
    """Say how much is done."""
    done = done_of(event.amount, telling.quantity, telling.unit)
    return Said(f"Cập nhật tiến độ: {done}.", "progress", event.note)


@sentence.register
def obstacle_reported(event: obstacles.ObstacleReported, _telling: Telling) -> Said:
    """Say what stands in the way, and what would help."""
    wish = f" Đề nghị: {event.proposal.rstrip('.')}." if event.proposal else ""
    files = f", kèm {len(event.evidence)} tệp" if event.evidence else ""
    return Said(f"Báo khó khăn, {CAUSES[event.cause]}{files}.{wish}", "obstacle", event.text)


@sentence.register
def taken_back(_event: taking_back.TakenBack, _telling: Telling) -> Said:
    """Say that what a sheet changed was taken back."""
    return Said("Hoàn tác thay đổi đã nạp từ bảng Excel; nhiệm vụ trở lại như trước.", "note")


@sentence.register
def submitted(event: working.Submitted, _telling: Telling) -> Said:
    """Say that the product was handed in, with how many files."""
    files = f" với {len(event.evidence)} minh chứng" if event.evidence else ""
    return Said(f"Nộp sản phẩm{files}.", "submit", event.note)


@sentence.register
def returned(event: judging.Returned, _telling: Telling) -> Said:
    """Say that the product was sent back, and why."""
    error = " vì lỗi nội dung lớn" if event.major_error else " để bổ sung"
    return Said(f"Trả lại sản phẩm{error}.", "return", event.reason)


@sentence.register
def accepted(event: judging.Accepted, _telling: Telling) -> Said:
    """Say that the product was taken as done."""
    return Said("Chấp nhận sản phẩm. Nhiệm vụ hoàn thành.", "accept", event.note)


@sentence.register
def deadline_extended(event: deadlines.DeadlineExtended, _telling: Telling) -> Said:
    """Say from when to when the deadline moved, and why."""
    before = f" từ {spoken_day(event.before)}" if event.before else ""
    other = event.asked is not None and event.asked != event.due_on
    asked = f" (đã xin đến {spoken_day(event.asked)})" if event.asked and other else ""
    text = f"Gia hạn{before} đến {spoken_day(event.due_on)}{asked}."
    return Said(text, "deadline", event.reason)


@sentence.register
def unit_received(event: giving.UnitReceived, telling: Telling) -> Said:
    """Say which unit received it, and the deadline that runs from it."""
    deadline = telling.clarity.deadline
    relative = event.due_on and deadline and deadline.kind == "relative"
    due = f", hạn tính ra là {spoken_day(event.due_on)}" if event.due_on and relative else ""
    return Said(f"Đơn vị chủ trì tiếp nhận{due}.", "person")


@sentence.register
def condition_met(event: conditions.ConditionMet, _telling: Telling) -> Said:
    """Say when what was waited for came true, and until when it is due."""
    due = f", hạn {spoken_day(event.due_on)}" if event.due_on else ""
    text = f"Điều kiện đã có từ {spoken_day(event.met_on)}, bắt đầu thực hiện{due}."
    return Said(text, "assign", event.basis)


@sentence.register
def assigned(event: giving.Assigned, telling: Telling) -> Said:
    """Say who is in charge inside the unit."""
    who = f"{telling.register.person(event.person_id)}, {telling.register.post(event.post_id)}"
    return Said(f"Phân công {who} phụ trách.", "assign", event.note)


@sentence.register
def refused_back(event: giving.RefusedBack, _telling: Telling) -> Said:
    """Say that the task was not taken, and why."""
    return Said("Từ chối nhận, trả lại người giao.", "return", event.reason)


@sentence.register
def transferred(event: giving.Transferred, telling: Telling) -> Said:
    """Say where the task went."""
    names = telling.register
    person = f", {names.person(event.person_id)} phụ trách" if event.person_id else ""
    return Said(f"Chuyển cho {names.unit(event.lead_unit_id)}{person}.", "assign", event.reason)


@sentence.register
def handed_over(event: giving.HandedOver, telling: Telling) -> Said:
    """Say from whom to whom the task went."""
    names = telling.register
    before, after = names.person(event.from_person_id), names.person(event.person_id)
    return Said(f"Bàn giao từ {before} sang {after}, {names.post(event.post_id)}.", "person")


@sentence.register
def recalled(event: giving.Recalled, _telling: Telling) -> Said:
    """Say that it was taken back."""
    return Said("Thu hồi nhiệm vụ.", "return", event.reason)


@sentence.register
def cancelled(event: giving.Cancelled, _telling: Telling) -> Said:
    """Say that it was stopped."""
    return Said("Hủy nhiệm vụ.", "return", event.reason)


@sentence.register
def superseded(event: giving.Superseded, _telling: Telling) -> Said:
    """Say that a later plan stopped it."""
    return Said("Dừng, vì kế hoạch khác thay thế.", "return", event.reason)


@sentence.register
def carried_over(event: giving.CarriedOver, _telling: Telling) -> Said:
    """Say that a later plan goes on with it."""
    return Said("Chuyển tiếp sang kế hoạch thay thế.", "assign", event.reason)


@sentence.register
def amended(event: amending.Amended, _telling: Telling) -> Said:
    """Say from when a document changed the task, and until when it is now due."""
    due = f"; hạn là {spoken_day(event.due_on)}" if event.due_on else ""
    text = f"Sửa đổi từ {spoken_day(event.in_force_on)}: {event.content}{due}."
    return Said(text, "assign", event.reason)


@sentence.register
def rated(event: judging.Rated, _telling: Telling) -> Said:
    """Say how good the product is."""
    return Said(f"Đánh giá chất lượng {event.quality}%.", "accept", event.note)


@sentence.register
def locked(event: judging.Locked, _telling: Telling) -> Said:
    """Say with which period it was closed."""
    return Said(f"Khóa cùng kỳ {event.period}.", "note")


@sentence.register
def extension_asked(event: deadlines.ExtensionAsked, _telling: Telling) -> Said:
    """Say until when more time is asked for, and why."""
    return Said(f"Xin gia hạn đến {spoken_day(event.due_on)}.", "deadline", event.reason)


@sentence.register
def extension_refused(event: deadlines.ExtensionRefused, _telling: Telling) -> Said:
    """Say that the deadline stays, and why."""
    asked = spoken_day(event.asked)
    return Said(f"Không đồng ý gia hạn đến {asked}.", "deadline", event.reason)


@sentence.register
def suspended(event: deadlines.Suspended, _telling: Telling) -> Said:
    """Say that the task rests, and why."""
    return Said("Tạm dừng vì lý do khách quan.", "deadline", event.reason)


@sentence.register
def resumed(event: deadlines.Resumed, _telling: Telling) -> Said:
    """Say that the task goes on, and until when."""
    due = f", hạn mới là {spoken_day(event.due_on)}" if event.due_on else ""
    return Said(f"Cho tiếp tục thực hiện{due}.", "deadline")


@sentence.register
def obstacle_answered(event: obstacles.ObstacleAnswered, _telling: Telling) -> Said:
    """Say what was decided about the cause."""
    return Said(VERDICTS[event.verdict], "obstacle", event.answer)


@sentence.register
def continued(event: series.Continued, _telling: Telling) -> Said:
    """Say until when the next time of the duty is due, and what was left out."""
    due = f", hạn {spoken_day(event.due_on)}" if event.due_on else ""
    missed = f"; {event.skipped} kỳ trước đó đã qua nên không giao" if event.skipped else ""
    return Said(f"Giao kỳ tiếp theo{due}{missed}.", "assign")


@sentence.register
def series_ended(event: series.SeriesEnded, _telling: Telling) -> Said:
    """Say that the duty comes round no more, and why."""
    return Said("Kết thúc việc định kỳ, không giao kỳ tiếp theo.", "return", event.reason)
