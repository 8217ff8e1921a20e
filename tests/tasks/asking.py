"""Whatever people could ask of a task, sensible or not, as strategies for random stories.

Strategies are made once, of a task that is nobody's; `about` says which one is meant.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from events.tasks.life import LIFE, Act, Status
from events.values import Clarity, Deadline, Deliverable, Evidence
from service.tasks import deadlines, giving, judging, obstacles, series, working
from service.tasks.conditions import MeetCondition
from service.tasks.sharing import ShareTask
from service.tasks.splitting import SplitTask
from service.work import Command
from tests.tasks.scenario import CENTRE, LEADERS, PEOPLE, TODAY

PHOTO = Evidence(sha256="a" * 64, name="anh.jpg", size=9, kind="jpg")
REASONS = st.sampled_from(["", "Máy hỏng"])
DAYS = st.integers(-20, 90).map(lambda days: TODAY + timedelta(days=days))
AMOUNTS = st.sampled_from([Decimal(n) for n in (-1, 0, 5, 1240, 1241)])
UNITS = st.sampled_from([CENTRE, LEADERS])
MEMBERS = st.sampled_from([(who.person_id, who.post_id) for who in PEOPLE])
MAYBE_MEMBERS = st.one_of(st.just((None, None)), MEMBERS)
SOME = UUID(int=0)
Ask = st.SearchStrategy[Command]


def _reasoned(kind: Callable[..., Command], **facts: st.SearchStrategy[object]) -> Ask:
    return st.builds(kind, task_id=st.just(SOME), **facts)


def _assign(who: tuple[UUID, UUID]) -> Command:
    return giving.AssignInside(task_id=SOME, person_id=who[0], post_id=who[1])


def _transfer(unit: UUID, who: tuple[UUID | None, UUID | None], reason: str) -> Command:
    return giving.Transfer(
        task_id=SOME, lead_unit_id=unit, person_id=who[0], post_id=who[1], reason=reason
    )


def _split(who: tuple[UUID, UUID], day: date, amount: Decimal) -> Command:
    clarity = Clarity(
        person_id=who[0],
        post_id=who[1],
        lead_unit_id=CENTRE,
        deadline=Deadline(kind="date", on=day),
        deliverable=Deliverable(name="Hồ sơ số", quantity=amount, unit="hồ sơ"),
        accept_post_id=PEOPLE[1].post_id,
        extend_post_id=PEOPLE[2].post_id,
    )
    return SplitTask(task_id=SOME, content="Một thôn", clarity=clarity)


ASKS: Mapping[Act, Ask] = {
    "split": st.builds(_split, MEMBERS, DAYS, AMOUNTS),
    "share": _reasoned(ShareTask, shares=st.just(())),
    "begin": _reasoned(MeetCondition, met_on=DAYS, basis=REASONS),
    "begin_to_person": _reasoned(MeetCondition, met_on=DAYS, basis=REASONS),
    "receive": _reasoned(giving.ReceiveForUnit),
    "assign": st.builds(_assign, MEMBERS),
    "transfer": st.builds(_transfer, UNITS, MAYBE_MEMBERS, REASONS),
    "refuse_back": _reasoned(giving.RefuseBack, reason=REASONS),
    "recall": _reasoned(giving.Recall, reason=REASONS),
    "cancel": _reasoned(giving.Cancel, reason=REASONS),
    "supersede": _reasoned(giving.Supersede, plan_id=st.just(UUID(int=9)), reason=REASONS),
    "acknowledge": _reasoned(working.Acknowledge),
    "progress": _reasoned(working.ReportProgress, amount=AMOUNTS, note=REASONS),
    "submit": _reasoned(working.Submit, note=REASONS, evidence=st.sampled_from([(), (PHOTO,)])),
    "accept": _reasoned(judging.Accept),
    "send_back": _reasoned(judging.SendBack, reason=REASONS),
    "rate": _reasoned(judging.Rate, quality=st.sampled_from([-1, 50, 100]), note=REASONS),
    "lock": _reasoned(judging.Lock, period=st.just("Quý II/2026")),
    "ask_extension": _reasoned(deadlines.AskExtension, due_on=DAYS, reason=REASONS),
    "extend": _reasoned(deadlines.ExtendDeadline, due_on=DAYS, reason=REASONS),
    "refuse_extension": _reasoned(deadlines.RefuseExtension, reason=REASONS),
    "suspend": _reasoned(deadlines.Suspend, reason=REASONS),
    "resume": _reasoned(deadlines.Resume),
    "obstacle": _reasoned(
        obstacles.ReportObstacle,
        cause=st.sampled_from(["objective", "subjective", "waiting"]),
        text=REASONS,
    ),
    "continue": _reasoned(series.ContinueSeries),
    "end_series": _reasoned(series.EndSeries, reason=REASONS),
    "answer_obstacle": _reasoned(
        obstacles.AnswerObstacle,
        obstacle=st.integers(1, 12),
        verdict=st.sampled_from(["confirmed", "refused", "answered"]),
        answer=REASONS,
    ),
}


ANYTHING: Ask = st.one_of(*ASKS.values())


@cache
def possible(status: Status) -> Ask:
    """Give what somebody could ask of a task in a state, so that stories go far."""
    acts = {step.act for step in LIFE if status in step.start} & ASKS.keys()
    return st.one_of(*(ASKS[act] for act in sorted(acts))) if acts else ANYTHING


def about(task_id: UUID, command: Command) -> Command:
    """Ask it of one task."""
    meant: Any = command
    asked: Command = replace(meant, task_id=task_id)
    return asked
