"""Turns that deserve a second look, and those that are innocent and look like them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from service.demo.courses import Course, Duty, Frame, Step, accept, obstacle, progress, received
from service.demo.courses import submit as hand_in
from service.demo.turns import judged
from service.evidence.states import table as items
from service.history import standing
from service.tasks import deadlines, giving, handing_over, handovers, judging, working
from service.work import Command, Work

LEAVE = "Nghỉ thai sản, bàn giao có ký nhận."
CUT_OFF = "Lũ cuốn cột sóng, bản mất liên lạc nhiều ngày."
GRANTED = "Đồng ý gia hạn."
MEND = "Thiếu chữ ký của trưởng bản, đề nghị bổ sung."


@dataclass(frozen=True, slots=True)
class SubmitAgain:
    """Hand in with what was brought in before, used again from the store, not brought anew."""

    task_id: UUID
    sha256: str

    def decide(self, work: Work) -> None:
        """Find the item by its file."""
        kept = items.c
        wanted = select(kept.evidence_id).where(
            standing(items, None), kept.hashes.contains(self.sha256)
        )
        found = work.connection.scalars(wanted).first()
        again = (found,) if found else ()
        working.Submit(task_id=self.task_id, note="Dùng lại.", reused=again).decide(work)


@dataclass(frozen=True, slots=True)
class SignWaiting:
    """Sign for the list of a task that waits for the actor."""

    task_id: UUID

    def decide(self, work: Work) -> None:
        """Find the list by the task."""
        kept = handovers.table.c
        wanted = select(kept.handover_id).where(
            standing(handovers.table, None), kept.tasks.contains(str(self.task_id))
        )
        list_id = work.connection.scalars(wanted).one()
        handing_over.SignHandover(handover_id=list_id, note="Đã nhận.").decide(work)


def plain(late: int = -2) -> Course:
    """Handed in so many working days after the date, accepted on the next."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        on = frame.days.working(frame.due, late)
        return [*received(duty, frame), *_finished(duty, frame, on)]

    return course


def undone(duty: Duty, frame: Frame) -> list[Step]:
    """Received, and never handed in."""
    return received(duty, frame)


def noted(days: int) -> Course:
    """Progress was written down so many days after it was made; nothing says why."""
    return _noted(days, ())


def cut_off(days: int) -> Course:
    """The same, but the village was cut off, which was said and confirmed."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        back = _begun(frame) + timedelta(days=days)
        why = replace(duty, says=CUT_OFF)
        said = Step(back, duty.by, obstacle(why, "objective"))
        confirmed = judged(duty, frame.days.working(back, 1), "confirmed", "Có xác nhận.")
        return _noted(days, (said, confirmed))(duty, frame)

    return course


def without_paper(duty: Duty, frame: Frame) -> list[Step]:
    """Handed in with words alone, and accepted."""
    on = frame.days.working(frame.due, -2)
    return [*received(duty, frame), _bare(duty, on), accept(duty, frame.days.working(on, 1))]


def paper_came_later(duty: Duty, frame: Frame) -> list[Step]:
    """Handed in with words alone, sent back for that, handed in with the paper."""
    on = frame.days.working(frame.due, -6)
    back = _sent_back(duty, frame.days.working(on, 1))
    return [*received(duty, frame), _bare(duty, on), back, *_finished(duty, frame, frame.due)]


def used_again(duty: Duty, frame: Frame) -> list[Step]:
    """Handed in with what the store of evidence has from another task."""
    on = frame.days.working(frame.due, -2)
    again = Step(on, duty.by, lambda task: SubmitAgain(task, frame.proof.sha256))
    return [*received(duty, frame), again, accept(duty, frame.days.working(on, 1))]


def moved(days: int, asked: int | None = None) -> Course:
    """The deadline moved so many working days after it; asked for so many, or never."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        until = frame.days.working(frame.due, 15)

        def ask(task: UUID) -> Command:
            return deadlines.AskExtension(task_id=task, due_on=until, reason="Chờ số liệu.")

        def grant(task: UUID) -> Command:
            return deadlines.ExtendDeadline(task_id=task, due_on=until, reason=GRANTED)

        on = frame.days.working(frame.due, days)
        asking = [] if asked is None else [Step(_at(frame, asked), duty.by, ask)]
        granting = Step(on, duty.extends, grant)
        end = frame.days.working(frame.due, 10)
        return [*received(duty, frame), *asking, granting, *_finished(duty, frame, end)]

    return course


