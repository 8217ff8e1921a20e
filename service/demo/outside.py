"""Work that no plan of the story has: given from above, by a leader, or by a meeting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import uuid5

from events.values import Origin
from service.demo.courses import Duty, done, received, running, waiting
from service.demo.days import instant
from service.demo.script import Act, Script
from service.tasks.concluding import RecordMeeting
from service.tasks.outside import GiveTask


@dataclass(frozen=True, slots=True)
class Order:
    """A leader's order: who gives it on which day, the duty (its phrase is the whole sentence).

    `paper` is the number, the day and the issuer of a superior's letter; none when ad hoc.
    """

    by: str
    on: str
    duty: Duty
    paper: tuple[str, str, str] | None = None


ORDERS = (
    Order(
        "su",
        "d-62",
        Duty(
            "Rà soát nhà ở trong vùng có nguy cơ sạt lở, lập danh sách hộ cần di dời",
            "thang -> dung, su",
            "1 danh sách: danh sách hộ cần di dời",
            "d-40",
            done(-2),
        ),
        ("512/UBND-NN", "d-64", "Ủy ban nhân dân tỉnh Vân Sơn"),
    ),
    Order(
        "thu",
        "d-9",
        Duty(
            "Chuẩn bị điểm trực hỗ trợ nộp hồ sơ tại phiên chợ vùng cao",
            "khai -> do, thu",
            "1 phương án: phương án trực tại phiên chợ",
            "d+5",
            running(0.5, "d-2"),
        ),
    ),
)
CONCLUSIONS = (
    Duty(
        "Chỉ đạo xử lý dứt điểm ba trụ sở dôi dư, báo cáo Thường trực Đảng ủy",
        "tien -> lin, lin",
        "1 báo cáo: báo cáo kết quả chỉ đạo",
        "d-5",
        running(0.4, "d-8"),
    ),
    Duty(
        "Rà soát việc chấp hành giờ làm việc của đảng viên là người đứng đầu",
        "sen -> lin, lin",
        "1 biên bản: biên bản rà soát",
        "d-12",
        waiting("d-13"),
    ),
    Duty(
        "Phổ biến kết luận đến các chi bộ",
        "hung -> sen, lin",
        "5 chi bộ: danh sách đã phổ biến",
        "d+12",
        received,
    ),
)


def ordered(script: Script, orders: Sequence[Order] = ORDERS) -> Iterator[Act]:
    """Give what leaders ordered outside the plan, and how it went."""
    for number, order in enumerate(orders):
        yield from given(script, order, _origin(script, order), 20 + number)


def concluded(script: Script) -> Iterator[Act]:
    """Give a meeting of the committee, and its conclusions as tasks."""
    on = script.days.day("d-45")
    meeting = RecordMeeting(
        title="Hội nghị Ban Thường vụ Đảng ủy thường kỳ",
        number="118-TB/ĐU",
        held_on=on,
        chair_post_id=script.cast.actors["lin"].post_id,
        conclusions=tuple(duty.phrase for duty in CONCLUSIONS),
    )
    held = Act(instant(on, 10), "lin", meeting)  # days off may put both on one day
    yield held
    meeting_id = uuid5(held.command_id, "meeting")
    for item, duty in enumerate(CONCLUSIONS, 1):
        origin = Origin(kind="meeting", meeting_id=meeting_id, item=item)
        yield from given(script, Order("lin", "d-44", duty), origin, 20 + item)


def given(script: Script, order: Order, origin: Origin, minute: int) -> Iterator[Act]:
    """Give one order as a task, and how it went."""
    on = script.days.day(order.on)
    duty = order.duty
    give = GiveTask(content=duty.phrase, clarity=script.clarity(duty), origin=origin)
    giving = Act(instant(on, minute), order.by, give)
    yield giving
    yield from script.worked_on(duty, uuid5(giving.command_id, "task 1"), on)


def _origin(script: Script, order: Order) -> Origin:
    if order.paper is None:
        return Origin(kind="leader")
    number, day, issuer = order.paper
    return Origin(
        kind="superior",
        document="Công văn",
        number=number,
        issued_on=script.days.day(day),
        issuer=issuer,
    )
