"""Commands of the commune: name who receives, receive a directive, give it to units.

It becomes a task of each unit that answers: from a superior, clear in all six, due before the
commune is as the tenant's rules have it (`service.tasks.outside`).
"""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from events.directive_answers import Part
from events.directive_receivers import Receiver
from events.directive_replies import HandedDown, Received, Reply
from events.errors import RefusedError
from events.tasks.task import Task
from events.values import Clarity, Deadline, Deliverable, Origin
from service.directives import receiver_states
from service.directives.links import province, provinces
from service.directives.papers import (
    RECEIPT,
    RECEIVER,
    ReceiptPaper,
    ReceiverPaper,
    receiver_id,
)
from service.directives.reply_states import ReplyState
from service.exchange.letters import Parcel, send
from service.organisation.people import UnknownMemberError
from service.tasks.numbering import numbered
from service.tasks.outside import GiveTask
from service.work import Work
from tenants.access import SERVICE, AccessDeniedError, Actor, Permission

PAPER = "Văn bản chỉ đạo"  # the kind of document, as origins of tasks name it


@dataclass(eq=False)
class OtherReceiverError(RefusedError):
    """Another post receives directives here."""

    post_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """To which units, and who accepts their work and may move its day; in what words."""

    unit_ids: tuple[UUID, ...]
    accept_post_id: UUID | None
    extend_post_id: UUID | None
    content: str
    product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReceiver:
    """Name the post that receives directives; those above are told its title."""

    post_id: UUID

    def decide(self, work: Work) -> None:
        """Record it, and a letter to each.

        Raises:
            UnknownMemberError: there is no such post.
        """
        if work.actor.person_id != SERVICE:
            work.actor.require(Permission.SIGN_DIRECTIVE)
        if self.post_id not in work.register.posts:
            raise UnknownMemberError
        _name(work, self.post_id)
        paper = ReceiverPaper(post=work.register.seat(self.post_id))
        mine = receiver_id(work.actor.tenant_id)
        for link in provinces(work).values():
            send(work, link, Parcel(kind=RECEIVER, subject_id=mine, content=paper))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveDirective:
    """Receive a directive, and give it to units at once, or later."""

    reply_id: UUID
    handing: Handing | None = None

    def decide(self, work: Work) -> None:
        """Record the receipt, which goes back in a letter, and the tasks.

        The first receipt names who receives, where nobody was named.

        Raises:
            OtherReceiverError: another post receives here.
            NoStandingLinkError: no link to the sender stands.
            RefusedError: as `GiveTask` refuses what is not clear.
        """
        work.actor.require(Permission.GIVE_TASKS)
        reply = work.load(Reply, self.reply_id)
        first = require_receiver(work)
        paper = ReceiptPaper(
            directive_id=reply.arrived.directive_id,
            post=work.register.seat(work.actor.post_id),
            received_on=work.today,
            units=len(self.handing.unit_ids) if self.handing else 0,
            names=first,
        )
        parcel = Parcel(kind=RECEIPT, subject_id=paper.directive_id, content=paper)
        sent = send(work, province(work, reply.arrived.from_tenant), parcel)
        reply.receive(
            Received(
                letter_id=sent.letter_id, post_id=work.actor.post_id, received_on=work.today
            )
        )
        work.save(reply)
        if first:
            _name(work, work.actor.post_id)
        if self.handing:
            hand_down(work, reply, self.handing)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandDown:
    """Give a directive that was received to further units."""

    reply_id: UUID
    handing: Handing

    def decide(self, work: Work) -> None:
        """Record the tasks.

        Raises:
            RefusedError: as `GiveTask` refuses what is not clear.
        """
        work.actor.require(Permission.GIVE_TASKS)
        reply = work.load(Reply, self.reply_id)
        require_receiver(work)
        hand_down(work, reply, self.handing)


def hand_down(work: Work, reply: Reply, said: Handing) -> None:
    """Give each unit its task, and note on the directive who answers."""
    above = provinces(work).get(reply.arrived.from_tenant)
    clarity = Clarity(
        addressees=said.unit_ids,
        deadline=Deadline(kind="date", on=reply.due_on),
        deliverable=Deliverable(name=said.product.strip(), quantity=Decimal(1), unit="báo cáo"),
        accept_post_id=said.accept_post_id,
        extend_post_id=said.extend_post_id,
    )
    origin = Origin(
        kind="superior",
        document=PAPER,
        number=reply.arrived.number,
        issued_on=reply.arrived.issued_on,
        issuer=above.other.name if above else PAPER,
    )
    giving = GiveTask(content=said.content, clarity=clarity, origin=origin)
    tasks = giving.given(work, numbered(work, "NV", work.today.year))
    reply.hand_down(HandedDown(parts=tuple(map(_part, tasks))))
    work.save(reply, *tasks)


def receives(actor: Actor, named: UUID | None) -> bool:
    """Tell whether somebody receives directives: who was named, or who leads."""
    posts = {actor.post_id, *actor.others, *(one.post_id for one in actor.stands_in)}
    if actor.may(Permission.SIGN_DIRECTIVE) or named in posts:
        return actor.may(Permission.GIVE_TASKS)
    return named is None and actor.may(Permission.ISSUE_PLAN)


def sees(actor: Actor, reply: ReplyState, named: UUID | None) -> bool:
    """Tell whether somebody sees what came in: who sees all, receives, or shares the work."""
    if actor.may(Permission.SEE_ALL_TASKS) or receives(actor, named):
        return True
    return str(actor.unit_id) in reply.units


def require_receiver(work: Work) -> bool:
    """Refuse who does not receive here; gives whether nobody was named yet.

    Raises:
        OtherReceiverError: another post does.
        AccessDeniedError: no post was named, and this one gives no tasks to units.
    """
    named = receiver_states.own(work.connection)
    if not receives(work.actor, named):
        if named is None:
            raise AccessDeniedError(Permission.ISSUE_PLAN)
        raise OtherReceiverError(named)
    return named is None


def _name(work: Work, post_id: UUID) -> None:
    receiver = work.open(Receiver, receiver_id(work.actor.tenant_id))
    receiver.name(post_id)
    work.save(receiver)


def _part(task: Task) -> Part:
    unit = task.clarity.lead_unit_id
    if unit is None:
        raise UnknownMemberError
    return Part(unit_id=unit, task_id=task.id)