def put_on(to: str, late: int) -> Course:
    """The head put somebody else in charge right before the date; handed in after it."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        def assign(task: UUID) -> Command:
            whom = frame.actors[to]
            return giving.AssignInside(
                task_id=task, person_id=whom.person_id, post_id=whom.post_id
            )

        given = Step(_shortly_before(frame), duty.accepts, assign)
        end = frame.days.working(frame.due, late)
        taken = replace(duty, who=duty.who.replace(duty.by, to, 1))
        return [*received(duty, frame), given, *_finished(taken, frame, end)]

    return course


def handed_over(to: str, before: int | None, late: int) -> Course:
    """Handed over by a list that was signed, so many working days before, or right before."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        def make_list(task: UUID) -> Command:
            giver, taker = frame.actors[duty.by], frame.actors[to]
            return handing_over.ListHandover(
                from_person_id=giver.person_id,
                from_post_id=giver.post_id,
                to_person_id=taker.person_id,
                to_post_id=taker.post_id,
                task_ids=(task,),
                note=LEAVE,
            )

        on = _shortly_before(frame) if before is None else _at(frame, before)
        listing, signing = Step(on, duty.by, make_list), Step(on, to, SignWaiting)
        end = frame.days.working(frame.due, late)
        taken = replace(duty, who=duty.who.replace(duty.by, to, 1))
        return [*received(duty, frame), listing, signing, *_finished(taken, frame, end)]

    return course


def accepted_after(seconds: int) -> Course:
    """Accepted so many seconds after it was handed in."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        return _at_once(plain()(duty, frame), seconds)

    return course


def mended_and_accepted(seconds: int) -> Course:
    """Read, sent back for one signature, handed in again, and accepted so soon."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        on = frame.days.working(frame.due, -5)
        back = _sent_back(duty, frame.days.working(on, 1))
        first = hand_in(duty, frame, on)
        steps = [*received(duty, frame), first, back, *_finished(duty, frame, frame.due)]
        return _at_once(steps, seconds)

    return course


def _noted(days: int, more: tuple[Step, ...]) -> Course:
    def course(duty: Duty, frame: Frame) -> list[Step]:
        made = progress(duty, _begun(frame), 0.5, noted=days)
        end = frame.days.working(frame.due, -1)
        return [*received(duty, frame), made, *more, *_finished(duty, frame, end)]

    return course


def _begun(frame: Frame) -> date:
    return frame.days.working(frame.issued, 3)


def _finished(duty: Duty, frame: Frame, on: date) -> list[Step]:
    return [hand_in(duty, frame, on), accept(duty, frame.days.working(on, 1))]


def _at_once(steps: list[Step], seconds: int) -> list[Step]:
    return [*steps[:-1], replace(steps[-1], on=steps[-2].on, soon=seconds)]


def _at(frame: Frame, before: int) -> date:
    return frame.days.working(frame.due, -before)


def _shortly_before(frame: Frame) -> date:
    """Give the second working day before the date, or the date itself after long holidays."""
    on = _at(frame, 2)
    return on if (frame.due - on).days <= 4 else frame.due


def _bare(duty: Duty, on: date) -> Step:
    return Step(on, duty.by, lambda task: working.Submit(task_id=task, note="Đã xong."))


def _sent_back(duty: Duty, on: date) -> Step:
    back: Callable[[UUID], Command] = lambda task: judging.SendBack(task_id=task, reason=MEND)  # noqa: E731
    return Step(on, duty.accepts, back)
