"""How a task of the story goes: from what was asked to the steps that people take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from events.values import Cause, Deliverable, Evidence, Rhythm
from service.demo.days import Days
from service.demo.worth import WORTH
from service.tasks import judging, obstacles, working
from service.work import Command
from tenants.access import Actor


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does on a day; written down `noted` days later.

    `soon` are seconds after the step before it; 0: at a minute of its own.
    """

    on: date
    by: str
    make: Callable[[UUID], Command]
    noted: int = 0
    soon: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """Between which days a task lives, the proof of its product, and the people by login."""

    days: Days
    issued: date
    due: date
    proof: Evidence
    actors: Mapping[str, Actor]


@dataclass(frozen=True, slots=True)
class Duty:
    """A task of the story: words of its sentence, its six clarities, how it goes.

    `who` reads "khai -> do, dung": who is in charge, who accepts, who may extend; `what` reads
    "60 phiếu: phiếu khảo sát", with " = MC.04" after it where an item of the work catalogue is
    meant; `due` is a day of the story, empty for a continuous task; `shows` is what its proof
    says where it is not its own.
    """

    phrase: str
    who: str
    what: str
    due: str
    course: "Course"
    says: str = ""
    rhythm: Rhythm | None = None
    together: tuple[str, ...] = ()
    shows: str = ""

    @property
    def by(self) -> str:
        """The login of the person in charge."""
        return self.who.partition(" -> ")[0]

    @property
    def accepts(self) -> str:
        """The login of the person whose post accepts the product."""
        return self.who.partition(" -> ")[2].partition(", ")[0]

    @property
    def extends(self) -> str:
        """The login of the person whose post may move the deadline."""
        return self.who.partition(", ")[2]

    @property
    def product(self) -> Deliverable:
        """What must be handed in."""
        owed, _, named = self.what.partition(": ")
        quantity, _, unit = owed.partition(" ")
        name, _, code = named.partition(" = ")
        return Deliverable(
            name=name, quantity=Decimal(quantity), unit=unit, conversion=WORTH.get(code)
        )


Course = Callable[[Duty, Frame], list[Step]]


def silent(_duty: Duty, _frame: Frame) -> list[Step]:
    """Nobody has taken it in hand."""
    return []


def received(duty: Duty, frame: Frame) -> list[Step]:
    """Received within two working days, and nothing since."""
    on = frame.days.working(frame.issued, 2)
    return [Step(on, duty.by, lambda task: working.Acknowledge(task_id=task))]


def running(share: float, until: str = "d-6") -> Course:
    """Received, and so much done by a day."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        last = frame.days.day(until)
        half = frame.days.between(frame.issued, last, 0.5)
        return [
            *received(duty, frame),
            progress(duty, half, share / 2),
            progress(duty, last, share),
        ]

    return course


def done(late: int = -2, share: float = 1) -> Course:
    """Handed in so many working days after the deadline, and accepted."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        on = frame.days.working(frame.due, late)
        half = frame.days.between(frame.issued, on, 0.6)
        return [
            *received(duty, frame),
            progress(duty, half, share / 2),
            progress(duty, on, share),
            submit(duty, frame, on),
            accept(duty, frame.days.working(on, 1)),
        ]

    return course


def handed_in(duty: Duty, frame: Frame) -> list[Step]:
    """Handed in in time; who stands in for the one who accepts does the rest."""
    return done(-2)(duty, frame)[:-1]


def returned(duty: Duty, frame: Frame) -> list[Step]:
    """Handed in early, sent back once, mended by the deadline."""
    first, again = frame.days.working(frame.due, -7), frame.days.working(frame.due, -1)
    return [
        *received(duty, frame),
        progress(duty, first, 1),
        submit(duty, frame, first),
        _send_back(duty, frame.days.working(first, 1), major=True),
        submit(duty, frame, again),
        accept(duty, frame.due),
    ]


def in_return(duty: Duty, frame: Frame) -> list[Step]:
    """Handed in on the last day and sent back; not yet mended."""
    return [
        *received(duty, frame),
        progress(duty, frame.days.between(frame.issued, frame.due, 0.7), 0.75),
        submit(duty, frame, frame.due),
        _send_back(duty, frame.days.working(frame.due, 2)),
    ]


def waiting(since: str) -> Course:
    """Handed in on a day; nobody has decided yet."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        on = frame.days.day(since)
        return [
            *received(duty, frame),
            progress(duty, frame.days.between(frame.issued, on, 0.7), 0.6),
            progress(duty, on, 1),
            submit(duty, frame, on),
        ]

    return course


def obstructed(cause: Cause, on: str, share: float = 0.3) -> Course:
    """Begun, then something stands in the way, which is said on a day."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        day = frame.days.day(on)
        return [
            *received(duty, frame),
            progress(duty, frame.days.between(frame.issued, day, 0.8), share),
            Step(day, duty.by, obstacle(duty, cause)),
        ]

    return course


def noted_late(duty: Duty, frame: Frame) -> list[Step]:
    """Reported month by month; one month was written down 24 days after it happened."""
    steps = [Step(frame.days.working(frame.issued, 6), duty.by, _acknowledge)]
    for month in range(1, 10):
        on = frame.days.between(frame.issued, frame.days.day("d-12"), month / 9)
        steps.append(progress(duty, on, month / 12, noted=24 if month == 7 else 0))
    return steps


def _acknowledge(task: UUID) -> Command:
    return working.Acknowledge(task_id=task)


def progress(duty: Duty, on: date, share: float, noted: int = 0) -> Step:
    """Say how much is done on a day."""
    product = duty.product
    amount = Decimal(round(product.quantity * Decimal(share)))
    note = f"Đã xong {amount} {product.unit}." if amount else "Đang chuẩn bị."

    def make(task: UUID) -> Command:
        return working.ReportProgress(task_id=task, amount=amount, note=note)

    return Step(on, duty.by, make, noted)


def submit(duty: Duty, frame: Frame, on: date) -> Step:
    """Hand in the product with its proof."""
    note = f"Nộp sản phẩm: {duty.product.name}."

    def make(task: UUID) -> Command:
        return working.Submit(task_id=task, note=note, evidence=(frame.proof,))

    return Step(on, duty.by, make)


def accept(duty: Duty, on: date) -> Step:
    """Accept the product."""
    return Step(
        on, duty.accepts, lambda task: judging.Accept(task_id=task, note="Đạt yêu cầu.")
    )


def _send_back(duty: Duty, on: date, *, major: bool = False) -> Step:
    reason = duty.says or "Còn thiếu phần phụ lục, đề nghị bổ sung."

    def make(task: UUID) -> Command:
        return judging.SendBack(task_id=task, reason=reason, major_error=major)

    return Step(on, duty.accepts, make)


def obstacle(duty: Duty, cause: Cause) -> Callable[[UUID], Command]:
    """Say what stands in the way."""
    said = duty.says or "Đang chờ ý kiến của cơ quan cấp trên."
    return lambda task: obstacles.ReportObstacle(task_id=task, cause=cause, text=said)
