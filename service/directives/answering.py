"""Commands of the commune: a unit answers its items; the leader sends what they come to."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from events.directive_answers import (
    Answer,
    Files,
    Line,
    NamedFile,
    Outcome,
    Part,
    Words,
    rolled,
)
from events.directive_refusals import NoSuchPartError
from events.directive_replies import PartAnswered, Reply, Sent
from events.tasks.life import IN_CHARGE
from events.tasks.refusals import NotYourUnitError
from events.tasks.task import Task
from events.tasks.working import Submitted
from events.values import Evidence
from service.directives.links import post_to, province
from service.directives.papers import ANSWER, PROGRESS, AnswerPaper, ProgressPaper
from service.exchange.letters import Parcel, send
from service.tasks.bringing import PLAIN, bring
from service.tasks.hands import hand, say
from service.vault.stores import event_store
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswer:
    """What a unit says of one item; files are already stored, and answer it by name and hash.

    Neither answer nor files: nothing arose in the unit.
    """

    number: int
    answer: Answer | None = None
    files: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """Answer for a unit: its head does, or whoever it gave the task to.

    With a `note`, the task's product is handed in by the same act when its person answers the
    last item.
    """

    reply_id: UUID
    unit_id: UUID
    answers: tuple[ItemAnswer, ...]
    note: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record what is new; with the unit that is first, the province hears of progress.

        Raises:
            NoSuchPartError: the unit was not asked.
            NotYourUnitError: somebody else answers for it.
            RefusedError: it is no answer to the item.
        """
        reply = work.load(Reply, self.reply_id, seen=self.seen)
        task = work.load(Task, _part(reply, self.unit_id).task_id)
        _require_doer(work, task)
        begins = not reply.said
        for said in self.answers:
            reply.answer(_said(work, task, self.unit_id, said))
        work.save(reply)
        if begins and reply.said:
            _tell(work, reply)
        if self.note.strip() and not _owed_by(reply, self.unit_id):
            _hand_in(work, task, self.note.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAnswer:
    """Approve what the units' answers come to, and send it; or say why there is none.

    `despite` sends it though units have not answered everything, for the reason that is given.
    """

    reply_id: UUID
    outcome: Outcome = "answered"
    reason: str = ""
    despite: bool = False
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the letter and the sending.

        Raises:
            NoStandingLinkError: no link to the sender stands.
            StillMissingError, UnexplainedDirectiveError, SameAnswerError: as `Reply.send`.
        """
        work.actor.require(Permission.SIGN_DIRECTIVE)
        reply = work.load(Reply, self.reply_id, seen=self.seen)
        lines = tuple(lines_of(work, reply)) if self.outcome == "answered" else ()
        paper = AnswerPaper(
            directive_id=reply.arrived.directive_id,
            revision=reply.revision,
            outcome=self.outcome,
            lines=lines,
            reason=self.reason.strip(),
        )
        parcel = Parcel(kind=ANSWER, subject_id=paper.directive_id, content=paper)
        letter = send(work, province(work, reply.arrived.from_tenant), parcel)
        sent = Sent(
            letter_id=letter.letter_id,
            number=letter.number,
            sha256=letter.sha256,
            revision=reply.revision,
            outcome=self.outcome,
            sent_on=work.today,
            late=work.today > reply.due_on,
            lines=lines,
            reason=paper.reason,
        )
        reply.send(sent, despite=self.despite)
        work.save(reply)


def lines_of(work: Work, reply: Reply) -> Iterator[Line]:
    """Roll the units' answers up, each item with the places in the log where it was said."""
    units = {part.unit_id: work.register.unit(part.unit_id) for part in reply.parts}
    places = _places(work, reply)
    for number, question in enumerate(reply.questions, 1):
        said = {unit: one for (unit, item), one in reply.said.items() if item == number}
        answer = rolled(question.kind, [(units[u], one.said) for u, one in said.items()])
        events = sorted(places[unit, number] for unit in said)
        yield Line(number=number, answer=answer, events=tuple(events))


def answers_for(work_task: Task, work: Work) -> bool:
    """Tell whether somebody answers for the unit of a task: its head, or its person."""
    mine = hand(work.actor)
    return (
        work_task.clarity.person_id == mine.person_id
        or work_task.clarity.lead_unit_id in mine.heads
    )


def _places(work: Work, reply: Reply) -> dict[tuple[UUID, int], int]:
    """Give the place of each unit's last answer in our log."""
    return {
        (one.event.unit_id, one.event.number): one.position
        for one in event_store(work.connection).stream(reply.id)
        if isinstance(one.event, PartAnswered)
    }


def _part(reply: Reply, unit_id: UUID) -> Part:
    found = next((part for part in reply.parts if part.unit_id == unit_id), None)
    if found is None:
        raise NoSuchPartError
    return found


def _require_doer(work: Work, task: Task) -> None:
    if not answers_for(task, work):
        raise NotYourUnitError(task.clarity.lead_unit_id)


def _said(work: Work, task: Task, unit_id: UUID, said: ItemAnswer) -> PartAnswered:
    answer, text = said.answer, ""
    if said.files:
        item = bring(work, said.files, PLAIN, name=f"evidence {said.number}")
        item.use("task", task.id)
        work.save(item)
        named = (NamedFile(name=one.name, sha256=one.sha256) for one in said.files)
        answer = Files(files=tuple(sorted(named)))
    elif isinstance(answer, Words):
        answer, text = Words(text=""), answer.text.strip()
    return PartAnswered(unit_id=unit_id, number=said.number, answer=answer, text=text)


def _owed_by(reply: Reply, unit_id: UUID) -> bool:
    return any(unit == unit_id for unit, _ in reply.missing)


def _tell(work: Work, reply: Reply) -> None:
    paper = ProgressPaper(directive_id=reply.arrived.directive_id)
    parcel = Parcel(kind=PROGRESS, subject_id=paper.directive_id, content=paper)
    post_to(work, reply.arrived.from_tenant, parcel)


def _hand_in(work: Work, task: Task, note: str) -> None:
    """Hand the task's product in, where it is the actor's own and at work."""
    if task.clarity.person_id == work.actor.person_id and task.status in IN_CHARGE:
        say(work, task, Submitted(submitted_on=work.today, note=note, evidence=()))
        work.save(task)
