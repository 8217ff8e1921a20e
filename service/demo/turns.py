"""Turns that a task takes: more time is asked for, a cause is judged, it is handed on."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.tasks.obstacles import Verdict
from events.tasks.task import Task
from service.demo.courses import (
    Course,
    Duty,
    Frame,
    Step,
    accept,
    obstacle,
    progress,
    received,
    submit,
)
from service.tasks import deadlines, judging, obstacles
from service.work import Work


@dataclass(frozen=True, slots=True)
class AnswerObstacle:
    """Answer what stands in the way of a task, whichever of its events said so."""

    task_id: UUID
    verdict: Verdict
    answer: str

    def decide(self, work: Work) -> None:
        """Record the answer to the oldest obstacle that has none."""
        number = min(work.load(Task, self.task_id).obstacles)
        obstacles.AnswerObstacle(
            task_id=self.task_id, obstacle=number, verdict=self.verdict, answer=self.answer
        ).decide(work)


def more_time(to: str, cut: str) -> Course:
    """Cut off for days: more time is granted, the cause confirmed; done within it."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        day, until = frame.days.day(cut), frame.days.day(to)
        asked, end = frame.days.working(frame.due, -4), frame.days.working(until, -3)
        decided = frame.days.working(frame.due, -3)

        def ask(task: UUID) -> deadlines.AskExtension:
            return deadlines.AskExtension(task_id=task, due_on=until, reason=duty.says)

        def grant(task: UUID) -> deadlines.ExtendDeadline:
            return deadlines.ExtendDeadline(
                task_id=task, due_on=until, reason="Đồng ý, một lần."
            )

        return [
            *received(duty, frame),
            progress(duty, frame.days.between(frame.issued, day, 0.5), 0.35),
            Step(day, duty.by, obstacle(duty, "objective"), noted=1),
            Step(asked, duty.by, ask),
            Step(decided, duty.extends, grant),
            judged(duty, decided, "confirmed", "Mất điện, đứt cáp chín ngày, có xác nhận."),
            progress(duty, end, 1),
            submit(duty, frame, end),
            accept(duty, frame.days.working(end, 1)),
        ]

    return course


def late_with_cause(days: int, verdict: Verdict, answer: str) -> Course:
    """Not done by its day, and why is judged; handed in so many working days later."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        on = frame.days.working(frame.due, days)
        return [
            *received(duty, frame),
            progress(duty, frame.days.between(frame.issued, frame.due, 0.7), 0.4),
            Step(frame.due, duty.by, obstacle(duty, "objective")),
            judged(duty, frame.days.working(frame.due, 2), verdict, answer),
            progress(duty, on, 1),
            submit(duty, frame, on),
            accept(duty, frame.days.working(on, 1)),
        ]

    return course


def refused_cause(on: str, share: float, answer: str) -> Course:
    """Still owed after its day; the cause that was given for it is refused."""

    def course(duty: Duty, frame: Frame) -> list[Step]:
        day = frame.days.day(on)
        return [
            *received(duty, frame),
            progress(duty, frame.days.between(frame.issued, day, 0.8), share),
            Step(day, duty.by, obstacle(duty, "objective")),
            judged(duty, frame.days.working(day, 3), "refused", answer),
        ]

    return course


def handed_on(course: Course, to: str, on: str) -> Course:
    """Begun by one person, finished by another, who signed for it on a day."""

    def both(duty: Duty, frame: Frame) -> list[Step]:
        day = frame.days.day(on)
        steps = course(duty, frame)
        return [replace(s, by=to) if s.by == duty.by and s.on > day else s for s in steps]

    return both


def rated(course: Course, quality: int, why: str = "") -> Course:
    """Accepted, and its quality said in percent two working days later."""

    def more(duty: Duty, frame: Frame) -> list[Step]:
        steps = course(duty, frame)
        on = frame.days.working(steps[-1].on, 2)

        def rate(task: UUID) -> judging.Rate:
            return judging.Rate(task_id=task, quality=quality, note=why)

        return [*steps, Step(on, duty.accepts, rate)]

    return more


def judged(duty: Duty, on: date, verdict: Verdict, answer: str) -> Step:
    """Let whoever may extend a task judge the cause that was given."""
    return Step(on, duty.extends, lambda task: AnswerObstacle(task, verdict, answer))
